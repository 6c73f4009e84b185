"""Loops run without the GIL: other threads of Python go on meanwhile; and forked processes can go on with what they have."""
import multiprocessing
import sys
import threading

import geopandas
import numpy as np
import pytest
import shapely

import libgrid


@pytest.fixture
def no_switching():
    """Python itself never takes the GIL from a thread: another one runs only if a call gives it away."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000.0)
    yield
    sys.setswitchinterval(interval)


def calls():
    rng = np.random.default_rng(20151)
    x, y = rng.uniform(0, 10, (2, 200_000))
    lon, lat = rng.uniform(-71.1, -71.0, 50_000), rng.uniform(42.3, 42.4, 50_000)
    locator = libgrid.Locator.from_geodataframe(geopandas.GeoSeries([shapely.Point(5, 5).buffer(4, quad_segs=512)]))
    side = np.arange(300)
    ix, iy = np.repeat(side, 300), np.tile(side, 300)
    return {
        "locate": lambda: locator.locate(x, y, threads=1),
        "covering": lambda: locator.covering(x, y),
        "nearest": lambda: locator.nearest(x, y, threads=1),
        "project": lambda: libgrid.project(lon, lat, 26986),
        "gi_star": lambda: libgrid.gi_star(ix, iy, ix),
        "benjamini_hochberg": lambda: libgrid.benjamini_hochberg(y / 10),
    }


@pytest.mark.parametrize("name", calls())
def test_another_thread_goes_on_meanwhile(no_switching, name):
    gate, passed = threading.Event(), threading.Event()

    def wait_then_pass():
        gate.wait()
        passed.set()

    other = threading.Thread(target=wait_then_pass)
    other.start()
    call = calls()[name]
    gate.set()
    for _ in range(1000):   # one call is enough unless the machine is very busy
        if passed.is_set():
            break
        call()
    assert passed.is_set()
    other.join()


def test_goes_on_after_a_fork(small):
    """As multiprocessing and Spark workers start: what was made before, and the threads of the library, work in the child."""
    zones = small.workspace.zones(2)
    locator, plan = libgrid.Locator.from_geodataframe(zones), small.workspace.plan()
    x, y = np.random.default_rng(20151).uniform(0, 800, (2, 20_000)) + [[236_000.0], [900_000.0]]

    def located():
        return locator.locate(x, y)[0].sum(), plan.attribute(x, y, columns=True)["zone_id"].sum(), len(small.workspace.blocks(columns=True)["faces"])

    before = located()
    context = multiprocessing.get_context("fork")
    answer = context.SimpleQueue()
    child = context.Process(target=lambda: answer.put(located()))
    child.start()
    child.join(timeout=300)
    assert child.exitcode == 0 and answer.get() == before
