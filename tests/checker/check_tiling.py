"""Part 1: land, faces, blocks, lineage, lattice cut, merges, districts, street metres, reports."""
import numpy as np
import shapely

import lattice_edges as exact
from city_outputs import shapes, whole
from merge_replay import replay, too_small
from street_probe import locate, street_metres

CUT_M2 = 0.2e6
CUT_CELL_M = 500.0
CUT_SLACK_M = 0.005           # noding on the lattice may bend the cutting line by a few 2^-10 m
STREET_TOLERANCE_M = 1.0      # one block: street_m on the lattice against raw streets, see README
STREET_TOLERANCE_SUM_M = 50.0  # sum over the blocks of the absolute differences
RAW_FACE_TOLERANCE = 5        # raw faces that may differ from the shapely noding
OVERLAY_TOLERANCE_M2 = 1.0    # area that rounding to the lattice may put into another neighbourhood


def check_cover(log, model, name):
    """"faces -> blocks that cover the land exactly": no overlap, no gap, on the lattice."""
    made = shapes(model.out.layer(name))
    log.none_wrong(f"tiling: {name} on the 2^-10 m lattice", exact.off_lattice(made),
                   2 * shapely.get_num_coordinates(made).sum(), "numbers")
    edges = exact.oriented_edges(made)
    pairs, outline, doubled = exact.matched(edges)
    log.check(f"tiling: {name} borders vertex-matched", doubled == 0 and shapely.coverage_is_valid(made),
              f"{len(pairs) // 2} shared edges, {len(outline)} outline edges, {doubled} doubled, "
              f"coverage {'valid' if shapely.coverage_is_valid(made) else 'broken'}", "0 doubled, valid")
    land, union = model.city.land, shapely.union_all(made)
    off = shapely.symmetric_difference(land, union).area
    allowed = land.length / 1024
    log.check(f"tiling: {name} = land", off <= allowed,
              f"{union.area:.3f} m2, {off:.3f} m2 differ from the land {land.area:.3f} m2",
              f"at most {allowed:.1f} m2 = outline x 2^-10 m")
    sum_area = shapely.area(made).sum()
    log.close(f"tiling: {name} sum of areas = area of the union", sum_area, union.area, 1e-3, " m2")
    return union


def holes(shape):
    """Areas of the interior rings over 1 m2."""
    areas = [shapely.Polygon(r).area for p in shapely.get_parts(shape) for r in p.interiors]
    return sorted(round(a) for a in areas if a > 1)


def check_land(log, model):
    """Cover by faces and by blocks; holes of the land; districts."""
    check_cover(log, model, "faces")
    union = check_cover(log, model, "blocks")
    log.equal("tiling: holes of the land over 1 m2", [int(h / 10) for h in holes(union)],
              [int(h / 10) for h in holes(model.city.land)])
    table = model.out.layer("districts")
    log.equal("districts: names by district_id = by OBJECTID", table["name"].tolist(), model.city.district_names)
    made = shapes(table)
    overlap = shapely.area(made).sum() - shapely.union_all(made).area
    log.check("districts: no overlap", overlap < 0.01, f"{overlap:.6f} m2", "under 0.01 m2")
    off = shapely.area(shapely.symmetric_difference(made, model.city.districts)).max()
    allowed = max(shapely.length(model.city.districts)) / 1024
    log.check("districts: overlap to the lower id, else as stored", off <= allowed,
              f"{off:.3f} m2 at most", f"at most {allowed:.1f} m2")


def check_lineage(log, model):
    """Raw face -> piece -> block: pieces of one raw face and faces of one block."""
    faces, blocks = model.out.layer("faces"), model.out.layer("blocks")
    ids = whole(faces["block_id"])
    unknown = [b for b in ids if b not in model.block_at]
    log.none_wrong("lineage: faces.block_id is a block", len(unknown), len(ids), "faces", unknown)
    group = np.array([model.block_at[b] for b in ids])
    left = exact.dissolved(exact.oriented_edges(shapes(faces)), group)
    same = exact.straightened(left) == exact.straightened(model.block_edges)
    log.check("lineage: block = exact union of its faces", same, f"{len(blocks)} blocks", "all edges equal")
    count = np.bincount(group, minlength=len(blocks))
    wrong = count != blocks["faces"].to_numpy()
    log.none_wrong("lineage: blocks.faces", wrong.sum(), len(blocks), "blocks", model.block_ids[wrong])
    reason = blocks["merge_reason"].fillna("").astype(str).to_numpy()
    bare = (count > 1) & (reason == "")
    log.none_wrong("lineage: merged blocks carry a merge_reason", bare.sum(), (count > 1).sum(), "merged blocks",
                   model.block_ids[bare])
    area = shapely.area(model.block_shapes)
    off = np.abs(area - blocks["area_m2"].to_numpy(float)) / area
    log.check("blocks: area_m2", off.max() <= 1e-9, f"largest relative error {off.max():.2g}", "1e-9")


