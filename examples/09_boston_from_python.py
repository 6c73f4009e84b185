"""Demonstrates: the tables of a workspace as DataFrames: who answers where, which complaints come back, where they cluster.

    python examples/09_boston_from_python.py [WORKSPACE]      # default: out/boston/workspace, which ./dev demo makes
"""
import sys

import libgrid

workspace = libgrid.open(sys.argv[1] if len(sys.argv) > 1 else "out/boston/workspace")
print(f"{workspace.city.name_en} {workspace.city.name_zh}, EPSG:{workspace.city.epsg}, plan version {workspace.plan().version.version}")

zones = workspace.zones(level=2)
print(f"{len(zones)} zones, {zones.area_m2.sum() / 1e6:.1f} km2; dissolved {zones.dissolve().area.iloc[0] / 1e6:.1f} km2")

pieces = workspace.road_pieces()
print(f"{pieces.length_m.sum() / 1000:.1f} km of streets, of which {pieces.length_m[pieces.zone_id.isna()].sum() / 1000:.1f} km lie outside")

reports = workspace.reports()
print("reports by method:", reports.method.value_counts().sort_index().to_dict())

places = {"City Hall": (-71.0576, 42.3605), "west of the town line": (-71.20, 42.30), "at sea": (-70.90, 42.30)}
found = workspace.locate(*zip(*places.values()))
for name, method, reason, metres in zip(places, found.method, found.reason, found.distance_m):
    print(f"{name}: {method}" + (f", {reason}, {metres:.0f} m from the nearest zone" if reason else " one zone"))

rebounds = workspace.rebounds().nlargest(3, "km_30d")
for row in rebounds.itertuples():
    print(f"{row.category}: {row.km_30d:.1%} come back within 30 days [{row.lower:.1%}, {row.upper:.1%}]")

hot = workspace.hotspots().query("significant and z > 0").groupby("category").size().nlargest(3)
print("hot cells:", hot.to_dict())
