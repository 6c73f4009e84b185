"""What every statistic returns: columns, and what made them; a table and a picture of it."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar


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

    def to_frame(self, geometry: Any = None, crs: Any = None, *, x: Any = None, y: Any = None) -> Any:
        """All columns as a pandas DataFrame, or with geometry as a GeoDataFrame; parameters stand in `.attrs`.

        Columns of the most frequent length are its rows; single numbers (alarm, theil) stand in every row; an estimate with
        its interval as name_estimate, name_lower, name_upper; a matrix with a row per row as name_1, name_2 ... (bins,
        causes). Tables (near repeats, heat maps) become one row per cell, rules of a back-test one row each. What is of
        another length (residuals, maxima of replicates) stands in `.attrs` by its name.

        geometry: "points" (places, centres of cells), "shapes" (squares, hexagons, stretches of streets, else points) or
        an array of geometries. x, y: of every row, where the result does not know them (gi_star, emerging). Raises
        GridError where rows are no places (near repeats).
        """
        from .result_frames import frame_of

        return frame_of(self, geometry, crs, x, y)

    def plot(self, x: Any = None, y: Any = None, *, column: str | None = None, ax: Any = None, lang: str = "en",
             synthetic: bool = False, **style: Any) -> Any:
        """A picture with labels in English or Chinese. A column over places (x, y) is drawn as coloured points, without
        places as a histogram; whole-map statistics against their expectation with 1.96 standard deviations; curves, heat
        maps, tables, charts and effects as what they are. `style` goes to the drawing of points.
        synthetic: the numbers are of an invented city (`workspace.city.synthetic`): the picture says so."""
        return Result.drawn(self, (ax, lang, synthetic), (x, y, column, style))
