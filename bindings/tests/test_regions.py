"""Connected regions of like blocks: the published Guerry figures, Mexico's bound, and what is refused."""
import csv

import numpy as np
import pytest

import libgrid
from conftest import ROOT

DATA = ROOT / "data" / "statistics"


def table(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def links(name):
    return sorted({tuple(sorted((int(row["from"]) - 1, int(row["to"]) - 1))) for row in table(name)})


def guerry():
    rows = table("guerry.csv")
    columns = ["crime_pers", "crime_prop", "literacy", "donations", "infants", "suicides"]
    values = np.array([[float(row[c]) for c in columns] for row in rows])
    return values, links("guerry_links.csv"), np.array([float(row["population_1831"]) for row in rows])


def connected(part, edges, region):
    members = set(np.flatnonzero(part == region))
    reached, ahead = set(), [min(members)]
    while ahead:
        at = ahead.pop()
        reached.add(at)
        ahead += [b for pair in edges for a, b in (pair, pair[::-1]) if a == at and b in members and b not in reached]
    return reached == members


def test_guerry_with_a_count():
    values, edges, _ = guerry()
    found = libgrid.regions(values, edges, count=4)
    assert found.total == pytest.approx(504.0)
    assert found.explained >= 0.3845       # the best published
    assert all(connected(found.part, edges, region) for region in range(4))


def test_guerry_with_a_floor():
    values, edges, people = guerry()
    found = libgrid.regions(values, edges, extent=people, least=3236.67)
    assert found.count >= 8 and found.explained >= 0.5035
    assert np.bincount(found.part, weights=people).min() >= 3236.67
    assert all(connected(found.part, edges, region) for region in range(found.count))


def test_mexico_has_as_many_regions_as_the_bound_allows():
    values = np.array([[float(row["pcgdp1940"]), float(row["pcgdp2000"])] for row in table("mexico.csv")])
    for states in (3, 5, 8):
        assert libgrid.regions(values, links("mexico_links.csv"), extent=np.ones(32), least=states).count == 32 // states


def test_what_is_refused():
    square, edges = np.arange(4.0), [(0, 1), (1, 2), (2, 3)]
    for wrong in ({}, {"count": 2, "extent": np.ones(4), "least": 1}, {"extent": np.ones(4)}, {"count": 9}):
        with pytest.raises(libgrid.GridError):
            libgrid.regions(square, edges, **wrong)
    with pytest.raises(libgrid.GridError) as refused:
        libgrid.regions(square, edges, extent=np.ones(4), least=5)
    assert refused.value.code == "E_ZONE_INFEASIBLE"
    with pytest.raises(libgrid.GridError):
        libgrid.regions(square, [(0, 7)], count=2)


@pytest.mark.parametrize("scale", [True, False])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e200])
def test_values_that_are_not_finite_are_refused_at_their_row(bad, scale):
    values, edges = np.array([[0.0], [bad], [1.0]]), [[0, 1], [1, 2]]
    for rule in ({"count": 2}, {"extent": np.ones(3), "least": 1}):
        with pytest.raises(libgrid.GridError) as refused:
            libgrid.regions(values, edges, scale=scale, **rule)
        assert (refused.value.code, refused.value.field, refused.value.row) == ("E_PARAMETER_INVALID", "values", 2)
    for least in (np.nan, np.inf):
        with pytest.raises(libgrid.GridError):
            libgrid.regions([0.0, 1.0, 2.0], edges, extent=np.ones(3), least=least)
    with pytest.raises(libgrid.GridError):
        libgrid.regions([0.0, 1.0, 2.0], edges, extent=[1.0, bad, 1.0] if abs(bad) != 1e200 else [1.0, -1.0, 1.0], least=1)
