"""Visits of zone heads to their zones in the month of the bulletin: 204, 773 and 2,776 by level, as it counts them."""

from collections import Counter
from datetime import date, timedelta

from chance import Wheel


def make_visits(rule, figures, zones, chance):
    """Rows (zone code, level, day, visits) without zeros. Zones differ in how often they are seen, days do not."""
    first = date.fromisoformat(rule["from"])
    rows = []
    for level, figure in rule["totals"].items():
        codes = [z["code"] for z in zones if z["level"] == int(level)]
        wheel = Wheel(codes, [chance.between(0.4, 1.6) for _ in codes])
        counts = Counter()
        for _ in range(figures[figure]):
            counts[wheel.draw(chance), first + timedelta(days=chance.whole(0, rule["days"] - 1))] += 1
        rows += [(code, int(level), day.isoformat(), n) for (code, day), n in sorted(counts.items())]
    return rows