def thick(made):
    """How many shapes are wider than the rounding to the lattice can make them."""
    return int((shapely.area(made) > CUT_SLACK_M * shapely.length(made)).sum())


def check_cut(log, model):
    """Faces over 0.2 km2 are cut by a 500 m lattice that starts at multiples of 500 m."""
    faces = model.out.layer("faces")
    made = shapes(faces)
    box = shapely.bounds(made)
    low = np.floor((box[:, :2] + CUT_SLACK_M) / CUT_CELL_M)
    one_cell = ((low + 1) * CUT_CELL_M + CUT_SLACK_M >= box[:, 2:]).all(axis=1)
    big = shapely.area(made) > CUT_M2
    log.none_wrong("cut: faces over 0.2 km2 lie in one lattice cell", (big & ~one_cell).sum(), len(made),
                   "faces", faces["face_id"][big & ~one_cell])
    wrong, cut, pieces = [], 0, 0
    for raw, rows in faces.groupby("raw_face_id").groups.items():
        area = shapely.area(made[rows]).sum()
        if area <= CUT_M2:
            if len(rows) != 1:
                wrong.append(raw)
            continue
        cut, pieces = cut + 1, pieces + len(rows)
        whole_face = shapely.union_all(made[rows])
        west, south, east, north = whole_face.bounds
        expected = 0
        for x in np.arange(np.floor(west / 500) * 500, east, 500):
            for y in np.arange(np.floor(south / 500) * 500, north, 500):
                part = shapely.intersection(whole_face, shapely.box(x, y, x + 500, y + 500))
                expected += thick(shapely.get_parts(part))
        real = thick(made[rows])
        if not one_cell[rows].all() or real != expected or whole_face.geom_type != "Polygon":
            wrong.append(raw)
    log.none_wrong(f"cut: pieces = raw face x lattice cells ({cut} cut into {pieces})", len(wrong),
                   faces["raw_face_id"].nunique(), "raw faces", wrong)


def input_faces(city):
    """Raw faces again: all streets and neighbourhood borders, noded on the lattice, polygonized."""
    grid = 1 / 1024
    lines = np.concatenate([city.ways, shapely.boundary(city.repaired)])
    noded = shapely.unary_union(shapely.set_precision(lines, grid), grid_size=grid)
    made = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inner = shapely.point_on_surface(made)
    shapely.prepare(city.land)
    return made[shapely.intersects(city.land, inner) & (shapely.area(made) > 1)]


def check_raw_faces(log, model):
    """"Streets and neighbourhood borders are barriers -> noded network -> faces" (over 1 m2)."""
    mine = input_faces(model.city)
    faces = model.out.layer("faces")
    made = shapes(faces)
    raw = faces["raw_face_id"].to_numpy()
    total = dict(zip(*np.unique(raw, return_inverse=False, return_counts=True)))
    area = {r: 0.0 for r in total}
    for r, a in zip(raw, shapely.area(made)):
        area[r] += a
    at = locate(made, *shapely.get_coordinates(shapely.point_on_surface(mine)).T)
    got = np.array([area[raw[k]] if k >= 0 else 0.0 for k in at])
    bad = np.abs(got - shapely.area(mine)) > 0.1 + shapely.length(mine) * 0.002
    log.check("faces: raw faces = noded streets and neighbourhood borders", bad.sum() <= RAW_FACE_TOLERANCE,
              f"{bad.sum()} of {len(mine)} faces over 1 m2 differ by more than 0.1 m2 + 2 mm x outline",
              f"at most {RAW_FACE_TOLERANCE}")
    log.close("faces: number of raw faces over 1 m2", sum(a > 1 for a in area.values()), len(mine),
              RAW_FACE_TOLERANCE)


