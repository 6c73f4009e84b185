"""How results are drawn. Private: Result.plot is the way in. Labels are English or Chinese."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import _core
from .overall_pictures import DRAWN as OVERALL
from .overall_pictures import forest_plot as intervals
from .overall_pictures import links, spread, tally
from .picture_words import LABELS, column_word
from .result import Result

KINDS = ("none", "new", "consecutive", "intensifying", "persistent", "diminishing", "sporadic", "oscillating", "historical")
SYNTHETIC = {"en": "synthetic data", "zh": "合成数据 / synthetic data"}
CHINESE = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC",
           "WenQuanYi Zen Hei", "Noto Serif CJK SC", "Noto Serif CJK JP", "Droid Sans Fallback")


class Canvas:
    """Axes and the words on them."""

    def __init__(self, ax: Any, lang: str, synthetic: bool = False) -> None:
        import matplotlib.pyplot as plt

        require_language(lang)
        self.ax = ax or plt.gca()
        self.synthetic = synthetic
        self.words = LABELS[lang]
        self.lang = lang

    def name(self, x: str, y: str) -> None:
        self.ax.set_xlabel(column_word(x, self.lang))
        self.ax.set_ylabel(column_word(y, self.lang))

    def bar(self, picture: Any, word: str) -> Any:
        return self.ax.figure.colorbar(picture, ax=self.ax, label=column_word(word, self.lang))


@dataclass(frozen=True)
class Places:
    x: Any = None
    y: Any = None
    column: str | None = None
    style: dict[str, Any] = field(default_factory=dict)


def require_language(lang: str) -> None:
    if lang not in LABELS:
        _core.refuse("lang", f"{' or '.join(LABELS)}, not {lang}")


def fonts(lang: str) -> Any:
    """Chinese words need a font that has them; those of the machine, in our order, else matplotlib's own."""
    require_language(lang)
    if lang != "zh":
        return {}
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return {"font.family": [*[name for name in CHINESE if name in there], "DejaVu Sans"], "axes.unicode_minus": False}


def mark_synthetic(axis: Any, lang: str) -> None:
    """A picture of invented data says so below its axes, where nothing is drawn."""
    axis.annotate(SYNTHETIC[lang], (1, 0), (0, -3), xycoords="axes fraction", textcoords="offset points", ha="right", va="top",
                  color="#b3261e", fontsize="small", annotation_clip=False)


def draw(result: Result, canvas: Canvas, places: Places) -> Any:
    import matplotlib as mpl
    import matplotlib.text

    with mpl.rc_context(fonts(canvas.lang)):
        special = DRAWN.get(result.statistic)
        if special is None or places.column is not None:
            points(result, canvas, places)
        else:
            special(result, canvas, places)
        if canvas.synthetic:
            mark_synthetic(canvas.ax, canvas.lang)
        for text in canvas.ax.figure.findobj(mpl.text.Text) if canvas.lang == "zh" else ():
            if any(ord(letter) > 0x2E80 for letter in text.get_text()):   # labels were made before their font was known
                text.set_fontfamily(mpl.rcParams["font.family"])
    return canvas.ax


def points(result: Result, canvas: Canvas, places: Places) -> None:
    """A column in colours where the places are; without places, how its values are spread."""
    x = result.columns.get("x") if places.x is None else places.x
    y = result.columns.get("y") if places.y is None else places.y
    column = places.column or ("z" if "z" in result else "estimate" if "estimate" in result else main_column(result))
    if column not in result:
        _core.refuse("column", "the result has no such column")
    if x is None or y is None:
        if result.statistic == "forest" and places.column is None:
            links(result, canvas, places)
        else:
            spread(result, canvas, column)
        return
    values = np.asarray(result[column])
    if values.ndim != 1 or not np.size(x) == np.size(y) == len(values):
        _core.refuse("x", f"x, y and the column {column} need one number per place")
    names, codes = np.unique(values, return_inverse=True) if values.dtype.kind not in "fiub" else (None, values.astype(float))
    picture = canvas.ax.scatter(x, y, c=codes, **{"cmap": "coolwarm", "s": 8, **places.style})
    bar = canvas.bar(picture, column)
    if names is not None:
        bar.set_ticks(range(len(names)), labels=[canvas.words.get(str(name), str(name)) for name in names])
    canvas.ax.set_aspect("equal")


