"""Which block lies left and right of every metre of every street.

The output lies on a 2^-10 m lattice, the streets do not, so a street along a border does not lie
exactly on it. Each way is cut wherever a block border crosses or touches it within CATCH_M; the
middle of each part is then probed PROBE_M to the left and to the right. Two blocks: a border; one
block and nothing: the outer border; the same block twice: inside; nothing twice: outside.
"""
import numpy as np
import pandas as pd
import shapely

CATCH_M = 0.01
PROBE_M = 0.002


def way_segments(ways):
    """Arrays (way, start measure, a, b) of every segment with a positive length."""
    c, owner = shapely.get_coordinates(ways, return_index=True)
    same = owner[1:] == owner[:-1]
    a, b, way = c[:-1][same], c[1:][same], owner[:-1][same]
    length = np.hypot(*(b - a).T)
    total = np.cumsum(length)
    first = np.searchsorted(way, np.arange(len(ways)))
    base = np.where(first > 0, total[np.maximum(first - 1, 0)], 0.0)
    start = total - length - base[way]
    keep = length > 0
    return way[keep], start[keep], a[keep], b[keep], length[keep]


def cut_places(a, b, length, edge_a, edge_b):
    """(segment, share of its length) of every place where a border edge meets a segment."""
    segments = shapely.linestrings(np.stack([a, b], axis=1))
    edges = shapely.linestrings(np.stack([edge_a, edge_b], axis=1))
    s, e = shapely.STRtree(edges).query(segments, predicate="dwithin", distance=CATCH_M)
    d, f = b[s] - a[s], edge_b[e] - edge_a[e]
    places = []
    for end in (edge_a[e], edge_b[e]):  # an end of the edge lies on the segment
        t = ((end - a[s]) * d).sum(axis=1) / length[s] ** 2
        foot = a[s] + np.clip(t, 0, 1)[:, None] * d
        hit = np.hypot(*(end - foot).T) <= CATCH_M
        places.append((s[hit], t[hit]))
    cross = d[:, 0] * f[:, 1] - d[:, 1] * f[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        w = edge_a[e] - a[s]
        t = (w[:, 0] * f[:, 1] - w[:, 1] * f[:, 0]) / cross
        u = (w[:, 0] * d[:, 1] - w[:, 1] * d[:, 0]) / cross
        hit = np.isfinite(t) & (u >= 0) & (u <= 1)
    places.append((s[hit], t[hit]))
    seg = np.concatenate([p[0] for p in places])
    share = np.concatenate([p[1] for p in places])
    inner = (share > 0) & (share < 1)
    return seg[inner], share[inner]


def locate(polygons, x, y):
    """Lowest index of a polygon that contains each point, -1 for none."""
    found = np.full(len(x), -1)
    p, k = shapely.STRtree(polygons).query(shapely.points(x, y), predicate="intersects")
    order = np.lexsort((-k, p))
    found[p[order]] = k[order]  # the lowest index is written last
    return found


def probe(ways, polygons):
    """Data frame (way, from_m, to_m, left, right); left and right index `polygons`, -1 outside."""
    way, start, a, b, length = way_segments(ways)
    rings = shapely.get_rings(shapely.get_parts(polygons))
    c, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    ends = np.hstack([c[:-1][same], c[1:][same]])
    flip = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[flip] = ends[flip][:, [2, 3, 0, 1]]
    ends = np.unique(ends, axis=0)
    seg, share = cut_places(a, b, length, ends[:, :2], ends[:, 2:])
    n = len(a)
    seg = np.concatenate([seg, np.arange(n), np.arange(n)])
    share = np.concatenate([share, np.zeros(n), np.ones(n)])
    order = np.lexsort((share, seg))
    seg, share = seg[order], share[order]
    pair = (seg[1:] == seg[:-1]) & (share[1:] > share[:-1])
    k, t0, t1 = seg[:-1][pair], share[:-1][pair], share[1:][pair]
    middle = a[k] + ((t0 + t1) / 2)[:, None] * (b[k] - a[k])
    normal = np.column_stack([-(b[k] - a[k])[:, 1], (b[k] - a[k])[:, 0]]) / length[k][:, None] * PROBE_M
    left = locate(polygons, *(middle + normal).T)
    right = locate(polygons, *(middle - normal).T)
    return pd.DataFrame({"way": way[k], "from_m": start[k] + t0 * length[k],
                         "to_m": start[k] + t1 * length[k], "left": left, "right": right})


def street_metres(parts, n):
    """Metres per polygon: half to each side of a border, the whole on the outer border."""
    length = (parts["to_m"] - parts["from_m"]).to_numpy()
    left, right = parts["left"].to_numpy(), parts["right"].to_numpy()
    out = np.zeros(n)
    both = (left >= 0) & (right >= 0)
    np.add.at(out, left[both], length[both] / 2)
    np.add.at(out, right[both], length[both] / 2)
    one = (left >= 0) ^ (right >= 0)
    np.add.at(out, np.maximum(left, right)[one], length[one])
    return out
