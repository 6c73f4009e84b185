"""forest/forest.csv and its tables, written by `libgrid forest WORKSPACE OUT/forest --distance plane`; and
street/forest.csv without that option: distances of a sample of links by another library's shortest paths."""
import os

import numpy as np
import pandas as pd
import scipy.sparse
import shapely
from scipy.sparse.csgraph import dijkstra

from forests import FIRST, REBOUND, UNPLACED, forest_of
from kaplan_meier import incidence

METRE = 1e-6       # tolerance of distance_m in the plane
STREET_M = 0.05    # along streets: they are noded on a lattice of 1 mm, once per crossing
REACH_M = 30.0
WINDOW_S = 2_592_000
SAMPLE = 150


def expected(city):
    """kind, parent's case_id, gap, distance for every report, in file order."""
    table = city.reports
    kind = np.full(len(table), UNPLACED, object)
    parent, gap, length = np.full(len(table), "", object), np.full(len(table), -1, np.int64), np.full(len(table), np.nan)
    placed = ~table["is_default"].to_numpy()
    ids = table["case_id"].to_numpy()
    for _, rows in table[placed].groupby("type").indices.items():
        at = np.flatnonzero(placed)[rows]
        mine = table.iloc[at]
        columns = [mine[c].to_numpy() for c in ("x", "y", "opened_s", "closed_s")]
        kinds, parents, gap[at], length[at] = forest_of(*columns)
        kind[at] = kinds
        parent[at] = np.where(parents >= 0, ids[at[np.maximum(parents, 0)]], "")
    return kind, parent, gap, length


def read(folder, name):
    return pd.read_csv(os.path.join(folder, name + ".csv"), dtype=str, keep_default_na=False)


def check_forest(log, model):
    """Every link, every column, against every pair."""
    folder = model.out.path("forest")
    theirs, table = read(folder, "forest"), model.city.reports
    kind, parent, gap, length = expected(model.city)
    log.check("forest: a row per report, in order", theirs["case_id"].tolist() == table["case_id"].tolist(), len(theirs))
    wrong = np.flatnonzero(theirs["kind"].to_numpy() != kind)
    log.none_wrong(f"forest: kind ({(kind == REBOUND).sum()} rebounds)", len(wrong), len(kind), "cases",
                   theirs["case_id"].iloc[wrong[:3]])
    wrong = np.flatnonzero(theirs["parent_case_id"].to_numpy() != parent)
    log.none_wrong("forest: parent", len(wrong), len(kind), "cases", theirs["case_id"].iloc[wrong[:3]])
    linked = parent != ""
    log.none_wrong("forest: gap_s", (theirs["gap_s"][linked].astype(np.int64) != gap[linked]).sum(), linked.sum(), "links")
    off = np.abs(theirs["distance_m"][linked].astype(float) - length[linked])
    log.none_wrong(f"forest: distance_m (largest difference {off.max():.2g})", (off > METRE).sum(), linked.sum(), "links")
    check_rates(log, folder, model.city, theirs)


def check_rates(log, folder, city, links):
    """The whole file's curve: first rebound of every settled case, Kaplan-Meier at 30 days."""
    table = city.reports
    opened, closed = table["opened_s"].to_numpy(), table["closed_s"].to_numpy()
    settled = ~table["is_default"].to_numpy() & (closed >= 0) & (closed >= opened)
    again = links[links["kind"] == REBOUND]
    first = again.assign(gap=again["gap_s"].astype(np.int64)).groupby("parent_case_id")["gap"].min()
    wait = table["case_id"].map(first).fillna(-1).to_numpy().astype(np.int64)
    watched = settled & (closed < city.t_end)
    event = wait[watched] >= 0
    time = np.where(event, wait[watched], np.minimum(city.t_end - closed[watched], WINDOW_S))
    rate, lower, upper = incidence(time.tolist(), event.tolist(), WINDOW_S)
    row = read(folder, "forest_curves").set_index("grouping").loc["all"]
    log.close("forest: naive rate of all", row["naive"], (wait[settled] >= 0).sum() / settled.sum(), 1e-9)
    for name, value in (("rate", rate), ("lower", lower), ("upper", upper)):
        log.close(f"forest: {name} of all", row[name], value, 1e-9)
    middle = read(folder, "forest_sensitivity").set_index(["radius_m", "window_d"]).loc[("50", "30")]
    log.close("forest: sensitivity repeats the rate at 50 m, 30 days", middle["rate"], rate, 1e-9)
    log.equal("forest: and its rebounds", int(middle["rebounds"]), len(again))


class Streets:
    """The street network: ways noded where they meet or cross, shortest paths by scipy."""

    def __init__(self, ways):
        self.lines = shapely.get_parts(shapely.node(shapely.multilinestrings(list(ways))))
        ends = np.array([(line.coords[0], line.coords[-1]) for line in self.lines])
        _, number = np.unique(ends.reshape(-1, 2), axis=0, return_inverse=True)
        self.ends, self.length = number.reshape(-1, 2), shapely.length(self.lines)
        order = np.lexsort((self.length, np.sort(self.ends, 1)[:, 1], np.sort(self.ends, 1)[:, 0]))
        pairs = np.sort(self.ends, 1)[order]
        shortest = np.r_[True, (pairs[1:] != pairs[:-1]).any(1)]  # of parallel lines
        a, b = pairs[shortest].T
        self.graph = scipy.sparse.csr_array((self.length[order][shortest], (a, b)), shape=(number.max() + 1,) * 2)
        self.tree = shapely.STRtree(self.lines)

    def snap(self, point):
        line = int(self.tree.nearest(point))
        return line, shapely.line_locate_point(self.lines[line], point), shapely.distance(self.lines[line], point)

    def distance(self, p, q):
        """None: one of them lies on no street."""
        (a, at, off), (b, to, off2) = self.snap(p), self.snap(q)
        if off > REACH_M or off2 > REACH_M:
            return None
        reached = dijkstra(self.graph, directed=False, indices=self.ends[a], limit=200.0)
        there = [at, self.length[a] - at] + reached[:, self.ends[b]].T
        best = (there + np.array([[to], [self.length[b] - to]])).min()
        return min(best, abs(at - to)) if a == b else best


def check_street_forest(log, model):
    """A sample of links along streets against other code's shortest paths."""
    theirs, table = read(model.out.path("forest_street"), "forest"), model.city.reports
    log.none_wrong("street forest: distance_by is said of every link",
                   ((theirs["parent_case_id"] != "") & ~theirs["distance_by"].isin(["street", "plane"])).sum(), len(theirs))
    at = dict(zip(table["case_id"], shapely.points(table[["x", "y"]].to_numpy())))
    streets = Streets(model.city.ways)
    links = theirs[(theirs["distance_by"] == "street") & (theirs["distance_m"] != "0")]
    links = links.iloc[np.linspace(0, len(links) - 1, SAMPLE).astype(int)]
    mine = [streets.distance(at[a], at[b]) for a, b in zip(links["parent_case_id"], links["case_id"])]
    off = np.array([np.inf if m is None else abs(m - float(d)) for m, d in zip(mine, links["distance_m"])])
    log.none_wrong(f"street forest: distance_m of a sample (largest difference {np.max(off):.2g} m)",
                   (off > STREET_M).sum(), len(off), "links", links["case_id"].to_numpy()[off > STREET_M])
    log.check("street forest: fewer links than in the plane",
              (theirs["kind"] == FIRST).sum() >= (read(model.out.path("forest"), "forest")["kind"] == FIRST).sum(),
              (theirs["kind"] == FIRST).sum())
