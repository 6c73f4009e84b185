"""The words on pictures of results, in English and Chinese: axes, legends and every column by its name. Private."""
from __future__ import annotations

_WORDS = {
    "en": {"z": "z", "survival": "share that has not come back", "time": "days since settlement", "density": "per square metre",
           "distance": "metres", "gap": "days", "ratio": "pairs / expected", "rate": "share that comes back", "group": "group",
           "change": "change against the controls", "during": "during", "after": "after", "step": "step", "count": "count",
           "chart": "chart", "limit": "limit", "alarm": "alarm", "hazard ratio": "hazard ratio", "mean": "events per place",
           "incidence": "share that has ended so", "cause": "cause", "found": "found", "inequality": "Theil's T",
           "between": "between", "within": "within", "per_metre": "per metre of street", "radius": "radius, m",
           "cluster": "cluster", "probability": "chance to come back", "rebounds": "rebounds", "share": "share of places",
           "lorenz": "share of the sum", "gain": "expected to be found", "llr": "log likelihood ratio", "ring": "ring",
           "none": "none", "new": "new", "consecutive": "consecutive", "intensifying": "intensifying",
           "persistent": "persistent", "diminishing": "diminishing", "sporadic": "sporadic", "oscillating": "oscillating",
           "historical": "historical", "hot": "hot", "cold": "cold", "reporting": "reports per day open",
           "exponent": "exponent", "visits": "finds grow as (1 + visits) to the", "all": "all"},
    "zh": {"z": "z 值", "survival": "未反弹比例", "time": "办结后天数", "density": "每平方米",
           "distance": "距离(米)", "gap": "间隔(天)", "ratio": "实际对数 / 期望", "rate": "反弹率", "group": "分组",
           "change": "相对对照组的变化", "during": "整治期间", "after": "整治之后", "step": "时段", "count": "件数",
           "chart": "控制图", "limit": "控制限", "alarm": "报警", "hazard ratio": "风险比", "mean": "每处累计次数",
           "incidence": "累计发生率", "cause": "结局", "found": "查出", "inequality": "泰尔指数",
           "between": "组间", "within": "组内", "per_metre": "每米道路", "radius": "半径(米)",
           "cluster": "聚类", "probability": "反弹概率", "rebounds": "反弹次数", "share": "地点占比",
           "lorenz": "累计占比", "gain": "预期查出", "llr": "对数似然比", "ring": "外围",
           "none": "无", "new": "新增", "consecutive": "连续", "intensifying": "加强", "persistent": "持续",
           "diminishing": "减弱", "sporadic": "分散", "oscillating": "振荡", "historical": "历史", "hot": "热点", "cold": "冷点",
           "reporting": "每未结日上报数", "exponent": "指数", "visits": "发现数随 (1+到网格次数) 的幂", "all": "全部"},
}

