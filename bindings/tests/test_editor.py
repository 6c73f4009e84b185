"""Redrawing a draft from Python: consequences, undo, publishing, diff."""
import pytest

import libgrid


@pytest.fixture
def drafted(new_small):
    libgrid.draw_blocks(new_small)
    libgrid.draft_plan(new_small)
    libgrid.publish_plan(new_small, "2015-01-01T00:00:00")
    return new_small


def harmless_move(editor):
    """A block and a zone to which it can go without breaking a rule."""
    for zone in range(3, 11):
        for block in range(1, 65):
            try:
                if not editor.move_blocks([block], to=zone, dry_run=True)["broken"]:
                    return block, zone
            except libgrid.GridError as error:   # it is there already
                assert error.code == "E_PARAMETER_INVALID"
    raise AssertionError("no such move")


def test_a_consequence_is_told_done_and_undone(drafted):
    editor = libgrid.Editor(drafted)
    block, zone = harmless_move(editor)
    assert editor.log() == []
    told = editor.move_blocks([block], to=zone, dry_run=True)
    done = editor.move_blocks([block], to=zone)
    assert told == done
    assert [move["block"] for move in done["blocks"]] == [block]
    gaining = next(change for change in done["zones"] if change["zone"] == zone)
    assert gaining["after"]["blocks"] == gaining["before"]["blocks"] + 1
    assert editor.log() == [{"op": "move_blocks", "blocks": [block], "to": zone}]
    undone = editor.undo()
    assert undone is not None and editor.undo() is None
    losing = next(change for change in undone["zones"] if change["zone"] == zone)
    assert (losing["before"], losing["after"]) == (gaining["after"], gaining["before"])
    assert editor.redo() == done and editor.redo() is None


def test_a_new_name_is_told(drafted):
    editor = libgrid.Editor(drafted)
    change, = editor.rename_zone(3, "Harbour")["zones"]
    assert change["name"] == "Harbour" != change["name_before"] and change["before"] == change["after"]


def test_quality_is_that_of_the_draft_as_edited(drafted):
    zones = libgrid.quality(drafted).levels[-1]["zones"]
    libgrid.Editor(drafted).split_zone(3, parts=2)
    assert libgrid.quality(drafted).levels[-1]["zones"] == zones + 1
    assert libgrid.quality(drafted, version=1).levels[-1]["zones"] == zones


def test_published_edits_show_in_the_diff_and_old_reports_stay(drafted):
    editor = libgrid.Editor(drafted)
    block, zone = harmless_move(editor)
    editor.move_blocks([block], to=zone)
    libgrid.publish_plan(drafted, "2015-01-10T00:00:00")
    diff = libgrid.diff(drafted, 1, 2)
    assert [move["block"] for move in diff["moved"]] == [block]
    assert sum(row["blocks"] for row in diff["crosswalk"]) == 64
    assert sum(row["reports"] for row in diff["crosswalk"]) == 640
    moved = libgrid.preview_reassignment(drafted)
    by_rules = libgrid.preview_reassignment(drafted, rules=True)
    assert all(row.keys() == moved[0].keys() for row in by_rules)
    assert moved and all(row["opened"] < "2015-01-10T00:00:00" and row["plan_version"] == 1 for row in moved)
    editor.start(1)
    assert editor.log() == []


def test_a_broken_rule_has_the_code_of_the_validator(drafted):
    broken = libgrid.Editor(drafted).merge_zones(3, [4], dry_run=True)["broken"]
    assert broken[0]["code"] == "E_ZONE_COUNT_DIFFERS" and broken[0]["message_zh"]


def test_a_split_is_published_on_purpose(drafted):
    editor = libgrid.Editor(drafted)
    editor.split_zone(3, parts=2)
    with pytest.raises(libgrid.GridError) as caught:
        libgrid.publish_plan(drafted, "2015-01-10T00:00:00")
    assert caught.value.code == "E_WORKLOAD_OUT_OF_BAND"
    libgrid.publish_plan(drafted, "2015-01-10T00:00:00", uneven=True)
    assert len(libgrid.diff(drafted, 1, 2)["moved"]) > 0


def test_what_cannot_be_done_is_refused(drafted):
    editor = libgrid.Editor(drafted)
    with pytest.raises(libgrid.GridError) as refused:
        editor.move_blocks([999], to=3)
    assert refused.value.code == "E_PARAMETER_INVALID"
    with pytest.raises(libgrid.GridError):
        editor.apply({"op": "fly"})
    assert editor.log() == []


def test_the_draft_stays_open_until_others_write(drafted, monkeypatch):
    import pickle

    from libgrid import _core, editor as module

    opened = []

    class Counted:
        @staticmethod
        def OpenDraft(folder):
            opened.append(folder)
            return _core.OpenDraft(folder)

    monkeypatch.setattr(module, "_core", Counted)
    with libgrid.Editor(drafted) as editor:
        block, zone = harmless_move(editor)
        done = editor.move_blocks([block], to=zone)
        assert editor.undo() is not None and editor.redo() == done and len(editor.log()) == 1
        editor.workspace.zones(), libgrid.quality(drafted)         # who reads does not disturb
        editor.log()
        assert len(opened) == 1
        other = libgrid.Editor(drafted)                           # as another program would
        assert other.log() == editor.log()
        other.undo()
        assert len(opened) == 2 and editor.log() == [] and len(opened) == 3
        assert editor.redo() == done and len(opened) == 3
        assert other.log() == editor.log()
        again = pickle.loads(pickle.dumps(editor))
        assert again == editor and again.log() == editor.log()
    editor.log()
    assert len(opened) > 4