def main_column(result: Result) -> str:
    """p where there is one, else the first column with rows."""
    rows = [name for name, value in result.columns.items() if np.ndim(value) == 1 and not isinstance(value, (list, tuple))]
    if not rows:
        _core.refuse("column", "no column of this result has a row per place")
    return "p_two_sided" if "p_two_sided" in rows else rows[0]


def steps(canvas: Canvas, time: Any, value: Any, lower: Any, upper: Any, start: float, label: str | None = None) -> None:
    at = np.concatenate([[0.0], time])
    line = canvas.ax.step(at, np.concatenate([[start], value]), where="post", label=label)
    canvas.ax.fill_between(at, np.concatenate([[start], lower]), np.concatenate([[start], upper]), step="post", alpha=0.3,
                           color=line[0].get_color(), linewidth=0)


def survival(result: Result, canvas: Canvas, places: Places) -> None:
    days = np.asarray(result["time"]) / result.parameters["per_day"]
    steps(canvas, days, result["survival"], result["lower"], result["upper"], 1.0)
    canvas.name("time", "survival")


def incidence(result: Result, canvas: Canvas, places: Places) -> None:
    days = np.asarray(result["time"]) / result.parameters["per_day"]
    bands = zip(*(np.asarray(result[name]).T for name in ("incidence", "lower", "upper")))
    for k, (share, lower, upper) in enumerate(bands, 1):
        steps(canvas, days, share, lower, upper, 0.0, f"{canvas.words['cause']} {k}")
    canvas.ax.legend()
    canvas.name("time", "incidence")


def mean_count(result: Result, canvas: Canvas, places: Places) -> None:
    steps(canvas, np.asarray(result["time"]) / result.parameters["per_day"], result["mean"], result["lower"], result["upper"], 0.0)
    canvas.name("time", "mean")


def density(result: Result, canvas: Canvas, places: Places) -> None:
    canvas.bar(canvas.ax.imshow(result["density"], origin="lower", extent=result.parameters["extent"], cmap="magma"), "density")


def hexagons(result: Result, canvas: Canvas, places: Places) -> None:
    from matplotlib.collections import PolyCollection

    angle = np.radians(30 + 60 * np.arange(6))
    ring = result.parameters["side"] * np.column_stack([np.cos(angle), np.sin(angle)])
    shapes = np.column_stack([result["x"], result["y"]])[:, None, :] + ring
    picture = canvas.ax.add_collection(PolyCollection(list(shapes), array=np.asarray(result["count"], float), cmap="magma"))
    canvas.ax.autoscale_view()
    canvas.ax.set_aspect("equal")
    canvas.bar(picture, "count")


def streets(result: Result, canvas: Canvas, places: Places) -> None:
    from matplotlib.collections import LineCollection

    if "segments" not in result:
        spread(result, canvas, "density")
        return
    picture = canvas.ax.add_collection(LineCollection(list(result["segments"]), array=result["density"], cmap="inferno_r",
                                                      **{"linewidths": 1.0, **places.style}))
    canvas.ax.autoscale_view()
    canvas.ax.set_aspect("equal")
    canvas.bar(picture, "per_metre")


def table(canvas: Canvas, values: Any, rows: list[str], columns: list[str], word: str, form: str = "{:.2f}") -> None:
    picture = canvas.ax.imshow(values, cmap="RdBu_r" if word == "ratio" else "viridis", aspect="auto")
    for (i, k), value in np.ndenumerate(values):
        canvas.ax.text(k, i, form.format(value), ha="center", va="center", bbox={"facecolor": "white", "alpha": 0.6, "lw": 0})
    canvas.ax.set_xticks(range(len(columns)), columns)
    canvas.ax.set_yticks(range(len(rows)), rows)
    canvas.bar(picture, word)


def knox(result: Result, canvas: Canvas, places: Places) -> None:
    def bands(edges: Any) -> list[str]:
        return [f"[{a:g}, {b:g})" for a, b in zip(edges, edges[1:])]

    with np.errstate(all="ignore"):
        ratio = result["observed"] / result["expectation"]
    table(canvas, ratio, bands(result.parameters["distances"]), bands(result.parameters["gaps"]), "ratio")
    canvas.name("gap", "distance")


