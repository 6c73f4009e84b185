"""The analyst's statistics on arrays: hotspots, rebound, look-back.

    from libgrid import hotspot

    weights = hotspot.Weights.grid(30, 20)
    star = hotspot.gi_star(weights, rates)            # a Result: star["z"], star["p_two_sided"], star["q"], star.plot(x, y)
    cases = hotspot.Cases(category, opened, closed, x, y)
    forest = hotspot.forest(cases, radius=50, days=30)
    curve = hotspot.survival(days, events)            # curve.plot()

A Result carries its columns, the parameters and the seed that made it, n, and warnings; equal input and seed give equal
numbers. Units are plane metres, days where a name says days, else seconds.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import _core

DAY = 86_400
LINKS = ("first", "rebound", "suspect", "duplicate", "unplaced")
EMERGING = ("none", "new", "consecutive", "intensifying", "persistent", "diminishing", "sporadic", "oscillating", "historical")
LABELS = {
    "en": {"z": "z", "survival": "share that has not come back", "time": "days since settlement", "density": "per square metre"},
    "zh": {"z": "z 值", "survival": "未反弹比例", "time": "办结后天数", "density": "每平方米"},
}


@dataclass(frozen=True, eq=False)
class Result(Mapping[str, Any]):
    """Columns by name, and what made them."""

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
        """A pandas DataFrame of the columns, or with geometry a GeoDataFrame; parameters stand in `.attrs`."""
        import pandas as pd

        data = {name: value for name, value in self.columns.items() if np.ndim(value) == 1}
        frame = pd.DataFrame(data)
        if geometry is not None:
            import geopandas as gpd

            frame = gpd.GeoDataFrame(frame, geometry=geometry, crs=crs)
        frame.attrs = {"statistic": self.statistic, "n": self.n, "seed": self.seed, "warnings": self.warnings, **self.parameters}
        return frame

    def plot(self, x: ArrayLike | None = None, y: ArrayLike | None = None, *, column: str = "z", ax: Any = None,
             lang: str = "en") -> Any:
        """A picture with labels in English or Chinese: a curve, a heat map, or places (x, y) coloured by a column."""
        import matplotlib.pyplot as plt

        ax = ax or plt.gca()
        words = LABELS[lang]
        if self.statistic == "survival":
            days = np.concatenate([[0.0], np.asarray(self["time"]) / self.parameters["per_day"]])
            ax.step(days, np.concatenate([[1.0], self["survival"]]), where="post")
            ax.fill_between(days, np.concatenate([[1.0], self["lower"]]), np.concatenate([[1.0], self["upper"]]), step="post",
                            alpha=0.3)
            ax.set_xlabel(words["time"])
            ax.set_ylabel(words["survival"])
            return ax
        if self.statistic == "density":
            picture = ax.imshow(self["density"], origin="lower", extent=self.parameters["extent"], cmap="magma")
            ax.figure.colorbar(picture, ax=ax, label=words["density"])
            return ax
        if x is None or y is None:
            raise ValueError("x and y of the places are needed to draw this result")
        points = ax.scatter(x, y, c=self[column], cmap="coolwarm", s=8)
        ax.figure.colorbar(points, ax=ax, label=words.get(column, column))
        ax.set_aspect("equal")
        return ax


@dataclass(frozen=True, eq=False)
class Weights:
    """Who is whose neighbour: row i is neighbours[first[i]:first[i + 1]] with weight beside."""

    first: NDArray[np.int64]
    neighbours: NDArray[np.int64]
    weight: NDArray[np.float64]

    @property
    def _parts(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        return self.first, self.neighbours, self.weight

    def __len__(self) -> int:
        return len(self.first) - 1

    @classmethod
    def links(cls, places: int, origin: ArrayLike, neighbour: ArrayLike) -> Weights:
        """From a list of directed links, e.g. neighbours within a street distance."""
        return cls(*_core.hotspot_links(places, origin, neighbour))

    @classmethod
    def grid(cls, columns: int, rows: int, queen: bool = True) -> Weights:
        """Of a whole rectangle of cells, place = row * columns + column."""
        return cls(*_core.hotspot_grid(columns, rows, queen))

    @classmethod
    def band(cls, x: ArrayLike, y: ArrayLike, metres: float) -> Weights:
        """Everybody within the distance, the border included."""
        return cls(*_core.hotspot_band(x, y, metres))

    @classmethod
    def nearest(cls, x: ArrayLike, y: ArrayLike, k: int) -> Weights:
        """The k nearest others; equal distances by the smaller index."""
        return cls(*_core.hotspot_nearest(x, y, k))

    def coded(self, coding: str) -> Weights:
        """B binary, W rows add up to 1, C all add up to n, U all add up to 1, S variance stabilising."""
        return Weights(*_core.hotspot_coded(self._parts, coding))

    def with_self(self) -> Weights:
        return Weights(*_core.hotspot_with_self(self._parts))

    def islands(self) -> NDArray[np.int64]:
        """Places without a neighbour."""
        return np.flatnonzero(np.diff(self.first) == 0)


def _local(name: str, weights: Weights, values: ArrayLike) -> Result:
    columns = _core.hotspot_local(name, weights._parts, values)
    undefined = int(np.count_nonzero(columns["flag"]))
    notes = (f"{undefined} places have no z: 1 island, 2 no variance, 3 whole map (column flag)",) if undefined else ()
    return Result(name, columns, {"weights": len(weights.neighbours)}, len(weights), None, notes)


def gi(weights: Weights, values: ArrayLike) -> Result:
    """Gi: the neighbourhood without the place itself."""
    return _local("gi", weights, values)


def gi_star(weights: Weights, values: ArrayLike) -> Result:
    """Gi*: the neighbourhood with the place itself (added with weight 1)."""
    return _local("gi_star", weights.with_self(), values)


def local_moran(weights: Weights, values: ArrayLike) -> Result:
    return _local("moran", weights, values)


def local_geary(weights: Weights, values: ArrayLike) -> Result:
    return _local("geary", weights, values)


def moran(weights: Weights, values: ArrayLike) -> Result:
    """Moran's I of the whole map, moments under randomisation."""
    return Result("moran_i", _core.hotspot_global("moran", weights._parts, values), {}, len(weights))


