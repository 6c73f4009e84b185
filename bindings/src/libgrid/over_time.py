"""Analyses of a finished workspace as values: emerging hot spots, scan, campaign, imbalance, exact hotspots; those of
over_space share the value.

    history = libgrid.emerging_hotspots(workspace, categories=["Graffiti"])
    history.places                     # a GeoDataFrame: a zone per row, column kind
    history.statistics["..."], history.parameters, history.warnings
    history.plot(lang="zh")

Each is what `libgrid analyse` does; tables and columns: docs/outputs.md.
"""
from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import _core
from ._core import StepSummary
from .plan import Plan
from .steps import Progress
from .workspace import Moment, PathLike, Workspace, moment

_SIDES = {"hot": {"en": "hot", "zh": "热点"}, "cold": {"en": "cold", "zh": "冷点"}}
WORDS = {
    "en": {"none": "no pattern", "treated": "treated zones", "control": "control zones", "ring": "ring around them", "other": "other zones",
           "hot": "hot", "cold": "cold", "cluster": "p <= 0.05", "weak": "p > 0.05", "rate_eb": "reports per km, shrunk", "of": "exact p",
           "high": "above the mean", "low": "at most the mean", "inside": "in a cluster", "alone": "in none", "rebounds": "rebounds",
           "visits": "visits", "per_km2": "per square kilometre", "global": "Spatial autocorrelation",
           "local": "Local hot spots", "clusters": "Clusters of reports",
           "forest": "Rebounds", "lookback": "Look-back: where to look again", "heat": "Heat map",
           "emerging": "Emerging hot spots", "scan": "Space-time scan", "campaign": "Effect of a campaign", "imbalance": "Imbalance",
           "hotspots": "Hot by the exact p"},
    "zh": {"none": "无模式", "treated": "整治网格", "control": "对照网格", "ring": "外溢环", "other": "其他网格",
           "hot": "热点", "cold": "冷点", "cluster": "p ≤ 0.05", "weak": "p > 0.05", "rate_eb": "每公里上报数（收缩）", "of": "精确 p",
           "high": "高于平均", "low": "不高于平均", "inside": "聚集中", "alone": "不在聚集中", "rebounds": "反弹",
           "visits": "回访", "per_km2": "每平方公里", "global": "空间自相关", "local": "局部热点", "clusters": "上报聚集",
           "forest": "反弹", "lookback": "回头看", "heat": "热力图",
           "emerging": "新兴热点", "scan": "时空扫描", "campaign": "专项整治效果", "imbalance": "不平衡", "hotspots": "精确 p 的热点"},
}
COLOURS = {"high": "#d7301f", "inside": "#b30000", "rebounds": "#b30000", "visits": "#2b8cbe", "new_hot": "#b30000", "new_cold": "#034e7b", "treated": "#b30000", "control": "#2b8cbe", "ring": "#fdbb84", "hot": "#b30000",
           "cold": "#2b8cbe", "cluster": "#b30000", "weak": "#fdbb84"}
PLAIN = "#f4f4f0"


@dataclass(frozen=True, eq=False)
class WorkspaceAnalysis:
    """places: a GeoDataFrame in the plane of the city; tables: the other files by name (without ending); statistics: rows
    with statistic, expectation, variance, p, lower, upper by name (None: there is none); n: reports that took part."""

    analysis: str
    places: Any
    tables: Mapping[str, Any]
    parameters: Mapping[str, Any]
    statistics: Mapping[str, Mapping[str, Any]]
    seed: int | None
    n: int
    warnings: tuple[str, ...]
    summary: StepSummary
    synthetic: bool = False   #: of an invented city: the picture says so

    def plot(self, lang: str = "en", *, ax: Any = None) -> Any:
        """The places as a map with a legend in English or Chinese; matplotlib axes. Hotspots: the first category."""
        import matplotlib as mpl
        import matplotlib.pyplot as plt

        from .pictures import fonts, mark_synthetic

        with mpl.rc_context(fonts(lang)):
            axis = ax if ax is not None else plt.subplots(layout="constrained")[1]
            if self.analysis in _SHADED:
                column = _SHADED[self.analysis]
                self.places.plot(ax=axis, column=column, cmap="YlOrRd", legend=True, edgecolor="white", linewidth=0.3,
                                 missing_kwds={"color": "lightgrey"}, legend_kwds={"label": WORDS[lang][column]})
            else:
                self._classes(axis, lang)
            axis.set_title(WORDS[lang][self.analysis])
            axis.set_axis_off()
            if self.synthetic:
                mark_synthetic(axis, lang)
            axis.figure.canvas.draw()
        return axis

    def _classes(self, axis: Any, lang: str) -> None:
        from matplotlib.patches import Patch

        places = self.places
        if self.analysis == "hotspots" and len(places):
            places = places[places["category"] == places["category"].iloc[0]]
        handles = []
        for kind, rows in places.groupby(_CLASS[self.analysis](places), sort=True):
            colour = COLOURS.get(str(kind), PLAIN if kind in _NOTHING else _shade(str(kind)))
            points = set(rows.geom_type) <= {"Point"}
            rows.plot(ax=axis, color="#c8c8c0" if points and kind in _NOTHING else colour,
                      **({"markersize": 5} if points else {"edgecolor": "white", "linewidth": 0.3}))
            handles.append(Patch(color=colour, label=f"{_word(str(kind), lang)} ({len(rows)})"))
        if handles:
            axis.legend(handles=handles, fontsize="small")


