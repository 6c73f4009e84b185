"""City, PlanVersion, StepSummary: immutable values with ==, hash and repr."""
import json
from datetime import datetime
from pathlib import Path

import pytest

import libgrid

CITY_FILE = Path(__file__).resolve().parents[2] / "data" / "boston" / "city.json"


def city(folder, **changes):
    rules = json.loads(CITY_FILE.read_text(encoding="utf-8"))
    return libgrid.create(folder, rules | changes).city


def test_reads_as_the_city_file(tmp_path):
    boston = city(tmp_path / "a")
    written = json.loads(CITY_FILE.read_text(encoding="utf-8"))
    assert (boston.code, boston.name_zh, boston.epsg, boston.seed) == ("BOS", "波士顿", 26986, written["seed"])
    assert [level.zones_per_parent for level in boston.levels] == [10, 12]
    assert [post.title_en for post in boston.posts] == [post["title_en"] for post in written["posts"]]
    assert boston.blocks.cut_above_m2 == 200_000 and boston.blocks.thin_quotient == 0.2
    assert boston.blocks.merge_rule == "thresholds" and boston.blocks.artefact_below is None
    assert boston.rebound.window_s == 30 * 86_400 and boston.rebound.radius_m == 50
    assert boston.report_columns.category == "type"
    assert boston.sectors[0].name_en == "all sectors"
    assert boston.hotspots.least_reports == 100 and boston.default_coordinate.least_wards == 5


def test_classes_and_back_lanes_of_the_city(tmp_path):
    own = city(tmp_path / "a", road_kinds=[{"road_class": "A", "kind": "main_road"}], back_lanes={"width_m": 4})
    assert [(row.road_class, row.kind) for row in own.road_kinds] == [("A", "main_road")]
    assert own.back_lanes.width_m == 4 and "巷" in own.back_lanes.suffixes


def test_equal_content_is_equal(tmp_path):
    one, same, other = city(tmp_path / "a"), city(tmp_path / "b"), city(tmp_path / "c", seed=7)
    assert one == same and hash(one) == hash(same) and one is not same
    assert one != other and one != "Boston"
    assert len({one, same, other}) == 2
    assert one.levels[0] == same.levels[0] and one.levels[0] != one.levels[1]


def test_nothing_can_be_changed(tmp_path):
    boston = city(tmp_path / "a")
    for value, name in ((boston, "code"), (boston.levels[0], "band"), (boston.blocks, "lattice_m")):
        with pytest.raises(AttributeError):
            setattr(value, name, 1)
    with pytest.raises(TypeError):
        libgrid.City()


def test_says_what_it_is(tmp_path):
    boston = city(tmp_path / "a")
    assert repr(boston.hotspots) == "HotspotRules(cell_m=250.0, least_reports=100, q_level=0.05)"
    assert repr(boston).startswith("City(code='BOS', name_zh='波士顿', name_en='Boston', epsg=26986, sectors=(Sector(code='all',")


def test_version_of_a_plan(small):
    version, = small.workspace.plans()
    assert (version.plan_id, version.version, version.state) == (1, 1, "published")
    assert version.valid_from == datetime(2015, 1, 1) and version.valid_to is None
    assert len(version.sha256) == 64
    assert version == small.workspace.plan().version and hash(version) == hash(small.workspace.plan().version)


def test_summary_of_a_step(small):
    summary = small.summaries["blocks"]
    figures = {figure.name: figure for figure in summary.figures}
    assert summary.step == "blocks" and summary.seconds > 0
    assert figures["blocks"].value == 64 and figures["blocks"].expression == "SELECT count(*) FROM blocks"
    assert figures["blocks"].label_zh == "街区"
    assert isinstance(figures["land_km2"].value, float)
    assert any(" | " in finding for finding in summary.findings)
    assert eval(repr(figures["blocks"]), {"Figure": dict})["value"] == 64
