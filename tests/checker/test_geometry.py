"""Small figures for edges, street probe, merge replay, cells and times."""
import numpy as np
import pytest
import shapely

import lattice_edges as exact
from city_inputs import lattice_cells, seconds
from merge_replay import quotient, replay, too_small
from street_probe import probe, street_metres

LEFT, RIGHT = shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)


def test_shared_border_and_outline():
    edges = exact.oriented_edges([LEFT, RIGHT])
    pairs, outline, doubled = exact.matched(edges)
    assert (len(pairs), len(outline), doubled) == (2, 6, 0)
    assert exact.shared_borders(edges) == {(0, 1): 10, (1, 0): 10}


def test_an_overlap_has_a_doubled_edge():
    assert exact.matched(exact.oriented_edges([LEFT, LEFT]))[2] == 4


def test_touching_at_a_point_is_no_border():
    edges = exact.oriented_edges([LEFT, shapely.box(10, 10, 20, 20)])
    assert exact.shared_borders(edges) == {}


def test_union_by_cancelled_edges_and_exact_area():
    edges = exact.oriented_edges([LEFT, RIGHT])
    union = exact.straightened(exact.dissolved(edges, np.array([0, 0])))
    assert union == exact.straightened(exact.oriented_edges([shapely.box(0, 0, 20, 10)]))
    assert exact.twice_area(edges) == 2 * 200 * 1024 ** 2


def test_a_hole_keeps_its_owner_on_the_left():
    ring = shapely.difference(shapely.box(0, 0, 30, 30), shapely.box(10, 10, 20, 20))
    edges = exact.oriented_edges([ring, shapely.box(10, 10, 20, 20)])
    assert exact.shared_borders(edges) == {(0, 1): 40, (1, 0): 40}


def test_off_the_lattice():
    assert exact.off_lattice([shapely.Point(0.5, 1 / 1024)]) == 0
    assert exact.off_lattice([shapely.Point(0.1, 1)]) == 1


def test_components():
    assert exact.components(4, [(2, 3), (0, 1)]).tolist() == [0, 0, 1, 1]


def test_street_metres_on_borders():
    ways = [shapely.LineString([(10, 0), (10, 10)]),          # between the two: half to each
            shapely.LineString([(0, 0.0005), (0, 10)]),       # outer border: whole
            shapely.LineString([(2, 5), (18, 5)]),            # 8 m in each
            shapely.LineString([(25, 0), (25, 10)])]          # outside
    parts = probe(np.array(ways), np.array([LEFT, RIGHT]))
    assert street_metres(parts, 2) == pytest.approx([5 + 10 + 8, 5 + 8], abs=0.01)
    outside = (parts["left"] < 0) & (parts["right"] < 0)
    assert (parts["to_m"] - parts["from_m"])[outside].sum() == pytest.approx(10)


def test_thresholds():
    assert quotient(np.pi, 2 * np.pi) == pytest.approx(1)
    assert too_small(999, 130) and not too_small(1000, 130)
    assert too_small(9000, 4000) and not too_small(10000, 4000)


def test_merge_prefers_its_own_neighbourhood_then_the_longest_border():
    # 0 is small; 1 shares 30 m but lies in another neighbourhood, 2 shares 10 m in the same one
    borders = {(0, 1): 30, (1, 0): 30, (0, 2): 10, (2, 0): 10}
    area, outline = [500, 50000, 50000], [100, 900, 900]
    assert replay(area, outline, borders, [{1: 500}, {2: 50000}, {1: 50000}]) == [2, 1, 2]
    assert replay(area, outline, borders, [{1: 500}, {2: 50000}, {3: 50000}]) == [1, 1, 2]


def test_merge_ties_go_to_the_lowest_id_and_lonely_land_stays():
    borders = {(0, 1): 10, (1, 0): 10, (0, 2): 10, (2, 0): 10}
    assert replay([500, 5e4, 5e4, 3], [100, 900, 900, 8], borders, [{1: 1}] * 4) == [1, 1, 2, 3]


def test_merge_goes_on_until_nothing_small_is_left():
    # 400 joins 500 (its only neighbour), together 900: still small, joins the big one
    borders = {(0, 1): 10, (1, 0): 10, (1, 2): 10, (2, 1): 10}
    assert replay([400, 500, 5e4], [90, 90, 900], borders, [{1: 1}] * 3) == [2, 2, 2]


def test_cells_touching_only_at_an_edge_are_left_out():
    ox, oy, ix, iy = lattice_cells(shapely.box(1010, 510, 1250, 800))
    assert (ox, oy) == (1000, 500)
    assert list(zip(ix.tolist(), iy.tolist())) == [(0, 0), (0, 1)]


def test_times_as_written():
    assert seconds(["1970-01-01T00:01:00", "", "2015-13-01T00:00:00", "1970-01-31T00:00:00"]).tolist() \
        == [60, -1, -1, 2_592_000]
