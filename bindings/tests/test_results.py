"""Every kind of result that the package can return: drawn in both languages, and a table that loses nothing."""
import inspect
import warnings

import matplotlib
import numpy as np
import pytest
import scipy.stats

import libgrid
from libgrid import hotspot, recurrence
from libgrid.picture_words import COLUMNS, LABELS, column_word

matplotlib.use("Agg")
SEED = 11
DAY = 86_400
RNG = np.random.default_rng(SEED)
WEIGHTS = hotspot.Weights.grid(6, 5)
COUNTS = RNG.poisson(4.0, 30)
CUBE = RNG.poisson(3.0, (30, 12))
ON_GRID = {"x": np.arange(30) % 6, "y": np.arange(30) // 6}
_opened = RNG.integers(0, 150 * DAY, 60)
CASES = hotspot.Cases(RNG.integers(0, 2, 60), _opened, _opened + RNG.integers(1, 9, 60) * DAY, RNG.uniform(0, 200, 60), RNG.uniform(0, 200, 60))
FOREST = hotspot.forest(CASES, days=90)
SPELLS = recurrence.spells(CASES, FOREST, days=90)
COVARIATE = {"signs": CASES.columns["category"][SPELLS.row]}
TREATED, CONTROL = [[9, 5, 6], [7, 3, 4]], [[8, 7, 8], [9, 9, 9]]


def streets():
    geopandas, shapely = pytest.importorskip("geopandas"), pytest.importorskip("shapely")
    return geopandas.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (200, 200)])], crs="EPSG:26986")


MAKERS = {
    "gi": lambda: hotspot.gi(WEIGHTS, COUNTS), "gi_star": lambda: hotspot.gi_star(WEIGHTS, COUNTS),
    "local_moran": lambda: hotspot.local_moran(WEIGHTS, COUNTS), "local_geary": lambda: hotspot.local_geary(WEIGHTS, COUNTS),
    "moran": lambda: hotspot.moran(WEIGHTS, COUNTS), "geary": lambda: hotspot.geary(WEIGHTS, COUNTS),
    "general_g": lambda: hotspot.general_g(WEIGHTS, COUNTS), "join_counts": lambda: hotspot.join_counts(WEIGHTS, COUNTS > 4),
    "permutation": lambda: hotspot.permutation(WEIGHTS, COUNTS, 19), "exact": lambda: hotspot.exact(WEIGHTS, COUNTS),
    "rates": lambda: hotspot.rates(COUNTS, COUNTS + 1), "local_rates": lambda: hotspot.local_rates(WEIGHTS, COUNTS, COUNTS + 1),
    "rate_ratio": lambda: hotspot.rate_ratio(5, 3, 4, 5), "forest": lambda: FOREST,
    "survival": lambda: hotspot.survival([1, 2, 3, 5], [1, 0, 1, 0]),
    "density": lambda: hotspot.density([3.0], [4.0], bounds=(0, 0, 10, 20), cell=5),
    "emerging": lambda: hotspot.emerging(WEIGHTS, CUBE), "imbalance": lambda: hotspot.imbalance(COUNTS, COUNTS % 3),
    "look_back": lambda: hotspot.look_back(CASES, "1970-05-01"),
    "back_test": lambda: hotspot.back_test(CASES, ["1970-03-01", "1970-04-01", "1970-05-01"]),
    "campaign_effect": lambda: hotspot.campaign_effect(TREATED, CONTROL, [[3, 4, 5], [4, 4, 4]]),
    "negative_binomial_effect": lambda: hotspot.negative_binomial_effect(TREATED, CONTROL),
    "control_chart": lambda: hotspot.control_chart([3, 2, 9, 9, 9, 9], 3.0, arl0=50),
    "rebound_curves": lambda: hotspot.rebound_curves(CASES), "sensitivity": lambda: hotspot.sensitivity(CASES),
    "cumulative_incidence": lambda: hotspot.cumulative_incidence([3, 4, 5, 6], [1, 2, 0, 1]),
    "mean_count": lambda: hotspot.mean_count([0, 0], [2, 4], [9, 9]), "chronic_sites": lambda: hotspot.chronic_sites(CASES),
    "plan_visits": lambda: hotspot.plan_visits([0.0, 10], [0, 10.0], [0.2, 0.3], budget=3),
    "incidents": lambda: hotspot.incidents(CASES), "reporting_rate": lambda: hotspot.reporting_rate(hotspot.incidents(CASES)),
    "visit_effect": lambda: hotspot.visit_effect(COUNTS, COUNTS + 1), "squares": lambda: hotspot.squares([0.0, 60], [1.0, 70], 50),
    "hexagons": lambda: hotspot.hexagons([0.0, 90], [1.0, 80], 50),
    "scan": lambda: hotspot.scan([0.0, 1, 9, 11], [1.0, 2, 3, 4], [4, 5, 6, 1], [1, 1, 1, 1], replicates=9),
    "knox": lambda: hotspot.knox([0.0, 1, 2], [0.0, 1, 2], [0, 1, 2], [0, 50, 60], [0, 7], 9),
    "st_dbscan": lambda: hotspot.st_dbscan([0.0, 1.0], [0.0, 1.0], [0, 1], least=1),
    "mann_kendall": lambda: hotspot.mann_kendall([1, 3, 2, 5]),
    "street_density": lambda: hotspot.street_density([0], [1], [100.0], [0], [50.0], node_x=[0, 100], node_y=[0, 0]),
    "street_forest": lambda: hotspot.street_forest(CASES, streets()),
    "cox": lambda: recurrence.cox(COVARIATE, SPELLS.stop, SPELLS.event, start=SPELLS.start),
    "andersen_gill": lambda: recurrence.andersen_gill(SPELLS, COVARIATE), "pwp": lambda: recurrence.pwp(SPELLS, COVARIATE),
    "shared_frailty": lambda: recurrence.shared_frailty(COVARIATE, SPELLS.stop, SPELLS.event, SPELLS.subject % 7, start=SPELLS.start),
}
WITH_PLACES = {"gi", "gi_star", "local_moran", "local_geary", "permutation", "exact", "rates", "local_rates", "emerging"}


