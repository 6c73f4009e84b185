"""Kaplan-Meier with Greenwood's variance and the log-log interval.

Issue, part 5: "events before censorings at equal times; km_30d = 1 - S(30 d), an event at exactly
30 d included; lower, upper = 95 % log-log interval with Greenwood's variance."
"""
import math

Z95 = 1.959963984540054  # the 0.975 quantile of the normal distribution


def survival(times, events, horizon):
    """(S, greenwood sum) at `horizon`, inclusive.

    Events come before censorings at equal times: a case censored at t is still at risk at t.
    The Greenwood sum is sum d / (n (n - d)); it is infinite when the last case at risk has the event.
    """
    order = sorted(zip(times, [not bool(e) for e in events]))
    at_risk, s, greenwood = len(order), 1.0, 0.0
    k = 0
    while k < len(order) and order[k][0] <= horizon:
        t, died, gone = order[k][0], 0, 0
        while k < len(order) and order[k][0] == t:
            died += not order[k][1]
            gone += 1
            k += 1
        if died:
            s *= 1.0 - died / at_risk
            greenwood += died / (at_risk * (at_risk - died)) if died < at_risk else math.inf
        at_risk -= gone
    return s, greenwood


def incidence(times, events, horizon):
    """(1 - S, lower, upper): the interval is S^exp(-+ z sqrt(greenwood) / ln S), turned into 1 - S.

    Without an event, or with S = 0, the log-log interval does not exist: lower and upper are None.
    """
    s, greenwood = survival(times, events, horizon)
    if s in (0.0, 1.0):
        return 1.0 - s, None, None
    width = Z95 * math.sqrt(greenwood) / abs(math.log(s))
    return 1.0 - s, 1.0 - s ** math.exp(-width), 1.0 - s ** math.exp(width)
