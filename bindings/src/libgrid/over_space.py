"""Analyses of a finished workspace that ask where, as values: global statistics, clusters, forest, look-back, heat map.

    found = libgrid.report_clusters(workspace, categories=["Graffiti"])
    found.places, found.tables["clusters_knox"], found.statistics["knox_1_1"], found.plot("zh")

Each is what the command of the command line does; tables and columns: docs/outputs.md. Public as libgrid.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from . import _core
from .cases import DAY
from .over_time import WorkspaceAnalysis, _analysed, _layer, _one_of
from .steps import Progress
from .workspace import Moment, PathLike, Workspace, moment


def global_statistics(workspace: Workspace, out: PathLike | None = None, *, categories: Sequence[str] = (), permutations: int = 999,
                      seed: int = 1, progress: Progress | None = None) -> WorkspaceAnalysis:
    """全局空间自相关: Moran's I, Geary's C and join counts of the zones. places: zones with `reports` and `high`; table global.

    The files stay in `out` if it is given. Needs geopandas, as all of these."""
    return _analysed("global", workspace, out, lambda folder: _core.analyse_global(
        workspace.folder, folder, list(categories), permutations, seed, progress), _layer("global", "zones"))


def local_statistics(workspace: Workspace, out: PathLike | None = None, *, of: int | Literal["lowest", "blocks"] = "lowest",
                     categories: Sequence[str] = (), neighbours: Literal["rook", "queen", "band", "nearest", "street"] = "queen",
                     reach: float = 1000.0, nearest: int = 6, exposure: PathLike | None = None, exposure_column: str = "",
                     permutations: int = 999, level: float = 0.05, plan: int | None = None, as_of: Moment | None = None,
                     seed: int = 1, progress: Progress | None = None) -> WorkspaceAnalysis:
    """局部热点: counts, shrunk rates, Gi, Gi*, local Moran and Geary of the zones of a level or of the blocks, each with its normal,
    permutation and exact p and their adjusted q. places: units with `heat_rate`, `quadrant` ...; tables local, local_statistics.

    exposure: a CSV of zone code or block and figures (inspection hours; default: street km), of which exposure_column (default:
    the first) is taken. reach: metres of neighbours `band` and `street`."""
    options = {"of": str(of), "plan": plan, "as_of": None if as_of is None else moment(as_of, "as_of"), "neighbours": neighbours,
               "reach": reach, "nearest": nearest, "exposure_column": exposure_column, "permutations": permutations, "seed": seed,
               "level": level}
    return _analysed("local", workspace, out, lambda folder: _core.analyse_local(
        workspace.folder, folder, list(categories), options, None if exposure is None else Path(exposure), progress),
        _layer("local", "local"))


def report_clusters(workspace: Workspace, out: PathLike | None = None, *, categories: Sequence[str] = (), reach: float = 50.0,
                    least: int = 10, span_days: int = 3, distances: Sequence[float] = (0, 1, 50, 100, 200),
                    gaps: Sequence[int] = (0, 1, 7, 14, 28), replicates: int = 99, seed: int = 1,
                    progress: Progress | None = None) -> WorkspaceAnalysis:
    """上报聚集: DBSCAN, ST-DBSCAN and near repeats. places: reports with `cluster`, `st_cluster` (-1: none); tables clusters,
    clusters_knox. distances, gaps: half-open bands in metres and days."""
    options = {"reach": reach, "least": least, "span_days": span_days, "distances": [float(d) for d in distances], "gaps": list(gaps),
               "replicates": replicates, "seed": seed}
    return _analysed("clusters", workspace, out, lambda folder: _core.analyse_clusters(
        workspace.folder, folder, list(categories), options, progress), _layer("clusters", "reports"))


def rebound_forest(workspace: Workspace, out: PathLike | None = None, *, radius: float = 50.0, days: int = 30, grace_hours: int = 12,
                   distance: Literal["street", "plane"] = "street", places: PathLike | None = None,
                   resolutions: PathLike | None = None, progress: Progress | None = None) -> WorkspaceAnalysis:
    """反弹: which case comes back from which, and how often, with censoring. places: a point per rebound; tables forest,
    forest_curves, forest_sensitivity, chronic, and around_places with a file of `places` (schools, hospitals ...). resolutions:
    CSV of case_id and resolution, for engineering fixes of the city file (default: what the import kept)."""
    given = {"radius": radius, "days": days, "grace_hours": grace_hours, "distance": _one_of("distance", distance, ("street", "plane")),
             "places": None if places is None else str(places),
             "resolutions": None if resolutions is None else str(resolutions)}
    spans = [days * DAY, grace_hours * 3600]
    around, fixes = (None if file is None else Path(file) for file in (places, resolutions))
    found = _analysed("forest", workspace, out, lambda folder: _core.export_forest(
        workspace.folder, folder, radius, spans, distance == "plane", around, fixes, progress), _layer("forest", "rebounds"), given,
        ("chronic.csv", "around_places.csv"))
    return _counted(found, len(found.tables["forest"]))


def look_back_list(workspace: Workspace, out: PathLike | None = None, *, day: Moment | None = None, budget: float | None = None,
                   hours: float | None = None, cover: float | None = None, random_share: float | None = None,
                   fairness: float | None = None, fair_by: Literal["area", "district", "zone", "road"] = "area",
                   inspectors: int | None = None, start: tuple[float, float] | None = None, backtest: bool = True,
                   progress: Progress | None = None) -> WorkspaceAnalysis:
    """回头看: which settled cases to visit again on a day, and what such lists would have found. places: a point per visit;
    tables lookback, lookback_shares, and lookback_backtest where the reports last long enough.

    day: a moment, or a date (default: after the last opening). budget: visits, instead of hours of all inspectors. start: lon,
    lat where the routes begin. backtest=False: only the list, which is much faster. What is None is the city file's."""
    def visits(folder: Path, told: dict[str, Any], tables: dict[str, Any]) -> Any:
        import geopandas as gpd

        rows = tables["lookback"]
        points = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs="EPSG:4326")
        return points.to_crs(workspace.city.epsg)

    begin = None if day is None else moment(day, "day")
    given: dict[str, Any] = {"budget": budget, "hours": hours, "cover": cover, "random_share": random_share, "fairness": fairness,
                             "fair_by": fair_by, "inspectors": inspectors, "start": start, "backtest": backtest}
    found = _analysed("lookback", workspace, out, lambda folder: _core.export_look_back(
        workspace.folder, folder, begin, given, progress), visits, {"day": begin, **given})
    return _counted(found, len(found.tables["lookback"]))


