"""Redrawing a draft by hand, and what differs between two published versions."""
from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from . import _core
from .workspace import Workspace

Line = Sequence[tuple[float, float]]
"""Positions (x, y) in plane metres of the workspace's frame."""
Consequence = dict[str, Any]
"""zones (figures before and after), blocks that moved, lineage of split blocks, rules broken and mended."""

Stamp = tuple[object, ...]


def _stamp(folder: Path) -> Stamp:
    """Tells whether the store was written since, by whomever; a process that was forked opens its own."""
    def told(name: str) -> tuple[int, ...]:
        try:
            entry = os.stat(folder / name)
        except FileNotFoundError:
            return ()
        return (entry.st_ino, entry.st_size, entry.st_mtime_ns) if entry.st_size else ()

    return os.getpid(), told("store.sqlite"), told("store.sqlite-wal")


@dataclass
class Editor:
    """The draft of a workspace under a planner's hand.

        editor = libgrid.Editor(workspace)
        editor.move_blocks([17, 18], to=12, dry_run=True)["broken"]     # which rules would break; nothing is changed
        editor.move_blocks([17, 18], to=12)
        editor.undo()

    Every operation answers with its consequence: for each zone that changes the figures before and after (blocks, area_m2,
    street_m, reports, workload, relative_load, perimeter_m, polsby_popper, pieces), the blocks that moved, and the rules of a
    valid plan that the draft then breaks or keeps again, with their codes. dry_run=True only tells. What was done is kept in the
    workspace: undo and redo work the next day, and publish_plan publishes what stands. Zones, blocks and posts by id.

    The draft is loaded by the first call and stays in memory until close(), so that the next operations take milliseconds;
    it is loaded again when somebody else has written to the workspace. `with libgrid.Editor(workspace) as editor:` closes.
    """

    workspace: Workspace
    _open: tuple[Stamp, _core.OpenDraft] | None = field(default=None, init=False, repr=False, compare=False)

    def _draft(self) -> _core.OpenDraft:
        folder = self.workspace.folder
        before = _stamp(folder)
        if self._open is not None and self._open[0] == before:
            return self._open[1]
        self._open = None
        while True:
            draft, after = _core.OpenDraft(folder), _stamp(folder)
            if after == before:   # nobody wrote while it was read
                self._open = (after, draft)
                return draft
            before = after

    def _wrote(self, draft: _core.OpenDraft) -> None:
        self._open = (_stamp(self.workspace.folder), draft)

    def close(self) -> None:
        """Lets the draft go; the next operation loads it again."""
        self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"workspace": self.workspace, "_open": None}

    def apply(self, operation: dict[str, Any], *, dry_run: bool = False) -> Consequence:
        """An operation as a dict, e.g. {"op": "move_blocks", "blocks": [17], "to": 12}, as `log` gives it back."""
        draft, text = self._draft(), json.dumps(operation)
        if dry_run:
            told: Consequence = json.loads(draft.consequence(text))
            return told
        done: Consequence = json.loads(draft.apply(text))
        self._wrote(draft)
        return done

    def move_blocks(self, blocks: Iterable[int], *, to: int, dry_run: bool = False) -> Consequence:
        """Paint: blocks go to a zone of the lowest level; the sums of all zones above follow."""
        return self.apply({"op": "move_blocks", "blocks": [int(b) for b in blocks], "to": int(to)}, dry_run=dry_run)

    def move_zones(self, zones: Iterable[int], *, to: int, dry_run: bool = False) -> Consequence:
        """Whole zones go below another zone of the level above."""
        return self.apply({"op": "move_zones", "zones": [int(z) for z in zones], "to": int(to)}, dry_run=dry_run)

    def split_zone(self, zone: int, *, line: Line | None = None, parts: int = 2, seed: int = 1,
                   dry_run: bool = False) -> Consequence:
        """Along a drawn line, or without one into balanced parts."""
        cut: dict[str, Any] = {"parts": parts, "seed": seed} if line is None else {"line": _positions(line)}
        return self.apply({"op": "split_zone", "zone": int(zone)} | cut, dry_run=dry_run)

    def merge_zones(self, keep: int, others: Iterable[int], *, dry_run: bool = False) -> Consequence:
        """Zones of one level into the first; the others and their posts are no more."""
        return self.apply({"op": "merge_zones", "keep": int(keep), "others": [int(z) for z in others]}, dry_run=dry_run)

    def split_block(self, block: int, line: Line, *, dry_run: bool = False) -> Consequence:
        """A block in parts along a line; the parts get new ids, told in "lineage"."""
        return self.apply({"op": "split_block", "block": int(block), "line": _positions(line)}, dry_run=dry_run)

    def assign_post(self, zone: int, post: int, *, dry_run: bool = False) -> Consequence:
        """The post answers for the zone; if it had another one, the two posts change places."""
        return self.apply({"op": "assign_post", "zone": int(zone), "post": int(post)}, dry_run=dry_run)

    def rename_zone(self, zone: int, name: str, *, dry_run: bool = False) -> Consequence:
        """Gives a zone another name."""
        return self.apply({"op": "rename_zone", "zone": int(zone), "name": name}, dry_run=dry_run)

    def snap_line(self, line: Line, *, reach_m: float = 30.0) -> list[tuple[float, float]]:
        """A line drawn by hand, laid on the streets that run within reach_m of it; for split_zone and split_block.

        Raises GridError where no way over the streets leads along the line.
        """
        return _core.snap_to_streets(self.workspace.folder, [(float(x), float(y)) for x, y in line], reach_m)[0]

    def undo(self) -> Consequence | None:
        """Undoes the last operation exactly and tells what changed; None if there is none."""
        draft = self._draft()
        what = draft.undo()
        self._wrote(draft)
        return None if what is None else json.loads(what)

    def redo(self) -> Consequence | None:
        """Does again what was undone last and tells what changed; None if there is nothing."""
        draft = self._draft()
        what = draft.redo()
        self._wrote(draft)
        return None if what is None else json.loads(what)

    def log(self) -> list[dict[str, Any]]:
        """The operations that are done, oldest first."""
        log = json.loads(self._draft().log())
        done: list[dict[str, Any]] = log["operations"][:log["done"]]
        return done

    def start(self, version: int) -> None:
        """Begins a draft with the content of a published version; the edits so far are forgotten."""
        self.close()
        _core.start_draft(self.workspace.folder, int(version))


def diff(workspace: Workspace, before: int, after: int, *, level: int | None = None) -> dict[str, Any]:
    """What differs between two plan versions, for the zones of a level (default: the lowest).

    "moved": blocks with their zones before and after; "crosswalk": for every pair of zones the blocks, area_m2, street_m, reports
    and workload that they share, adding up to both plans; "lineage": what became of each zone: same, renamed, changed, split,
    merged, added, gone.
    """
    answer: dict[str, Any] = json.loads(_core.diff_plans(workspace.folder, int(before), int(after), level or 0))
    return answer


def preview_reassignment(workspace: Workspace, *, rules: bool = False) -> list[dict[str, Any]]:
    """The reports that answer to another zone in the newest plan than in the one in force when they were opened.

    rules: by the rules of responsibility (exceptions, precedents, decisions) as they are now, not by the zones alone.
    Nothing is written: one dict per report with case_id, opened, plan_version, zone_then, zone_now.
    """
    rows: list[dict[str, Any]] = json.loads(_core.preview_reassignment(workspace.folder, rules))
    return rows


def _positions(line: Line) -> list[list[float]]:
    return [[float(x), float(y)] for x, y in line]
