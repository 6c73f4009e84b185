"""Which cases verification sent back before they were closed (返工), and when.

Drawn last and apart from all other chances: nothing else of the city depends on it. A case is sent back while it is open,
so rework is neither a rebound nor a duplicate; a false closing (虚假整改) is one that verification let through.
"""

from datetime import timedelta


def send_back(cases, rule, chance):
    """Id of the case -> the times, ascending, between its opening and its closing; in the order of the cases."""
    found = {}
    for case in cases:
        again = rule["at_planted_place"] if case.place else rule["share"]
        times = 0
        while times < rule["most"] and chance.hit(again if times == 0 else rule["again"]):
            times += 1
        if case.closed and times:
            found[case.id] = moments(case, times, chance)
    return found


def moments(case, times, chance):
    """Whole seconds, one of each in its own equal part of the time that the case was open."""
    part = int((case.closed - case.opened).total_seconds()) / (times + 1)
    return [case.opened + timedelta(seconds=int((i + chance.between(0.5, 1)) * part)) for i in range(times)]
