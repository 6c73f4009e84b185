"""Hand-computed values for Gi*, Benjamini-Hochberg and Kaplan-Meier."""
import math

import numpy as np
import pytest

from gi_star import benjamini_hochberg, gi_star_z, queen_weights, two_sided_p
from kaplan_meier import incidence, survival


def test_gi_star_on_a_row_of_four_cells():
    # x = 4 0 0 0: mean 1, s^2 = (9 + 1 + 1 + 1) / 4 = 3, W = 2 3 3 2.
    # cell 0: (4 - 2) / (sqrt 3 sqrt((4 2 - 4) / 3)) = 2 / 2 = 1
    # cell 1: (4 - 3) / (sqrt 3 sqrt((4 3 - 9) / 3)) = 1 / sqrt 3; cell 2: -3 / sqrt 3; cell 3: -2 / 2
    z = gi_star_z([4, 0, 0, 0], queen_weights([0, 1, 2, 3], [0, 0, 0, 0]))
    assert z == pytest.approx([1, 1 / math.sqrt(3), -math.sqrt(3), -1], abs=1e-14)


def test_gi_star_takes_several_categories_at_once():
    weights = queen_weights([0, 1, 2, 3], [0, 0, 0, 0])
    table = np.array([[4, 0], [0, 0], [0, 0], [0, 4]])
    z = gi_star_z(table, weights)
    assert z[:, 1] == pytest.approx(z[::-1, 0])


def test_queen_touches_corners_but_not_over_a_missing_column():
    w = queen_weights([0, 1, 3], [0, 1, 0]).toarray()
    assert w.tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 1]]


def test_gi_star_is_undefined_without_variation_and_where_all_are_neighbours():
    square = queen_weights([0, 0, 1, 1], [0, 1, 0, 1])
    assert np.isnan(gi_star_z([1, 2, 3, 4], square)).all()
    assert np.isnan(gi_star_z([5, 5, 5, 5], queen_weights([0, 1, 2, 3], [0] * 4))).all()


def test_a_cell_twice_is_an_error():
    with pytest.raises(ValueError):
        queen_weights([0, 0], [1, 1])


def test_p_is_two_sided():
    assert two_sided_p(np.array([0.0, 1.959963984540054, -1.959963984540054])) == pytest.approx([1, 0.05, 0.05])


def test_benjamini_hochberg_by_hand():
    # sorted .005 .01 .03 .04 -> x 4/1 4/2 4/3 4/4 = .02 .02 .04 .04
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    # .8 x 2/1 = 1.6, .9 x 2/2 = .9: the later one is lower
    assert benjamini_hochberg([0.9, 0.8]) == pytest.approx([0.9, 0.9])
    assert benjamini_hochberg([1.0, 1.0]).tolist() == [1.0, 1.0]


def test_kaplan_meier_by_hand():
    # t=1: 5 at risk, 1 event, S = 4/5. t=2: 4 at risk, 1 event before 1 censoring, S = 4/5 3/4 = .6.
    # t=3: a censoring. Greenwood 1/(5 4) + 1/(4 3) = 2/15.
    times, events = [1, 2, 2, 3, 5], [1, 1, 0, 0, 1]
    s, greenwood = survival(times, events, 4)
    assert (s, greenwood) == pytest.approx((0.6, 2 / 15))
    # ln .6 = -.510826, sqrt(2/15) = .365148, width 1.959964 .365148 / .510826 = 1.401018;
    # .6^exp(1.401018) = .12573, .6^exp(-1.401018) = .88176
    assert incidence(times, events, 4) == pytest.approx((0.4, 1 - 0.88176, 1 - 0.12573), abs=2e-5)


def test_an_event_at_the_horizon_counts_and_comes_before_a_censoring_there():
    assert survival([30, 30], [0, 1], 30)[0] == 0.5
    assert survival([30.5], [1], 30)[0] == 1.0


def test_no_event_or_no_survivor_has_no_interval():
    assert incidence([1, 2], [0, 0], 30) == (0.0, None, None)
    assert incidence([1, 2], [1, 1], 30) == (1.0, None, None)
