"""Two years of cases with their truth: which came back, which were settled in fact, what the campaign did.

A case is drawn from one rule whatever it is: place, time, then the campaign may prevent it (once, at random, with
probability 1 - effect). A prevented case is drawn anew, so the numbers of the bulletin stay and the ratio of rates
inside to outside of the campaign is exactly its effect.

A rebound is planted so that the written definition has one answer (libgrid/hotspot/forest.hpp): its parent is the case of
the category settled last around it, none is open there, and no case that is drawn later may change that (planted.py).
"""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chance import Wheel
from planted import GRACE, Planted
from sites import Site, beside

SCHOOL_HOURS = ((7, 8.5), (11.2, 12.5), (16.5, 18.2))


@dataclass
class Case:
    category: dict
    opened: datetime
    street: str
    point: tuple  # schematic metres
    place: str = ""
    parent: "Case | None" = None
    closed: "datetime | None" = None
    rectified: "datetime | None" = None
    truly: "bool | None" = None
    false_share: float = 0.0
    id: str = ""
    source: str = ""
    extra: dict = field(default_factory=dict)


class Campaign:
    def __init__(self, rule, zones):
        self._categories, self.effect = set(rule["categories"]), rule["effect"]
        self.start, self.end = datetime.fromisoformat(rule["from"]), datetime.fromisoformat(rule["to"])
        self.zones = zones

    def covers(self, case):
        inside = any(b[0] <= case.point[0] <= b[2] and b[1] <= case.point[1] <= b[3] for z in self.zones for b in z["boxes"])
        return inside and case.category["name"] in self._categories and self.start <= case.opened <= self.end

    def prevents(self, case, chance):
        return self.covers(case) and not chance.hit(self.effect)


