"""Re-balance, snapped lines and the register of unit codes from Python."""
import shutil

import pytest

import libgrid


@pytest.fixture
def copied(small, tmp_path):
    """The small city, to be changed by one test."""
    shutil.copytree(small.workspace.folder, tmp_path / "workspace")
    return libgrid.open(tmp_path / "workspace")


def test_a_plan_in_its_bands_stays_as_it_is(copied):
    what = libgrid.rebalance_plan(copied)
    assert what.version == 1 and what.moves == [] and what.bound_share == 0.0 and what.broken == []
    assert what.summary.step == "rebalance"
    assert libgrid.Editor(copied).log() == []


def test_what_cannot_be_is_refused(copied):
    with pytest.raises(libgrid.GridError) as error:
        libgrid.rebalance_plan(copied, since="2015-05-01T00:00:00", until="2015-01-01T00:00:00")
    assert error.value.field == "since"
    with pytest.raises(libgrid.GridError):
        libgrid.rebalance_plan(copied, locked=["no such zone"])


def test_a_drawn_line_follows_the_streets(copied):
    piece = copied.road_pieces(columns=True)
    assert len(piece["length_m"]) > 0
    blocks = copied.blocks(columns=True)
    assert len(blocks["block_id"]) > 0
    with pytest.raises(libgrid.GridError):
        libgrid.Editor(copied).snap_line([(0.0, 0.0), (1.0, 1.0)])   # far from every street


def test_codes_are_given_once_and_void_with_a_reason():
    book = libgrid.UnitCodes()
    codes = libgrid.number_units([0.0, 100.0], [0.0, 0.0], "110101001002")
    book.give(codes, "2024-01-01T00:00:00")
    book.make_void(codes[0], "merged into 002", "2024-06-01T00:00:00")
    rows = book.rows()
    assert [row.void for row in rows] == [True, False]
    assert rows[0].reason == "merged into 002" and rows[0].since == "2024-06-01T00:00:00"
    with pytest.raises(libgrid.GridError):
        book.give([codes[0]], "2025-01-01T00:00:00")      # never again
    with pytest.raises(libgrid.GridError):
        book.make_void(codes[1], "", "2025-01-01T00:00:00")
    assert libgrid.number_units([0.0], [0.0], "110101001002", taken=book.codes()) == ["110101001002003"]
