"""recurrence against R's survival 3.5-3 (R 4.2.2), on that package's own data sets; each call stands beside its numbers.

Tolerances: coefficients 1e-9, errors 1e-8, log likelihoods and score tests 1e-8 (R stops Newton at 1e-9).
"""
import csv
from pathlib import Path

import numpy as np
import pytest

import libgrid
from libgrid import hotspot, recurrence

SETS = Path(__file__).resolve().parents[2] / "data" / "statistics"
SEED = 11


def read(name):
    with open(SETS / f"{name}.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    def column(values):
        try:
            return np.array([float(v) if v else np.nan for v in values])
        except ValueError:
            return np.array(values)
    return {name: column([row[name] for row in rows]) for name in rows[0]}


def some(table, keep):
    return {name: values[keep] for name, values in table.items()}


def pick(table, *names):
    return {name: table[name] for name in names}


def check(model, coefficients, errors, loglik, score=None, naive=None):
    np.testing.assert_allclose(model["statistic"], coefficients, atol=1e-9, rtol=1e-9)
    np.testing.assert_allclose(np.sqrt(model["variance"]), errors, atol=1e-8, rtol=1e-8)
    np.testing.assert_allclose([model["loglik_null"], model["loglik"]], loglik, atol=1e-8)
    if score is not None:
        assert model["score_test"] == pytest.approx(score, abs=1e-8)
    if naive is not None:
        np.testing.assert_allclose(model["error"], naive, atol=1e-8)


def test_lung():
    """coxph(Surv(time, status) ~ age + sex + ph.ecog, lung), and with ties = "breslow" """
    lung = some(read("lung"), ~np.isnan(read("lung")["ph.ecog"]))
    x, dead = pick(lung, "age", "sex", "ph.ecog"), lung["status"] == 2
    check(recurrence.cox(x, lung["time"], dead), [0.0110667645600735, -0.5526123957036310, 0.4637284753704277],
          [0.00926741101370053, 0.16773905378726350, 0.11357726616199662], [-744.480455761440, -729.230121374862], 30.4999227049491)
    check(recurrence.cox(x, lung["time"], dead, ties="breslow"), [0.0110411363494885, -0.5518895697875973, 0.4629470405901639],
          [0.00926677011353555, 0.16774244802101848, 0.11357405206130104], [-744.692819266161, -729.488705176774], 30.4064069153299)


def test_veteran_with_strata():
    """coxph(Surv(time, status) ~ karno + age + strata(celltype), veteran); ~ trt + karno + diagtime + age + prior"""
    table = read("veteran")
    check(recurrence.cox(pick(table, "karno", "age"), table["time"], table["status"], strata=table["celltype"]),
          [-0.03681247357513918, -0.00859927130076143], [0.00572323599505670, 0.00948780030361733],
          [-338.736207226184, -317.846081542124], 44.467257276905)
    check(recurrence.cox(pick(table, "trt", "karno", "diagtime", "age", "prior"), table["time"], table["status"]),
          [0.19305311805168487, -0.03408448636624893, 0.00172302620273175, -0.00388284790940783, -0.00776409417655698],
          [0.18644587742833629, 0.00534139495603523, 0.00900336078747856, 0.00924743391577176, 0.02215207628134034],
          [-505.449054918058, -483.814638173990], 47.3886247933417)


def test_sandwich():
    """coxph(Surv(time, status) ~ age + sex, kidney, cluster = id); ~ rx, subset(rats, sex == "f"), cluster = litter"""
    kidney = read("kidney")
    check(recurrence.cox(pick(kidney, "age", "sex"), kidney["time"], kidney["status"], cluster=kidney["id"]),
          [0.00203188295715038, -0.82931383246604906], [0.00808874704274986, 0.48346378285163388],
          [-187.902761588864, -184.344568139567], 8.4450290647212, [0.00924638901043198, 0.29895490235647526])
    rats = some(read("rats"), read("rats")["sex"] == "f")
    check(recurrence.cox(pick(rats, "rx"), rats["time"], rats["status"], cluster=rats["litter"]), [0.904735241949608],
          [0.302516506449311], [-185.655588350901, -181.667732741229], 8.68019026507273, [0.317510436814849])


def test_a_covariate_that_changes():
    """coxph(Surv(start, stop, event) ~ age + year + surgery + transplant, heart)"""
    heart = read("heart")
    check(recurrence.cox(pick(heart, "age", "year", "surgery", "transplant"), heart["stop"], heart["event"], start=heart["start"]),
          [0.0271666409576767, -0.1463463456741959, -0.6372098899669668, -0.0102507724090828],
          [0.0137141152103185, 0.0704679795188561, 0.3672259961803245, 0.3137547983374912], [-298.121355672984, -290.565616218489],
          15.0341979130413)


BLADDER = {   # coxph(Surv(start, stop, event) ~ rx + size + number [+ strata(enum)], bladder2, ties, cluster = id); gap: Surv(stop - start, event)
    ("AG", "breslow"): ([-0.4597909487198401, -0.0425622297052242, 0.1716440598158237], [0.2580104875341958, 0.0755475533989429, 0.0613141392671835],
                        [-461.629050797363, -453.242631667412], 18.5697647604609, [0.1999596185702369, 0.0690322010371261, 0.0473281760289868]),
    ("AG", "efron"): ([-0.4646869529434284, -0.0436602760898221, 0.1749603813193986], [0.2655608118988868, 0.0776161126810076, 0.0630405432006552],
                      [-458.739349590266, -449.980642001765], 19.5207116692401, [0.1997321888271290, 0.0690508525112460, 0.0470740584404407]),
    ("total", "breslow"): ([-0.33429549418182397, -0.00805081468378981, 0.11565264058441051], [0.1970643889096301, 0.0601238685306938, 0.0499126688235514],
                           [-322.915601633434, -319.859116730020], 6.45331108670737, [0.2160866435766955, 0.0727252221314244, 0.0536812614850880]),
    ("total", "efron"): ([-0.33348872643408040, -0.00849466610661111, 0.11961723797756567], [0.2047867719359496, 0.0616352080427924, 0.0513867497608768],
                         [-319.245635915574, -315.990824871806], 6.91349242199238, [0.2161679154023414, 0.0727622577567774, 0.0533378107634613]),
    ("gap", "breslow"): ([-0.26952128840201156, 0.00684024343744806, 0.15353335639557064], [0.2080758726607428, 0.0622169981907517, 0.0488901187104368],
                         [-367.538188902569, -363.160220811622], 9.59768762219079, [0.2076622438740338, 0.0700104504448983, 0.0521058998684209]),
    ("gap", "efron"): ([-0.2790045154970766, 0.0074150875019948, 0.1580458999582467], [0.2156238693384038, 0.0643325083081967, 0.0509397665471531],
                       [-363.635043742692, -358.968485369266], 10.2703576412717, [0.2073477254169162, 0.0700230534234690, 0.0519424419990546]),
}


@pytest.mark.parametrize("model, ties", BLADDER, ids="-".join)
def test_repeats_of_bladder_tumours(model, ties):
    table = read("bladder2")
    start, stop = table["start"], table["stop"]
    rows = recurrence.Spells(np.arange(len(stop)), table["id"].astype(int), table["enum"].astype(int), start, stop, stop - start, table["event"] == 1)
    x = pick(table, "rx", "size", "number")
    result = recurrence.andersen_gill(rows, x, ties=ties) if model == "AG" else recurrence.pwp(rows, x, clock=model, ties=ties)
    check(result, *BLADDER[model, ties])


def test_wei_lin_weissfeld():
    """coxph(Surv(stop, event) ~ rx + size + number + strata(enum), bladder, ties = "breslow", cluster = id,
    control = coxph.control(eps = 1e-14, toler.chol = 1e-15)); R's default stops 1.6e-9 away."""
    table = read("bladder")
    check(recurrence.cox(pick(table, "rx", "size", "number"), table["stop"], table["event"], strata=table["enum"], cluster=table["id"], ties="breslow"),
          [-0.5798608205292921, -0.0509386509645372, 0.2084913982842688], [0.3034352901207938, 0.0930357392255349, 0.0656747763248067],
          [-440.414106618601, -428.057905003734], 27.8873077368201, [0.2011778131036379, 0.0696698166466697, 0.0469128571871628])


def test_gamma_frailty():
    """coxph(... + frailty(id, theta = , sparse = FALSE), control = coxph.control(eps = 1e-12, iter.max = 200)); R's sparse
    default has another error, as it takes the frailties' information for diagonal. Tolerances 1e-6, marginal 1e-7."""
    kidney, rats, bladder = read("kidney"), some(read("rats"), read("rats")["sex"] == "f"), read("bladder2")
    fits = [
        (recurrence.shared_frailty(pick(kidney, "age", "sex"), kidney["time"], kidney["status"], kidney["id"], theta=0.5),
         [0.0058323540141208, -1.6645120786188521], [0.012181907546033, 0.470416952488307], -181.705426745955),
        (recurrence.shared_frailty(pick(kidney, "age", "sex"), kidney["time"], kidney["status"], kidney["id"], theta=0.5, ties="breslow"),
         [0.00615258168729854, -1.64626682070206631], [0.0121737072817881, 0.4692826019216965], -182.137304476456),
        (recurrence.shared_frailty(pick(rats, "rx"), rats["time"], rats["status"], rats["litter"], theta=0.5),
         [0.914358695852096], [0.323051355322048], -180.828208791196),
        (recurrence.shared_frailty(pick(bladder, "rx", "size", "number"), bladder["stop"], bladder["event"], bladder["id"], start=bladder["start"], theta=1.0),
         [-0.6044787528064827, -0.0228077925946969, 0.2364285980087525], [0.324951314256106, 0.109968475733590, 0.091608930372550], -436.863898862175)]
    for fit, coefficients, errors, marginal in fits:
        np.testing.assert_allclose(fit["statistic"], coefficients, atol=1e-6)
        np.testing.assert_allclose(fit["error"], errors, atol=1e-6)
        assert fit["marginal"] == pytest.approx(marginal, abs=1e-7)


def test_many_subjects_have_errors_as_r_has_them(monkeypatch):
    """coxph(Surv(time, status) ~ age + sex + frailty(id, theta = .5), kidney): R's sparse error, itself an approximation; to 3 %"""
    kidney = read("kidney")
    monkeypatch.setattr(recurrence, "MOST_SUBJECTS", 10)
    fit = recurrence.shared_frailty(pick(kidney, "age", "sex"), kidney["time"], kidney["status"], kidney["id"], theta=0.5)
    np.testing.assert_allclose(fit["error"], [0.0124808943308607, 0.4828143717671770], rtol=0.03)
    assert any("independent" in note for note in fit.warnings)


def test_the_best_frailty():
    """coxph(Surv(time, status) ~ age + sex + frailty(id, eps = 1e-9), kidney): theta .40776972646836, c.loglik -181.638626526262;
    R stops when theta moves little, so theta to 1e-5 and the coefficients to 2e-5, and ours has the higher likelihood."""
    kidney = read("kidney")
    fit = recurrence.shared_frailty(pick(kidney, "age", "sex"), kidney["time"], kidney["status"], kidney["id"])
    assert fit["theta"] == pytest.approx(0.40776972646836, abs=1e-5)
    assert -181.638626526262 <= fit["marginal"] < -181.63862
    np.testing.assert_allclose(fit["statistic"], [0.00522238573914202, -1.58324367144597944], atol=2e-5)
    assert 0.005 < fit["p_frailty"] < 0.02


def test_no_frailty_where_there_is_none():
    rng = np.random.default_rng(SEED)
    fit = recurrence.shared_frailty(rng.normal(size=(300, 1)), rng.exponential(size=300), np.ones(300), np.arange(300) // 3)
    assert fit["theta"] < 0.2 and fit["p_frailty"] > 0.01


def brute_likelihood(x, start, stop, event, stratum, beta, ties):
    """Straight from the definition, one risk set at a time."""
    eta, total = x @ beta, 0.0
    for s in np.unique(stratum):
        for t in np.unique(stop[(event == 1) & (stratum == s)]):
            risk = (start < t) & (stop >= t) & (stratum == s)
            dead = (stop == t) & (event == 1) & (stratum == s)
            for k in range(dead.sum()):
                share = k / dead.sum() if ties == "efron" else 0.0
                total -= np.log(np.exp(eta[risk]).sum() - share * np.exp(eta[dead]).sum())
            total += eta[dead].sum()
    return total


@pytest.mark.parametrize("ties", ["efron", "breslow"])
def test_the_likelihood_is_the_definition_and_its_top_is_found(ties):
    rng = np.random.default_rng(SEED)
    start = rng.integers(0, 5, 120).astype(float)
    stop, event, stratum = start + rng.integers(1, 8, 120), rng.integers(0, 2, 120), rng.integers(0, 4, 120)
    x = rng.normal(size=(120, 2))
    fit = recurrence.cox(x, stop, event, start=start, strata=stratum, ties=ties)
    assert fit["loglik"] == pytest.approx(brute_likelihood(x, start, stop, event, stratum, fit["statistic"], ties), abs=1e-9)
    for step in np.vstack([np.eye(2), -np.eye(2)]) * 1e-3:
        assert brute_likelihood(x, start, stop, event, stratum, fit["statistic"] + step, ties) < fit["loglik"]
    assert fit["martingale"].sum() == pytest.approx(0.0, abs=1e-9)
    order = rng.permutation(120)
    again = recurrence.cox(x[order], stop[order], event[order], start=start[order], strata=stratum[order], ties=ties)
    np.testing.assert_allclose(again["statistic"], fit["statistic"], atol=1e-12)


def test_spells_of_a_forest():
    day, n = np.timedelta64(1, "D"), 5
    opened = np.array(["2020-01-01", "2020-01-11", "2020-01-31", "2020-01-05", "2020-03-01"], "datetime64[s]")
    cases = hotspot.Cases(["a"] * n, opened, opened + 2 * day, [0, 10, 5, 9000, 9000], np.zeros(n))
    forest = hotspot.forest(cases, radius=50, days=30)
    rows = recurrence.spells(cases, forest, days=30)
    assert list(rows.row) == [0, 1, 2, 3] and list(rows.subject) == [0, 0, 0, 3]      # the last one was never watched
    assert list(rows.number) == [1, 2, 3, 1] and list(rows.event) == [True, True, False, False]
    np.testing.assert_allclose(rows.gap, [8, 18, 28, 30])
    np.testing.assert_allclose(rows.start, [0, 10, 30, 0])


@pytest.mark.parametrize("call, field", [
    (lambda: recurrence.cox({"a": [1, 2], "b": [1, 1]}, [1, 2], [1, 1]), "covariates"),
    (lambda: recurrence.cox({"a": [1, 2, 0]}, [1, 2], [1, 1]), "covariates"),
    (lambda: recurrence.cox({"a": [1, 2]}, [1, 2], [0, 0]), "event"),
    (lambda: recurrence.cox({"a": [1, 2]}, [1, 2], [0, 1], start=[1, 0]), "start"),
    (lambda: recurrence.cox({"a": [1, 2]}, [1, 2], [0, 1], ties="exact"), "ties"),
])
def test_wrong_arguments_are_named(call, field):
    with pytest.raises(libgrid.GridError, match=field):
        call()


def test_an_infinite_coefficient_is_told():
    result = recurrence.cox({"always": [1, 1, 1, 0, 0, 0]}, [1, 2, 3, 4, 5, 6], [1, 1, 1, 0, 0, 0])
    assert any("infinite" in note for note in result.warnings)
