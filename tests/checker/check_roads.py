"""Part 3: road pieces: every metre once, zone by location, lower code along a zone border."""
import numpy as np
import shapely

from city_outputs import shapes

NETWORK_KM = 1544.0   # "the sum of all rows = the network (1,544.0 km, of which 14.4 km lie outside)"
OUTSIDE_KM = 14.4
MEASURE_M = 1e-6      # contiguity and to - from = length
WAY_M = 0.02          # a way's length: raw plane vertices against whatever the program kept
ZONE_M = 5.0          # metres of the whole network whose zone may differ (ends of borders)


def check_pieces(log, model):
    """"every metre of every way is in exactly one row of road_pieces"."""
    pieces = model.out.layer("road_pieces").sort_values(["way_no", "from_m"]).reset_index(drop=True)
    a, b, length = (pieces[c].to_numpy(float) for c in ("from_m", "to_m", "length_m"))
    off = np.abs(b - a - length).max()
    log.check("roads: to_m - from_m = length_m", off <= MEASURE_M, f"largest difference {off:.3g} m",
              f"{MEASURE_M:g} m")
    log.none_wrong("roads: length_m > 0", (length <= 0).sum(), len(pieces), "pieces", pieces["piece_id"][length <= 0])
    way = pieces["way_no"].to_numpy()
    first = np.r_[True, way[1:] != way[:-1]]
    gap = np.abs(np.where(first, a, a - np.r_[0.0, b[:-1]]))
    log.none_wrong("roads: measures start at 0 and go on without gap or overlap", (gap > MEASURE_M).sum(), len(pieces),
                   "pieces", pieces["piece_id"][gap > MEASURE_M])
    last = np.r_[first[1:], True]
    ends = dict(zip(way[last].tolist(), b[last].tolist()))
    city = model.city
    missing = [w for w in city.way_no.tolist() if w not in ends]
    log.check("roads: every way of layer streets, no other", not missing and len(ends) == len(city.way_no),
              f"{len(ends)} ways, missing {missing[:3]}", f"{len(city.way_no)} ways")
    off = np.array([abs(ends.get(w, 0) - m) for w, m in zip(city.way_no.tolist(), city.way_length)])
    log.check("roads: last to_m = plane length of the way", off.max() <= WAY_M, f"largest difference {off.max():.4f} m "
              f"on way {city.way_no[off.argmax()]}", f"{WAY_M} m")
    log.close("roads: sum = network", length.sum() / 1000, city.way_length.sum() / 1000, 0.001, " km")
    log.close("roads: network as in the issue", round(length.sum() / 1000, 1), NETWORK_KM, 1e-9, " km")
    log.equal("roads: one sector, all", sorted(set(pieces["sector"])), ["all"])
    log.equal("roads: side whole", sorted(set(pieces["side"])), ["whole"])
    row = {int(w): k for k, w in enumerate(city.way_no)}
    place = np.array([row.get(int(w), 0) for w in way])
    _check_drawn(log, city, pieces, place, a, b)


def _check_drawn(log, city, pieces, place, a, b):
    """The drawn piece is the way between its measures."""
    drawn = shapes(pieces)
    off = np.abs(shapely.length(drawn) - (b - a))
    worst = 0.0
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        on_way = point_at(city.ways, place, a + share * (b - a))
        worst = max(worst, shapely.distance(drawn, on_way).max())
    log.check("roads: drawn along the way between the measures", off.max() <= WAY_M and worst <= WAY_M,
              f"length within {off.max():.4f} m, places within {worst:.4f} m", f"{WAY_M} m")


def point_at(ways, place, measure):
    """Points at plane measures along the ways."""
    return shapely.line_interpolate_point(ways[place], measure)


def expected_zones(model):
    """Per part of the street probe: (zone row or -1, kind); kind 0 inside, 1 zone border, 2 outer
    border, 3 outside. Of two zones the one with the lower code."""
    parts = model.street_parts
    zone = np.append(model.zone_of_block, -1)  # index -1 = outside
    left, right = zone[parts["left"].to_numpy()], zone[parts["right"].to_numpy()]
    rank = np.append(model.code_rank, 10 ** 9)
    lower = np.where(rank[left] <= rank[right], left, right)
    kind = np.where(left == right, 0, 1)
    kind[(left < 0) ^ (right < 0)] = 2
    kind[(left < 0) & (right < 0)] = 3
    return lower, kind


