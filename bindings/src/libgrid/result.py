"""What every statistic returns: columns, and what made them; a table and a picture of it."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np


@dataclass(frozen=True, eq=False)
class Result(Mapping[str, Any]):
    """Columns by name, and what made them."""

    drawn: ClassVar[Callable[[Result, tuple[Any, str, bool], tuple[Any, ...]], Any]]   #: set by pictures, which knows results

    statistic: str
    columns: Mapping[str, Any]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    n: int = 0
    seed: int | None = None
    warnings: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Any:
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def to_frame(self, geometry: Any = None, crs: Any = None) -> Any:
        """A pandas DataFrame of the columns, or with geometry a GeoDataFrame; parameters stand in `.attrs`.

        Tables (near repeats, heat maps) become one row per cell.
        Columns of the most frequent length become the table; a result of numbers only becomes one row. Where columns x
        and y are there, geometry="points" makes points of them.
        """
        import pandas as pd

        flat = {name: value for name, value in self.columns.items() if isinstance(value, list) or np.ndim(value) == 1}
        if not flat:
            flat = self._cells()
        lengths = [len(value) for value in flat.values()]
        rows = max(set(lengths), key=lengths.count) if lengths else 1
        data = {name: value for name, value in flat.items() if len(value) == rows}
        if not data:
            data = {name: [value] for name, value in self.columns.items() if not isinstance(value, list) and np.ndim(value) == 0}
        frame = pd.DataFrame(data)
        if geometry is not None:
            import geopandas as gpd

            if isinstance(geometry, str) and geometry == "points":
                geometry = gpd.points_from_xy(frame["x"], frame["y"])
            frame = gpd.GeoDataFrame(frame, geometry=geometry, crs=crs)
        frame.attrs = {"statistic": self.statistic, "n": self.n, "seed": self.seed, "warnings": self.warnings, **self.parameters}
        return frame

    def _cells(self) -> dict[str, Any]:
        """A table of bands or cells as one row each, with the lower edges of its bands or its row and column."""
        tables = {name: np.asarray(value) for name, value in self.columns.items() if np.ndim(value) == 2}
        if not tables:
            return {}
        i, k = (index.ravel() for index in np.indices(next(iter(tables.values())).shape))
        if "distances" in self.parameters and "gaps" in self.parameters:
            names = {"distance": np.asarray(self.parameters["distances"])[i], "gap": np.asarray(self.parameters["gaps"])[k]}
        else:
            names = {"row": i, "column": k}
        return names | {name: value.ravel() for name, value in tables.items()}

    def plot(self, x: Any = None, y: Any = None, *, column: str | None = None, ax: Any = None, lang: str = "en",
             synthetic: bool = False, **style: Any) -> Any:
        """A picture with labels in English or Chinese. A column over places (x, y) is drawn as coloured points; curves,
        heat maps, tables, charts and effects are drawn as what they are. `style` goes to the drawing of points.
        synthetic: the numbers are of an invented city (`workspace.city.synthetic`): the picture says so."""
        return Result.drawn(self, (ax, lang, synthetic), (x, y, column, style))
