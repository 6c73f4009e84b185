#!/usr/bin/env python3
"""Chicago's sanitation complaints of 2017 by police beat: python3 tests/bench/chicago_sanitation.py --data DIR

Locates every complaint, counts by beat, names beats whose number repeats, and looks for hot beats three ways: Gi*, exact
conditional p, Poisson score by area. Each figure is checked here by its definition in plain NumPy and Python, to 1e-9; a
difference ends the program. DIR holds chicago/chicago.gpkg with the layers police_beats (beat) and sanitation_311_2017:
GitHub urbanSpatial/Public-Policy-Analytics-Landing@0c6e18b0, DATA/Chapter5. They are not in this repository: the collection
has no licence, the city's terms are its own and no open licence. A test runs `check` on a made-up city (bindings/tests).
Needs GeoPandas and SciPy beside libgrid.
"""
import argparse
import collections
import math
from fractions import Fraction
from pathlib import Path

import geopandas
import numpy as np
import scipy.stats
import shapely

import libgrid
from libgrid import hotspot

EPSG = 26971   # NAD 83 / Illinois East, metres
LEVEL = 0.05


def corners_of(shape):
    """Its corners in degrees; contiguity is decided on these, before any projection."""
    return {tuple(point) for point in shapely.get_coordinates(shape).tolist()}


def contiguous(numbers, shapes):
    """Beat numbers in order, and the pairs (both ways) that share a corner, by brute force over corners."""
    names = sorted(set(numbers))
    holders = collections.defaultdict(set)
    for number, shape in zip(numbers, shapes):
        for corner in corners_of(shape):
            holders[corner].add(names.index(number))
    return names, sorted({(a, b) for group in holders.values() for a in group for b in group if a != b})


def side_of(a, b, point):
    """Above 0: the point is left of a to b. Exact: rationals where doubles could be wrong."""
    (ax, ay), (bx, by), (px, py) = a, b, point
    left, right = (bx - ax) * (py - ay), (by - ay) * (px - ax)
    if abs(left - right) > 1e-12 * (abs(left) + abs(right)):
        return left - right
    ax, ay, bx, by, px, py = map(Fraction, (ax, ay, bx, by, px, py))
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax)


def covers(edges, point):
    """Even-odd rule over directed edges (two columns of corners); a point on an edge is covered."""
    (start, end), (_, y) = edges, point
    level = (start[:, 1] == y) & (end[:, 1] == y)
    for k in np.flatnonzero(level):
        if min(start[k, 0], end[k, 0]) <= point[0] <= max(start[k, 0], end[k, 0]):
            return True
    inside = False
    for k in np.flatnonzero(((start[:, 1] <= y) != (end[:, 1] <= y)) | ((start[:, 1] == y) | (end[:, 1] == y)) & ~level):
        a, b = tuple(map(float, start[k])), tuple(map(float, end[k]))
        side = side_of(a, b, point)
        if side == 0:
            return True
        if (a[1] <= y) != (b[1] <= y):
            inside ^= (side > 0) == (b[1] > a[1])
    return inside


def located_plainly(shapes, x, y):
    """The lowest shape that covers each point, else -1: every point against every shape whose box holds it."""
    answer = np.full(len(x), -1)
    for position in range(len(shapes) - 1, -1, -1):
        shape = shapes[position]
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]
        edges = np.concatenate([ring[:-1] for ring in rings]), np.concatenate([ring[1:] for ring in rings])
        west, south, east, north = shape.bounds
        for i in np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north)):
            if covers(edges, (float(x[i]), float(y[i]))):
                answer[i] = position
    return answer


def gi_star_plainly(rows, counts):
    n, mean, spread = len(counts), counts.mean(), counts.std()
    sizes = np.array([len(row) + 1 for row in rows])
    sums = np.array([counts[i] + sum(counts[j] for j in row) for i, row in enumerate(rows)])
    return (sums - mean * sizes) / (spread * np.sqrt((n * sizes - sizes**2) / (n - 1)))


def exact_plainly(rows, counts):
    """P(S >= observed) and P(S <= observed) of a draw without replacement, by adding up one other beat after the other."""
    answer = []
    for i, row in enumerate(rows):
        degree, observed = len(row), int(counts[row].sum())
        table = np.zeros((degree + 1, observed + 1))   # table[k, s]: how many sets of k add up to s; float, as in C(274, 15)
        table[0, 0] = 1.0
        for count in map(int, np.delete(counts, i)):
            if count <= observed:
                for k in range(degree, 0, -1):
                    table[k, count:] += table[k - 1, :observed + 1 - count]
        share = table[degree] / math.comb(len(counts) - 1, degree)
        answer.append((1.0 - share[:-1].sum(), share.sum()))
    return np.array(answer).T


