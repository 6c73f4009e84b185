"""Pictures of one number or a few: whole-map statistics, ratios, trends; and of columns without places. Private."""
from __future__ import annotations

from typing import Any

import numpy as np

from .result import Result


def forest_plot(canvas: Any, names: Any, estimate: Any, lower: Any, upper: Any) -> None:
    """A dot and its interval per name, the first one on top."""
    at = np.arange(len(names))[::-1]
    canvas.ax.hlines(at, lower, upper, lw=3, alpha=0.4)
    canvas.ax.plot(estimate, at, "o")
    canvas.ax.set_yticks(at, [canvas.words.get(str(name), str(name)) for name in names])


def p_text(canvas: Any, p: float) -> str:
    return f"{canvas.words['p_two_sided']} = {p:.3g}"


def overall(result: Result, canvas: Any, places: Any) -> None:
    """The statistic against what is expected, with 1.96 standard deviations to both sides."""
    half = 1.96 * np.sqrt(result["variance"])
    canvas.ax.errorbar([result["expectation"]], [0.0], xerr=[[half], [half]], fmt="|", ms=14, capsize=6, color="grey",
                       label=canvas.words["band95"])
    canvas.ax.plot([result["statistic"]], [0.0], "o", color="firebrick", label=canvas.words[result.statistic])
    canvas.ax.set_yticks([])
    canvas.ax.set_ylim(-1, 1)
    canvas.ax.set_title(f"{canvas.words['z']} = {result['z']:.2f}, {p_text(canvas, result['p_two_sided'])}", fontsize="medium")
    canvas.ax.legend(loc="upper left", fontsize="small")
    canvas.name(result.statistic, "")


def joins(result: Result, canvas: Any, places: Any) -> None:
    """A row per pair of classes: how often they meet, against what is expected."""
    at = np.arange(len(result["a"]))[::-1]
    canvas.ax.errorbar(result["expectation"], at, xerr=1.96 * np.sqrt(result["variance"]), fmt="|", ms=10, capsize=4, color="grey",
                       label=canvas.words["band95"])
    canvas.ax.plot(result["statistic"], at, "o", color="firebrick", label=canvas.words["observed"])
    canvas.ax.set_yticks(at, [f"{a} - {b}" for a, b in zip(result["a"], result["b"])])
    canvas.ax.legend(fontsize="small")
    canvas.name("join_counts", "")


def ratio(result: Result, canvas: Any, places: Any) -> None:
    forest_plot(canvas, ["rate_ratio"], [result["ratio"]], [result["lower"]], [result["upper"]])
    canvas.ax.axvline(1.0, color="grey", lw=0.8)
    if result["ratio"] > 0.0 and np.isfinite(result["ratio"]):
        canvas.ax.set_xscale("log")
        for axis_part in (canvas.ax.xaxis.set_major_formatter, canvas.ax.xaxis.set_minor_formatter):
            axis_part("{x:g}")
    canvas.name("rate_ratio", "")


def trend(result: Result, canvas: Any, places: Any) -> None:
    """tau between falling (-1) and rising (1), with p and the slope."""
    tau = result["tau_b"]
    canvas.ax.barh([0.0], [tau], color="firebrick" if tau > 0 else "steelblue", height=0.4)
    canvas.ax.axvline(0.0, color="grey", lw=0.8)
    canvas.ax.set_xlim(-1, 1)
    canvas.ax.set_ylim(-1, 1)
    canvas.ax.set_yticks([])
    canvas.ax.set_xticks([-1, -0.5, 0, 0.5, 1], [f"-1\n{canvas.words['falling']}", "-0.5", "0", "0.5", f"1\n{canvas.words['rising']}"])
    canvas.ax.set_title(f"{p_text(canvas, result['p_two_sided'])}, {canvas.words['sen_slope']} = {result['sen_slope']:.3g}",
                        fontsize="medium")
    canvas.name("mann_kendall", "")


def tally(canvas: Any, words: list[str], counts: Any, word: str = "kind") -> None:
    at = np.arange(len(words))
    canvas.ax.bar(at, counts)
    canvas.ax.set_xticks(at, words, rotation=20 if len(words) > 5 else 0)
    canvas.name(word, "number")


def spread(result: Result, canvas: Any, column: str) -> None:
    """Without places: how often which value of a column stands there."""
    values = np.asarray(result[column])
    if values.dtype.kind in "fiu" and len(np.unique(values)) > 12:
        canvas.ax.hist(values[np.isfinite(values)], bins="auto" if len(values) < 10_000 else 100)
        canvas.name(column, "number")
        return
    names, counts = np.unique(values, return_counts=True)
    tally(canvas, [canvas.words.get(str(name), str(name)) for name in names], counts, column)


def links(result: Result, canvas: Any, places: Any) -> None:
    """How many cases are first ones, rebounds, suspects, duplicates, without a place."""
    words = [canvas.words[f"link_{name}"] for name in ("first", "rebound", "suspect", "duplicate", "unplaced")]
    tally(canvas, words, np.bincount(np.asarray(result["kind"], np.int64), minlength=len(words)))


def visit_list(result: Result, canvas: Any, places: Any) -> None:
    """Visits by what put them on the list; large: much is expected to be found."""
    x, y, gain = (np.asarray(result[name], np.float64) for name in ("x", "y", "gain"))
    size = 10.0 + 60.0 * gain / max(float(gain.max(initial=0.0)), 1e-12)
    for reason in dict.fromkeys(np.asarray(result["reason"]).tolist()):
        at = np.asarray(result["reason"]) == reason
        canvas.ax.scatter(x[at], y[at], s=size[at], alpha=0.7, label=f"{canvas.words[reason]} ({np.count_nonzero(at)})")
    if len(x):
        canvas.ax.legend(fontsize="small")
    canvas.ax.set_aspect("equal")


def incidents(result: Result, canvas: Any, places: Any) -> None:
    spread(result, canvas, "later")


DRAWN = {"moran_i": overall, "geary_c": overall, "general_g": overall, "join_counts": joins, "rate_ratio": ratio,
         "mann_kendall": trend, "visits": visit_list, "incidents": incidents}
