"""Writes reference_boston.json: the numbers that follow from the inputs alone.

Run: python make_reference.py --shared <folder with boston_streets/ and boston_311/>
 or: python make_reference.py --data data/boston
"""
import argparse
import json
import os

import numpy as np
import shapely

from check_tiling import input_faces
from city_inputs import City, lattice_cells
from gi_star import ALPHA, benjamini_hochberg, gi_star_z, queen_weights, two_sided_p
from rebounds import rebound_delays, rebound_row


def hotspot_part(city):
    """Cells and, per category, the count in cells, the extremes of z and the significant cells."""
    ox, oy, ix, iy = lattice_cells(city.land)
    counts = city.cell_counts(ox, oy, ix, iy)
    weights = queen_weights(ix, iy)
    z = gi_star_z(counts, weights)
    rows = []
    for k, name in enumerate(city.categories):
        q = benjamini_hochberg(two_sided_p(z[:, k]))
        top = int(np.nanargmax(z[:, k]))
        rows.append({"category": name, "n_in_cells": int(counts[:, k].sum()),
                     "z_min": float(np.nanmin(z[:, k])), "z_max": float(z[top, k]),
                     "ix_of_z_max": int(ix[top]), "iy_of_z_max": int(iy[top]),
                     "significant": int((q <= ALPHA).sum()),
                     "significant_hot": int(((q <= ALPHA) & (z[:, k] > 0)).sum())})
    return {"origin_x": ox, "origin_y": oy, "cells": len(ix), "categories": len(rows),
            "rows_of_hotspots_csv": len(ix) * len(rows),
            "significant_total": sum(r["significant"] for r in rows), "per_category": rows}


def case_table(city):
    """Settled and delay for every located report of a listed category (index as city.reports)."""
    table = city.located[city.located["type"].isin(city.categories)].copy()
    table["settled"], table["delay"] = False, np.int64(-1)
    for _, group in table.groupby("type"):
        settled, delay = rebound_delays(group["x"], group["y"], group["opened_s"], group["closed_s"])
        table.loc[group.index, "settled"], table.loc[group.index, "delay"] = settled, delay
    return table


def rebound_table(city, table):
    """rebound.csv as a list of dicts, sorted by category."""
    rows = []
    for name in city.categories:
        group = table[table["type"] == name]
        rows.append({"category": name, **rebound_row(
            group["opened_s"].to_numpy(), group["closed_s"].to_numpy(),
            group["settled"].to_numpy(bool), group["delay"].to_numpy(), city.t_end)})
    return rows


def worst_places(table, ox, oy, how_many=10):
    """worst_places.csv: "the ten cells with most rebounding cases over the listed categories, ties
    to lower ix, iy". Every column counts the listed categories; top_category has most rebounding
    cases in the cell, ties to the first by text."""
    table = table.assign(ix=np.floor((table["x"] - ox) / 250).astype(int),
                         iy=np.floor((table["y"] - oy) / 250).astype(int),
                         rebound=table["delay"] >= 0)
    cells = table.groupby(["ix", "iy"]).agg(n_reports=("rebound", "size"), n_settled=("settled", "sum"),
                                            n_rebound=("rebound", "sum")).reset_index()
    cells = cells.sort_values(["n_rebound", "ix", "iy"], ascending=[False, True, True]).head(how_many)
    rows = []
    for rank, cell in enumerate(cells.itertuples(index=False), 1):
        inside = table[(table["ix"] == cell.ix) & (table["iy"] == cell.iy) & table["rebound"]]
        most = inside["type"].value_counts()
        best = sorted(most.index[most == most.max()])
        rows.append({"rank": rank, "ix": int(cell.ix), "iy": int(cell.iy),
                     "n_reports": int(cell.n_reports), "n_settled": int(cell.n_settled),
                     "n_rebound": int(cell.n_rebound), "top_category": best[0],
                     "top_category_ties": best})
    return rows


def raw_face_part(city):
    """Streets and neighbourhood borders noded on the 2^-10 m lattice, polygonized, inside the land."""
    area = shapely.area(input_faces(city))
    return {"over_1_m2": len(area), "under_1000_m2": int((area < 1000).sum()),
            "over_200000_m2": int((area > 2e5).sum()), "area_over_200000_m2": float(area[area > 2e5].sum())}


def reference(city):
    """Everything as one dict."""
    shapely.prepare(city.land)
    rows = city.located
    inside = shapely.intersects_xy(city.land, rows["x"].to_numpy(), rows["y"].to_numpy())
    in_land = float(shapely.length(shapely.intersection(city.ways, city.land)).sum())
    hot = hotspot_part(city)
    cases = case_table(city)
    return {
        "operation": city.transformer.description,
        "default_coordinate": city.default_found,
        "reports": {"rows": len(city.all_rows), "rejected": int(city.rejected.sum()),
                    "default_coordinate": int(city.reports["is_default"].sum()),
                    "inside": int(inside.sum()), "outside": int((~inside).sum()),
                    "outside_case_ids": rows["case_id"][~inside].tolist(),
                    "closed_before_opened": int(((city.reports["closed_s"] >= 0) & (
                        city.reports["closed_s"] < city.reports["opened_s"])).sum()),
                    "without_street": int((city.reports["street"] == "").sum()),
                    "t_end": str(np.datetime64(city.t_end, "s"))},
        "raw_faces": raw_face_part(city),
        "land": {"area_m2": city.land.area, "outline_m": city.land.length,
                 "parts": len(shapely.get_parts(city.land)), "bounds": list(city.land.bounds)},
        "streets": {"ways": len(city.ways), "network_m": float(city.way_length.sum()),
                    "inside_m": in_land, "outside_m": float(city.way_length.sum()) - in_land},
        "hotspots": hot,
        "rebound": rebound_table(city, cases),
        "worst_places": worst_places(cases, hot["origin_x"], hot["origin_y"]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared")
    parser.add_argument("--data")
    parser.add_argument("--out", default=os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                                      "reference_boston.json"))
    given = parser.parse_args()
    city = City.from_folder(given.data) if given.data else City.from_shared(given.shared)
    with open(given.out, "w", encoding="utf-8", newline="\n") as file:
        json.dump(reference(city), file, ensure_ascii=False, indent=1)
        file.write("\n")
    print(f"wrote {given.out}")


if __name__ == "__main__":
    main()