def functions_with(result):
    """Names of the public functions of the analyst that say they return such a value."""
    return {name for module in (hotspot, recurrence) for name, function in vars(module).items()
            if inspect.isfunction(function) and not name.startswith("_") and function.__annotations__.get("return") == result}


def test_no_kind_is_forgotten():
    assert functions_with("Result") == set(MAKERS)


@pytest.fixture(scope="module")
def made():
    return {name: maker() for name, maker in MAKERS.items()}


def drawings(name, result, lang):
    yield {}
    if name in WITH_PLACES:
        yield ON_GRID
    if name in WITH_PLACES and lang == "zh":
        yield from ({**ON_GRID, "column": column} for column, value in result.items() if np.ndim(value) == 1)


def words(figure):
    return {text.get_text() for text in figure.findobj(matplotlib.text.Text)}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", MAKERS)
def test_it_can_be_drawn(name, lang, made):
    plt = pytest.importorskip("matplotlib.pyplot")
    result = made[name]
    for asked in drawings(name, result, lang):
        figure = plt.figure()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Glyph")   # a machine without a Chinese font
            axes = result.plot(**asked, lang=lang)
            if "column" in asked:
                assert column_word(asked["column"], lang) in words(figure)
            else:
                figure.canvas.draw()
        assert axes.has_data(), (name, asked)
        plt.close(figure)


@pytest.mark.parametrize("name", MAKERS)
def test_its_columns_have_words_in_both_languages(name, made):
    for column in made[name]:
        assert column in COLUMNS or column in LABELS["zh"], column
        assert any(ord(letter) > 0x2E80 for letter in column_word(column, "zh")) and column_word(column, "en"), column


