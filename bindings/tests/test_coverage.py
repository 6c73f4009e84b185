"""Checking, repairing and cutting coverages, on GeoDataFrames and on arrays."""
import geopandas
import numpy as np
import pytest
import shapely

import libgrid
from conftest import ROOT

LAYERS = ROOT / "data" / "zone_layers"


def frame(*boxes):
    return geopandas.GeoSeries([shapely.box(*box) for box in boxes])


def layer(name, epsg):
    return geopandas.read_file(LAYERS / f"{name}.geojson").to_crs(epsg)


def test_a_clean_coverage_has_no_finding():
    check = libgrid.check_zones(frame((0, 0, 10, 10), (10, 0, 20, 10)))
    assert check == libgrid.ZoneCheck([], 200.0, 200.0, 0.0, 0.0)


def test_an_overlap_names_its_zones_and_can_be_drawn():
    check = libgrid.check_zones(frame((0, 0, 12, 10), (10, 0, 20, 10)))
    (finding,) = check.findings
    assert (finding.kind, finding.zones, finding.area_m2) == ("overlap", [0, 1], 20.0)
    assert shapely.Polygon(finding.lines[0]).equals(shapely.box(10, 0, 12, 10))


def test_communities_that_overlap_are_told_with_their_unit_grids():
    assert libgrid.tessellate(frame((0, 0, 1000, 1000))).findings == []
    (finding,) = libgrid.tessellate(frame((0, 0, 1000, 1000), (990, 0, 2000, 1000))).findings
    assert (finding.kind, finding.zones, finding.area_m2) == ("overlap", [0, 1], 10_000.0)


def test_codes_and_parents():
    zones = frame((0, 0, 10, 10), (10, 0, 20, 10))
    kinds = [f.kind for f in libgrid.check_zones(zones, code=["A", "A"], parent=["P", None], known_parents=["P"]).findings]
    assert kinds == ["duplicate_code", "missing_parent"]


def test_real_layers_as_shapely_sees_them():
    blocks = layer("cambridge_address_blocks", 26986)
    check = libgrid.check_zones(blocks, code=blocks["code"])
    assert check.overlap_m2 == pytest.approx(254.1, abs=0.2)
    assert check.area_m2 == pytest.approx(blocks.area.sum(), abs=0.01)
    assert check.covered_m2 == pytest.approx(blocks.union_all().area, abs=0.5)
    assert not libgrid.check_zones(layer("cambridge_wards", 26986)).findings


def test_a_repaired_layer_is_clean():
    blocks = layer("cambridge_neighborhoods", 26986)
    repair = libgrid.repair_zones(blocks, code=blocks["code"])
    assert repair.before.overlap_m2 > 11 and repair.after.overlap_m2 == 0
    assert not repair.after.findings
    assert not libgrid.check_zones(repair.shapes).findings
    assert {a.kind for a in repair.actions} <= {"gap_filled", "overlap_given", "border_matched"}


@pytest.mark.parametrize("cell", ["square", "hexagon"])
def test_units_cover_the_districts(cell):
    wards = layer("cambridge_wards", 26986)
    units = libgrid.tessellate(wards, cell=cell)
    assert units.area_m2.sum() == pytest.approx(units.snapped_m2, rel=1e-12)
    assert units.snapped_m2 == pytest.approx(wards.area.sum(), abs=wards.length.sum() * 1e-3)  # a millimetre along every border
    assert sorted(set(units.district.tolist())) == list(range(len(wards)))
    assert not libgrid.check_zones(units.shapes).findings


def test_codes_run_west_to_east_then_north_to_south():
    x, y = np.array([50, 150, 50, 150.0]), np.array([50, 50, 150, 150.0])
    codes = libgrid.number_units(x, y, "110101001002")
    assert [code[-3:] for code in codes] == ["003", "004", "001", "002"]
    assert libgrid.number_units([0], [0], "1" * 18, digits=(6, 6, 3, 3, 2), first=0) == ["1" * 18 + "00"]
    with pytest.raises(libgrid.GridError, match="999"):
        libgrid.number_units(np.zeros(1000), np.zeros(1000), "110101001002")


def test_wrong_arguments_are_named():
    with pytest.raises(libgrid.GridError, match="cell"):
        libgrid.tessellate(frame((0, 0, 10, 10)), cell="circle")
    with pytest.raises(libgrid.GridError, match="degrees"):
        libgrid.check_zones(frame((0, 0, 1, 1)).set_crs(4326))
    with pytest.raises(libgrid.GridError, match="code"):
        libgrid.check_zones(frame((0, 0, 10, 10)), code=["A", "B"])
