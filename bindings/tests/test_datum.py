"""convert between WGS 84, GCJ-02 and BD-09 on arrays; the values are those of tests/crs/datum_test.cpp."""
import numpy as np
import pytest

import libgrid


def test_a_known_place():
    lon, lat = libgrid.convert([113.8523], [34.0357], source="wgs84", target="gcj02")
    np.testing.assert_allclose([lon[0], lat[0]], [113.858172352, 34.034142006], atol=1e-9, rtol=0)


@pytest.mark.parametrize("datum", ["gcj02", "GCJ-02", "bd09", "BD-09"])
def test_there_and_back_within_a_tenth_of_a_millimetre(datum):
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(75, 134, 20_000), rng.uniform(4, 53, 20_000)
    shown = libgrid.convert(lon, lat, source="wgs84", target=datum)
    again = libgrid.convert(*shown, source=datum)
    assert np.abs(np.subtract(again, (lon, lat))).max() < 1e-9       # degrees
    assert np.abs(np.subtract(shown, (lon, lat))).max() > 1e-3


def test_through_a_third_datum_and_to_itself():
    amap = libgrid.convert([113.8523], [34.0357], source="wgs84", target="gcj02")
    baidu = libgrid.convert(*amap, source="gcj02", target="bd09")
    direct = libgrid.convert([113.8523], [34.0357], source="wgs84", target="bd09")
    np.testing.assert_allclose(baidu, direct, atol=1e-9, rtol=0)
    assert libgrid.convert([113.8], [34.0], source="EPSG:4490")[0].tolist() == [113.8]
    assert libgrid.convert([], [], source="gcj02")[0].shape == (0,)


@pytest.mark.parametrize("lon, code", [(np.nan, "E_NUMBER_NOT_FINITE"), (500.0, "E_COORDINATE_OUT_OF_RANGE"), (-71.0, "E_COORDINATE_OUT_OF_RANGE")])
def test_places_without_an_answer(lon, code):
    with pytest.raises(libgrid.GridError) as error:
        libgrid.convert([113.8, lon], [34.0, 42.0], source="gcj02")
    assert error.value.code == code and error.value.row == 2
    x, y = libgrid.convert([113.8, lon], [34.0, 42.0], source="gcj02", invalid="nan")
    assert np.isfinite(x[0]) and np.isnan(x[1]) and np.isnan(y[1])


@pytest.mark.parametrize("source, target", [("EPSG:26986", "wgs84"), ("moon", "wgs84"), ("gcj02", "EPSG:4547"), ("", "wgs84")])
def test_what_is_no_datum_of_degrees(source, target):
    with pytest.raises(libgrid.GridError):
        libgrid.convert([113.8], [34.0], source=source, target=target)