def check_zones_of_pieces(log, model):
    """"A piece along a zone border goes to the zone with the lower code, rule border_lower_code;
    outside the land zone_id is NULL, rule outside"."""
    pieces = model.out.layer("road_pieces").sort_values(["way_no", "from_m"]).reset_index(drop=True)
    parts = model.street_parts
    lower, kind = expected_zones(model)
    start = parts["from_m"].to_numpy()
    end = parts["to_m"].to_numpy()
    way = model.city.way_no[parts["way"].to_numpy()]
    zone = np.array([model.zone_row.get(int(z), -2) if z == z and z is not None else -1
                     for z in pieces["zone_id"]])
    rule = pieces["rule"].astype(str).to_numpy()
    log.none_wrong("roads: zone_id is a level-2 zone or NULL", (zone == -2).sum(), len(pieces), "pieces")
    log.none_wrong("roads: zone NULL if and only if rule outside", ((zone == -1) != (rule == "outside")).sum(),
                   len(pieces), "pieces", pieces["piece_id"][(zone == -1) != (rule == "outside")])
    other = sorted(set(rule) - {"outside", "border_lower_code"})
    log.check("roads: rules", len(other) == 1, f"outside, border_lower_code and {other}", "one name more, for inside")
    metres = {"zone": 0.0, "rule": 0.0, "outside": 0.0, "border": 0.0}
    worst = (0.0, None)
    of_way = {w: k for w, k in pieces.groupby("way_no").indices.items()}
    order = np.argsort(way, kind="stable")
    bounds = np.flatnonzero(np.r_[True, np.diff(way[order]) != 0, True])
    fro, to = pieces["from_m"].to_numpy(float), pieces["to_m"].to_numpy(float)
    for s, e in zip(bounds[:-1], bounds[1:]):
        mine = order[s:e]
        mine = mine[np.argsort(start[mine], kind="stable")]
        rows = of_way.get(way[mine[0]])
        if rows is None:
            continue
        cuts = np.unique(np.concatenate([start[mine], end[mine], fro[rows], to[rows]]))
        middle, step = (cuts[1:] + cuts[:-1]) / 2, np.diff(cuts)
        m = mine[np.clip(np.searchsorted(start[mine], middle, side="right") - 1, 0, len(mine) - 1)]
        p = rows[np.clip(np.searchsorted(fro[rows], middle, side="right") - 1, 0, len(rows) - 1)]
        wrong = zone[p] != lower[m]
        bad_rule = (rule[p] == "border_lower_code") != (kind[m] == 1)
        metres["zone"] += step[wrong].sum()
        metres["rule"] += step[bad_rule & ~wrong].sum()
        metres["outside"] += step[kind[m] == 3].sum()
        metres["border"] += step[kind[m] == 1].sum()
        worst = max(worst, (step[wrong].sum(), int(way[mine[0]])), key=lambda w: w[0])
    log.check("roads: zone by location, lower code along a zone border", metres["zone"] <= ZONE_M and worst[0] <= 1.0,
              f"{metres['zone']:.3f} m differ, most {worst[0]:.3f} m on way {worst[1]}",
              f"at most {ZONE_M:g} m of the network, 1 m of a way")
    log.check(f"roads: rule border_lower_code on the {metres['border'] / 1000:.3f} km along zone borders",
              metres["rule"] <= ZONE_M, f"{metres['rule']:.3f} m differ", f"at most {ZONE_M:g} m")
    outside = pieces["length_m"].to_numpy(float)[zone == -1].sum()
    log.close("roads: metres outside the land", outside / 1000, metres["outside"] / 1000, 0.002, " km")
    log.close("roads: metres outside as in the issue", round(outside / 1000, 1), OUTSIDE_KM, 1e-9, " km")
