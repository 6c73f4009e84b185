"""The street network of the schematic city: the named streets of layout.json, then main roads, side streets and lanes.

Named streets keep what facts/road_relations.csv says. All others are invented, with names that follow the city's rule
for minor streets: 路 runs north-south, 街 east-west.
"""

from plane import HORIZONTAL, VERTICAL, parts_of

SYLLABLES = "安宁和顺康平清明德仁义礼信文思学勤善美华春秋丰禾谷麦桃李梅兰竹松柏桐云溪泉湖岭岗晨星月光永昌盛隆景瑞祥福吉庆"


class Names:
    """Invented names, each used once, none of them a name of the layout."""

    def __init__(self, chance, taken):
        pairs = [a + b for a in SYLLABLES for b in SYLLABLES if a != b]
        self._pool = iter(chance.shuffled([p for p in pairs if not any(name.startswith(p) for name in taken)]))

    def take(self, suffix):
        return next(self._pool) + suffix


class Network:
    def __init__(self, layout, parameters, chance):
        self._fill, self._chance = parameters["fill"], chance
        self.streets = [dict(street, basis="facts") for street in layout["streets"]]
        self._names = Names(chance, [s["name"] for s in self.streets] + [a["alias"] for a in layout["aliases"]])
        self._taken = [part for s in self.streets for part in parts_of(s["points"])]
        self._barriers = [part for line in layout["lines"] for part in parts_of(line["points"])]
        xs, ys = layout["lattice"]["x"], layout["lattice"]["y"]
        self._complete(VERTICAL, xs[1:-1], ys)
        self._complete(HORIZONTAL, ys[1:-1], xs)
        for x0, x1 in zip(xs, xs[1:]):
            for y0, y1 in zip(ys, ys[1:]):
                self._split(x0, y0, x1, y1)

    def _add(self, axis, constant, low, high, road_class, width, suffix=None):
        points = [[low, constant], [high, constant]] if axis == HORIZONTAL else [[constant, low], [constant, high]]
        name = self._names.take(suffix or ("街" if axis == HORIZONTAL else "路"))
        self.streets.append({"name": name, "class": road_class, "width": width, "points": points, "basis": "invented"})
        self._taken.append((axis, constant, low, high))

    def _complete(self, axis, constants, crossing):
        """Main roads along every lattice line, where no named street runs on it yet."""
        for constant in constants:
            covered = sorted(p[2:] for p in self._taken if p[:2] == (axis, constant))
            at = crossing[0]
            for low, high in [*covered, (crossing[-1], crossing[-1])]:
                if low > at:
                    self._add(axis, constant, at, low, "secondary", 30)
                at = max(at, high)

    def _target(self, x, y):
        far = ((x - self._fill["centre"][0]) ** 2 + (y - self._fill["centre"][1]) ** 2) ** 0.5
        return next(ring["block_m"] for ring in self._fill["rings"] if far <= ring["within_m"])

    def _free(self, axis, constant, low, high):
        apart = self._fill["keep_apart_m"]
        return not any(
            a == axis and abs(c - constant) < apart and l < high and low < h
            for a, c, l, h in self._taken + self._barriers
        )

    def _split(self, x0, y0, x1, y1):
        """Halves a block, about, by a street from side to side, until it is as small as its ring wants it."""
        wide, high = x1 - x0, y1 - y0
        if max(wide, high) <= 1.3 * self._target((x0 + x1) / 2, (y0 + y1) / 2):
            self._lane(x0, y0, x1, y1)
            return
        axis = VERTICAL if wide >= high else HORIZONTAL
        low, up, along = (x0, x1, (y0, y1)) if axis == VERTICAL else (y0, y1, (x0, x1))
        at = low + 5 * round((up - low) * self._chance.between(0.42, 0.58) / 5)
        if self._free(axis, at, *along):
            main = max(wide, high) > 900
            self._add(axis, at, *along, "tertiary" if main else "residential", 18 if main else 10)
        for box in ((x0, y0, at, y1), (at, y0, x1, y1)) if axis == VERTICAL else ((x0, y0, x1, at), (x0, at, x1, y1)):
            self._split(*box)

    def _lane(self, x0, y0, x1, y1):
        """Now and then a back lane that ends inside of the block."""
        if not self._chance.hit(self._fill["lane_share"]) or min(x1 - x0, y1 - y0) < 120:
            return
        if self._chance.hit(0.5):
            part = HORIZONTAL, y0 + 5 * round((y1 - y0) * self._chance.between(0.35, 0.65) / 5), x0, (x0 + x1) // 2
        else:
            part = VERTICAL, x0 + 5 * round((x1 - x0) * self._chance.between(0.35, 0.65) / 5), y0, (y0 + y1) // 2
        if self._free(*part):
            self._add(*part, "living_street", 6, suffix="巷")
