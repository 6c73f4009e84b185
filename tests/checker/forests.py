"""The rebound forest by looking at every pair, from the written definition (docs/outputs.md, "The analyst's files").

For cases c before c' by (opened, row) of one category with d(c, c') <= r:
duplicate: c is open when c' is reported (opened <= t < closed, or never closed); parent = the earliest such c.
Otherwise the parent is the settled c with closed <= opened(c') <= closed + T that was settled last, ties by smaller
distance, then row. gap = opened(c') - closed(c): suspect if gap <= grace, else rebound. first: none of these.
A case closed before it was opened is no parent.
"""
import numpy as np

FIRST, REBOUND, SUSPECT, DUPLICATE, UNPLACED = "first", "rebound", "suspect", "duplicate", "unplaced"
BLOCK = 512


def near_pairs(x, y, radius):
    """(earlier, later, distance) of all pairs i < j within the radius: every pair is looked at, in blocks."""
    found = []
    for start in range(0, len(x), BLOCK):
        stop = min(start + BLOCK, len(x))
        dx = x[start:stop, None] - x[None, :stop]
        dy = y[start:stop, None] - y[None, :stop]
        square = dx * dx + dy * dy
        later, earlier = np.nonzero(square <= radius * radius)
        later_row = later + start
        keep = earlier < later_row
        found.append((earlier[keep], later_row[keep], np.sqrt(square[later[keep], earlier[keep]])))
    return (np.concatenate(part) for part in zip(*found)) if found else (np.zeros(0, int),) * 2 + (np.zeros(0),)


def best_per_child(child, keys):
    """Position of the first of each child by the keys."""
    order = np.lexsort((*reversed(keys), child))
    first = np.ones(len(order), bool)
    first[1:] = child[order[1:]] != child[order[:-1]]
    return order[first]


def forest_of(x, y, opened, closed, radius=50.0, window=2_592_000, grace=43_200):
    """One category, rows in file order; closed -1: not closed. Returns (kind, parent, gap, distance), parent -1: none."""
    order = np.lexsort((np.arange(len(x)), opened))
    x, y, opened, closed = x[order], y[order], opened[order], closed[order]
    earlier, later, distance = near_pairs(x, y, radius)
    c_open, c_closed, now = opened[earlier], closed[earlier], opened[later]
    senseless = (c_closed >= 0) & (c_closed < c_open)
    is_open = ~senseless & ((c_closed < 0) | (c_closed > now))
    settled = ~senseless & ~is_open & (now <= c_closed + window)
    kind = np.full(len(x), FIRST, object)
    parent, gap, length = np.full(len(x), -1), np.full(len(x), -1, np.int64), np.full(len(x), np.nan)
    pairs = np.flatnonzero(settled)
    pairs = pairs[best_per_child(later[pairs], (-c_closed[pairs], distance[pairs], order[earlier[pairs]]))]
    child = later[pairs]
    gap[child] = now[pairs] - c_closed[pairs]
    kind[child] = np.where(gap[child] <= grace, SUSPECT, REBOUND)
    parent[child], length[child] = earlier[pairs], distance[pairs]
    pairs = np.flatnonzero(is_open)
    pairs = pairs[best_per_child(later[pairs], (c_open[pairs], order[earlier[pairs]]))]
    child = later[pairs]
    kind[child], gap[child] = DUPLICATE, now[pairs] - c_open[pairs]
    parent[child], length[child] = earlier[pairs], distance[pairs]
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    told = np.where(parent >= 0, order[np.maximum(parent, 0)], -1)
    return kind[back], told[back], gap[back], length[back]
