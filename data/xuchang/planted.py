"""Where a planted rebound has one parent by the definition, whatever else is drawn.

Definition (libgrid/hotspot/forest.hpp): of the cases of one category within 50 m, a case that is open when another is
reported makes that one a duplicate; else the one that was settled last, no more than 30 days before, is its parent:
suspect within 12 hours, rebound later. Near means 72 m here, so that the answer is the same along the streets (where two
sides of a street are nearer than in the plane) and where they are bent.
"""

import math
from collections import defaultdict
from datetime import timedelta

GRACE = timedelta(hours=12)
WINDOW = timedelta(days=30)
NEAR_M = 72.0
CHILD_M = 30.0


class Planted:
    def __init__(self):
        self._cells = defaultdict(list)
        self._child_of = set()  # ids of parents

    def add(self, case):
        self._cells[self._cell(case, 0, 0)].append(case)
        if case.parent:
            self._child_of.add(id(case.parent))

    def is_at_planted_place(self, case):
        return any(True for _ in self._near(case))

    def is_free_for_start(self, case):
        """Nothing of the kind was open or settled lately, and no later case gets another parent by it."""
        if any(other.opened <= case.opened and not settled_before(other, case.opened - WINDOW) for other in self._near(case)):
            return False
        return self._leaves_later_ones(case)

    def is_free_for_child(self, case):
        """Its parent is the last one settled around it, near enough, with no other child; none is open."""
        if math.dist(case.point, case.parent.point) > CHILD_M or id(case.parent) in self._child_of:
            return False
        for other in self._near(case):
            if other is case.parent or other.opened > case.opened:
                continue
            if other.closed is None or other.closed >= case.parent.closed:
                return False
        return self._leaves_later_ones(case)

    def _leaves_later_ones(self, case):
        for other in self._near(case):
            if other.opened >= case.opened and not settled_before(case, other.opened - WINDOW):
                if other.parent is None or other.parent is case or not settled_before(case, other.parent.closed):
                    return False
        return True

    def _near(self, case):
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                for other in self._cells[self._cell(case, dx, dy)]:
                    if math.dist(case.point, other.point) <= NEAR_M:
                        yield other

    @staticmethod
    def _cell(case, dx, dy):
        return case.category["name"], int(case.point[0] // NEAR_M) + dx, int(case.point[1] // NEAR_M) + dy


def settled_before(case, time):
    return case.closed is not None and case.closed < time