def sensitivity(result: Result, canvas: Canvas, places: Places) -> None:
    radii, days = np.unique(result["radius"]), np.unique(result["days"])
    values = np.full((len(radii), len(days)), np.nan)
    values[np.searchsorted(radii, result["radius"]), np.searchsorted(days, result["days"])] = result["rate"]
    table(canvas, values, [f"{r:g}" for r in radii], [f"{d:g}" for d in days], "rate", "{:.1%}")
    canvas.name("gap", "radius")


def curves(result: Result, canvas: Canvas, places: Places) -> None:
    intervals(canvas, result["group"], result["rate"], result["lower"], result["upper"])
    canvas.ax.plot(result["naive"], np.arange(len(result["group"]))[::-1], "x", color="grey")
    canvas.name("rate", "")


def reporting(result: Result, canvas: Canvas, places: Places) -> None:
    intervals(canvas, result["group"], result["excess_per_day"], result["excess_lower"], result["excess_upper"])
    canvas.ax.plot(result["per_day"], np.arange(len(result["group"]))[::-1], "x", color="grey")
    canvas.name("reporting", "")


def visits(result: Result, canvas: Canvas, places: Places) -> None:
    intervals(canvas, ["exponent"], [result["exponent"]], [result["lower"]], [result["upper"]])
    canvas.ax.axvline(0.0, color="grey", lw=0.8)
    canvas.name("visits", "")


def squares(result: Result, canvas: Canvas, places: Places) -> None:
    from matplotlib.collections import PolyCollection

    ring = result.parameters["side"] / 2 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    shapes = np.column_stack([result["x"], result["y"]])[:, None, :] + ring
    picture = canvas.ax.add_collection(PolyCollection(list(shapes), array=np.asarray(result["count"], float), cmap="magma"))
    canvas.ax.autoscale_view()
    canvas.ax.set_aspect("equal")
    canvas.bar(picture, "count")


def cox(result: Result, canvas: Canvas, places: Places) -> None:
    intervals(canvas, result["name"], result["hazard_ratio"], result["lower"], result["upper"])
    canvas.ax.axvline(1.0, color="grey", lw=0.8)
    canvas.ax.set_xscale("log")
    for axis_part in (canvas.ax.xaxis.set_major_formatter, canvas.ax.xaxis.set_minor_formatter):
        axis_part("{x:g}")
    canvas.name("hazard ratio", "")


def campaign(result: Result, canvas: Canvas, places: Places) -> None:
    intervals(canvas, result["period"], result["change"], result["lower"], result["upper"])
    canvas.ax.axvline(0.0, color="grey", lw=0.8)
    canvas.name("change", "")


def chart(result: Result, canvas: Canvas, places: Places) -> None:
    step = np.arange(len(result["chart"]))
    canvas.ax.bar(step, result["count"], color="lightgrey", label=canvas.words["count"])
    canvas.ax.plot(step, result["chart"], label=canvas.words["chart"])
    canvas.ax.axhline(result["line"], color="firebrick", ls="--", label=canvas.words["limit"])
    if result["alarm"] >= 0:
        canvas.ax.axvline(result["alarm"], color="firebrick", label=canvas.words["alarm"])
    canvas.ax.legend()
    canvas.name("step", "")


def kind_word(canvas: Canvas, k: int) -> str:
    return canvas.words["none"] if k == 0 else f"{canvas.words['hot' if k > 0 else 'cold']}: {canvas.words[KINDS[abs(k)]]}"


def emerging(result: Result, canvas: Canvas, places: Places) -> None:
    import matplotlib.pyplot as plt

    kind = np.asarray(result["kind"])
    if places.x is None or places.y is None:
        kinds, counts = np.unique(kind, return_counts=True)
        tally(canvas, [kind_word(canvas, int(k)) for k in kinds], counts)
        return
    x, y = np.asarray(places.x), np.asarray(places.y)
    hot, cold = plt.get_cmap("autumn"), plt.get_cmap("winter")
    style = {"s": 8, **places.style}
    canvas.ax.scatter(x[kind == 0], y[kind == 0], color="gainsboro", **style)
    for k in np.unique(kind[kind != 0]):
        word = f"{kind_word(canvas, int(k))} ({np.count_nonzero(kind == k)})"
        canvas.ax.scatter(x[kind == k], y[kind == k], color=(hot if k > 0 else cold)((abs(int(k)) - 1) / 8), label=word, **style)
    canvas.ax.set_aspect("equal")
    if canvas.ax.get_legend_handles_labels()[0]:
        canvas.ax.legend(fontsize="small")


