"""Where a text says something is, in Python."""
import geopandas
import numpy as np
import pytest
import shapely

import libgrid
import libgrid.places

STREETS = geopandas.GeoDataFrame(
    {"name": ["五一路", "八一路", "Main Street", ""], "kind": ["branch", "main_road", "branch", "back_lane"]},
    geometry=[shapely.LineString(line) for line in ([(0, 0), (400, 0)], [(200, -300), (200, 300)], [(0, 900), (400, 900)],
                                                    [(0, 40), (30, 40)])], crs=4547)
POIS = geopandas.GeoDataFrame({"name": ["三盛购物广场", "一中"], "class": ["mall", "school"]},
                              geometry=[shapely.Point(50, 20), shapely.Point(60, 30)], crs=4547)


def atlas():
    return libgrid.places.Atlas(STREETS, name="name", aliases={"五一大街": "五一路"}, places=POIS,
                                addresses=[("Main Street", 2, 1, 9, 2, 10)])


def test_candidates_with_confidence_and_geometry():
    answers = atlas().where(["五一路八一路口", "五一大街", "三盛购物广场附近", "3 Main St", "无名路", "学校、商场周边"])
    assert answers.status.tolist() == ["found", "found", "found", "found", "unknown", "area", "area"]
    crossing, street, near, address, unknown = (answers.iloc[i] for i in range(5))
    assert (crossing.x, crossing.y, crossing.kind, crossing.confidence) == (200.0, 0.0, "crossing", 1.0)
    assert crossing.geometry == shapely.Point(200, 0)
    assert street.geometry.length == 400.0 and street.confidence == 0.9 and street.street == "五一路"
    assert near.place == "三盛购物广场" and near.geometry == shapely.Point(50, 20)
    assert address.side == "left" and address.kind == "address"
    assert unknown.miss == "street_missing" and unknown.missing == "无名路" and unknown.candidate == 0
    assert unknown.geometry is None and np.isnan(unknown.x)
    assert atlas().where("五一路").candidate.tolist() == [1]


def test_four_streets_bound_a_polygon_and_what_is_not_used_is_told():
    frame = geopandas.GeoDataFrame({"name": ["北路", "南路", "东路", "西路"]}, geometry=[
        shapely.LineString(line) for line in ([(-9, 100), (109, 100)], [(-9, 0), (109, 0)], [(100, -9), (100, 109)], [(0, -9), (0, 109)])], crs=4547)
    answers = libgrid.places.Atlas(frame, name="name").where(["东至东路、西至西路、南至南路、北至北路", "东路北路口南侧20米", "东路8号"])
    assert answers.status.tolist() == ["area", "found", "found"]
    assert answers.geometry[0].equals(shapely.box(0, 0, 100, 100))
    assert answers.geometry[1] == shapely.Point(100, 80)
    assert answers.doubt.tolist() == ["", "", "number_not_used"] and answers.confidence.tolist() == [1.0, 0.9, 0.4]


def test_a_report_goes_to_the_street_it_names():
    x, y, texts = [190, 190, 190, np.nan], [10, 10, 10, 10], ["五一路", "", "Main St", "五一路"]
    chosen = atlas().streets(x, y, texts)
    assert chosen.street.tolist() == [0, 0, 0, -1]
    assert chosen.rule.tolist() == ["named", "nearest", "nearest", "none"]
    assert chosen.ask.tolist() == [False, False, True, True]
    assert chosen.named_m[2] == 890.0 and chosen.side[0] == 1 and chosen.measure_m[0] == 190.0
    before = [(190.0, 10.0, "八一路")] * 3
    assert atlas().streets([190], [10], [""], precedents=before).rule.tolist() == ["precedent"]


def test_frontage_strips():
    houses = geopandas.GeoDataFrame(geometry=[shapely.box(10, 9, 40, 20)], crs=4547)
    strips, open_m = libgrid.places.frontage(STREETS.iloc[[0]], kind="kind", buildings=houses)
    assert strips[["side", "from_m", "to_m", "building", "edge"]].values.tolist() == [["left", 10.0, 40.0, 0, "kerb"]]
    assert strips.area_m2[0] == pytest.approx(30 * 4) and strips.area[0] == pytest.approx(30 * 4)
    assert open_m == 770.0
    assert len(libgrid.places.frontage(STREETS, kind="kind")[0]) == 8


def test_frontage_widths_of_the_city():
    one = STREETS.iloc[[0]]
    wide = {kind: (3.0, 8.0, True) for kind in ("main_road", "secondary", "branch", "back_lane")}
    strips, open_m = libgrid.places.frontage(one, kind="kind", sections=wide)
    assert strips.area_m2.sum() == pytest.approx(2 * one.length.sum() * (8.0 - 3.0)) and open_m == 0.0
    assert set(strips.edge) == {"kerb"}
    with pytest.raises(libgrid.GridError, match="boulevard"):
        libgrid.places.frontage(one, kind="kind", sections={"boulevard": (1.0, 2.0, True)})


def test_wrong_arguments_are_named():
    with pytest.raises(libgrid.GridError, match="castle"):
        libgrid.places.Atlas(STREETS, name="name", places=POIS.assign(**{"class": "castle"}))
    with pytest.raises(libgrid.GridError, match="texts"):
        atlas().streets([1.0], [2.0], [])
    with pytest.raises(libgrid.GridError, match="frame"):
        libgrid.places.Atlas(STREETS, name="name", places=POIS.to_crs(4326))
