"""Tables of points through layers of polygons, file to file, larger than the memory.

    summary = libgrid.locate_table("reports.csv.gz", "located.csv", {"ward": "wards.geojson,code=WARD"}, crs="EPSG:4326")
    summary.figures                       # rows, located, rejected, in_ward, ...; refused rows: located.csv.rejects.csv

    libgrid.build_index("wards.index", {"ward": "wards.geojson,code=WARD"})          # once; flat, checksummed, mapped
    libgrid.locate_table("reports.csv.gz", "located.csv", index="wards.index", crs="EPSG:4326")

For arrays in memory use LayerLocator; LayerLocator.open reads such an index, with its codes.
"""
from __future__ import annotations

from collections.abc import Mapping

from . import _core
from ._core import StepSummary
from .steps import Progress
from .workspace import PathLike


def locate_table(points: PathLike, output: PathLike, layers: Mapping[str, str] | None = None, *,
                 index: PathLike | None = None, crs: str = "",
                 x: str = "lon", y: str = "lat", authority_order: bool = False, encoding: str = "", separator: str = "",
                 tie: str = "lowest", frame: int = 0, margin: float = 0.5, points_layer: str = "", rejects: PathLike | None = None,
                 check: bool = True, threads: int = 0, progress: Progress | None = None) -> StepSummary:
    """Writes the table of points (.csv, .csv.gz, .gpkg) with the code of the polygon of each layer, and `touch`.

    layers: column name -> "FILE[,code=COLUMN][,rank=COLUMN][,layer=LAYER][,where=COLUMN:VALUE]" (.gpkg, .geojson, .shp), at
    most 8; `where` takes one level of a file that holds several. Or, instead,
    index: a file that build_index wrote (GridFileError if it is damaged or of another version).
    crs: of the points: "EPSG:4326", "EPSG:4547", "GCJ-02", "BD-09"; a GeoPackage says its own, anything else without one is
    refused. x, y: the two columns (a layer of points has none), in the authority's order with authority_order.
    encoding: "", "utf-16", "gb18030". separator of its fields: "" (commas), ";", "|", "tab".
    tie: "lowest" (rank, then code), "south-east", "all". threads: 0 for all. Rows that are swapped, foreign or broken go to
    OUTPUT.rejects.csv with row, field, reason and cure, places that hold far more rows than chance (a geocoder's default) to
    OUTPUT.default_places.csv; overlaps and invalid rings of the layers are findings.
    frame: EPSG code of a plane to decide in, 0: the degrees of the layers, or the index's. margin: a point that lies farther
    outside than so many sides of the layers' box is refused. points_layer: of a GeoPackage (default: named like the file).
    rejects: another file for the refused rows. check=False: overlaps and invalid rings of the layers are not looked for.
    Ctrl-C leaves the old files.
    """
    further = {"frame": frame, "margin": margin, "points_layer": points_layer, "check": check, "rejects": "" if rejects is None else rejects}
    return _core.locate_table(points, output, _texts(layers or {}), "" if index is None else index, crs, (x, y),
                              authority_order, encoding, separator, tie, threads, further, progress)


def build_index(output: PathLike, layers: Mapping[str, str], *, frame: int = 0, budget: int = 0, threads: int = 0,
                progress: Progress | None = None) -> StepSummary:
    """Writes the layers (as in locate_table) as one flat file that processes map and share; its checksum is a figure.

    frame: EPSG code of the plane to decide in, 0: the degrees of the layers. budget: bytes that it may take, about; 0: 96 per
    edge, shared borders counted once. The output is the whole new file or the old one.
    """
    return _core.build_index(output, _texts(layers), frame, budget, threads, progress)


def _texts(layers: Mapping[str, str]) -> list[str]:
    return [f"{name}={text}" for name, text in layers.items()]
