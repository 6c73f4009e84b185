"""project and unproject against PROJ through pyproj, and bad places."""
import numpy as np
import pyproj
import pytest

import libgrid

EPSG = 26986


def places(n=2000, seed=20151):
    rng = np.random.default_rng(seed)
    return rng.uniform(-71.2, -70.9, n), rng.uniform(42.2, 42.4, n)


@pytest.mark.parametrize("epsg", [26986, 32619])
def test_equals_pyproj(epsg):
    lon, lat = places()
    x, y = libgrid.project(lon, lat, epsg)
    # NAD 83 in and out: the same numbers as WGS 84 with the zero shift.
    geographic = 4269 if epsg == 26986 else 4326
    expected = pyproj.Transformer.from_crs(geographic, epsg, always_xy=True).transform(lon, lat)
    assert np.abs(np.subtract((x, y), expected)).max() < 1e-6


def test_there_and_back():
    lon, lat = places()
    again = libgrid.unproject(*libgrid.project(lon, lat, EPSG), EPSG)
    assert np.abs(np.subtract(again, (lon, lat))).max() < 1e-11


def test_many_places_on_many_threads_are_the_same():
    lon, lat = places(200_000)
    x, y = libgrid.project(lon, lat, EPSG)
    pieces = [libgrid.project(lon[i:i + 50_000], lat[i:i + 50_000], EPSG) for i in range(0, 200_000, 50_000)]
    assert np.array_equal((x, y), np.concatenate(pieces, axis=1))


BAD_PLACES = [("NaN", -71.1, np.nan, "E_NUMBER_NOT_FINITE"), ("infinite", np.inf, 42.3, "E_NUMBER_NOT_FINITE"),
              ("swapped", 42.3, -71.1, "E_AXES_SWAPPED"), ("not on earth", 500.0, 42.3, "E_COORDINATE_OUT_OF_RANGE")]


@pytest.mark.parametrize("name,lon,lat,code", BAD_PLACES, ids=[row[0] for row in BAD_PLACES])
def test_the_first_bad_place_is_named(name, lon, lat, code):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.project([-71.0, lon, np.nan], [42.3, lat, 42.0], EPSG)
    assert (caught.value.code, caught.value.field, caught.value.row) == (code, "lon", 2)
    x, y = libgrid.project([-71.0, lon], [42.3, lat], EPSG, invalid="nan")
    assert np.isfinite([x[0], y[0]]).all() and np.isnan([x[1], y[1]]).all()


def test_bad_plane_coordinates():
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.unproject([236_000.0, np.nan], [900_000.0, 0.0], EPSG)
    assert (caught.value.code, caught.value.field, caught.value.row) == ("E_NUMBER_NOT_FINITE", "x", 2)
    assert np.isnan(libgrid.unproject([np.nan], [0.0], EPSG, invalid="nan")).all()


@pytest.mark.parametrize("epsg,code", [(0, "E_CRS_MISSING"), (4326, "E_CRS_UNKNOWN"), (2249, "E_CRS_UNKNOWN"), (999_999, "E_CRS_UNKNOWN")],
                         ids=["none", "degrees", "feet", "no such"])
def test_frames_that_are_no_plane_in_metres(epsg, code):
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.project([-71.0], [42.3], epsg)
    assert (caught.value.code, caught.value.field) == (code, "epsg")


def test_bad_arguments_are_named():
    with pytest.raises(libgrid.GridError, match="field lat"):
        libgrid.project([-71.0], [42.3, 42.4], EPSG)
    with pytest.raises(libgrid.GridError, match="field invalid"):
        libgrid.project([-71.0], [42.3], EPSG, invalid="ignore")


def test_nothing_gives_nothing():
    assert [len(column) for column in libgrid.project([], [], EPSG)] == [0, 0]