def _shade(kind: str) -> Any:
    import matplotlib.pyplot as plt

    from .pictures import KINDS

    name, _, side = kind.rpartition("_")
    return plt.get_cmap("autumn" if side == "hot" else "winter")((KINDS.index(name) - 1) / 8 if name in KINDS else 0.5)


def _word(kind: str, lang: str) -> str:
    from .picture_words import LABELS

    name, _, side = kind.rpartition("_")
    if kind in WORDS[lang]:
        return WORDS[lang][kind]
    return f"{_SIDES[side][lang]}: {LABELS[lang].get(name, name)}" if side in _SIDES else kind


def _hot(places: Any) -> Any:
    return places["hot"].map({1: "hot"}).fillna(places["cold"].map({1: "cold"})).fillna("none")


_NOTHING = ("none", "other", "low", "alone")
_SHADED = {"imbalance": "rate_eb", "heat": "per_km2"}
_CLASS: dict[str, Callable[[Any], Any]] = {
    "global": lambda places: (places["high"] == 1).map({True: "high", False: "low"}),
    "local": lambda places: places["heat_rate"].replace("", "none").fillna("none"),
    "clusters": lambda places: (places["cluster"] >= 0).map({True: "inside", False: "alone"}),
    "forest": lambda places: places["geometry"].map(lambda _: "rebounds"),
    "lookback": lambda places: places["geometry"].map(lambda _: "visits"),
    "emerging": lambda places: places["kind"], "campaign": lambda places: places["role"], "hotspots": _hot,
    "scan": lambda places: (places["p"] <= 0.05).map({True: "cluster", False: "weak"})}


def _analysed(name: str, workspace: Workspace, out: PathLike | None, run: Callable[[Path], StepSummary],
              places: Callable[[Path, dict[str, Any], dict[str, Any]], Any], parameters: Mapping[str, Any] | None = None,
              patterns: Sequence[str] = ()) -> WorkspaceAnalysis:
    """patterns: further tables than those of the name. parameters: of an analysis without a document of its own."""
    import pandas as pd

    with tempfile.TemporaryDirectory() as own:
        folder = Path(own) if out is None else Path(out)
        summary = run(folder)
        document = folder / f"{name}.json"
        told = json.loads(document.read_text(encoding="utf-8")) if document.exists() else _told(summary, parameters or {})
        texts = dict.fromkeys(("zone_code", "upper_code", "unit_code", "category", "centre_zone", "case_id", "parent_case_id",
                               "root_case_id", "name"), str)
        tables = {file.stem: pd.read_csv(file, dtype=texts)
                  for pattern in (f"{name}*.csv", *patterns) for file in sorted(folder.glob(pattern))}
        return WorkspaceAnalysis(name, places(folder, told, tables), tables, told["parameters"],
                                 {row["name"]: row for row in told["statistics"]}, told["seed"], told["n"],
                                 tuple(told["warnings"]), summary, workspace.city.synthetic)


