"""Draws a result in both languages; for the tests of values with a picture."""
import pytest


def drawn(result):
    plt = pytest.importorskip("matplotlib.pyplot")
    titles = []
    for lang in ("en", "zh"):
        axis = result.plot(lang)
        titles.append(axis.get_title())
        plt.close(axis.figure)
    return titles
