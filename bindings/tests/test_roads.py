"""Streets in Python: network, duties and snapping against Shapely and by hand."""
import geopandas
import numpy as np
import pytest
import shapely

import libgrid
import libgrid.roads

SEED = 20155


def streets_of(*lines, **columns):
    return geopandas.GeoDataFrame(columns, geometry=[shapely.LineString(line) for line in lines], crs=26986)


TOWN = streets_of([(0, 0), (100, 0)], [(40, -30), (40, 30)], [(100, 0), (0, 0)], name=["A", "", "??"], highway=["primary", "", ""])
ZONES = geopandas.GeoDataFrame({"code": ["Z2", "Z1"]}, geometry=[shapely.box(0, -50, 100, 0), shapely.box(0, 0, 100, 50)], crs=26986)


def test_network_names_what_it_finds():
    segments, findings = libgrid.roads.network(TOWN, name="name", road_class="highway")
    assert segments.crs.to_epsg() == 26986
    assert [(int(s), a, b) for s, a, b in zip(segments.street, segments.from_m, segments.to_m)][:3] == [(0, 0, 40), (0, 40, 100), (1, 0, 30)]
    assert set(findings.problem) >= {"duplicate", "unnoded_crossing", "name_missing", "class_missing", "characters_lost", "dangle"}
    assert np.allclose(segments.length, segments.to_m - segments.from_m)
    assert segments.kind[0] == "main_road" and segments.kind_reason[2] == "dead_end"


def test_kinds_by_the_citys_own_classes_and_by_rule():
    town = streets_of([(0, 0), (100, 0)], [(0, 90), (900, 90)], [(0, 300), (900, 300)], [(0, 600), (900, 600)],
                      highway=["ALY", "", "", ""], broad=[np.nan, 4.0, np.nan, np.nan], gate=["", "", "private", ""])
    segments, _ = libgrid.roads.network(town, road_class="highway", width="broad", access="gate", kinds={"aly": "back_lane"})
    assert segments.kind_reason.tolist() == ["by_class", "width", "access", "assumed"]
    assert segments.kind.tolist() == ["back_lane", "back_lane", "back_lane", "branch"]
    with pytest.raises(libgrid.GridError, match="main_road, secondary, branch, back_lane"):
        libgrid.roads.network(town, road_class="highway", kinds={"ALY": "lane"})