class CaseMaker:
    def __init__(self, parameters, figures, places, pois, campaign, chance):
        self._rule, self._places, self._pois, self._campaign = parameters, places, pois, campaign
        self._chance = chance
        self.start = datetime.fromisoformat(parameters["reports"]["from"])
        self.end = self.start + timedelta(days=parameters["reports"]["days"])
        self._spread = parameters["places"]["spread_m"]
        self._poi_spread = parameters["places"]["poi_spread_m"]
        self._categories = {c["name"]: c for c in parameters["categories"]}
        self._wanted = {
            c["name"]: figures[c["figure"]] * parameters["reports"]["per_figure"] if c["figure"] else c["count"]
            for c in parameters["categories"]
        }
        weights = {"school": 1.5, "hospital": 1.6, "mall": 1.5, "station": 1.8}
        self._poi_wheel = Wheel(pois, [weights[p.kind] for p in pois])
        self.cases = []
        self._planted = Planted()

    def make(self, bulletin_places, layout):
        for row in bulletin_places:
            self._at_place(row, layout["places"][row["place_id"]])
        for name, wanted in self._wanted.items():
            have = sum(c.category["name"] == name for c in self.cases)
            if have > wanted:
                raise ValueError(f"{name}: {have} planted cases, {wanted} wanted")
            for _ in range(wanted - have):
                self.cases.append(self._settle(self._background(self._categories[name])))
        return self._numbered()

    # the places of the bulletin

    def _at_place(self, row, points):
        category = self._categories[self._rule["places"]["category_of"][row["category"]]]
        rule = self._rule["places"]["persistence"][row["persistence"]]
        sites = [Site(row["place_id"], row["kind"], row["name"], row["road_a"], tuple(p)) for p in points]
        if not sites:
            sites = self._rebounding_pois(row["place_id"])
        for site in sites:
            for _ in range(rule.get("single", 0)):
                self._start_at(site, category, 0.0)
            at_poi = site.kind in self._rule["pois"]
            for _ in range(rule.get("poi_chains" if at_poi else "chains", 0)):
                self._chain(self._start_at(site, category, rule["false_share"]), site, rule)

    def _rebounding_pois(self, place):
        chosen = []
        for kind, count in self._rule["places"]["rebound_pois"].items():
            chosen += [p._replace(id=place) for p in self._pois if p.kind == kind][:count]
        return chosen

    def _start_at(self, site, category, false_share):
        """None where the place is taken: a problem that has not gone cannot come up anew."""
        for _ in range(self._rule["places"]["tries"]):
            point = beside(site, self._chance, self._around(site))
            case = Case(category, self._time(category, site.kind), site.street, point, site.id, false_share=false_share)
            if self._campaign.prevents(case, self._chance):
                continue
            self._settle(case)
            if self._planted.is_free_for_start(case):
                return self._keep(case)
        return None

    def _keep(self, case):
        self._planted.add(case)
        self.cases.append(case)
        return case

    def _around(self, site):
        """周边: vendors stand around a school or a mall, not on one spot."""
        return self._poi_spread if site.kind in self._rule["pois"] else self._spread

    def _chain(self, case, site, rule):
        """The case comes back after its closing: sooner if it was closed without being settled."""
        while case and case.closed and self._chance.hit(rule["again"]):
            case = self._again(case, site, *rule.get("gap_days", self._rule["places"]["gap_days"]))

    def _again(self, case, site, low, high):
        """The next case of a chain; None where it is prevented, or another one would be its parent."""
        for _ in range(self._rule["places"]["tries"]):
            soon = not case.truly and self._chance.hit(self._rule["places"]["at_once_share"])
            gap = self._chance.between(0.05, 0.45) if soon else self._chance.between(low, high if case.truly else high / 2)
            opened = case.closed + timedelta(seconds=int(gap * 86400))
            child = Case(case.category, opened if soon else self._at_hour(opened, case, site), site.street,
                         beside(site._replace(point=case.point), self._chance, self._spread),
                         site.id, parent=case, false_share=case.false_share)
            if child.opened >= self.end or self._campaign.prevents(child, self._chance):
                return None
            if case.truly and child.opened - case.closed <= GRACE:
                continue
            self._settle(child)
            if self._planted.is_free_for_child(child):
                return self._keep(child)
        return None

    def _at_hour(self, opened, parent, site):
        moved = datetime.combine(opened.date(), self._hour(parent.category, site.kind))
        return moved if moved > parent.closed else opened

    # everything else

    def _background(self, category):
        while True:
            if self._chance.hit(category["poi_share"]):
                poi = self._poi_wheel.draw(self._chance)
                case = Case(category, self._time(category, poi.kind), poi.street, beside(poi, self._chance, self._around(poi)))
            else:
                street, point = self._places.draw(self._chance, self._rule["reports"]["offset_m"])
                case = Case(category, self._time(category, ""), street, point)
            if not self._planted.is_at_planted_place(case) and not self._campaign.prevents(case, self._chance):
                return case

    # times

    def _hour(self, category, kind):
        low, high = self._chance.choice(SCHOOL_HOURS) if kind == "school" else category["hours"]
        seconds = int(3600 * self._chance.between(low, high))
        return (datetime.min + timedelta(seconds=seconds)).time()

    def _time(self, category, kind):
        while True:
            day = self.start + timedelta(days=self._chance.whole(0, self._rule["reports"]["days"] - 1))
            season = 0.75 + 0.25 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 200) / 365)
            if kind == "school" and (day.weekday() >= 5 or day.month in (7, 8)):
                continue
            if self._chance.hit(season):
                return datetime.combine(day.date(), self._hour(category, kind))

    def _settle(self, case):
        """When it is reported as closed, whether that is true, and when it was settled in fact."""
        rule = self._rule["closing"]
        if case.parent is None and not case.place and self._chance.hit(self._rule["reports"]["open_share"]):
            return case
        hours = case.category["median_h"] * math.exp(rule["sigma"] * self._chance.normal())
        closed = case.opened + timedelta(seconds=max(600, int(3600 * hours)))
        if closed >= self.end:
            return case
        case.closed = closed
        case.truly = not self._chance.hit(max(rule["false_share"], case.false_share))
        if case.truly:
            case.rectified = closed - timedelta(seconds=int(self._chance.between(0, 0.3) * (closed - case.opened).total_seconds()))
        elif not self._chance.hit(rule["never_rectified_share"]):
            later = closed + timedelta(seconds=int(86400 * self._chance.between(*rule["false_rectified_after_days"])))
            case.rectified = later if later < self.end else None
        return case

    def _numbered(self):
        self.cases.sort(key=lambda c: (c.opened, c.category["name"], c.point))
        sources = Wheel(*zip(*self._rule["reports"]["sources"]))
        for number, case in enumerate(self.cases, 1):
            case.id = f"XC{case.opened:%y}{number:06}"
            case.source = sources.draw(self._chance)
        return self.cases
