"""Rebound cases and their times for one category, by brute force on a KD-tree.

Issue, part 5: "A settled case rebounds if at least one other report of the same type was opened in
(closed, closed + 30 d] at plane distance <= 50 m; one report may be the rebound of several cases."
"settled = has a close time >= opened". "Kaplan-Meier: time from closing to the earliest such report,
censored at T_end = the last opening of all rows of the file or at 30 d; cases with closed >= T_end
are left out of it".
"""
import numpy as np
from scipy.spatial import cKDTree

from kaplan_meier import incidence

RADIUS_M = 50.0
WINDOW_S = 2_592_000  # 30 d


def rebound_delays(x, y, opened, closed):
    """(settled, delay): delay = seconds from closing to the earliest rebound, -1 where there is none.

    opened, closed: whole seconds (int64); closed is -1 where the case has no close time.
    """
    x, y = np.asarray(x, float), np.asarray(y, float)
    opened, closed = np.asarray(opened, np.int64), np.asarray(closed, np.int64)
    settled = (closed >= 0) & (closed >= opened)
    delay = np.full(len(x), -1, np.int64)
    if len(x) == 0:
        return settled, delay
    tree = cKDTree(np.column_stack([x, y]))
    near = tree.query_ball_point(np.column_stack([x, y]), RADIUS_M + 1e-6)
    for case in np.flatnonzero(settled):
        others = np.asarray(near[case])
        others = others[others != case]
        if not len(others):
            continue
        others = others[np.hypot(x[others] - x[case], y[others] - y[case]) <= RADIUS_M]
        wait = opened[others] - closed[case]
        wait = wait[(wait > 0) & (wait <= WINDOW_S)]
        if len(wait):
            delay[case] = wait.min()
    return settled, delay


def rebound_row(opened, closed, settled, delay, t_end):
    """The columns of rebound.csv for one category as a dict."""
    n_settled, n_rebound = int(settled.sum()), int((delay >= 0).sum())
    counted = settled & (closed < t_end)
    event = delay[counted] >= 0
    censor = np.minimum(t_end - closed[counted], WINDOW_S)
    time = np.where(event, delay[counted], censor)
    km, lower, upper = incidence(time.tolist(), event.tolist(), WINDOW_S)
    return {"n_reports": len(opened), "n_settled": n_settled, "n_rebound": n_rebound,
            "naive": n_rebound / n_settled if n_settled else None,
            "km_30d": km if counted.any() else None, "lower": lower, "upper": upper}