def heat_map(workspace: Workspace, out: PathLike | None = None, *, category: str = "", rebounds: bool = False,
             kernel: Literal["uniform", "quadratic", "quartic", "gaussian"] = "quartic", adaptive: bool = False,
             bandwidth: float = 300.0, cell: float = 100.0, hexagon: float = 200.0, square: float = 250.0,
             streets: bool = False, tiles: tuple[int, int] | None = None, progress: Progress | None = None) -> WorkspaceAnalysis:
    """热力图 of reports or rebounds. places: hexagons with `reports` and `per_km2`; with `out` the raster, squares, streets
    and tiles too, as `libgrid heatmap` writes them."""
    given: dict[str, Any] = {"category": category, "rebounds": rebounds, "kernel": kernel, "adaptive": adaptive, "bandwidth": bandwidth,
                             "cell": cell, "hexagon": hexagon, "square": square, "streets": streets, "tiles": list(tiles or ())}
    found = _analysed("heat", workspace, out, lambda folder: _core.export_heat_map(workspace.folder, folder, given, progress),
                      _layer("heat", "hexagons"), given)
    return _counted(found, int(found.places["reports"].sum()))


def _counted(found: WorkspaceAnalysis, n: int) -> WorkspaceAnalysis:
    from dataclasses import replace

    return replace(found, n=found.n or n)
