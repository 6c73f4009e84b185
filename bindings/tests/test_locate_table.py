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


def test_a_frame_is_never_guessed(town):
    with pytest.raises(libgrid.GridError, match="E_CRS_MISSING|coordinate"):
        libgrid.locate_table(town / "p.csv", town / "out.csv", {"zone": f"{town}/z.geojson,code=code"})
    assert not (town / "out.csv").exists()