def geary(weights: Weights, values: ArrayLike) -> Result:
    return Result("geary_c", _core.hotspot_global("geary", weights._parts, values), {}, len(weights))


def permutation(weights: Weights, counts: ArrayLike, replicates: int = 999, seed: int = 0) -> Result:
    """Conditional permutation p of the sum over neighbours, ties counted as integers."""
    at_least, at_most = _core.hotspot_permuted(weights._parts, counts, replicates, seed)
    greater, less = (at_least + 1) / (replicates + 1), (at_most + 1) / (replicates + 1)
    columns = {"at_least": at_least, "at_most": at_most, "p_greater": greater, "p_less": less,
               "p_two_sided": np.minimum(1.0, 2.0 * np.minimum(greater, less))}
    return Result("permutation", columns, {"replicates": replicates}, len(weights), seed)


def exact(weights: Weights, counts: ArrayLike) -> Result:
    """The same p without permuting: exact, no seed."""
    greater, less, both = _core.hotspot_exact(weights._parts, counts)
    return Result("exact", {"p_greater": greater, "p_less": less, "p_two_sided": both}, {}, len(weights))


def rates(events: ArrayLike, exposure: ArrayLike) -> Result:
    """Empirical-Bayes rates, and the standardised ones for Gi* and Moran."""
    estimate, standardised = _core.hotspot_rates(events, exposure)
    return Result("rates", {"estimate": estimate, "standardised": standardised}, {}, len(estimate))


def _seconds(times: ArrayLike) -> NDArray[np.int64]:
    array = np.asarray(times)
    return array.astype("datetime64[s]").astype(np.int64) if array.dtype.kind == "M" else array.astype(np.int64)


class Cases:
    """Cases as columns: categories of any kind, times as datetime64 (NaT: not closed), plane metres."""

    def __init__(self, category: ArrayLike, opened: ArrayLike, closed: ArrayLike, x: ArrayLike, y: ArrayLike, *,
                 case_id: ArrayLike | None = None, has_place: ArrayLike | None = None) -> None:
        self.categories, codes = np.unique(np.asarray(category), return_inverse=True)
        n = len(codes)
        placed = np.ones(n, np.int64) if has_place is None else np.asarray(has_place).astype(np.int64)
        self.columns: dict[str, NDArray[Any]] = {
            "id": np.arange(n, dtype=np.int64) if case_id is None else np.asarray(case_id).astype(np.int64),
            "category": codes.astype(np.int64), "opened": _seconds(opened), "closed": _seconds(closed),
            "x": np.asarray(x, np.float64), "y": np.asarray(y, np.float64), "has_place": placed}

    def __len__(self) -> int:
        return len(self.columns["id"])


def forest(cases: Cases, radius: float = 50.0, days: float = 30, grace_hours: float = 12) -> Result:
    """Each case and the one it comes from: kind (0 first, 1 rebound, 2 suspect, 3 duplicate, 4 unplaced), parent, gap_s ..."""
    window, grace = round(days * DAY), round(grace_hours * 3600)
    columns = _core.hotspot_forest(cases.columns, radius, window, grace)
    return Result("forest", columns, {"radius": radius, "days": days, "grace_hours": grace_hours}, len(cases))


