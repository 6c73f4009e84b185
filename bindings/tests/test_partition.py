"""partition on arrays: what it promises, checked on a lattice; bad graphs are named."""
import numpy as np
import pytest

import libgrid

SEED = 20151


def lattice(n, seed=SEED, side=100.0):
    """n x n square blocks with random workloads."""
    at = np.arange(n * n).reshape(n, n)
    edges = np.concatenate([np.column_stack([at[:, :-1].ravel(), at[:, 1:].ravel()]),
                            np.column_stack([at[:-1].ravel(), at[1:].ravel()])])
    return {"workload": np.random.default_rng(seed).uniform(0.5, 1.5, n * n), "edges": edges, "border_m": np.full(len(edges), side)}


SHAPED = {"area_m2": np.full(400, 1e4), "perimeter_m": np.full(400, 400.0)}
TWO_LEVELS = {"zones_per_parent": [4, 3], "bands": [0.1, 0.2], "seed": SEED}


def pieces(labels, edges):
    """How many connected pieces each zone has."""
    root = np.arange(len(labels))

    def find(i):
        while root[i] != i:
            i = root[i]
        return i

    for a, b in edges:
        if labels[a] == labels[b]:
            root[find(a)] = find(b)
    found = np.array([find(i) for i in range(len(labels))])
    return [len(np.unique(found[labels == zone])) for zone in range(labels.max() + 1)]


