"""Block graphs of further cities for zoning_bench:  python3 zoning_cities.py MAKE_INSTANCE.py DATA OUT [NAME ...]

Every street layer of DATA, and three polygon layers by their borders, goes through MAKE_INSTANCE.py, the program of the four
instances that zoning_bench measures (a file path: it is not part of this repository). In the UTM zone of its middle, noded where
lines meet, faces of the largest connected part. OUT/NAME.npz is the instance for other judges, OUT/NAME.bin what the bench reads.
`synN-S` is a synthetic city of N blocks with seed S. Needs numpy scipy shapely geopandas pyogrio pyarrow.
"""
import importlib.util
import os
import pathlib
import sys

import geopandas
import pandas

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from zoning_instance import convert  # noqa: E402

# Name: (file, layers)
CITIES = {
    "boston": ("boston_streets/boston_streets.gpkg", ["streets"]),
    "boston4": ("boston_streets/boston_streets.gpkg",
                ["streets", "streets_cambridge", "streets_somerville", "streets_brookline"]),
    "baltimore_lanes": ("baltimore_lanes/baltimore_shared.gpkg", ["streets"]),
    "baltimore_streets": ("baltimore_lanes/baltimore_shared.gpkg", ["streets"]),
    "baltimore_census": ("coverage/baltimore_blocks_2020.gpkg", ["blocks"]),
    "cambridge": ("cambridge_ma/cambridge.gpkg", ["street_centerlines"]),
    "futian": ("shenzhen_futian/futian_streets.gpkg", ["streets"]),
    "syracuse": ("syracuse/syracuse_streets.gpkg", ["streets"]),
    "chicago_beats": ("chicago/chicago.gpkg", ["police_beats"]),
    "stlouis_grids": ("stlouis/stlouis.gpkg", ["city_grids"]),
    "liechtenstein": ("osm_small/liechtenstein.osm.pbf", ["lines"]),
    "hsinchu": ("osm_small/nctu_hsinchu.osm.pbf", ["lines"]),
}
SYNTHETIC = ["syn3000-1", "syn30000-1", "syn1000-2", "syn1000-3", "syn10000-2", "syn10000-3"]


def streets(data, name):
    file, layers = CITIES[name]
    lines = pandas.concat([geopandas.read_file(data / file, layer=layer) for layer in layers])
    if file.endswith(".pbf"):
        lines = lines[lines.highway.notna()]
    if name == "baltimore_streets":
        lines = lines[lines.subtype != "STRALY"]
    lines = lines.to_crs(lines.estimate_utm_crs())
    if lines.geom_type.str.contains("Polygon").any():
        lines = lines.set_geometry(lines.boundary)
    return lines.explode(ignore_index=True)


def build(maker, data, out, name):
    maker.OUT = str(out)
    if name.startswith("syn"):
        blocks, seed = map(int, name[3:].split("-"))
        maker.build(name, *maker.synth(blocks, seed), simple=True)
    else:
        lines = streets(data, name)
        ranks = [maker.rank_of(way) for way in lines.highway] if "highway" in lines else [0] * len(lines)
        maker.build(name, lines.geometry.values, ranks)
    convert(out / f"{name}.npz", out / f"{name}.bin")


if __name__ == "__main__":
    spec = importlib.util.spec_from_file_location("make_instance", os.path.abspath(sys.argv[1]))
    make_instance = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_instance)
    folder = pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    for city in sys.argv[4:] or [*CITIES, *SYNTHETIC]:
        build(make_instance, pathlib.Path(sys.argv[2]), folder, city)
