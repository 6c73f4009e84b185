"""Finds the geocoder's default coordinate.

Issue, part 4: "The coordinate (lon, lat as written) is *found* by rule (one place that carries
hundreds of street names, many wards, and rows with neither), not written into the code."
"""
import re

MIN_STREETS = 100   # "hundreds of street names"
MIN_WARDS = 10      # "many wards"


def ward_number(text):
    """`Ward 3`, `03` and `3` are one ward; an empty text is no ward."""
    match = re.fullmatch(r"\s*(?:ward)?\s*0*(\d+)(?:\.0)?\s*", text, re.IGNORECASE)
    if match:
        return match.group(1)
    return text.strip() or None


def default_places(rows):
    """All places that the rule names.

    rows: iterable of (lon, lat, street, ward), all text as written.
    Returns a list of dicts, most rows first.
    """
    places = {}
    for lon, lat, street, ward in rows:
        place = places.setdefault((lon, lat), {"rows": 0, "streets": set(), "wards": set(), "neither": 0})
        place["rows"] += 1
        street, number = street.strip(), ward_number(ward)
        if street:
            place["streets"].add(street)
        if number:
            place["wards"].add(number)
        if not street and not number:
            place["neither"] += 1
    found = [
        {"lon": lon, "lat": lat, "rows": p["rows"], "streets": len(p["streets"]),
         "wards": len(p["wards"]), "neither": p["neither"]}
        for (lon, lat), p in places.items()
        if len(p["streets"]) >= MIN_STREETS and len(p["wards"]) >= MIN_WARDS and p["neither"] > 0
    ]
    return sorted(found, key=lambda p: -p["rows"])
