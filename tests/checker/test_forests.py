"""The forest's definition on cases that a hand can follow."""
import numpy as np

from forests import forest_of

DAY, HOUR = 86_400, 3_600


def links(cases):
    """cases: (x, y, opened, closed) -> [(kind, parent, gap)]."""
    x, y, opened, closed = np.array(cases, float).T
    kind, parent, gap, _ = forest_of(x, y, opened.astype(np.int64), closed.astype(np.int64))
    return list(zip(kind, parent.tolist(), gap.tolist()))


def test_a_case_comes_back_once_it_was_settled():
    assert links([(0, 0, 0, DAY), (30, 40, 3 * DAY, -1)]) == [("first", -1, -1), ("rebound", 0, 2 * DAY)]
    assert links([(0, 0, 0, DAY), (30, 40.001, 3 * DAY, -1)])[1][0] == "first"
    assert links([(0, 0, 0, DAY), (0, 0, 31 * DAY, -1)])[1] == ("rebound", 0, 30 * DAY)
    assert links([(0, 0, 0, DAY), (0, 0, 31 * DAY + 1, -1)])[1][0] == "first"


def test_within_the_grace_it_is_a_suspect_and_open_a_duplicate():
    assert links([(0, 0, 0, DAY), (0, 0, DAY + 12 * HOUR, -1)])[1] == ("suspect", 0, 12 * HOUR)
    assert links([(0, 0, 0, DAY), (0, 0, DAY + 12 * HOUR + 1, -1)])[1][0] == "rebound"
    assert links([(0, 0, 0, DAY), (0, 0, DAY, -1)])[1] == ("suspect", 0, 0)
    assert links([(0, 0, 0, DAY), (0, 0, DAY - 1, -1)])[1] == ("duplicate", 0, DAY - 1)
    assert links([(0, 0, 0, -1), (0, 0, 90 * DAY, -1)])[1][0] == "duplicate"


def test_the_last_settled_is_the_parent_then_the_nearest_then_the_first_row():
    assert links([(0, 0, 0, DAY), (9, 0, 0, 2 * DAY), (0, 0, 4 * DAY, -1)])[2][:2] == ("rebound", 1)
    assert links([(9, 0, 0, DAY), (5, 0, DAY // 2, DAY), (0, 0, 4 * DAY, -1)])[2][:2] == ("rebound", 1)
    assert links([(5, 0, 0, DAY), (-5, 0, 0, DAY), (0, 0, 4 * DAY, -1)])[2][:2] == ("rebound", 0)


def test_a_case_closed_before_it_was_opened_is_no_parent():
    assert links([(0, 0, DAY, DAY - 1), (0, 0, 2 * DAY, -1)])[1][0] == "first"