@pytest.mark.parametrize("shapes", [{}, SHAPED], ids=["borders only", "with shapes"])
def test_keeps_its_promises(shapes):
    graph = lattice(20)
    labels = libgrid.partition(**graph, **shapes, **TWO_LEVELS)
    assert labels.shape == (2, 400) and labels.dtype == np.int32
    for level, (zones, band) in enumerate([(4, 0.1), (12, 0.2)]):
        loads = np.bincount(labels[level], weights=graph["workload"], minlength=zones)
        assert len(loads) == zones
        assert np.abs(loads / loads.mean() - 1).max() <= band + 1e-12
        assert pieces(labels[level], graph["edges"]) == [1] * zones
    assert np.array_equal(labels[0], labels[1] // 3)


def test_same_arguments_same_result():
    graph = lattice(20)
    first = libgrid.partition(**graph, **SHAPED, **TWO_LEVELS)
    assert np.array_equal(first, libgrid.partition(**graph, **SHAPED, **TWO_LEVELS, threads=1))
    shuffled = np.random.default_rng(1).permutation(len(graph["edges"]))
    turned = graph | {"edges": graph["edges"][shuffled][:, ::-1], "border_m": graph["border_m"][shuffled]}
    assert np.array_equal(first, libgrid.partition(**turned, **SHAPED, **TWO_LEVELS))


def test_links_join_what_no_border_joins():
    # Two blocks, water, two blocks; the workloads want the zones {0}, {1, 2}, {3}.
    graph = {"workload": [2.0, 1.0, 1.0, 2.0], "edges": [[0, 1], [2, 3]], "border_m": [100.0, 100.0]}
    rules = {"zones_per_parent": [3], "bands": [0.1]}
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.partition(**graph, **rules)
    assert caught.value.code == "E_ZONE_INFEASIBLE"
    labels = libgrid.partition(**graph, **rules, links=[[1, 2]])[0]
    assert labels[1] == labels[2] and len(set(labels.tolist())) == 3


def test_progress_is_told():
    told = []
    libgrid.partition(**lattice(8), zones_per_parent=[2, 2], bands=[0.2, 0.3], progress=lambda step, share: told.append((step, share)))
    assert told == [("partition", 0.5), ("partition", 1.0)]


def test_an_exception_in_progress_comes_out():
    def stop(step, share):
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        libgrid.partition(**lattice(8), zones_per_parent=[2, 2], bands=[0.2, 0.3], progress=stop)


SMALL = lattice(2)
BAD = [
    ("no such block", {"edges": [[0, 1], [0, 4]], "border_m": [1, 1]}, "edges", 2), ("negative block", {"edges": [[-1, 1]], "border_m": [1]}, "edges", 1),
    ("its own neighbour", {"edges": [[1, 1]], "border_m": [1]}, "edges", 1), ("twice", {"edges": [[0, 1], [1, 0]], "border_m": [1, 1]}, "edges", 1),
    ("a link over a border", {"links": [[1, 0]]}, "links", 1), ("edges of three", {"edges": [[0, 1, 2]]}, "edges", None),
    ("border of nothing", {"border_m": [1, 1, 0, 1]}, "border_m", 3), ("NaN border", {"border_m": [np.nan, 1, 1, 1]}, "border_m", 1),
    ("borders missing", {"border_m": [1]}, "border_m", None), ("negative workload", {"workload": [1, -1, 1, 1]}, "workload", 2),
    ("infinite workload", {"workload": [np.inf, 1, 1, 1]}, "workload", 1), ("areas missing", {"area_m2": [1.0], "perimeter_m": [1.0]}, "area_m2", None),
    ("areas alone", {"area_m2": [1.0] * 4}, "perimeter_m", None), ("bands missing", {"bands": []}, "bands", None),
]


@pytest.mark.parametrize("name,change,field,row", BAD, ids=[row[0] for row in BAD])
def test_bad_graphs_are_named(name, change, field, row):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.partition(**(SMALL | {"zones_per_parent": [2], "bands": [0.5]} | change))
    assert (caught.value.code, caught.value.field, caught.value.row) == ("E_PARAMETER_INVALID", field, row)


@pytest.mark.parametrize("zones,bands", [([0], [0.1]), ([2], [0.0]), ([2], [1.0]), ([], [])])
def test_levels_that_cannot_be(zones, bands):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.partition(**SMALL, zones_per_parent=zones, bands=bands)
    assert caught.value.code == "E_PARAMETER_INVALID"


def test_no_blocks():
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.partition([], [], [], zones_per_parent=[2], bands=[0.1])
    assert caught.value.code == "E_BLOCKS_NONE"


def test_wishes_hold():
    graph = lattice(20)
    at = np.arange(400).reshape(20, 20)
    locked = np.full(400, -1)
    locked[at[:5, :8].ravel()] = 3
    parents = np.where(np.arange(400) % 20 < 10, 0, 1)
    labels = libgrid.partition(**graph, **SHAPED, zones_per_parent=[10], bands=[0.3], seed=SEED, preset="fast",
                               must_link=[[210, 211]], locked=locked, excluded=[399],
                               further_workloads=[(np.ones(400), 0.5, 1.5)])[0]
    assert labels[399] == -1
    assert labels[210] == labels[211]
    assert len(np.unique(labels[locked == 3])) == 1 and (labels == labels[0]).sum() == 40
    assert np.bincount(labels[labels >= 0], minlength=10).max() <= 1.5 * 40
    nested = libgrid.partition(**graph, **SHAPED, zones_per_parent=[8], bands=[0.3], seed=SEED, parents=parents)[0]
    assert not set(nested[parents == 0]) & set(nested[parents == 1])
    with pytest.raises(libgrid.GridError):
        libgrid.partition(**graph, zones_per_parent=[4], bands=[0.1], preset="slow")


def test_borders_follow_the_cheap_road():
    graph = lattice(20)
    graph["workload"] = np.ones(400)
    main = (graph["edges"][:, 0] // 20 == 8) & (graph["edges"][:, 1] // 20 == 9)
    labels = libgrid.partition(**graph, zones_per_parent=[2], bands=[0.2], border_factor=np.where(main, 0.1, 1.0))[0]
    assert (labels[:180] == labels[0]).all() and (labels[180:] != labels[0]).all()


def test_as_many_zones_as_a_bound_allows():
    graph = lattice(12)
    least = graph["workload"].sum() / 9.5
    labels, = libgrid.partition(**graph, zones_per_parent=[None], bands=[0.1], least=least)
    loads = np.bincount(labels, weights=graph["workload"])
    assert len(loads) == 9 and loads.min() >= least
    heads = np.arange(144) % 2 * 1.0
    labels, = libgrid.partition(**graph, zones_per_parent=[None], bands=[0.3], least=10.0, least_of=heads)
    assert np.bincount(labels, weights=heads).min() >= 10.0 and labels.max() + 1 in (6, 7)
    with pytest.raises(libgrid.GridError):
        libgrid.partition(**graph, zones_per_parent=[None], bands=[0.1])
