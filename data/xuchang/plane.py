"""The schematic plane: axis-parallel lines that know their common vertices, bent once at the very end.

Everything of the city is drawn with whole metres on lines parallel to the axes. So every crossing is found exactly,
and a border that follows a street has the street's vertices. Bending moves vertices only: what met still meets.
"""

import math
from collections import defaultdict

HORIZONTAL, VERTICAL = "h", "v"


def parts_of(points):
    """(axis, constant, from, to) of each leg of an axis-parallel line."""
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if y0 == y1:
            yield HORIZONTAL, y0, min(x0, x1), max(x0, x1)
        elif x0 == x1:
            yield VERTICAL, x0, min(y0, y1), max(y0, y1)
        else:
            raise ValueError(f"not parallel to an axis: {points}")


class VertexBook:
    """For every carrier line (axis, constant) the places at which whatever runs on it has a vertex."""

    def __init__(self, lines, points, spacing):
        """Every crossing and touching of the lines becomes a vertex of both; every point of the lines it lies on."""
        self._spacing = spacing
        self._nodes = defaultdict(set)
        parts = sorted({part for line in lines for part in parts_of(line)})
        across = [part for part in parts if part[0] == HORIZONTAL] + [(HORIZONTAL, y, x, x) for x, y in points]
        along = [part for part in parts if part[0] == VERTICAL] + [(VERTICAL, x, y, y) for x, y in points]
        for axis, constant, low, high in parts:
            self._nodes[axis, constant].update((low, high))
        for _, y, x0, x1 in across:
            for _, x, y0, y1 in along:
                if x0 <= x <= x1 and y0 <= y <= y1:
                    self._nodes[HORIZONTAL, y].add(x)
                    self._nodes[VERTICAL, x].add(y)
        self._places = {carrier: self._with_spacing(nodes) for carrier, nodes in self._nodes.items()}

    def _with_spacing(self, nodes):
        """Between nodes further apart than the spacing lie multiples of it, the same for all that run here."""
        near = self._spacing // 4
        places = set(nodes)
        for place in range(min(nodes), max(nodes) + 1):
            if place % self._spacing == 0 and not any(place + d in nodes for d in range(-near, near + 1)):
                places.add(place)
        return sorted(places)

    def trace(self, points):
        """The same line with all its vertices."""
        out = [tuple(points[0])]
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            axis, constant = (HORIZONTAL, y0) if y0 == y1 else (VERTICAL, x0)
            start, end = (x0, x1) if axis == HORIZONTAL else (y0, y1)
            inner = [p for p in self._places[axis, constant] if min(start, end) <= p <= max(start, end)]
            if end < start:
                inner.reverse()
            out += [(p, constant) if axis == HORIZONTAL else (constant, p) for p in inner[1:]]
        return out


def dissolve(boxes, book):
    """Rings around a set of boxes: edges that two boxes share in opposite directions vanish."""
    edges = set()
    for x0, y0, x1, y1 in boxes:
        ring = book.trace([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
        for a, b in zip(ring, ring[1:]):
            if (b, a) in edges:
                edges.remove((b, a))
            else:
                edges.add((a, b))
    follow = {a: b for a, b in sorted(edges)}
    if len(follow) != len(edges):
        raise ValueError("boxes touch in a point only")
    rings = []
    while follow:
        start = min(follow)
        ring = [start]
        while ring[-1] != start or len(ring) == 1:
            ring.append(follow.pop(ring[-1]))
        rings.append(ring)
    return sorted(rings, key=signed_area, reverse=True)


def signed_area(ring):
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:])) / 2


class Bend:
    """Schematic metres -> bent metres -> longitude and latitude. The slopes are small, so the map never folds."""

    def __init__(self, parameters, origin):
        self._waves = parameters["x"], parameters["y"]
        turn = math.radians(parameters["turn_degrees"])
        self._cos, self._sin = math.cos(turn), math.sin(turn)
        self._origin = origin
        lat = math.radians(origin["lat"])
        a, e2 = 6378137.0, 0.00669437999014
        w = 1 - e2 * math.sin(lat) ** 2
        self._per_lat = math.pi / 180 * a * (1 - e2) / w**1.5
        self._per_lon = math.pi / 180 * a / math.sqrt(w) * math.cos(lat)

    def metres(self, point):
        at = {"x": point[0], "y": point[1]}
        x, y = (
            at[name] + sum(size * math.sin(at[of] / scale + phase) for size, of, scale, phase in waves)
            for name, waves in zip("xy", self._waves)
        )
        return x * self._cos + y * self._sin, y * self._cos - x * self._sin

    def lonlat_of_metres(self, point, digits=7):
        return (
            round(self._origin["lon"] + point[0] / self._per_lon, digits),
            round(self._origin["lat"] + point[1] / self._per_lat, digits),
        )

    def lonlat(self, point):
        return self.lonlat_of_metres(self.metres(point))
