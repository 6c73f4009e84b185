"""Where cases happen: points of interest along the streets, the places of the bulletin, and any place on a street."""

import math
from collections import namedtuple

from chance import Wheel
from plane import HORIZONTAL, parts_of

Site = namedtuple("Site", "id kind name street point")  # point in schematic metres

CLASS_WEIGHT = {"primary": 1.6, "secondary": 1.4, "tertiary": 1.1, "residential": 1.0, "living_street": 0.9}


class StreetPlaces:
    """Places on streets, the more the longer, the more important and the nearer to the centre."""

    def __init__(self, streets, centre):
        self._centre = centre
        items, weights = [], []
        for street in streets:
            if street.get("bridge"):
                continue
            for axis, constant, low, high in parts_of(street["points"]):
                for at in range(low, high, 100):
                    end = min(at + 100, high)
                    piece = street["name"], axis, constant, at, end
                    x, y = ((at + end) / 2, constant) if axis == HORIZONTAL else (constant, (at + end) / 2)
                    items.append(piece)
                    weights.append((end - at) * CLASS_WEIGHT[street["class"]] * self._density(x, y))
        self._wheel = Wheel(items, weights)

    def _density(self, x, y):
        far = math.hypot(x - self._centre[0], y - self._centre[1])
        return 0.12 + math.exp(-((far / 2600) ** 2)) + 0.35 * math.exp(-((far / 5200) ** 2))

    def draw(self, chance, offset):
        """(street name, place beside the street)"""
        name, axis, constant, low, high = self._wheel.draw(chance)
        along = chance.between(low, high)
        across = constant + chance.between(*offset) * (1 if chance.hit(0.5) else -1)
        return name, ((along, across) if axis == HORIZONTAL else (across, along))


def make_pois(layout, parameters, places, chance):
    """The malls begin with the one that the bulletin names; all other names are invented."""
    pois = []
    for kind, rule in parameters["pois"].items():
        if kind == "mall":
            named = next(p for p in layout["named_points"] if p["kind"] == "mall")
            pois.append(Site(f"P-mall-00", kind, named["name"], named["on"], tuple(named["point"])))
        for i in range(1, rule["count"] + 1):
            for _ in range(200):
                street, (x, y) = places.draw(chance, (18, 30))
                point = round(x), round(y)
                if all(math.dist(point, other.point) > (350 if other.kind == kind else 90) for other in pois):
                    break
            pois.append(Site(f"P-{kind}-{i:02}", kind, f"{rule['name']}{i:02}", street, point))
    return pois


def beside(site, chance, spread):
    """A place around a site, most within the spread."""
    return site.point[0] + spread * 0.6 * chance.normal(), site.point[1] + spread * 0.6 * chance.normal()