def scan(result: Result, canvas: Canvas, places: Places) -> None:
    from matplotlib.patches import Circle

    if places.x is not None:
        canvas.ax.scatter(places.x, places.y, color="silver", **{"s": 4, **places.style})
    for k in range(len(result["llr"])):
        sure = result["p"][k] <= 0.05
        at = (result["x"][k], result["y"][k])
        canvas.ax.add_patch(Circle(at, max(result["radius"][k], 1e-9), fill=sure, alpha=0.4 if sure else 1.0,
                                   color="firebrick" if sure else "grey"))
        canvas.ax.annotate(f"{result['llr'][k]:.1f}, p={result['p'][k]:.3g}", at, fontsize="x-small")
    canvas.ax.autoscale_view()
    canvas.ax.set_aspect("equal")


def sites(result: Result, canvas: Canvas, places: Places) -> None:
    for column, colour in (("stays_open", "grey"), ("comes_back", "firebrick")):
        at = np.asarray(result[column], bool)
        canvas.ax.scatter(np.asarray(result["x"])[at], np.asarray(result["y"])[at], color=colour, alpha=0.6,
                          s=4 + 3 * np.asarray(result["rebounds"])[at])
    canvas.ax.set_aspect("equal")


def back_test(result: Result, canvas: Canvas, places: Places) -> None:
    names = list(result["yield"])
    estimate, lower, upper = np.array([result["yield"][name] for name in names]).T
    intervals(canvas, names, estimate, lower, upper)
    canvas.name("found", "")


def imbalance(result: Result, canvas: Canvas, places: Places) -> None:
    share = np.concatenate([[0.0], np.cumsum(np.sort(result["values"]))])
    canvas.ax.plot(np.linspace(0, 1, len(share)), share / share[-1])
    canvas.ax.plot([0, 1], [0, 1], color="grey", lw=0.8)
    canvas.ax.set_title(f"T = {result['theil']:.3f} ({canvas.words['between']} {result['between']:.3f}, "
                        f"{canvas.words['within']} {result['within']:.3f}), G = {result['gini']:.3f}", fontsize="medium")
    canvas.name("share", "lorenz")


def look_back(result: Result, canvas: Canvas, places: Places) -> None:
    points(result, canvas, Places(places.x, places.y, "probability", {"cmap": "magma_r", **places.style}))


def clusters(result: Result, canvas: Canvas, places: Places) -> None:
    label = np.asarray(result["cluster"])
    x, y = np.asarray(result["x"]), np.asarray(result["y"])
    canvas.ax.scatter(x[label < 0], y[label < 0], color="gainsboro", s=2)
    canvas.ax.scatter(x[label >= 0], y[label >= 0], c=label[label >= 0] % 20, cmap="tab20", **{"s": 4, **places.style})
    canvas.ax.set_aspect("equal")


DRAWN: dict[str, Callable[[Result, Canvas, Places], None]] = {
    **OVERALL,
    "survival": survival, "incidence": incidence, "mean_count": mean_count, "density": density, "hexagons": hexagons,
    "street_density": streets, "knox": knox, "sensitivity": sensitivity, "curves": curves, "campaign": campaign,
    "chart": chart, "emerging": emerging, "scan": scan, "chronic": sites, "back_test": back_test, "imbalance": imbalance,
    "look_back": look_back, "clusters": clusters, "reporting": reporting, "visit_effect": visits, "squares": squares, "cox": cox, "frailty": cox,
}


def _draw_on(result: Result, canvas: tuple[Any, str, bool], places: tuple[Any, ...]) -> Any:
    return draw(result, Canvas(*canvas), Places(*places))


Result.drawn = staticmethod(_draw_on)
