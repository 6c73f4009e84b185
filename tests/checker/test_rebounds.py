"""Hand-made cases for the rebound definition and the default coordinate."""
import numpy as np
import pytest

from default_place import default_places, ward_number
from rebounds import WINDOW_S, rebound_delays, rebound_row


def delays(cases):
    """cases: (x, y, opened, closed); -> list of delays, and settled."""
    x, y, opened, closed = np.array(cases, float).T
    settled, delay = rebound_delays(x, y, opened.astype(int), closed.astype(int))
    return settled.tolist(), delay.tolist()


def test_half_open_window_and_distance_of_exactly_50_m():
    # opened at the very second of closing: not yet; one second later at 50 m (30, 40): a rebound
    assert delays([(0, 0, 0, 100), (0, 0, 100, -1)])[1] == [-1, -1]
    assert delays([(0, 0, 0, 100), (30, 40, 101, -1)])[1] == [1, -1]
    assert delays([(0, 0, 0, 100), (30, 40.001, 101, -1)])[1] == [-1, -1]


def test_exactly_30_days_is_inside():
    assert delays([(0, 0, 0, 100), (0, 0, 100 + WINDOW_S, -1)])[1] == [WINDOW_S, -1]
    assert delays([(0, 0, 0, 100), (0, 0, 101 + WINDOW_S, -1)])[1] == [-1, -1]


def test_the_earliest_counts_and_one_report_serves_several_cases():
    got = delays([(0, 0, 0, 100), (1, 0, 0, 150), (2, 0, 170, -1), (3, 0, 160, -1)])
    assert got == ([True, True, False, False], [60, 10, -1, -1])


def test_closed_before_opened_is_not_settled_but_can_be_a_rebound():
    assert delays([(0, 0, 0, 100), (0, 0, 200, 150)]) == ([True, False], [100, -1])


def test_the_case_itself_is_no_rebound_of_itself():
    assert delays([(0, 0, 10, 10)]) == ([True], [-1])


def test_columns_of_a_category():
    # Three settled: one rebounds after 1 day, one is censored after 2 days (T_end), one closed at
    # T_end is left out of the curve but counts as settled. S = 1/2.
    day = 86400
    opened = np.array([0, 0, 0, day])
    closed = np.array([0, 8 * day, 10 * day, -1])
    settled = np.array([True, True, True, False])
    row = rebound_row(opened, closed, settled, np.array([day, -1, -1, -1]), 10 * day)
    assert (row["n_reports"], row["n_settled"], row["n_rebound"]) == (4, 3, 1)
    assert row["naive"] == pytest.approx(1 / 3)
    assert row["km_30d"] == pytest.approx(0.5)


def test_the_default_coordinate_is_found_and_nothing_else():
    rows = [("1", "2", f"Street {k % 150}", f"Ward {k % 12}") for k in range(300)]
    rows += [("1", "2", "", "")]
    rows += [("3", "4", "City Hall Sq", "Ward 3")] * 500   # many rows, one street
    rows += [("1.0", "2", "", "")]                        # another text is another place
    found = default_places(rows)
    assert found == [{"lon": "1", "lat": "2", "rows": 301, "streets": 150, "wards": 12, "neither": 1}]
    assert default_places(rows[:300]) == []               # no row with neither


def test_ward_spellings():
    assert {ward_number(t) for t in ("Ward 3", "03", "3", "3.0")} == {"3"}
    assert ward_number("") is None