def _told(summary: StepSummary, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What the figures of a step say, in the shape of a document: their values are the statistics."""
    rows = [{"name": figure.name, "statistic": figure.value, "expectation": None, "variance": None, "p": None, "lower": None,
             "upper": None} for figure in summary.figures]
    return {"parameters": dict(parameters), "statistics": rows, "seed": None, "n": 0, "warnings": list(summary.findings)}


def _layer(name: str, layer: str) -> Callable[[Path, dict[str, Any], dict[str, Any]], Any]:
    def read(folder: Path, told: dict[str, Any], tables: dict[str, Any]) -> Any:
        import geopandas as gpd

        return gpd.read_file(folder / f"{name}.gpkg", layer=layer)

    return read


def emerging_hotspots(workspace: Workspace, out: PathLike | None = None, *, categories: Sequence[str] = (), days: int = 28,
                      bins_before: int = 1, level: float = 0.05, shares: bool = False,
                      progress: Progress | None = None) -> WorkspaceAnalysis:
    """新兴热点: what kind of history every zone has, of 17. places: zones with `kind`; tables emerging, emerging_bins.
    shares: zones are compared within each period, so that a season of the whole city makes nothing hot or cold.

    The files stay in `out` if it is given. Needs geopandas, as all of these."""
    return _analysed("emerging", workspace, out, lambda folder: _core.analyse_emerging(
        workspace.folder, folder, list(categories), days, bins_before, level, shares, progress), _layer("emerging", "emerging"))


def _one_of(name: str, value: str, words: Sequence[str]) -> str:
    if value not in words:
        _core.refuse(name, " or ".join(words))
    return value


def space_time_scan(workspace: Workspace, out: PathLike | None = None, *, categories: Sequence[str] = (), model: str = "permutation",
                    windows: str = "circle", time: str = "prospective", history_days: int = 90, most_days: int = 14,
                    share: float = 0.5, radius: float = 3000.0, steps: int = 3, replicates: int = 999, seed: int = 1, most: int = 20,
                    progress: Progress | None = None) -> WorkspaceAnalysis:
    """时空扫描: where and when reports exceed what is expected. places: clusters; tables scan, scan_zones.

    model: permutation or poisson; windows: circle, street, connected; time: prospective, retrospective, spatial."""
    words = [_one_of("model", model, ("permutation", "poisson")), _one_of("windows", windows, ("circle", "street", "connected")),
             _one_of("time", time, ("prospective", "retrospective", "spatial"))]
    options = {"history_days": history_days, "most_days": most_days, "share": share, "radius": radius, "steps": steps,
               "replicates": replicates, "seed": seed, "most": most}
    return _analysed("scan", workspace, out, lambda folder: _core.analyse_scan(
        workspace.folder, folder, list(categories), words, options, progress), _layer("scan", "clusters"))


def campaign(workspace: Workspace, zones: Sequence[str], begin: Moment, end: Moment, out: PathLike | None = None, *,
             categories: Sequence[str] = (), zone_file: PathLike | None = None, before_days: int = 0, after_days: int = 0,
             controls: int = 2, per_street_km: bool = False, rebound_share: bool = True, rise: float = 1.5, arl0: float = 200.0, replicates: int = 999,
             seed: int = 1, progress: Progress | None = None) -> WorkspaceAnalysis:
    """专项整治: what a campaign on zones did against matched control zones. places: zones with `role`; tables campaign,
    campaign_zones, campaign_balance (controls are matched on level and trend before and, unless
    rebound_share is False, on the share of cases that came back), campaign_chart."""
    options = {"categories": list(categories), "zone_file": "" if zone_file is None else str(zone_file), "before_days": before_days,
               "after_days": after_days, "controls": controls, "per_street_km": per_street_km, "rebound_share": rebound_share, "rise": rise, "arl0": arl0,
               "replicates": replicates, "seed": seed}
    return _analysed("campaign", workspace, out, lambda folder: _core.analyse_campaign(
        workspace.folder, folder, list(zones), moment(begin, "begin"), moment(end, "end"), options, progress), _layer("campaign", "campaign"))


def imbalance_of(workspace: Workspace, out: PathLike | None = None, *, plan: int | None = None, as_of: Moment | None = None,
                 progress: Progress | None = None) -> WorkspaceAnalysis:
    """不平衡: reports per street km of the zones (`rate_eb`); Theil and Gini with bootstrap intervals in `statistics`."""
    def places(folder: Path, told: dict[str, Any], tables: dict[str, Any]) -> Any:
        zones = Plan(workspace.folder, told["parameters"]["plan_version"]).zones()
        return zones[["code", "geometry"]].rename(columns={"code": "zone_code"}).merge(tables["imbalance"], on="zone_code")

    return _analysed("imbalance", workspace, out, lambda folder: _core.analyse_imbalance(
        workspace.folder, folder, plan, None if as_of is None else moment(as_of, "as_of"), progress), places)


def exact_hotspots(workspace: Workspace, out: PathLike | None = None, *, null_maps: int = 20, seed: int = 1,
                   progress: Progress | None = None) -> WorkspaceAnalysis:
    """热点: the exact conditional p of the counts beside the normal one. places: a row per category and cell."""
    def places(folder: Path, told: dict[str, Any], tables: dict[str, Any]) -> Any:
        return workspace.cells()[["ix", "iy", "geometry"]].merge(tables["hotspots_exact"], on=["ix", "iy"])

    return _analysed("hotspots", workspace, out, lambda folder: _core.analyse_hotspots(workspace.folder, folder, null_maps, seed, progress),
                     places)
