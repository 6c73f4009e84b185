"""Who answers at any place, by all rules."""
import datetime

import numpy as np
import pytest

import libgrid


def test_places_are_answered_as_reports_there(small):
    reports = small.workspace.reports().iloc[::13]
    table = libgrid.responsible(small.workspace, reports["lon"], reports["lat"])
    assert list(table.columns) == ["plan_version", "sector", "zone", "method", "rule", "distance_m", "district", "to_verify", "candidates"]
    assert len(table) == len(reports) and set(table["method"]) <= {"inside", "tie", "nearest", "district", "none", "segment_duty"}
    place = small.workspace.locate(reports["lon"], reports["lat"])
    zones = small.workspace.zones(2).set_index("zone_id")["code"]
    inside = (place["method"] == "inside").to_numpy()
    assert inside.any()
    np.testing.assert_array_equal(table["zone"][inside], zones.loc[place["zone_id"][inside]].to_numpy())


def test_a_wider_accuracy_has_more_candidates(small):
    reports = small.workspace.reports()
    lon, lat = reports["lon"].to_numpy()[:20], reports["lat"].to_numpy()[:20]
    narrow = libgrid.responsible(small.workspace, lon, lat)
    wide = libgrid.responsible(small.workspace, lon, lat, accuracy=2000.0, as_of=datetime.datetime(2030, 1, 1))
    counts = [[len(text.split(";")) for text in table["candidates"]] for table in (narrow, wide)]
    assert all(a <= b for a, b in zip(*counts)) and sum(counts[1]) > sum(counts[0])
    mixed = libgrid.responsible(small.workspace, lon, lat, accuracy=np.where(np.arange(20) % 2, np.nan, 2000.0))
    assert mixed["candidates"].tolist() == [(narrow if i % 2 else wide)["candidates"][i] for i in range(20)]


def test_a_day_is_its_midnight(small):
    report = small.workspace.reports().iloc[:1]
    asked = [libgrid.responsible(small.workspace, report["lon"], report["lat"], as_of=day)["zone"].tolist()
             for day in ("2030-01-01T00:00:00", "2030-01-01", datetime.date(2030, 1, 1))]
    assert asked[0] == asked[1] == asked[2]
    with pytest.raises(libgrid.GridError, match="E_TIME_MALFORMED"):
        libgrid.responsible(small.workspace, report["lon"], report["lat"], as_of="1 January")


def test_bad_arguments(small):
    for accuracy in ([-1.0], [1e9], [np.inf]):
        with pytest.raises(libgrid.GridError, match="10,000 m"):
            libgrid.responsible(small.workspace, [0.0], [0.0], accuracy=accuracy)
    for arguments in ({"lat": [0.0, 1.0]}, {"street": ["a", "b"]}, {"accuracy": [1.0, 2.0]}):
        with pytest.raises(libgrid.GridError):
            libgrid.responsible(small.workspace, [0.0], **({"lat": [0.0]} | arguments))
    assert libgrid.responsible(small.workspace, [np.nan], [0.0])["method"].tolist() == ["none"]
