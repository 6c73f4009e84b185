"""Points through polygons, file to file."""
import json

import pytest

import libgrid

SQUARE = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"code": "A"}, "geometry": {"type": "Polygon", "coordinates": [
        [[113.84, 34.0], [113.86, 34.0], [113.86, 34.02], [113.84, 34.02], [113.84, 34.0]]]}}]}


@pytest.fixture()
def town(tmp_path):
    (tmp_path / "z.geojson").write_text(json.dumps(SQUARE), encoding="utf-8")
    (tmp_path / "p.csv").write_text("id,lon,lat\n1,113.85,34.01\n2,113.87,34.01\n3,34.01,113.85\n", encoding="utf-8")
    return tmp_path


def test_a_column_per_layer_and_the_rejects(town):
    out = town / "out.csv"
    summary = libgrid.locate_table(town / "p.csv", out, {"zone": f"{town}/z.geojson,code=code"}, crs="EPSG:4326")
    assert out.read_text(encoding="utf-8") == "id,lon,lat,zone,touch\n1,113.85,34.01,A,\n2,113.87,34.01,,\n"
    assert {f.name: f.value for f in summary.figures}["rejected"] == 1
    assert "E_AXES_SWAPPED" in (town / "out.csv.rejects.csv").read_text(encoding="utf-8")


def test_one_level_by_where_another_separator_and_the_default_place(town):
    (town / "s.csv").write_text("id;lon;lat\n" + "1;113.85;34.01\n" * 30 + "2;113.851;34.01\n", encoding="utf-8")
    text = f"{town}/z.geojson,code=code,where=code:A"
    libgrid.locate_table(town / "s.csv", town / "out.csv", {"zone": text}, crs="EPSG:4326", separator=";")
    assert (town / "out.csv").read_text(encoding="utf-8").splitlines()[1] == "1,113.85,34.01,A,"
    places = (town / "out.csv.default_places.csv").read_text(encoding="utf-8").splitlines()
    assert places[0] == "x,y,rows,share,next_rows,times_next,exact" and places[1].startswith("113.85,34.01,30,")
    with pytest.raises(libgrid.GridError, match="code:Z; the file has A"):
        libgrid.locate_table(town / "s.csv", town / "out.csv", {"zone": text.replace(":A", ":Z")}, crs="EPSG:4326", separator=";")
    with pytest.raises(libgrid.GridError, match="separated by ;"):
        libgrid.locate_table(town / "s.csv", town / "out.csv", {"zone": text}, crs="EPSG:4326")


def test_a_frame_is_never_guessed(town):
    with pytest.raises(libgrid.GridError, match="E_CRS_MISSING|coordinate"):
        libgrid.locate_table(town / "p.csv", town / "out.csv", {"zone": f"{town}/z.geojson,code=code"})
    assert not (town / "out.csv").exists()


def test_an_index_answers_as_its_polygons(town):
    layers, index = {"zone": f"{town}/z.geojson,code=code"}, town / "z.index"
    summary = libgrid.build_index(index, layers)
    figures = {f.name: f.value for f in summary.figures}
    assert figures["polygons_zone"] == 1 and len(figures["checksum"]) == 16 and figures["bytes"] == index.stat().st_size
    libgrid.locate_table(town / "p.csv", town / "a.csv", layers, crs="EPSG:4326")
    libgrid.locate_table(town / "p.csv", town / "b.csv", index=index, crs="EPSG:4326")
    assert (town / "a.csv").read_bytes() == (town / "b.csv").read_bytes()
    mapped = libgrid.LayerLocator.open(index)
    assert mapped.codes == {"zone": ["A"]} and mapped.locate([113.85], [34.01])[0].tolist() == [[0]]


def test_damage_and_other_versions_are_named(town):
    index = town / "z.index"
    libgrid.build_index(index, {"zone": f"{town}/z.geojson,code=code"})
    good = index.read_bytes()
    for at, code in ((24, "E_INDEX_VERSION"), (len(good) // 2, "E_INDEX_DAMAGED")):
        index.write_bytes(good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1:])
        with pytest.raises(libgrid.GridFileError) as caught:
            libgrid.locate_table(town / "p.csv", town / "out.csv", index=index, crs="EPSG:4326")
        assert caught.value.code == code


def test_frame_margin_rejects_and_no_check_as_on_the_command_line(town):
    layers = {"zone": f"{town}/z.geojson,code=code"}
    far = town / "far.csv"
    far.write_text("id,lon,lat\n1,113.85,34.01\n2,113.95,34.01\n", encoding="utf-8")
    def lines(**options):
        libgrid.locate_table(far, town / "o.csv", layers, crs="EPSG:4326", **options)
        return (town / "o.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert lines() == ["1,113.85,34.01,A,"]                      # the second lies too far outside
    assert lines(margin=10.0, check=False, frame=4547) == ["1,113.85,34.01,A,", "2,113.95,34.01,,"]
    lines(rejects=town / "refused.csv")
    assert "E_COORDINATE_OUT_OF_RANGE" in (town / "refused.csv").read_text(encoding="utf-8")


def test_a_layer_of_points_by_its_name(town):
    geopandas, shapely = pytest.importorskip("geopandas"), pytest.importorskip("shapely")
    for name, lon in (("first", 113.85), ("second", 113.865)):
        geopandas.GeoDataFrame({"id": [1]}, geometry=[shapely.Point(lon, 34.01)], crs="EPSG:4326").to_file(town / "p.gpkg", layer=name)
    found = {}
    for name in ("first", "second"):
        libgrid.locate_table(town / "p.gpkg", town / "o.csv", {"zone": f"{town}/z.geojson,code=code"}, points_layer=name)
        found[name] = (town / "o.csv").read_text(encoding="utf-8").splitlines()[1]
    assert ",A," in found["first"] and ",A," not in found["second"]
