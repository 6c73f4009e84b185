"""Independent checker of the Boston run: reads the inputs and the output files, nothing else.

    python tests/checker/check_boston.py --out out/boston --data data/boston [--json report.json]

Prints one line per check, `N passed, N failed` at the end; exit code 1 if any failed.
Written from the text of issue 3 by somebody who has not seen the C++.
"""
import argparse
import sys

import check_files
import check_forest
import check_hotspots
import check_rebound
import check_reports
import check_roads
import check_summary
import check_tiling
import check_zones
from check_log import Log
from city_inputs import City
from city_outputs import Output
from model import Model

ON_FILES = [("files", check_files.check_inventory), ("layers", check_files.check_layers),
            ("geometry", check_files.check_geometry), ("csv", check_files.check_csv)]
ON_MODEL = [
    ("land", check_tiling.check_land), ("lineage", check_tiling.check_lineage), ("cut", check_tiling.check_cut),
    ("raw faces", check_tiling.check_raw_faces), ("merge", check_tiling.check_merge),
    ("blocks", check_tiling.check_blocks), ("nesting", check_zones.check_nesting), ("sums", check_zones.check_sums),
    ("links", check_zones.check_links), ("posts", check_zones.check_posts), ("plan", check_zones.check_plan),
    ("road pieces", check_roads.check_pieces), ("zones of pieces", check_roads.check_zones_of_pieces),
    ("report rows", check_reports.check_rows), ("assignment", check_reports.check_assignment),
    ("border method", check_reports.check_border_method), ("flags", check_reports.check_flags),
    ("cells", check_hotspots.check_cells), ("hotspots", check_hotspots.check_hotspots),
    ("rebound", check_rebound.check_rebound), ("worst places", check_rebound.check_worst_places),
    ("forest", check_forest.check_forest), ("street forest", check_forest.check_street_forest),
    ("summary", check_summary.check_summary),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, help="output folder")
    parser.add_argument("--data", required=True, help="streets.gpkg, neighborhoods.gpkg, reports.csv.gz")
    parser.add_argument("--json", help="also write the checks here")
    parser.add_argument("--only", help="groups to run, joined by a comma: "
                        + ", ".join(n for n, _ in ON_FILES + ON_MODEL))
    given = parser.parse_args()
    chosen = given.only.split(",") if given.only else None
    log, out = Log(), Output(given.out)
    for name, check in ON_FILES:
        if chosen is None or name in chosen:
            log.guard(name, check, out)
    city = log.guard("inputs", lambda _: City.from_folder(given.data))
    if city is not None:
        model = Model(city, out)
        for name, check in ON_MODEL:
            if chosen is None or name in chosen:
                log.guard(name, check, model)
    return log.finish(given.json)


if __name__ == "__main__":
    sys.exit(main())