def district_areas(model, made):
    """Per shape {district number from 0: m2}."""
    k, d = shapely.STRtree(model.city.districts).query(made, predicate="intersects")
    m2 = shapely.area(shapely.intersection(made[k], model.city.districts[d]))
    out = [{} for _ in made]
    for shape, district, a in zip(k.tolist(), d.tolist(), m2.tolist()):
        if a > 0:
            out[shape][district] = a
    return out


def check_merge(log, model):
    """Thresholds of the merge, and the merge replayed from the faces."""
    made = model.block_shapes
    lonely = ~np.isin(np.arange(len(made)), [i for i, _ in model.borders])
    small = np.array([too_small(a, p) for a, p in zip(shapely.area(made), shapely.length(made))])
    log.none_wrong(f"merge: no small or thin block beside {lonely.sum()} without a neighbour",
                   (small & ~lonely).sum(), len(made), "blocks", model.block_ids[small & ~lonely])
    faces = model.out.layer("faces")
    pieces = shapes(faces)
    borders = exact.shared_borders(exact.oriented_edges(pieces))
    shares = district_areas(model, pieces)
    second = sum(sum(s.values()) - max(s.values()) for s in shares if s)
    log.check("faces: each in one neighbourhood", second <= 100, f"{second:.1f} m2 in a second one",
              "at most 100 m2 (rounding to the lattice)")
    mine = np.array(replay(shapely.area(pieces), shapely.length(pieces), borders, shares))
    theirs = faces["block_id"].to_numpy()
    key = {m: t for m, t in zip(mine, theirs)}
    back = {t: m for m, t in zip(mine, theirs)}
    wrong = np.array([key[m] != t or back[t] != m for m, t in zip(mine, theirs)])
    log.none_wrong(f"merge: replayed, {len(set(mine))} blocks", wrong.sum(), len(faces), "faces",
                   faces["face_id"][wrong])


def check_blocks(log, model):
    """district_id, street_m, reports and workload of the blocks."""
    blocks = model.out.layer("blocks")
    ids = whole(model.out.layer("districts")["district_id"])
    wrong = []
    for k, share in enumerate(district_areas(model, model.block_shapes)):
        best = max(share.values(), default=0)
        good = {ids[d] for d, a in share.items() if a >= best - OVERLAY_TOLERANCE_M2}
        if int(blocks["district_id"][k]) not in good:
            wrong.append(int(model.block_ids[k]))
    log.none_wrong("blocks: district_id has most of the area", len(wrong), len(blocks), "blocks", wrong)
    mine = street_metres(model.street_parts, len(blocks))
    street = blocks["street_m"].to_numpy(float)
    off = np.abs(street - mine)
    log.check("blocks: street_m (half on a border, whole on the outer border)",
              off.max() <= STREET_TOLERANCE_M and off.sum() <= STREET_TOLERANCE_SUM_M,
              f"largest difference {off.max():.4f} m in block {model.block_ids[off.argmax()]}, "
              f"sum of differences {off.sum():.3f} m",
              f"at most {STREET_TOLERANCE_M} m per block and {STREET_TOLERANCE_SUM_M} m over all")
    log.close("blocks: sum of street_m = street metres inside the land", street.sum(), mine.sum(), 2.0, " m")
    count = np.bincount(model.block_of_report[model.block_of_report >= 0], minlength=len(blocks))
    slack = np.zeros(len(blocks), int)
    for near in model.near_blocks.values():
        slack[list(near)] += 1
    reports = blocks["reports"].to_numpy()
    log.none_wrong(f"blocks: reports ({len(model.near_blocks)} reports within 1.5 mm of a border)",
                   (np.abs(reports - count) > slack).sum(), len(blocks), "blocks")
    log.equal("blocks: sum of reports", int(reports.sum()), int((model.block_of_report >= 0).sum()))
    work = blocks["workload"].to_numpy(float)
    expected = street / street.sum() / 2 + reports / reports.sum() / 2
    log.check("blocks: workload = 1/2 street share + 1/2 report share", np.abs(work - expected).max() <= 1e-12,
              f"largest difference {np.abs(work - expected).max():.2g}", "1e-12")
    log.close("blocks: workload sums to 1", work.sum(), 1, 1e-9)