# Every column that a result may have: what a colour bar or an axis says of it.
COLUMNS = {
    "statistic": ("statistic", "统计量"), "expectation": ("expectation", "期望"), "variance": ("variance", "方差"),
    "variance_normal": ("variance under normality", "正态假设下的方差"), "p": ("p", "p 值"), "q": ("q", "q 值"), "r": ("r", "r 坐标"),
    "p_greater": ("p, greater", "p 值（偏高）"), "p_less": ("p, less", "p 值（偏低）"), "p_two_sided": ("p, two-sided", "p 值（双侧）"),
    "p_gumbel": ("p, Gumbel", "p 值（耿贝尔）"), "p_frailty": ("p of the frailty", "脆弱项 p 值"), "flag": ("flag", "标记"),
    "at_least": ("draws at least as large", "不小于观测的次数"), "at_most": ("draws at most as large", "不大于观测的次数"),
    "a": ("class a", "类别甲"), "b": ("class b", "类别乙"), "estimate": ("shrunk rate", "收缩估计率"),
    "standardised": ("standardised rate", "标准化率"), "few": ("few", "样本过少"), "poisson_at_most": ("P(Y <= y)", "P(Y ≤ y)，泊松概率"),
    "lower": ("lower bound", "下限"), "upper": ("upper bound", "上限"), "kind": ("kind", "种类"), "parent": ("parent", "来源案件"),
    "gap_s": ("gap, seconds", "间隔（秒）"), "distance_m": ("distance, m", "距离（米）"), "root": ("first case", "首发案件"),
    "generation": ("generation", "代次"), "first_rebound_s": ("first rebound, seconds", "首次反弹（秒）"), "by_street": ("by street", "沿道路"),
    "at_risk": ("at risk", "观察中数量"), "events": ("events", "事件数"), "hazard": ("cumulative hazard", "累积风险"),
    "greenwood": ("Greenwood's sum", "格林伍德和"), "hot": ("hot bins", "热点时段数"), "cold": ("cold bins", "冷点时段数"),
    "trend_z": ("trend, z", "趋势 z 值"), "trend_p": ("trend, p", "趋势 p 值"), "tau_b": ("tau-b", "肯德尔 τ-b"),
    "sen_slope": ("Sen's slope", "森斜率"), "theil": ("Theil's T", "泰尔指数"), "gini": ("Gini", "基尼系数"), "values": ("value", "数值"),
    "candidate": ("candidate", "候选"), "candidates": ("candidates", "候选数"), "id": ("id", "编号"), "x": ("x, m", "东坐标（米）"),
    "y": ("y, m", "北坐标（米）"), "came_back": ("came back", "已反弹数"), "yield": ("yield", "查出率"),
    "best_simple": ("best simple rule", "最佳简单规则"), "against_random": ("against random", "相对随机"),
    "against_best": ("against the best simple rule", "相对最佳简单规则"), "calibration_error": ("calibration error", "校准误差"),
    "brier": ("Brier score", "布赖尔分数"), "centre": ("centre", "中心"), "places": ("places", "地点数"), "first_bin": ("first bin", "起始时段"),
    "last_bin": ("last bin", "结束时段"), "cases": ("cases", "案件数"), "recurrence_days": ("recurrence, days", "重现期（天）"),
    "members": ("members", "成员"), "maxima": ("maxima of the replicates", "模拟最大值"), "observed": ("observed", "实际对数"),
    "edge": ("edge", "路段"), "from_m": ("from, m", "起点（米）"), "to_m": ("to, m", "终点（米）"), "lost": ("given up", "舍去量"),
    "segments": ("segments", "线段"), "settled": ("settled", "已办结数"), "watched": ("watched", "观察数"), "suspects": ("suspects", "疑似数"),
    "naive": ("naive share", "粗反弹率"), "days": ("days", "天数"), "category": ("category", "类别"), "comes_back": ("comes back", "反复发生"),
    "stays_open": ("stays open", "长期未结"), "period": ("period", "时期"), "difference": ("difference", "差异"),
    "returned": ("returned share", "回弹占比"), "returned_lower": ("returned, lower bound", "回弹占比下限"),
    "returned_upper": ("returned, upper bound", "回弹占比上限"), "theta": ("theta", "离散参数"), "log_likelihood": ("log likelihood", "对数似然"),
    "poisson": ("Poisson", "泊松"), "converged": ("converged", "已收敛"), "left_out": ("left out", "未计入"), "line": ("limit", "控制限"),
    "arl0": ("mean steps to a false alarm", "误报平均时段数"), "arl0_error": ("its standard error", "误报时段数标准误"),
    "first": ("first report", "首次上报"), "watched_s": ("watched, seconds", "观察时长（秒）"), "later": ("later reports", "后续上报"),
    "nearby": ("nearby by chance", "邻近偶合上报"), "of_case": ("incident of the case", "案件所属事件"), "incidents": ("incidents", "事件数"),
    "per_day": ("per day", "每日"), "excess_per_day": ("excess per day", "每日超出"), "excess_lower": ("excess, lower bound", "超出下限"),
    "excess_upper": ("excess, upper bound", "超出上限"), "defined": ("defined", "有定义"), "error": ("standard error", "标准误"),
    "robust_error": ("robust standard error", "稳健标准误"), "dispersion": ("dispersion", "离散度"), "mean_visits": ("mean visits", "平均到访"),
    "factor": ("factor", "系数"), "column": ("column", "列"), "row": ("row", "行"), "reason": ("reason", "理由"), "chance": ("chance of the draw", "抽中概率"),
    "name": ("name", "名称"), "hazard_ratio": ("hazard ratio", "风险比"), "loglik": ("log likelihood", "对数似然"),
    "loglik_null": ("log likelihood, null", "零模型对数似然"), "likelihood_ratio": ("likelihood ratio", "似然比"),
    "score_test": ("score test", "得分检验"), "wald": ("Wald test", "沃尔德检验"), "covariance": ("covariance", "协方差"),
    "martingale": ("martingale residual", "鞅残差"), "marginal": ("marginal log likelihood", "边际对数似然"),
    "frailty": ("frailty", "脆弱性"), "subject": ("subject", "对象"),
    # of the pictures of whole-map statistics
    "moran_i": ("Moran's I", "莫兰指数 I"), "geary_c": ("Geary's C", "吉尔里系数 C"), "general_g": ("general G", "全局 G"),
    "band95": ("expectation ± 1.96 sd", "期望 ± 1.96 标准差"), "rate_ratio": ("rate ratio", "率比"), "mann_kendall": ("trend (tau-b)", "趋势（τ-b）"),
    "falling": ("falling", "下降"), "rising": ("rising", "上升"), "join_counts": ("pairs of neighbours", "相邻对数"), "number": ("number", "个数"),
    "fair_share": ("fair share", "公平份额"), "expected_gain": ("expected gain", "预期收益"), "random": ("random", "随机"),
    "link_first": ("first", "首发"), "link_rebound": ("rebound", "反弹"), "link_suspect": ("suspect", "疑似"),
    "link_duplicate": ("duplicate", "重复"), "link_unplaced": ("unplaced", "无位置"), "model": ("model", "模型"),
    "most_recent": ("most recent", "最近办结"), "oldest": ("oldest", "最早办结"), "past_rebounds": ("past rebounds", "历史反弹"),
    "phsm": ("PHSM", "前瞻热点图"), "ring during": ("ring, during", "外围，整治期间"), "ring after": ("ring, after", "外围，整治之后"),
}
LABELS = {lang: {name: words[k] for name, words in COLUMNS.items()} | _WORDS[lang] for k, lang in enumerate(("en", "zh"))}


def column_word(name: str, lang: str) -> str:
    """Of a column by its name; a column of a matrix (z_3) is called by that of the matrix."""
    words, (stem, _, number) = LABELS[lang], name.rpartition("_")
    if name not in words and stem in words and number.isdigit():
        return f"{words[stem]} {number}"
    return words.get(name, name)
