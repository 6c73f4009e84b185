"""Analyses of a finished workspace: imbalance, exact hotspots, reporting bias. Each is what `libgrid analyse` does."""
from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import _core
from ._core import StepSummary
from .cases import DAY
from .steps import Progress
from .workspace import AsOf, PathLike, Workspace, moment

TITLES = {"en": {"all": "All reports", "adjusted": "Adjusted", "public": "Public only", "share": "reports per km, over the mean"},
          "zh": {"all": "全部上报", "adjusted": "校正后", "public": "仅公众上报", "share": "每公里上报数与平均之比"}}


def analyse_imbalance(workspace: Workspace, out: PathLike, *, plan: int | None = None, as_of: AsOf | None = None,
                      progress: Progress | None = None) -> StepSummary:
    """Reports per street km between and within upper zones; writes imbalance.csv, imbalance_upper.csv, imbalance.json.

    plan: a version (default: the newest); as_of: the plan in force then."""
    return _core.analyse_imbalance(workspace.folder, Path(out), plan, None if as_of is None else moment(as_of, "as_of"), progress)


def analyse_hotspots(workspace: Workspace, out: PathLike, *, null_maps: int = 20, seed: int = 1,
                     progress: Progress | None = None) -> StepSummary:
    """The exact p of counts beside the normal one of hotspots.csv, and how often either finds something on shuffled maps."""
    return _core.analyse_hotspots(workspace.folder, Path(out), null_maps, seed, progress)


@dataclass(frozen=True, eq=False)
class ReportingBias:
    """zones: a GeoDataFrame with the columns of bias_zones.csv; sources, rates, visits: tables (visits None without any);
    layers: the ways of counting; parameters, statistics, warnings: of bias.json (docs/outputs.md)."""

    zones: Any
    sources: Any
    rates: Any
    visits: Any
    layers: tuple[str, ...]
    parameters: dict[str, Any]
    statistics: dict[str, dict[str, Any]]
    warnings: tuple[str, ...]
    summary: StepSummary
    synthetic: bool = False   #: of an invented city: the picture says so

    def plot(self, lang: str = "en", layers: tuple[str, ...] | None = None) -> Any:
        """The layers side by side, a matplotlib figure: rates over the layer's mean, hot zones framed."""
        import matplotlib as mpl
        import matplotlib.pyplot as plt

        from .pictures import fonts, mark_synthetic

        shown = self.layers if layers is None else layers
        with mpl.rc_context(fonts(lang)):
            figure, axes = plt.subplots(1, len(shown), figsize=(5 * len(shown), 5), squeeze=False, layout="constrained")
            for axis, layer in zip(axes[0], shown):
                rate, length = self.zones[f"rate_{layer}"], self.zones["street_km"]
                mean = (rate * length).sum() / length[rate.notna()].sum()
                self.zones.plot(ax=axis, column=rate / mean, cmap="RdYlBu_r", vmin=0, vmax=2.5, legend=axis is axes[0][-1],
                                missing_kwds={"color": "lightgrey"}, edgecolor="white", linewidth=0.3,
                                legend_kwds={"label": TITLES[lang]["share"]})
                hot = self.zones[self.zones[f"hot_{layer}"] == 1]
                if len(hot):
                    hot.boundary.plot(ax=axis, color="black", linewidth=1.2)
                axis.set_title(TITLES[lang][layer])
                axis.set_axis_off()
                if self.synthetic:
                    mark_synthetic(axis, lang)
            figure.canvas.draw()
        return figure


def _table(file: Path) -> Any:
    import pandas as pd

    return pd.read_csv(file, dtype={"name": str, "zone_code": str}) if file.exists() else None


def reporting_bias(workspace: Workspace, out: PathLike | None = None, *, sources: PathLike | None = None,
                   source_column: str = "source", source_classes: PathLike | None = None, visits: PathLike | None = None,
                   zones: PathLike | None = None, plan: int | None = None, as_of: AsOf | None = None, radius: float = 50.0,
                   watch_days: float = 30, soon_days: float = 7, progress: Progress | None = None) -> ReportingBias:
    """上报偏差: is a place hot because much happens there, because somebody looks, or because somebody tells?

    sources: a table with case id and source (default: what the import kept); source_classes: source,class (patrol, public, leader, other);
    visits: zone,level,day,visits and perhaps hours; zones: the layer of those zones (default: the plan's). The files stay in
    `out` if it is given. Needs geopandas."""
    files = [str(file) if file is not None else "" for file in (sources, source_classes, visits, zones)]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) if out is None else Path(out)
        summary = _core.analyse_bias(workspace.folder, target, files, source_column, plan, None if as_of is None else moment(as_of, "as_of"),
                                     [radius, watch_days * DAY, soon_days * DAY], progress)
        return _read(target, summary, workspace.city.synthetic)


def _read(folder: Path, summary: StepSummary, synthetic: bool) -> ReportingBias:
    import geopandas as gpd

    told = json.loads((folder / "bias.json").read_text(encoding="utf-8"))
    places = gpd.read_file(folder / "bias.geojson")
    layers = tuple(name for name in TITLES["en"] if f"rate_{name}" in places)
    return ReportingBias(places, _table(folder / "bias_sources.csv"), _table(folder / "bias_rates.csv"),
                         _table(folder / "bias_visits.csv"), layers, told["parameters"],
                         {row["name"]: row for row in told["statistics"]}, tuple(told["warnings"]), summary, synthetic)
