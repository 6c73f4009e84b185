"""Plan: zones, posts, and who answers for a place."""
from datetime import date, datetime

import geopandas
import numpy as np
import pandas
import pytest

import libgrid

CORNER, SIDE, EPSG = np.array([236_000.0, 900_000.0]), 100.0, 26986   # of the small city, see conftest.py


def lonlat(*points):
    return libgrid.unproject(*(CORNER + np.array(points)).T, EPSG)


def test_zones_are_a_frame_in_the_plane(small):
    zones = small.workspace.plan().zones()
    assert isinstance(zones, geopandas.GeoDataFrame) and zones.crs.to_epsg() == EPSG
    assert zones.level.value_counts().to_dict() == {1: 2, 2: 8}
    assert zones[zones.level == 1].parent_id.isna().all() and zones[zones.level == 2].parent_id.isin([1, 2]).all()
    assert np.allclose(zones.area, zones.area_m2, rtol=1e-9)
    assert zones.geometry.is_valid.all()
    assert list(small.workspace.plan().zones(1).zone_id) == [1, 2]
    assert len(small.workspace.plan().zones(9)) == 0


def test_columns_are_the_same_without_pandas(small):
    plan = small.workspace.plan()
    columns, frame = plan.zones(2, columns=True), plan.zones(2)
    assert list(columns) == list(frame.columns)
    assert columns["zone_id"].dtype == np.int64 and columns["workload"].dtype == np.float64 and columns["code"].dtype == object
    assert (columns["parent_id"] > 0).all() and (plan.zones(1, columns=True)["parent_id"] == 0).all()
    locator = libgrid.Locator(*columns["geometry"])
    middle = frame.representative_point()
    assert locator.locate(middle.x, middle.y)[0].tolist() == list(range(8))


def test_posts_lead_from_a_zone_to_the_head_of_the_city(small):
    posts = small.workspace.plan().posts().set_index("post_id")
    zones = small.workspace.plan().zones(2)
    for post in zones.post_id:
        upper = posts.loc[post].parent_id
        assert (posts.loc[post].level, posts.loc[upper].level, posts.loc[posts.loc[upper].parent_id].level) == (2, 1, 0)
    assert pandas.isna(posts.loc[1].parent_id) and pandas.isna(posts.loc[1].zone_id)


def test_places_have_one_zone_or_a_reason(small):
    plan = small.workspace.plan()
    lon, lat = lonlat((50, 50), (850, 50), (750, 750))
    found = plan.locate(np.append(lon, [np.nan, lat[0], 500.0]), np.append(lat, [lat[0], lon[0], 0.0]))
    assert isinstance(found, pandas.DataFrame)
    assert found.method.tolist() == ["inside", "none", "inside", "none", "none", "none"]
    assert found.reason.tolist() == ["", "outside", "", "E_NUMBER_NOT_FINITE", "E_AXES_SWAPPED", "E_COORDINATE_OUT_OF_RANGE"]
    assert found.distance_m[1] == pytest.approx(50.0, abs=1e-3) and found.distance_m.drop(1).isna().all()
    assert found.zone_id.isna().tolist() == [False, True, False, True, True, True]
    parents = plan.zones(2).set_index("zone_id").parent_id
    assert parents[found.zone_id[0]] == found.upper_zone_id[0]


def test_attribute_is_locate_in_the_plane(small):
    plan = small.workspace.plan()
    x, y = (CORNER + np.array([[50, 50], [850, 50], [0, 0], [np.nan, 0]])).T
    found = plan.attribute(x, y)
    assert found.method.tolist() == ["inside", "none", "border", "none"]
    assert found.reason.tolist() == ["", "outside", "", "E_NUMBER_NOT_FINITE"]
    assert found.distance_m[1] == 50.0


def test_the_lower_code_answers_on_a_border(boston):
    zones = boston.workspace.zones(2).sort_values("code").reset_index(drop=True)
    vertices = zones.geometry.get_coordinates().drop_duplicates()[::20]
    found = boston.workspace.plan().attribute(vertices.x, vertices.y)
    first = libgrid.Locator.from_geodataframe(zones).locate(vertices.x, vertices.y)[0]
    assert (found.method == "border").all()
    assert found.zone_id.tolist() == zones.zone_id[first].tolist()


def test_one_place_and_no_place(small):
    plan = small.workspace.plan()
    (lon,), (lat,) = lonlat((50, 50))
    assert len(plan.locate(lon, lat)) == 1
    assert len(plan.locate([], [])) == 0
    assert {name: column.dtype.kind for name, column in plan.locate([], [], columns=True).items()} == {
        "zone_id": "i", "upper_zone_id": "i", "method": "O", "reason": "O", "distance_m": "f"}


def test_threads_do_not_matter(boston):
    rng = np.random.default_rng(20151)
    lon, lat = rng.uniform(-71.12, -71.05, 150_000), rng.uniform(42.25, 42.35, 150_000)
    one, other = (boston.workspace.plan().locate(lon, lat, columns=True, threads=threads) for threads in (1, 0))
    for name in one:
        assert np.array_equal(one[name], other[name], equal_nan=name == "distance_m")


def test_plans_are_values(small):
    plan = small.workspace.plan()
    again = libgrid.Plan(small.workspace.folder, 1)
    assert plan == again and hash(plan) == hash(again) and plan is not again
    assert plan is small.workspace.plan()   # kept while it is the same
    assert plan.epsg == EPSG
    assert repr(plan) == "<libgrid.Plan version 1, valid from 2015-01-01 00:00:00>"


def test_a_bad_column_is_named(small):
    with pytest.raises(libgrid.GridError, match="field lat"):
        small.workspace.plan().locate([-71.0], ["north"])
    with pytest.raises(libgrid.GridError, match="field y"):
        small.workspace.plan().attribute([0.0], [0.0, 1.0])


def test_old_plans_answer_old_dates(new_small):
    with pytest.raises(libgrid.GridKeyError) as caught:
        new_small.plan()
    assert caught.value.code == "E_PLAN_MISSING"
    libgrid.draw_blocks(new_small)
    libgrid.draft_plan(new_small)
    libgrid.publish_plan(new_small, datetime(2015, 1, 1))
    assert new_small.plan().version.valid_to is None
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.publish_plan(new_small, "2016-01-01T00:00:00")
    assert caught.value.code == "E_DRAFT_UNCHANGED"
    libgrid.publish_plan(new_small, "2016-01-01T00:00:00", again=True)
    assert [version.version for version in new_small.plans()] == [1, 2]
    assert new_small.plan().version.version == 2
    assert new_small.plan(as_of="2015-06-01T00:00:00").version.version == 1
    assert new_small.plan(as_of="2015-06-01").version.version == new_small.plan(as_of=date(2015, 6, 1)).version.version == 1
    assert new_small.plan(as_of=datetime(2015, 6, 1)).version.valid_to == datetime(2016, 1, 1)
    assert new_small.plan(as_of=datetime(2017, 1, 1)).version.version == 2
    with pytest.raises(libgrid.GridKeyError):
        new_small.plan(as_of=datetime(2014, 1, 1))
    with pytest.raises(libgrid.GridKeyError):
        libgrid.Plan(new_small.folder, 3)
    with pytest.raises(libgrid.GridError, match="field as_of"):
        new_small.plan(as_of=datetime.fromisoformat("2015-06-01T00:00:00+08:00"))
