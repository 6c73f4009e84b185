"""Columns to DataFrames and GeoDataFrames; pandas, GeoPandas and Shapely are needed here only (pip install libgrid[geo])."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .ragged import RaggedLines, RaggedPolygons

if TYPE_CHECKING:
    import geopandas
    import pandas

Columns = dict[str, Any]
"""Name -> NumPy array, all of one length; "geometry" -> RaggedPolygons or RaggedLines."""


class Layout(NamedTuple):
    """What a table's columns do not say by themselves."""

    geometry: str = ""
    """polygon, multipolygon, line, or nothing"""
    nullable: tuple[str, ...] = ()
    """Ids of which 0 means none."""


def with_ragged(columns: Columns, layout: Layout) -> Columns:
    """The columns of libgrid._core, with the geometry as one of ours."""
    if layout.geometry:
        kind = RaggedLines if layout.geometry == "line" else RaggedPolygons
        columns["geometry"] = kind(*columns["geometry"])
    return columns


def data_frame(columns: Columns, nullable: tuple[str, ...] = ()) -> pandas.DataFrame:
    content = {name: _nullable(values) if name in nullable else values for name, values in columns.items()}
    result: pandas.DataFrame = _imported("pandas").DataFrame(content)
    return result


def geo_data_frame(columns: Columns, layout: Layout, epsg: int) -> geopandas.GeoDataFrame:
    plain = {name: values for name, values in columns.items() if name != "geometry"}
    geometry = _geometry(columns["geometry"], layout.geometry)
    result: geopandas.GeoDataFrame = _imported("geopandas").GeoDataFrame(
        data_frame(plain, layout.nullable), geometry=geometry, crs=f"EPSG:{epsg}")
    return result


def _nullable(values: NDArray[np.int64]) -> Any:
    return _imported("pandas").arrays.IntegerArray(values, mask=values == 0)


def _geometry(ragged: RaggedPolygons | RaggedLines, kind: str) -> Any:
    shapely = _imported("shapely")
    coords, *offsets = ragged
    if kind == "line":
        return shapely.from_ragged_array(shapely.GeometryType.LINESTRING, coords, tuple(offsets))
    if kind == "polygon":   # one per shape
        return shapely.from_ragged_array(shapely.GeometryType.POLYGON, coords, tuple(offsets[:2]))
    return shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, coords, tuple(offsets))


def _imported(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} is needed for frames: pip install 'libgrid[geo]', or ask for columns=True",
                          name=name) from error
