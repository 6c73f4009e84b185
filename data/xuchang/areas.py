"""Districts and the three levels of zones: unions of boxes whose borders follow streets where streets are near."""

from plane import HORIZONTAL, VERTICAL, parts_of


def limit_at(box, rings, centre):
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    far = ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) ** 0.5
    return next(ring["km2"] for ring in rings if far <= ring["within_m"]) * 1e6


def cut_place(box, axis, streets):
    """Where to cut across: at the street nearest to the middle that spans the box, else in the middle."""
    low, high = (box[0], box[2]) if axis == VERTICAL else (box[1], box[3])
    along = (box[1], box[3]) if axis == VERTICAL else (box[0], box[2])
    middle, reach = (low + high) / 2, (high - low) * 0.25
    spans = [
        c for a, c, l, h in streets
        if a == axis and abs(c - middle) <= reach and l <= along[0] and h >= along[1]
    ]
    return min(spans, key=lambda c: (abs(c - middle), c), default=round(middle))


def split(box, rings, centre, streets):
    x0, y0, x1, y1 = box
    if (x1 - x0) * (y1 - y0) <= limit_at(box, rings, centre):
        return [box]
    axis = VERTICAL if x1 - x0 >= y1 - y0 else HORIZONTAL
    at = cut_place(box, axis, streets)
    first, second = ((x0, y0, at, y1), (at, y0, x1, y1)) if axis == VERTICAL else ((x0, y0, x1, at), (x0, at, x1, y1))
    return split(first, rings, centre, streets) + split(second, rings, centre, streets)


def zones_of(layout, parameters, streets):
    """Level 1: a district each; level 2 and 3: boxes inside. Codes tell the parent."""
    rules, centre = parameters["zones"], parameters["fill"]["centre"]
    parts = [part for s in streets for part in parts_of(s["points"])]
    zones = []
    for district in layout["districts"]:
        top = "XC-" + district["code"]
        zones.append({"code": top, "level": 1, "parent": "", "name": district["name"], "boxes": district["boxes"]})
        uppers = [b for box in district["boxes"] for b in split(tuple(box), rules["level2_km2"], centre, parts)]
        for i, upper in enumerate(uppers, 1):
            code = f"{top}-{i:02}"
            name = f"{district['name']}第{i}网格"
            zones.append({"code": code, "level": 2, "parent": top, "name": name, "boxes": [upper]})
            for j, lower in enumerate(split(upper, rules["level3_km2"], centre, parts), 1):
                zones.append({"code": f"{code}-{j:02}", "level": 3, "parent": code, "name": f"{name}第{j}责任区",
                              "boxes": [lower]})
    return zones


def zone_at(zones, level, point):
    """The zone of a level at a place of the schematic plane; on a border the first in order of codes."""
    for zone in zones:
        if zone["level"] == level and any(b[0] <= point[0] <= b[2] and b[1] <= point[1] <= b[3] for b in zone["boxes"]):
            return zone
    return None
