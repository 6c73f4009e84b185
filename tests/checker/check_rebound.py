"""Part 5: rebound.csv and worst_places.csv."""
import numpy as np

from city_outputs import reals
from make_reference import rebound_table, worst_places

SHARE = 1e-9      # tolerance of naive, km_30d, lower, upper
DEGREES = 1e-7    # tolerance of lon, lat of a cell's centre: 1 cm


def check_rebound(log, model):
    """Every column of rebound.csv, per category."""
    table = model.out.table("rebound")
    mine = rebound_table(model.city, model.cases)
    log.check("rebound: categories as for hotspots, one row each",
              sorted(table["category"]) == [r["category"] for r in mine], f"{len(table)} rows", f"{len(mine)} rows")
    theirs = table.set_index("category")
    rows = [(r, theirs.loc[r["category"]]) for r in mine if r["category"] in theirs.index]
    for column in ("n_reports", "n_settled", "n_rebound"):
        wrong = [r["category"] for r, t in rows if int(t[column]) != r[column]]
        total = sum(r[column] for r in mine)
        log.none_wrong(f"rebound: {column} (sum {total})", len(wrong), len(rows), "categories", wrong)
    for column in ("naive", "km_30d", "lower", "upper"):
        wrong, worst, undefined = [], 0.0, 0
        for r, t in rows:
            if r[column] is None:  # no event: the log-log interval does not exist
                undefined += 1
                if t[column].lower() not in ("", "nan") and float(t[column]) not in (0.0, 1.0):
                    wrong.append(r["category"])
                continue
            off = abs(float(t[column]) - r[column]) if t[column] else np.inf
            worst = max(worst, off)
            if not off <= SHARE:
                wrong.append(r["category"])
        log.none_wrong(f"rebound: {column} (largest difference {worst:.2g}, {undefined} undefined)", len(wrong),
                       len(rows), "categories", wrong)


def check_worst_places(log, model):
    """"the ten cells with most rebounding cases over the listed categories, ties to lower ix, iy"."""
    ox, oy, _ = model.cells
    mine = worst_places(model.cases, ox, oy)
    table = model.out.table("worst_places")
    log.equal("worst places: rank", [int(v) for v in table["rank"]], [r["rank"] for r in mine])
    for column in ("ix", "iy", "n_reports", "n_settled", "n_rebound"):
        log.equal(f"worst places: {column}", [int(v) for v in table[column]], [r[column] for r in mine])
    wrong = [t for t, r in zip(table["top_category"], mine) if t not in r["top_category_ties"]]
    log.none_wrong("worst places: top_category has most rebounding cases", len(wrong), len(table), "rows", wrong)
    centre = np.array([[ox + (int(r["ix"]) + 0.5) * 250, oy + (int(r["iy"]) + 0.5) * 250]
                       for _, r in table.iterrows()])
    lon, lat = model.city.transformer.transform(centre[:, 0], centre[:, 1], direction="INVERSE")
    off = max(np.abs(reals(table["lon"]) - lon).max(), np.abs(reals(table["lat"]) - lat).max())
    log.check("worst places: lon, lat of the cell's centre", off <= DEGREES, f"largest difference {off:.2g} degrees",
              f"{DEGREES:g} degrees")
