#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/look_back_day.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/look_back.hpp>

namespace libgrid::workflow {
namespace {

constexpr Seconds kFirstHistory = days(120);

std::vector<hotspot::ForestCase> settled_log(const detail::PlacedReports& reports,
                                             const detail::StatisticsInput& input) {
  std::vector<hotspot::ForestCase> cases;
  for (std::size_t i = 0; i < input.rows.size(); ++i) {
    hotspot::ForestCase c{.id = reports.table.reports[i].row, .category = input.rows[i].category};
    c.opened = input.rows[i].opened, c.closed = input.rows[i].closed;
    c.at = input.rows[i].at, c.has_place = input.rows[i].has_place;
    cases.push_back(c);
  }
  return cases;
}

/// Before the first report nothing is known; later than the rules look ahead after the last one, what came back since
/// is not.
Expected<void> day_in_data(LocalTime day, LocalTime first, LocalTime last, const hotspot::LookBackRules& rules) {
  const LocalTime most = last + days(1) + rules.ahead;
  if (day > first && day <= most) return {};
  return fail(make_error(ErrorCode::parameter_invalid, "day " + to_text(day).substr(0, 10) +
                                                           " is outside the data; choose one after " +
                                                           to_text(first).substr(0, 10) + " and up to " +
                                                           to_text(most).substr(0, 10) + ", or import newer reports")
                  .at_field("day"));
}

std::string backtest_table(const hotspot::BackTest& test) {
  io::CsvWriter csv({"rule", "candidates", "came_back", "visits", "found", "yield", "lower", "upper", "found_1",
                     "found_2", "found_5", "found_10"});
  for (const hotspot::RuleResult& rule : test.rules) {
    csv.add(hotspot::kLookBackRuleNames[static_cast<std::size_t>(rule.rule)]).add(test.candidates).add(test.came_back);
    csv.add(rule.visits).add(rule.found).add(rule.yield.estimate).add(rule.yield.lower).add(rule.yield.upper);
    for (const double found : rule.found_at) csv.add(found);
    csv.end_row();
  }
  return csv.text();
}

/// In the order of LookBackRule.
constexpr std::array<std::string_view, 6> kRuleWords{"模型",     "随机（期望）", "最近办结",
                                                     "最早办结", "既往反弹最多", "PHSM"};

void add_backtest_figures(StepSummary& summary, const hotspot::BackTest& test) {
  for (const hotspot::RuleResult& rule : test.rules) {
    const std::string name(hotspot::kLookBackRuleNames[static_cast<std::size_t>(rule.rule)]);
    const std::string zh(kRuleWords[static_cast<std::size_t>(rule.rule)]);
    summary.figures.push_back({"found_" + name, rule.found, "lookback_backtest.csv",
                               "SELECT found FROM lookback_backtest WHERE rule = '" + name + "'",
                               "Back-test, found by: " + name, "回测发现数：" + zh, ""});
  }
  const auto add = [&](const std::string& name, double value, const char* en, const char* zh) {
    summary.figures.push_back({name, value, "", "", en, zh, ""});
  };
  add("against_best", test.against_best.estimate, "Over the best simple rule", "相对最佳简单规则");
  add("against_best_lower", test.against_best.lower, "  95 %, lower", "  95 % 下限");
  add("against_best_upper", test.against_best.upper, "  95 %, upper", "  95 % 上限");
  add("calibration_error", test.calibration_error, "Calibration error by tenths", "校准误差（十分位）");
}

Expected<void> sensible(const detail::LookBackCases& log, const LookBackPolicy& policy,
                        const LookBackRequest& request) {
  const auto refuse = [](const char* field, const char* why) {
    return fail(make_error(ErrorCode::parameter_invalid, why).at_field(field));
  };
  const auto is_share = [](double share) { return share >= 0.0 && share <= 1.0; };
  if (request.budget && !(*request.budget >= 1.0)) return refuse("budget", "at least 1 visit");
  if (!(policy.hours > 0.0)) return refuse("hours", "above 0");
  if (!(policy.cover.value >= 0.0)) return refuse("cover", "0 m or more");
  if (!(request.rules.radius.value > 0.0)) return refuse("radius", "above 0 m");
  if (!is_share(policy.random_share)) return refuse("random_share", "between 0 and 1");
  if (!is_share(policy.fairness)) return refuse("fairness", "between 0 and 1");
  if (policy.inspectors < 1 || policy.inspectors > 1000) return refuse("inspectors", "between 1 and 1,000");
  return log.cases.empty() ? Expected<void>(fail(ErrorCode::step_missing, "import: no reports")) : Expected<void>();
}

/// Rows of the city file about categories that no report has: most likely misspelt.
void tell_unknown_categories(StepSummary& summary, const LookBackPolicy& policy,
                             std::span<const std::string> categories) {
  for (const CategoryVisit& row : policy.categories)
    if (std::ranges::find(categories, row.category) == categories.end())
      summary.findings.push_back("look_back.categories: no report is of the category " + row.category +
                                 " | look_back.categories：没有上报属于类别 " + row.category);
}

void add_visit_figures(StepSummary& summary, const detail::LookBackDay& day) {
  const auto add = [&](const std::string& name, FigureValue value, const char* file, const std::string& what,
                       const std::string& en, const std::string& zh) {
    summary.figures.push_back({name, std::move(value), file, what.empty() ? "" : "SELECT " + what, en, zh, ""});
  };
  double hours = 0.0;
  for (const hotspot::PlannedVisit& visit : day.visits) hours += day.hours[visit.candidate];
  hours = std::round(hours * 1000.0) / 1000.0;
  add("visits", std::ssize(day.visits), "lookback.csv", "count(*) FROM lookback", "Visits on the list",
      "回头看清单条数");
  add("visit_hours", hours, "lookback.csv", "round(sum(hours), 3) FROM lookback", "  their hours", "  所需工时");
  for (const auto& [reason, en, zh] :
       {std::tuple{"expected_gain", "  by what they are likely to find", "  按预期发现选取"},
        std::tuple{"fair_share", "  by the fair share of an area", "  按各区公平比例选取"},
        std::tuple{"random", "  at random, to learn from", "  随机抽取（供模型学习）"}}) {
    const auto n = std::ranges::count_if(day.visits, [&, r = std::string_view(reason)](const auto& visit) {
      return r == (visit.reason == hotspot::VisitReason::expected_gain ? "expected_gain"
                   : visit.reason == hotspot::VisitReason::fair_share  ? "fair_share"
                                                                       : "random");
    });
    add(std::string("visits_") + reason, n, "lookback.csv",
        std::string("count(*) FROM lookback WHERE reason = '") + reason + "'", en, zh);
  }
  double longest = 0.0;
  for (const hotspot::InspectorRoute& route : day.routes) longest = std::max(longest, route.length.value);
  if (day.routed)
    add("longest_route_m", longest, "lookback.csv", "", "  longest way of an inspector, straight (m)",
        "  单人最长路线（直线，米）");
}

constexpr std::size_t kMostAreasTold = 40;

/// The table by district, where it is short enough for a terminal.
void add_share_figures(StepSummary& summary, const detail::LookBackDay& day) {
  if (day.area.names.size() > kMostAreasTold) return;
  for (const detail::LookBackShare& share : day.shares) {
    const std::string where =
        " FROM lookback_shares WHERE grouping = '" + share.grouping + "' AND name = '" + share.name + "'";
    const std::string of_all = " (" + std::to_string(share.candidates);
    summary.figures.push_back(
        {"visits_in_" + share.grouping + "_" + share.name, share.visits, "lookback_shares.csv", "SELECT visits" + where,
         "Visits in " + share.name + of_all + " candidates)",
         detail::group_in_chinese(share.name) + " 回头看次数（候选 " + std::to_string(share.candidates) + " 件）", ""});
  }
}

}  // namespace

std::vector<LocalTime> month_starts(LocalTime from, LocalTime until) {
  std::vector<LocalTime> starts;
  int year = std::stoi(to_text(from).substr(0, 4)), month = std::stoi(to_text(from).substr(5, 2));
  for (;;) {
    const std::string number = (month < 10 ? "0" : "") + std::to_string(month);
    const LocalTime start = *parse_local_time(std::to_string(year) + "-" + number + "-01T00:00:00");
    if (start > until) return starts;
    if (start >= from) starts.push_back(start);
    if (++month > 12) month = 1, ++year;
  }
}

Expected<StepSummary> export_look_back(const Workspace& workspace, const std::filesystem::path& folder,
                                       const LookBackRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_TRY(reports, detail::placed_reports(workspace));
  const detail::StatisticsInput input = detail::statistics_input(reports);
  const std::vector<hotspot::ForestCase> cases = settled_log(reports, input);
  const LookBackPolicy policy = detail::policy_of(workspace.city(), request);
  const detail::LookBackCases log{cases, input.categories.names};
  GRID_CHECK(sensible(log, policy, request));
  const auto by_opening = [](const auto& a, const auto& b) { return a.opened < b.opened; };
  const auto [first, last] = std::minmax_element(cases.begin(), cases.end(), by_opening);
  const LocalTime day = request.day.value_or(LocalTime{(last->opened.seconds / 86'400 + 1) * 86'400});
  GRID_CHECK(day_in_data(day, first->opened, last->opened, request.rules));
  context.progress.report("lookback", 0.2);
  GRID_TRY(list, detail::look_back_day(workspace, log, day, request));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  StepSummary summary{"lookback", 0.0, {}, {}};
  add_visit_figures(summary, list);
  add_share_figures(summary, list);
  tell_unknown_categories(summary, policy, input.categories.names);
  if (!list.routed)
    summary.findings.emplace_back(
        "No routes: more than 1,000 stops for an inspector; give fewer hours or more inspectors | "
        "未排路线：每人超过 1,000 处；请减少工时或增加人员");
  if (const auto late = (day - last->opened).value / 86'400; late >= 1) {
    const std::string n = std::to_string(late);
    summary.findings.push_back("The data end " + n +
                               " days before the day: what came back since is not known | 数据止于 " + n +
                               " 天前：其后的反弹未知");
  }
  GRID_CHECK(io::make_folder(folder));
  for (const detail::OutputTable& table : {detail::visit_table(list, reports.table.reports), detail::share_table(list)})
    GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  context.progress.report("lookback", 0.4);
  // The month after the last full one begins at most a day after the last opening.
  const LocalTime first_day{first->opened.seconds / 86'400 * 86'400};
  const std::vector<LocalTime> months = month_starts(first_day + kFirstHistory, last->opened + days(1));
  if (request.backtest && months.size() >= 2) {
    const hotspot::BackTest test = hotspot::backtest(cases, months, request.rules, {.seed = workspace.city().seed});
    GRID_CHECK(io::write_file_atomically(folder / "lookback_backtest.csv", backtest_table(test)));
    add_backtest_figures(summary, test);
  } else if (request.backtest) {
    summary.findings.push_back("too short for a back-test: no full month after 120 days | 时段过短，无法回测");
  }
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