def test_a_layer_is_inspected_and_written(tmp_path):
    TOWN.to_crs(4326).to_file(tmp_path / "roads.geojson", driver="GeoJSON")
    summary = libgrid.roads.inspect(tmp_path / "roads.geojson", epsg=26986, columns={"class": "highway"}, out=tmp_path / "out")
    assert summary.figures[0].value == 3
    segments = geopandas.read_file(tmp_path / "out" / "roads.gpkg", layer="segments")
    assert {"source_id", "kind", "kind_reason", "from_m", "to_m"} <= set(segments.columns)
    assert "duplicate" in (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8")
    with pytest.raises(libgrid.GridError, match="none of id, name, class"):
        libgrid.roads.inspect(tmp_path / "roads.geojson", epsg=26986, columns={"klass": "highway"})


def test_lines_of_other_layers_cross_without_a_node():
    bridge = streets_of([(0, 0), (100, 0)], [(40, -30), (40, 30)], level=[0, 1])
    assert len(libgrid.roads.network(bridge, layer="level")[0]) == 2
    assert len(libgrid.roads.network(bridge)[0]) == 4


def test_duties_by_policy():
    pieces = libgrid.roads.duties(TOWN, ZONES, code="code")
    first = pieces[pieces.street == 0]
    assert first[["zone", "side", "rule"]].values.tolist() == [["Z1", "whole", "border_lower_code"]]
    split = libgrid.roads.duties(TOWN, ZONES, code="code", main="centre_line")
    assert sorted(split[split.street == 0][["zone", "side"]].values.tolist()) == [["Z1", "left"], ["Z2", "right"]]
    crossing = pieces[pieces.street == 1]
    assert crossing[["zone", "from_m", "to_m"]].values.tolist() == [["Z2", 0, 30], ["Z1", 30, 60]]
    assert set(libgrid.roads.duties(TOWN, ZONES, code="code", main="higher_authority", authority="city").unit) == {"", "city"}


def test_a_register_comes_first():
    import pandas

    town = streets_of([(0, 0), (100, 0)], [(40, -30), (40, 30)], name=["Beacon Street", "Charles Street"])
    rows = pandas.DataFrame({"street": ["Beacon Street", "Nowhere"], "from": ["Charles Street", ""], "to": ["", ""], "side": ["south", ""],
                             "unit": ["crew", "crew"]})
    rows.loc[0, ["from", "to"]] = ""
    pieces = libgrid.roads.duties(town, ZONES, code="code", register=rows, name="name")
    beacon = pieces[pieces.street == 0]
    assert set(zip(beacon.side, beacon.unit, beacon.rule)) == {("right", "crew", "named"), ("left", "", "border_lower_code")}
    assert [(row, problem) for row, _, problem, _ in pieces.attrs["register_findings"]] == [(1, "street_unknown")]
    with pytest.raises(libgrid.GridError, match="name"):
        libgrid.roads.duties(town, ZONES, code="code", register=rows)
    with pytest.raises(libgrid.GridError, match="unit"):
        libgrid.roads.duties(town, ZONES, code="code", register=rows[["street"]], name="name")


def test_distances_along_the_streets():
    comb = streets_of([(0, 0), (300, 0)], [(0, 100), (300, 100)], [(0, 0), (0, 100)])
    ways = libgrid.roads.Ways(comb, reach=30)
    metres = ways.distance([50, 50, 50, 50], [0, 0, 0, 60], [50, 250, 50, 50], [100, 20, 900, 0], limit=500)
    assert metres[:2].tolist() == [200, 200] and np.isnan(metres[2:]).all()   # no street near (50, 900) and (50, 60)
    assert np.isnan(ways.distance([50], [0], [50], [100], limit=199)).all()
    ball = ways.ball(50, 0, 70)
    assert ball.crs.to_epsg() == 26986 and ball.length_m.sum() == pytest.approx(50 + 70 + 20)
    assert np.allclose(ball.length, ball.length_m) and set(ball.street) == {0, 2}
    assert len(ways.ball(50, 900, 70)) == 0


def test_equal_parts():
    streets = streets_of([(0, 0), (100, 0)], [(0, 0), (0, 35)])
    parts = libgrid.roads.lixels(streets, 30)
    assert parts[["street", "from_m", "to_m"]].values.tolist() == [[0, 0, 25], [0, 25, 50], [0, 50, 75], [0, 75, 100], [1, 0, 17.5], [1, 17.5, 35]]
    with pytest.raises(libgrid.GridError):
        libgrid.roads.lixels(streets, 0)


def test_pieces_add_up_to_the_street():
    rng = np.random.default_rng(SEED)
    streets = streets_of(*rng.uniform(-20, 120, (50, 4, 2)))
    pieces = libgrid.roads.duties(streets, ZONES, code="code", main="centre_line", nearest_within=15, tolerance=1)
    for side in ("left", "right"):
        sums = pieces[pieces.side.isin(["whole", side])].groupby("street").length_m.sum()
        assert np.allclose(sums, streets.length, rtol=0, atol=1e-9)


def test_snap_is_that_of_shapely():
    rng = np.random.default_rng(SEED)
    streets = streets_of(*rng.uniform(0, 1000, (40, 3, 2)))
    x, y = rng.uniform(-100, 1100, (2, 2000))
    street, measure, distance, side = libgrid.roads.snap(streets, x, y)
    points = shapely.points(x, y)
    lines = np.asarray(streets.geometry.array)
    assert np.allclose(distance, shapely.distance(points[:, None], lines[None, :]).min(axis=1), rtol=0, atol=1e-9)
    assert np.allclose(measure, shapely.line_locate_point(lines[street], points), rtol=0, atol=1e-6)
    assert set(side.tolist()) <= {-1, 0, 1}
    near = libgrid.roads.snap(streets, x, y, limit=5.0)[0]
    assert np.array_equal(near >= 0, distance <= 5.0)


def test_side_and_places_that_are_not_finite():
    street, measure, distance, side = libgrid.roads.snap(TOWN.iloc[:1], [10, 10, 10, np.nan], [3, -3, 0, 1])
    assert street.tolist() == [0, 0, 0, -1]
    assert side.tolist() == [1, -1, 0, 0]
    assert np.isnan(distance[3]) and measure[:3].tolist() == [10, 10, 10]


@pytest.mark.parametrize("frame", [TOWN.to_crs(4326), geopandas.GeoDataFrame(geometry=[shapely.Point(1, 1)], crs=26986)])
def test_frames_that_are_no_lines_in_a_plane_are_refused(frame):
    with pytest.raises(libgrid.GridError, match="streets"):
        libgrid.roads.Snapper(frame)


def test_an_unknown_rule_is_refused():
    with pytest.raises(libgrid.GridError, match="main"):
        libgrid.roads.duties(TOWN, ZONES, code="code", main="whoever")


def test_no_streets():
    nothing = TOWN.iloc[:0]
    assert libgrid.roads.snap(nothing, [1.0], [1.0])[0].tolist() == [-1]
    assert len(libgrid.roads.duties(nothing, ZONES, code="code")) == 0
