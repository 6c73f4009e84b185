"""Part 4: assignment.csv and rejected.csv."""
import numpy as np
import shapely

from city_outputs import reals, shapes
from default_place import ward_number

ROWS = 93963            # "All 93,963 rows"
DISTANCE_M = 0.002      # distance to a polygon on the 2^-10 m lattice
LATTICE_M = 1 / 1024


def check_rows(log, model):
    """Each row is in assignment.csv or in rejected.csv; the default coordinate is found by rule."""
    city, table, rejected = model.city, model.out.table("assignment"), model.out.table("rejected")
    log.equal("reports: rows of the input", len(city.all_rows), ROWS)
    log.equal("reports: one default coordinate found by rule", len(city.default_found), 1)
    turned = rejected["row"].nunique()
    log.equal("reports: rejected rows", turned, int(city.rejected.sum()))
    log.equal("reports: assignment rows + rejected rows", len(table) + turned, len(city.all_rows))
    same = table["case_id"].is_unique and set(table["case_id"]) == set(city.reports["case_id"])
    log.check("reports: every case_id once, as written", same, f"{table['case_id'].nunique()} different",
              len(city.reports))
    mine = set((np.flatnonzero(city.rejected) + 1).astype(str))
    log.equal("reports: rejected.csv names the rows, data row from 1", set(rejected["row"]), mine)


def joined(model):
    """Reports with their assignment, in the order of the input (`reason` is the assignment's)."""
    columns = ["case_id", "zone_id", "upper_zone_id", "method", "reason", "distance_m", "flags"]
    table = model.out.table("assignment")[columns]
    inputs = model.city.reports.drop(columns="reason")
    return inputs.merge(table, on="case_id", how="left", validate="one_to_one").fillna(
        dict.fromkeys(columns, "?"))


def check_assignment(log, model):
    """Zone by exact location, the lower code on a shared border, reasons and distances."""
    rows = joined(model)
    default = rows["is_default"].to_numpy()
    reason, zone, method = (rows[c].to_numpy() for c in ("reason", "zone_id", "method"))
    bad = default & ((reason != "default_coordinate") | (zone != "") | (method != "none"))
    log.none_wrong("reports: every row at the default coordinate is unassigned: default_coordinate", bad.sum(),
                   default.sum(), "rows", rows["case_id"][bad])
    bad = (reason == "default_coordinate") & ~default
    log.none_wrong("reports: no other row has that reason", bad.sum(), len(rows))
    codes = model.zone2["zone_id"].astype(str).tolist()
    near = {k: set(model.zone_of_block[list(v)].tolist()) for k, v in model.near_blocks.items()}
    located = rows[~default].reset_index(drop=True)
    block = model.block_of_report
    expected = np.append(model.zone_of_block, -1)[block]
    got = located["zone_id"].to_numpy()
    wrong, borders = [], 0
    for k, (mine, theirs, how) in enumerate(zip(expected.tolist(), got, located["method"])):
        good = {codes[mine]} if mine >= 0 else {""}
        if k in near:
            good |= {codes[z] for z in near[k]}
            borders += len(near[k]) > 1
        fits = how in ("inside", "border") if theirs else how == "none"
        if theirs not in good or not fits or (how == "border" and len(near.get(k, ())) < 2):
            wrong.append(located["case_id"][k])
    log.none_wrong(f"reports: zone by location ({len(near)} within 1.5 mm of a block border, {borders} of a zone's)",
                   len(wrong), len(located), "rows", wrong)
    outside = (got == "")
    log.equal("reports: outside", int(outside.sum()), int((block < 0).sum()))
    log.equal("reports: inside", int((~outside).sum()), int((block >= 0).sum()))
    log.none_wrong("reports: reason outside if and only if in no zone",
                   ((located["reason"] == "outside") != outside).sum(), len(located), "rows")
    log.none_wrong("reports: an assigned row has no reason", ((located["reason"] != "") & ~outside).sum(), len(located))
    _check_distance(log, model, rows, located, outside)
    upper = dict(zip(codes, [str(int(p)) for p in model.zone2["parent_id"]]))
    bad = rows["upper_zone_id"].to_numpy() != np.array([upper.get(z, "") for z in rows["zone_id"]])
    log.none_wrong("reports: upper_zone_id = parent of zone_id", bad.sum(), len(rows), "rows", rows["case_id"][bad])


def _check_distance(log, model, rows, located, outside):
    """"distance_m = metres to the nearest zone, otherwise empty"."""
    points = shapely.points(located["x"].to_numpy(), located["y"].to_numpy())
    mine = shapely.distance(model.land, points[outside])
    got = reals(located["distance_m"][outside])
    off = np.abs(mine - got).max() if len(got) else 0.0
    log.check("reports: distance_m to the nearest zone", off <= DISTANCE_M,
              f"largest difference {off:.3g} m over {len(got)}", f"{DISTANCE_M} m")
    filled = (rows["distance_m"] != "") & (rows["reason"] != "outside")
    log.none_wrong("reports: distance_m empty otherwise", filled.sum(), len(rows))


def check_border_method(log, model):
    """A shared border gets method border only on the border itself."""
    rows = joined(model)
    rows = rows[rows["method"] == "border"]
    edges = shapely.union_all(shapely.boundary(shapes(model.zone2)))
    d = shapely.distance(edges, shapely.points(rows["x"].to_numpy(float), rows["y"].to_numpy(float)))
    log.check("reports: method border only on a border", (d <= LATTICE_M).all(), f"{len(rows)} rows", "within 2^-10 m")
    known = set(joined(model)["method"])
    log.check("reports: methods", known <= {"inside", "border", "none"}, sorted(known), "inside, border, none")


def check_flags(log, model):
    """"closing before opening, missing street, odd ward are flags", joined by ;"."""
    rows = joined(model)
    sets = [set(f.split(";")) - {""} for f in rows["flags"]]
    names = sorted(set().union(*sets))
    having = {n: np.array([n in s for s in sets]) for n in names}
    wards = rows["ward"].to_numpy()
    plain = np.array([w == "" or ward_number(w).isdigit() for w in wards])
    conditions = {
        "closing before opening": ((rows["closed_s"] >= 0) & (rows["closed_s"] < rows["opened_s"])).to_numpy(),
        "missing street": (rows["street"].str.strip() == "").to_numpy()}
    for label, truth in conditions.items():
        fit = [n for n in names if (having[n] == truth).all()]
        counts = {n: int(h.sum()) for n, h in having.items()}
        log.check(f"reports: one flag is exactly `{label}`", len(fit) == 1,
                  f"{fit} on {int(truth.sum())} rows; all flags {counts}", "one flag name")
    odd = [n for n in names if "ward" in n]
    log.check("reports: one flag is about the ward (its rule is not in the text)", len(odd) == 1,
              f"{odd}, {int((~plain).sum())} rows with a ward that is no number", "one flag name with `ward`")