def survival(times: ArrayLike, events: ArrayLike, per_day: int = 1) -> Result:
    """Kaplan-Meier (95 % log-log) and Nelson-Aalen of whole times; per_day: how many units a day has, for the picture."""
    happened = np.asarray(events).astype(np.int64)
    return Result("survival", _core.hotspot_survival(times, happened), {"per_day": per_day}, len(happened))


def dbscan(x: ArrayLike, y: ArrayLike, reach: float = 50.0, least: int = 10) -> NDArray[np.int64]:
    """Cluster of every point, -1 for noise; does not depend on the order of the points."""
    return _core.hotspot_dbscan(x, y, reach, least)


def knox(x: ArrayLike, y: ArrayLike, times: ArrayLike, distances: Sequence[float], gaps: Sequence[int], replicates: int = 99,
         seed: int = 0) -> Result:
    """Pairs close in space and time by half-open bands; tables are distances x gaps."""
    table = _core.hotspot_knox(x, y, times, list(distances), list(gaps), replicates, seed)
    shape = (len(distances) - 1, len(gaps) - 1)
    columns = {name: value.reshape(shape) for name, value in table.items()}
    columns["p"] = (columns["at_least"] + 1) / (replicates + 1)
    return Result("knox", columns, {"distances": tuple(distances), "gaps": tuple(gaps), "replicates": replicates},
                  int(np.size(times)), seed)


def density(x: ArrayLike, y: ArrayLike, *, bounds: tuple[float, float, float, float], cell: float, bandwidth: float = 100.0,
            kernel: str = "quartic", adaptive: bool = False) -> Result:
    """Kernel density at cell centres over (west, south, east, north); row 0 is the southern one."""
    west, south, east, north = bounds
    columns, rows = int(np.ceil((east - west) / cell)), int(np.ceil((north - south) / cell))
    heat = _core.hotspot_density(x, y, (west, south, cell), (columns, rows), kernel, bandwidth, adaptive)
    extent = (west, west + columns * cell, south, south + rows * cell)
    parameters = {"extent": extent, "cell": cell, "bandwidth": bandwidth, "kernel": kernel, "adaptive": adaptive}
    return Result("density", {"density": heat.reshape(rows, columns)}, parameters, int(np.size(x)))


def emerging(weights: Weights, counts: ArrayLike, level: float = 0.05, bins_before: int = 1) -> Result:
    """Emerging hot spots of counts (places x bins): kind is the place in EMERGING, negative for the cold mirror."""
    table = np.ascontiguousarray(counts, np.float64)
    columns = _core.hotspot_emerging(weights._parts, table.ravel(), table.shape[1], level, bins_before)
    columns["z"] = columns["z"].reshape(table.shape)
    notes = ("fewer than 10 bins: the classes that ask for nine tenths are left out",) if table.shape[1] < 10 else ()
    return Result("emerging", columns, {"level": level, "bins_before": bins_before}, len(weights), None, notes)


def imbalance(values: ArrayLike, groups: ArrayLike) -> Result:
    """Theil's index with its exact split between and within groups, and Gini."""
    _, codes = np.unique(np.asarray(groups), return_inverse=True)
    total, between, within, gini = _core.hotspot_theil(values, codes.astype(np.int64))
    return Result("imbalance", {"theil": total, "between": between, "within": within, "gini": gini}, {}, int(np.size(values)))


def look_back(cases: Cases, day: Any, *, radius: float = 50.0, window_days: float = 30, ahead_days: float = 30,
              history_days: float = 90) -> Result:
    """Which settled cases to visit again: candidates (row numbers) and the chance that each comes back in the days ahead."""
    at = int(_seconds(np.asarray([day], "datetime64[s]"))[0])
    spans = [round(d * DAY) for d in (window_days, ahead_days, history_days)]
    candidates, p = _core.hotspot_probability(cases.columns, at, radius, *spans)
    return Result("look_back", {"candidate": candidates, "probability": p},
                  {"day": str(day), "radius": radius, "window_days": window_days, "ahead_days": ahead_days}, len(candidates))


def back_test(cases: Cases, days: ArrayLike, *, share: float = 0.05, window_days: float = 30, seed: int = 1) -> Result:
    """The look-back against five simple rules, forward-chained over the periods between the days."""
    starts = [int(t) for t in _seconds(np.asarray(days, "datetime64[s]"))]
    columns = _core.hotspot_backtest(cases.columns, starts, share, round(window_days * DAY), seed)
    return Result("back_test", columns, {"share": share, "window_days": window_days}, int(columns["candidates"]), seed)