def test_both_languages_have_the_same_words():
    assert set(LABELS["en"]) == set(LABELS["zh"])
    assert column_word("z_3", "zh") == "z 值 3" and column_word("own", "zh") == "own"


@pytest.mark.parametrize("name", MAKERS)
def test_its_table_loses_nothing(name, made):
    """Every number of every column stands in the table or, if it has another length, in attrs."""
    result = made[name]
    frame = result.to_frame()
    assert len(frame) and frame.attrs["statistic"] == result.statistic
    for column, value in result.items():
        if isinstance(value, dict):
            assert set(frame["name"]) == set(value) and column in frame
        elif isinstance(value, list):
            assert column in frame.attrs or all(map(np.array_equal, frame[column], value)), column
        elif column in frame:
            there = list(frame[column])
            assert there == list(np.ravel(value) if np.size(value) == len(frame) else [value] * len(frame)) or is_nan_equal(there, value)
        elif isinstance(value, tuple):
            assert frame[[f"{column}_estimate", f"{column}_lower", f"{column}_upper"]].iloc[0].tolist() == pytest.approx(list(value), nan_ok=True)
        elif f"{column}_1" in frame:
            parts = np.reshape(value, (len(frame), -1))
            np.testing.assert_array_equal(frame[[f"{column}_{k + 1}" for k in range(parts.shape[1])]], parts)
        else:
            assert frame.attrs[column] is value and len(value) != len(frame), column


def is_nan_equal(there, value):
    try:
        np.testing.assert_array_equal(np.asarray(there, float), np.broadcast_to(np.ravel(np.asarray(value, float)), len(there)))
    except (TypeError, ValueError):
        return False
    return True


def test_tables_name_what_an_analyst_looks_for(made):
    assert {"theil", "between", "within", "gini"} <= set(made["imbalance"].to_frame())
    assert {"alarm", "limit", "arl0", "chart", "line"} <= set(made["control_chart"].to_frame())
    assert {f"z_{k}" for k in range(1, 13)} <= set(made["emerging"].to_frame())
    assert {"incidence_1", "incidence_2", "time"} <= set(made["cumulative_incidence"].to_frame())
    assert {"name", "yield", "yield_lower", "found", "brier", "against_random_lower"} <= set(made["back_test"].to_frame())
    assert len(made["moran"].to_frame()) == 1


def test_rows_become_what_they_are_on_the_ground(made):
    pytest.importorskip("geopandas")
    for name, kind, area in (("density", "Polygon", 25.0), ("squares", "Polygon", 2500.0),
                             ("hexagons", "Polygon", 1.5 * np.sqrt(3) * 2500), ("street_density", "LineString", 0.0)):
        shapes = made[name].to_frame(geometry="shapes", crs="EPSG:26986")
        assert set(shapes.geom_type) == {kind} and np.allclose(shapes.area, area) and shapes.crs.to_epsg() == 26986
        points = made[name].to_frame(geometry="points")
        assert set(points.geom_type) == {"Point"} and len(points) == len(shapes)
        assert shapes.distance(points.set_crs(26986)).max() == 0.0
    heat = made["density"].to_frame(geometry="shapes")
    assert heat.total_bounds.tolist() == [0, 0, 10, 20]
    assert made["street_density"].to_frame(geometry="shapes").length.sum() == pytest.approx(100.0)
    history = made["emerging"].to_frame(geometry="points", **ON_GRID)
    assert list(history.geometry.x) == list(ON_GRID["x"])


