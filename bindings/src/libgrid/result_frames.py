"""A result as a table, and as a GeoDataFrame of what its rows are on the ground. Private: Result.to_frame is the way in."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from . import _core

Table = dict[str, Any]
HEXAGON = np.column_stack([np.cos(np.radians(30 + 60 * np.arange(6))), np.sin(np.radians(30 + 60 * np.arange(6)))])
SQUARE = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]])


def table_of(result: Any) -> tuple[Table, Table]:
    """Columns of the table, and what has another length than it."""
    columns = result.columns
    flat = {name: value for name, value in columns.items() if isinstance(value, list) or np.ndim(value) == 1 and not is_few(value)}
    if not flat:
        rows = named_rows(columns)
        flat = rows if rows else cells(result)
    lengths = [len(value) for value in flat.values()]
    count = max(set(lengths), key=lengths.count) if lengths else 1
    table = {name: value for name, value in flat.items() if len(value) == count}
    other: Table = {name: value for name, value in flat.items() if len(value) != count}
    for name, value in columns.items():
        if name in table or name in other:
            continue
        if isinstance(value, (str, bytes)) or np.ndim(value) == 0 and not isinstance(value, Mapping):
            table[name] = np.full(count, value) if lengths else [value]
        elif is_few(value):
            table |= {f"{name}_{part}": np.full(count, v) for part, v in zip(("estimate", "lower", "upper"), value)}
        elif not isinstance(value, Mapping) and np.ndim(value) > 1 and len(value) == count:
            parts = np.reshape(value, (count, -1))
            table |= {f"{name}_{k + 1}": parts[:, k] for k in range(parts.shape[1])}
        elif not isinstance(value, Mapping) and np.ndim(value) == 2 and np.size(value) == count:
            table.setdefault(name, np.ravel(value))
        else:
            other[name] = value
    if result.statistic == "back_test":
        other = {name: value for name, value in other.items() if not isinstance(value, Mapping)}   # they are the rows
    return table, other


def is_few(value: Any) -> bool:
    """An estimate with its interval, not a column."""
    return isinstance(value, tuple) and len(value) == 3


def named_rows(columns: Mapping[str, Any]) -> Table:
    """A result of numbers by name (rules of a back-test) as a row per name."""
    named = {name: value for name, value in columns.items() if isinstance(value, Mapping)}
    if not named:
        return {}
    names = list(next(iter(named.values())))
    table: Table = {"name": names}
    for column, values in named.items():
        if any(np.ndim(values[name]) for name in names):
            for k, part in enumerate(("", "_lower", "_upper")):
                table[f"{column}{part}"] = [values[name][k] for name in names]
        else:
            table[column] = [values[name] for name in names]
    return table


def cells(result: Any) -> Table:
    """A table of bands or cells as one row each, with the lower edges of its bands, or its row, column and centre."""
    tables = {name: np.asarray(value) for name, value in result.columns.items() if np.ndim(value) == 2}
    if not tables:
        return {}
    i, k = (index.ravel() for index in np.indices(next(iter(tables.values())).shape))
    names: Table = {"row": i, "column": k}
    if "distances" in result.parameters and "gaps" in result.parameters:
        names = {"distance": np.asarray(result.parameters["distances"])[i], "gap": np.asarray(result.parameters["gaps"])[k]}
    elif "extent" in result.parameters:
        west, _, south, _ = result.parameters["extent"]
        cell = result.parameters["cell"]
        names |= {"x": west + (k + 0.5) * cell, "y": south + (i + 0.5) * cell}
    return names | {name: value.ravel() for name, value in tables.items()}


def frame_of(result: Any, geometry: Any, crs: Any, x: Any, y: Any) -> Any:
    import pandas as pd

    table, other = table_of(result)
    if (x is None) != (y is None):
        _core.refuse("x", "x and y go together")
    if x is not None:
        table |= {"x": np.asarray(x, np.float64), "y": np.asarray(y, np.float64)}
        if len({len(value) for value in table.values()}) != 1:
            _core.refuse("x", "x and y need one number per row of the result")
    frame = pd.DataFrame(table)
    if geometry is not None:
        import geopandas as gpd

        shapes = shapes_of(result, table, geometry) if isinstance(geometry, str) else geometry
        frame = gpd.GeoDataFrame(frame, geometry=shapes, crs=crs)
    frame.attrs = {"statistic": result.statistic, "n": result.n, "seed": result.seed, "warnings": result.warnings,
                   **result.parameters, **{name: value for name, value in other.items() if name not in result.parameters}}
    return frame


def shapes_of(result: Any, table: Table, geometry: str) -> Any:
    """points: centres; shapes: squares, hexagons, stretches of streets where the rows are such, else points."""
    import shapely

    if geometry not in ("points", "shapes"):
        _core.refuse("geometry", "'points', 'shapes' or an array of geometries")
    if "segments" in result:
        lines = shapely.linestrings(np.asarray(result["segments"], np.float64))
        return lines if geometry == "shapes" else shapely.line_interpolate_point(lines, 0.5, normalized=True)
    if "x" not in table or "y" not in table:
        lacking = ("node_x and node_y of the streets are needed to place its rows" if result.statistic == "street_density" else
                   "the rows of this result are no places, or their x and y are not known: give x and y of every row")
        _core.refuse("geometry", lacking)
    centres = np.column_stack([table["x"], table["y"]]).astype(np.float64)
    ring = cell_ring(result)
    if geometry == "points" or ring is None:
        return shapely.points(centres)
    return shapely.polygons(centres[:, None, :] + ring)


def cell_ring(result: Any) -> Any:
    if result.statistic == "hexagons":
        return result.parameters["side"] * HEXAGON
    if result.statistic == "squares":
        return result.parameters["side"] * SQUARE
    return result.parameters["cell"] * SQUARE if result.statistic == "density" else None
