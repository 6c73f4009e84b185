"""Few runs of tests/bench/hotspot_coverage.py: intervals cover, false discoveries are rare. Seeds are fixed, bands are binomial."""
import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("hotspot_coverage", Path(__file__).resolve().parents[2] / "tests" / "bench" / "hotspot_coverage.py")
coverage = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(coverage)
SEED = 20

BARRED = [name for name, (_, barred) in coverage.INTERVALS.items() if barred]


@pytest.mark.parametrize("name", BARRED)
def test_intervals_cover(name):
    share, _, n = coverage.coverage(coverage.INTERVALS[name][0], 20 if name == "shared frailty" else 40, SEED)
    slack = 3.0 * (0.95 * 0.05 / n) ** 0.5
    assert 0.95 - slack <= share <= 1.0, f"{share} of {n}, seed {SEED}"


def test_visits_that_are_not_told_bias_a_campaign():
    share, bias, _ = coverage.coverage(coverage.INTERVALS["campaign, visits doubled and not given (must fail)"][0], 40, SEED)
    assert share < 0.8 and bias > 0.2


def test_errors_by_row_are_too_small_for_repeats():
    by_place, by_row = (coverage.coverage(coverage.INTERVALS[name][0], 40, SEED)[0] for name in (
        "Andersen-Gill, errors by place", "Andersen-Gill, errors by row (shown for comparison)"))
    assert by_row < by_place


@pytest.mark.parametrize("name", ["null maps, normal", "null maps, Poisson of mean 3, exact conditional p",
                                  "three planted squares of 5 x 5, normal", "three planted squares, Poisson 3 and 5, exact"])
def test_false_discoveries_are_rare(name):
    share, _ = coverage.realised_fdr(40, SEED, **coverage.FDR[name])
    assert share <= 0.05 + 2.0 * (0.05 * 0.95 / 40) ** 0.5, f"{share}, seed {SEED}"
