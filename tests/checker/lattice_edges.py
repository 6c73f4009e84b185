"""Exact work on polygons whose coordinates are multiples of 2^-10 m: integers, no rounding."""
import numpy as np
import pandas as pd
import shapely

SCALE = 1024  # the lattice: 2^-10 m


def off_lattice(geometries):
    """How many coordinates are not multiples of 2^-10 m."""
    c = shapely.get_coordinates(geometries) * SCALE
    return int((c != np.rint(c)).sum())


def oriented_edges(geometries):
    """One row per boundary edge with its owner; the owner is on the left of a -> b.

    Points are packed into one integer each, so equal means the same lattice point.
    """
    shapes = shapely.orient_polygons(np.asarray(geometries, dtype=object))
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    c, ring = shapely.get_coordinates(rings, return_index=True)
    c = np.rint(c * SCALE).astype(np.int64)
    same = ring[1:] == ring[:-1]
    a, b, owner = c[:-1][same], c[1:][same], part_owner[ring_part[ring[:-1][same]]]
    moved = (a != b).any(axis=1)
    a, b, owner = a[moved], b[moved], owner[moved]
    return pd.DataFrame({"owner": owner, "a": (a[:, 0] << 31) | a[:, 1], "b": (b[:, 0] << 31) | b[:, 1],
                         "length": np.hypot(*((b - a).T / SCALE))})


def unpack(points):
    """Packed points -> two integer columns."""
    points = np.asarray(points)
    return points >> 31, points & ((1 << 31) - 1)


def matched(edges):
    """(pairs, outline, doubled): edges met by their reverse, edges without one, and the number of
    directed edges that occur twice (two owners on the same side: an overlap)."""
    doubled = int(edges.duplicated(["a", "b"]).sum())
    other = edges.rename(columns={"owner": "other", "a": "b", "b": "a"})[["other", "a", "b"]]
    both = edges.merge(other, on=["a", "b"], how="left")
    return both[both["other"].notna()].astype({"other": int}), both[both["other"].isna()], doubled


def shared_borders(edges):
    """{(owner, other): metres} for every ordered pair of owners with a common border."""
    pairs, _, _ = matched(edges)
    return pairs.groupby(["owner", "other"])["length"].sum().to_dict()


def twice_area(edges):
    """Exact signed area x 2 in lattice units, as a Python integer."""
    ax, ay = unpack(edges["a"])
    bx, by = unpack(edges["b"])
    x0, y0 = (int(v.min()) for v in (ax, ay)) if len(ax) else (0, 0)
    ax, bx, ay, by = ax - x0, bx - x0, ay - y0, by - y0
    return sum((ax * by - bx * ay).tolist())


def dissolved(edges, group):
    """Edges of the union of owners per group: an edge between two owners of one group cancels.

    group: array owner -> group. Returns edges with the group as owner.
    """
    edges = edges.assign(owner=np.asarray(group)[edges["owner"].to_numpy()])
    other = edges.rename(columns={"a": "b", "b": "a"})[["owner", "a", "b"]].assign(inner=1)
    both = edges.merge(other, on=["owner", "a", "b"], how="left")
    return both[both["inner"].isna()].drop(columns="inner")


def straightened(edges):
    """Edge set with vertices on a straight boundary removed, as a set of (owner, a, b)."""
    out = set(zip(edges["owner"].tolist(), edges["a"].tolist(), edges["b"].tolist()))
    following, leading = {}, {}
    for owner, a, b in out:
        following.setdefault((owner, a), []).append(b)
        leading.setdefault((owner, b), []).append(a)
    for (owner, p), ends in list(following.items()):
        starts = leading.get((owner, p), [])
        ends = following[(owner, p)]
        if len(ends) != 1 or len(starts) != 1:
            continue
        a, b = starts[0], ends[0]
        ux, uy = (p >> 31) - (a >> 31), (p & 0x7FFFFFFF) - (a & 0x7FFFFFFF)
        vx, vy = (b >> 31) - (p >> 31), (b & 0x7FFFFFFF) - (p & 0x7FFFFFFF)
        if ux * vy == uy * vx and ux * vx + uy * vy > 0:
            out -= {(owner, a, p), (owner, p, b)}
            out.add((owner, a, b))
            following[(owner, a)] = [b if e == p else e for e in following[(owner, a)]]
            leading[(owner, b)] = [a if e == p else e for e in leading[(owner, b)]]
    return out


def components(n, pairs):
    """Component number of each of n things joined by pairs (numbers from 0, in order of first member)."""
    root = list(range(n))

    def find(k):
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    for a, b in pairs:
        a, b = find(a), find(b)
        if a != b:
            root[max(a, b)] = min(a, b)
    names = {}
    return np.array([names.setdefault(find(k), len(names)) for k in range(n)])
