"""Pictures of an invented city say so, in the language of the picture; those of a real one do not."""
import pytest

import libgrid
from libgrid.over_time import WorkspaceAnalysis

gpd = pytest.importorskip("geopandas")
mpl = pytest.importorskip("matplotlib")
mpl.use("Agg")
plt = pytest.importorskip("matplotlib.pyplot")
SAYS = {"en": "synthetic data", "zh": "合成数据 / synthetic data"}


def squares(**columns):
    shapes = gpd.points_from_xy([0, 10], [0, 0]).buffer(5, cap_style="square")
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=26986)


def words_of(figure):
    found = [text.get_text() for text in figure.findobj(mpl.text.Text)]
    plt.close(figure)
    return [word for word in found if "synthetic" in word or "合成" in word]


def expected(lang, synthetic, pictures=1):
    return [SAYS[lang]] * pictures if synthetic else []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("synthetic", [False, True])
@pytest.mark.parametrize(("analysis", "columns"), [("emerging", {"kind": ["none", "new_hot"]}), ("imbalance", {"rate_eb": [1.0, 2.0]})])
def test_analyses(analysis, columns, synthetic, lang):
    found = WorkspaceAnalysis(analysis, squares(**columns), {}, {}, {}, None, 2, (), None, synthetic)
    assert words_of(found.plot(lang).figure) == expected(lang, synthetic)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("synthetic", [False, True])
def test_reporting_bias(synthetic, lang):
    zones = squares(street_km=[1.0, 2.0], rate_all=[1.0, 3.0], hot_all=[0, 1], rate_public=[2.0, 1.0], hot_public=[0, 0])
    found = libgrid.ReportingBias(zones, None, None, None, ("all", "public"), {}, {}, (), None, synthetic)
    assert words_of(found.plot(lang)) == expected(lang, synthetic, 2)


def test_a_city_knows(small):
    assert small.workspace.city.synthetic is False
    assert libgrid.imbalance_of(small.workspace).synthetic is False


def test_an_invented_city_marks_its_analyses(small, monkeypatch):
    class Invented:
        synthetic = True

    monkeypatch.setattr(libgrid.Workspace, "city", Invented())
    assert words_of(libgrid.imbalance_of(small.workspace).plot("en").figure) == expected("en", True)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("synthetic", [False, True])
def test_results_of_arrays(synthetic, lang):
    heat = libgrid.hotspot.density([1.0, 2.0], [1.0, 2.0], bounds=(0, 0, 4, 4), cell=1, bandwidth=2)
    assert words_of(heat.plot(ax=plt.figure().gca(), lang=lang, synthetic=synthetic).figure) == expected(lang, synthetic)
    curve = libgrid.hotspot.survival([1, 2, 3], [1, 0, 1])
    assert words_of(curve.plot(ax=plt.figure().gca(), lang=lang, synthetic=synthetic).figure) == expected(lang, synthetic)