@pytest.mark.parametrize("ask", [
    lambda made: made["knox"].to_frame(geometry="points"), lambda made: made["emerging"].to_frame(geometry="points"),
    lambda made: made["moran"].to_frame(geometry="shapes"), lambda made: made["gi"].to_frame(geometry="points", x=[1.0], y=[2.0]),
    lambda made: made["gi"].to_frame(x=[1.0]), lambda made: made["density"].to_frame(geometry="circles"),
    lambda made: hotspot.street_density([0], [1], [9.0], [0], [5.0]).to_frame(geometry="points"),
    lambda made: made["gi"].plot([1.0], [2.0]), lambda made: made["gi"].plot(**ON_GRID, column="none_such"),
])
def test_no_geometry_is_said(ask, made):
    pytest.importorskip("geopandas")
    with pytest.raises(libgrid.GridError):
        ask(made)


def test_the_variance_of_a_curve_is_greenwoods():
    """By the definition, and by the log-log interval, which was made of it."""
    times, events = np.array([2, 3, 3, 5, 7, 7, 8]), np.array([1, 1, 0, 1, 1, 0, 1])
    curve = hotspot.survival(times, events)
    total = 0.0
    for k, time in enumerate(curve["time"]):
        at_risk, died = (times >= time).sum(), ((times == time) & (events == 1)).sum()
        if died == at_risk:
            assert np.isnan(curve["variance"][k])
            continue
        total += died / (at_risk * (at_risk - died))
        s = curve["survival"][k]
        assert curve["variance"][k] == pytest.approx(s * s * total, rel=1e-12)
        spread = 1.959964 * np.sqrt(curve["variance"][k]) / (s * -np.log(s))
        assert curve["lower"][k] == pytest.approx(s ** np.exp(spread), rel=1e-6)
        assert curve["upper"][k] == pytest.approx(s ** np.exp(-spread), rel=1e-6)


ROOK = hotspot.Weights.grid(3, 2, queen=False)


@pytest.mark.parametrize("small", [ROOK, ROOK.with_self(), ROOK.coded("W"), hotspot.Weights.links(6, [0, 0, 1], [1, 2, 3])],
                         ids=["binary", "self", "row", "islands"])
def test_moments_of_the_sum_over_neighbours_are_those_of_all_draws(small):
    """Every ordered draw of a small map, counted out."""
    from itertools import permutations

    x = np.array([3.0, 0, 1, 7, 2, 2])
    found = hotspot.permutation(small, x, 19)
    for i in range(6):
        of, w = small.neighbours[small.first[i]:small.first[i + 1]], small.weight[small.first[i]:small.first[i + 1]]
        others, sums = np.delete(np.arange(6), i), []
        for draw in permutations(x[others]):
            map_ = np.empty(6)
            map_[i], map_[others] = x[i], draw
            sums.append(map_[of] @ w)
        assert found["statistic"][i] == pytest.approx(x[of] @ w)
        assert found["expectation"][i] == pytest.approx(np.mean(sums)) and found["variance"][i] == pytest.approx(np.var(sums), abs=1e-12)


def test_a_ratio_carries_its_logarithm():
    found = hotspot.rate_ratio(5, 3, 4, 5)
    half = 1.959964 * np.sqrt(found["variance"])
    assert np.exp([found["statistic"], found["statistic"] - half, found["statistic"] + half]) == pytest.approx(
        [found["ratio"], found["lower"], found["upper"]], rel=1e-5)
    assert found["p_two_sided"] == pytest.approx(2.0 * scipy.stats.norm.sf(found["z"]), rel=1e-9) and np.isnan(hotspot.rate_ratio(0, 3, 4, 5)["z"])


def test_every_analysis_of_a_workspace_is_drawn_by_a_test():
    import ast
    from pathlib import Path

    names = {name for name in libgrid.__all__ if inspect.isfunction(getattr(libgrid, name))
             and getattr(libgrid, name).__annotations__.get("return") == "WorkspaceAnalysis"}
    drawn = set()
    for file in Path(__file__).parent.glob("test_*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            text = ast.unparse(node)
            if isinstance(node, ast.FunctionDef) and "drawn(" in text:
                drawn |= {name for name in names if f"libgrid.{name}(" in text}
    assert drawn == names and len(names) > 8
