#include <algorithm>
#include <string>
#include <string_view>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
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

std::string_view word_of(hotspot::VisitReason reason) {
  switch (reason) {
    case hotspot::VisitReason::fair_share:
      return "fair_share";
    case hotspot::VisitReason::expected_gain:
      return "expected_gain";
    case hotspot::VisitReason::random:
      return "random";
  }
  return "";
}

/// The list of one day as text, and how many visits it has.
struct VisitList {
  std::string text;
  std::int64_t visits = 0;
  double expected = 0.0;
};

VisitList visit_list(const detail::PlacedReports& reports, const std::vector<hotspot::ForestCase>& cases, LocalTime day,
                     const LookBackRequest& request, std::uint64_t seed) {
  const std::vector<std::size_t> which = hotspot::lookback_candidates(cases, day, request.rules);
  const std::vector<double> p = hotspot::rebound_probability(cases, which, day, request.rules);
  std::vector<hotspot::VisitCandidate> candidates;
  for (std::size_t k = 0; k < which.size(); ++k) {
    hotspot::VisitCandidate c{.id = cases[which[k]].id};
    c.at = cases[which[k]].at, c.probability = p[k];
    candidates.push_back(c);
  }
  const hotspot::VisitOptions options{request.budget, request.cover, request.random_share, request.fairness, seed};
  io::CsvWriter csv({"rank", "case_id", "category", "closed", "lon", "lat", "probability", "gain", "reason", "chance"});
  VisitList list;
  for (const hotspot::PlannedVisit& visit : hotspot::plan_visits(candidates, options)) {
    const Report& report = reports.table.reports[which[visit.candidate]];
    csv.add(++list.visits).add(std::string_view(report.id)).add(std::string_view(report.category));
    csv.add(std::string_view(to_text(*report.closed))).add(report.at.lon).add(report.at.lat).add(p[visit.candidate]);
    csv.add(visit.gain).add(word_of(visit.reason)).add(visit.chance).end_row();
    list.expected += visit.gain;
  }
  list.text = csv.text();
  return list;
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

void add_backtest_figures(StepSummary& summary, const hotspot::BackTest& test) {
  for (const hotspot::RuleResult& rule : test.rules) {
    const std::string name(hotspot::kLookBackRuleNames[static_cast<std::size_t>(rule.rule)]);
    summary.figures.push_back({"found_" + name, rule.found, "lookback_backtest.csv",
                               "SELECT found FROM lookback_backtest WHERE rule = '" + name + "'",
                               "Back-test, found by: " + name, "回测发现数：" + name, ""});
  }
  const auto add = [&](const std::string& name, double value, const char* en, const char* zh) {
    summary.figures.push_back({name, value, "", "", en, zh, ""});
  };
  add("against_best", test.against_best.estimate, "Over the best simple rule", "相对最佳简单规则");
  add("against_best_lower", test.against_best.lower, "  95 %, lower", "  95 % 下限");
  add("against_best_upper", test.against_best.upper, "  95 %, upper", "  95 % 上限");
  add("calibration_error", test.calibration_error, "Calibration error by tenths", "校准误差（十分位）");
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
  if (!(request.budget >= 1.0) || request.random_share < 0.0 || request.random_share > 1.0 || request.fairness < 0.0 ||
      request.fairness > 1.0 || request.cover.value < 0.0 || !(request.rules.radius.value > 0.0))
    return fail(ErrorCode::parameter_invalid,
                "budget: at least 1 visit; cover >= 0; radius > 0; shares between 0 and 1");
  const double start = context.stopwatch();
  GRID_TRY(reports, detail::placed_reports(workspace));
  const detail::StatisticsInput input = detail::statistics_input(reports);
  const std::vector<hotspot::ForestCase> cases = settled_log(reports, input);
  if (cases.empty()) return fail(ErrorCode::step_missing, "import: no reports");
  const auto by_opening = [](const auto& a, const auto& b) { return a.opened < b.opened; };
  const auto [first, last] = std::minmax_element(cases.begin(), cases.end(), by_opening);
  const LocalTime day = request.day.value_or(LocalTime{(last->opened.seconds / 86'400 + 1) * 86'400});
  GRID_CHECK(day_in_data(day, first->opened, last->opened, request.rules));
  context.progress.report("lookback", 0.2);
  const VisitList list = visit_list(reports, cases, day, request, workspace.city().seed);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  StepSummary summary{"lookback", 0.0, {}, {}};
  summary.figures.push_back({"visits", list.visits, "lookback.csv", "SELECT count(*) FROM lookback",
                             "Visits on the list", "回头看清单条数", ""});
  if (const auto late = (day - last->opened).value / 86'400; late >= 1) {
    const std::string n = std::to_string(late);
    summary.findings.push_back("The data end " + n +
                               " days before the day: what came back since is not known | 数据止于 " + n +
                               " 天前：其后的反弹未知");
  }
  GRID_CHECK(io::make_folder(folder));
  GRID_CHECK(io::write_file_atomically(folder / "lookback.csv", list.text));
  context.progress.report("lookback", 0.4);
  // The month after the last full one begins at most a day after the last opening.
  const LocalTime first_day{first->opened.seconds / 86'400 * 86'400};
  const std::vector<LocalTime> months = month_starts(first_day + kFirstHistory, last->opened + days(1));
  if (months.size() >= 2) {
    const hotspot::BackTest test = hotspot::backtest(cases, months, request.rules, {.seed = workspace.city().seed});
    GRID_CHECK(io::write_file_atomically(folder / "lookback_backtest.csv", backtest_table(test)));
    add_backtest_figures(summary, test);
  } else {
    summary.findings.push_back("too short for a back-test: no full month after 120 days | 时段过短，无法回测");
  }
  summary.seconds = context.stopwatch() - start;
  return summary;
}

}  // namespace libgrid::workflow