def score_plainly(rows, counts, area):
    expected = area * counts.sum() / area.sum()
    return np.array([sum(counts[j] - expected[j] for j in (i, *row)) / math.sqrt(sum(expected[j] for j in (i, *row)))
                     for i, row in enumerate(rows)])


def same(what, ours, plain, tolerance=1e-9):
    if not np.allclose(ours, plain, rtol=tolerance, atol=tolerance):
        raise SystemExit(f"{what}: libgrid and the definition differ by {np.nanmax(np.abs(np.asarray(ours) - np.asarray(plain)))}")


def located(plane, x, y):
    """The row of each point, and the metres from those in no row to the nearest one."""
    locator = libgrid.Locator.from_geodataframe(plane)
    index, _ = locator.locate(x, y)
    same("place", index, located_plainly(list(plane.geometry), x, y), 0.0)
    out = index < 0
    _, metres = locator.nearest(x[out], y[out])
    same("nearest", metres, [plane.distance(point).min() for point in shapely.points(x[out], y[out])])
    return index, metres


def hot_beats(names, rows, counts, area):
    """Gi*, exact p and Poisson score, each against its definition."""
    pairs = [(a, b) for a, row in enumerate(rows) for b in row]
    weights = hotspot.Weights.links(len(names), [a for a, _ in pairs], [b for _, b in pairs])
    star, exact = hotspot.gi_star(weights, counts.astype(float)), hotspot.exact(weights, counts)
    local = hotspot.local_rates(weights, counts.astype(float), area)
    same("Gi*", star["z"], gi_star_plainly(rows, counts))
    same("q", star["q"], scipy.stats.false_discovery_control(2.0 * scipy.stats.norm.sf(abs(star["z"]))))
    same("exact p", [exact["p_greater"], exact["p_less"]], exact_plainly(rows, counts))
    same("Poisson score", local["z"], score_plainly(rows, counts, area))
    same("P(Y <= y)", local["poisson_at_most"], scipy.stats.poisson.cdf(counts, area * counts.sum() / area.sum()))
    top, high = int(np.argmax(local["z"])), exact["p_greater"] < exact["p_less"]
    by_normal, by_exact = star["q"] <= LEVEL, libgrid.benjamini_hochberg(exact["p_two_sided"]) <= LEVEL
    return {"hot_normal": int((by_normal & (star["z"] > 0)).sum()), "cold_normal": int((by_normal & (star["z"] < 0)).sum()),
            "hot_exact": int((by_exact & high).sum()), "cold_exact": int((by_exact & ~high).sum()),
            "exact_alone": int(((exact["p_two_sided"] <= LEVEL) & high).sum()), "least_exact_p": float(exact["p_greater"].min()),
            "hottest": names[int(np.argmax(star["z"]))], "z": float(star["z"].max()),
            "hottest_by_area": names[top], "score": float(local["z"][top]), "by_area_above_3": int((local["z"] > 3).sum())}


def check(beats, complaints, epsg=EPSG):
    """Frames in degrees (beats with a column `beat`) to a dict of figures, each checked by its definition."""
    numbers = [str(number) for number in beats["beat"]]
    plane, points = beats.to_crs(epsg), complaints.to_crs(epsg).geometry
    index, metres = located(plane, points.x.to_numpy(), points.y.to_numpy())
    names, pairs = contiguous(numbers, list(beats.geometry))
    rows = [[b for a, b in pairs if a == i] for i in range(len(names))]
    beat_of_row = np.array([names.index(number) for number in numbers])
    counts = np.bincount(beat_of_row[index[index >= 0]], minlength=len(names))
    area = np.bincount(beat_of_row, plane.area.to_numpy(), len(names)) / 1e6
    return {"rows": len(numbers), "numbers": len(names), "repeated": {k: v for k, v in collections.Counter(numbers).items() if v > 1},
            "complaints": len(index), "in_no_beat": int((index < 0).sum()), "farthest_m": float(metres.max(initial=0.0)),
            "most": (names[int(counts.argmax())], int(counts.max())), "empty": [names[k] for k in np.flatnonzero(counts == 0)],
            "links": len(pairs) // 2, "area_km2": float(area.sum())} | hot_beats(names, rows, counts, area)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    file = parser.parse_args().data / "chicago" / "chicago.gpkg"
    if not file.exists():
        raise SystemExit(f"skipped: no {file}")
    layers = [geopandas.read_file(file, layer=name) for name in ("police_beats", "sanitation_311_2017")]
    for name, figure in check(*layers).items():
        print(f"{name:16} {figure}")


if __name__ == "__main__":
    main()
