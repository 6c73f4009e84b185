#include <algorithm>
#include <string_view>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/forest_incidence.hpp>
#include <libgrid/workflow/detail/word_table.hpp>

namespace libgrid::workflow::detail {
namespace {

Expected<WordOfId> resolutions_of(const Workspace& workspace, const std::filesystem::path& file) {
  if (!file.empty()) return words_of_table({.path = file, .word_column = "resolution"});
  GRID_TRY(table, workspace.store().reports());
  WordOfId words;
  for (Report& report : table.reports)
    if (!report.resolution.empty()) words.emplace(std::move(report.id), std::move(report.resolution));
  return words;
}

std::vector<hotspot::FixKind> kinds_of(const ReboundAnalysis& analysis, const WordOfId& resolutions,
                                       const std::vector<std::string>& fixes) {
  const auto is_fix = [&](const std::string& word) { return std::ranges::find(fixes, word) != fixes.end(); };
  std::vector<hotspot::FixKind> kinds;
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) {
    const auto word = resolutions.find(analysis.ids[i]);
    kinds.push_back(is_fix(analysis.categories[analysis.cases[i].category]) ? hotspot::FixKind::any_category
                    : word != resolutions.end() && is_fix(word->second)     ? hotspot::FixKind::own_category
                                                                            : hotspot::FixKind::none);
  }
  return kinds;
}

}  // namespace

Expected<void> add_incidence(const Workspace& workspace, const std::filesystem::path& resolutions,
                             const std::vector<ReboundGroups>& groups, ReboundAnalysis& analysis) {
  const std::vector<std::string>& fixes = workspace.city().rebound.engineering_fixes;
  if (fixes.empty()) return {};
  GRID_TRY(words, resolutions_of(workspace, resolutions));
  const std::vector<hotspot::FixKind> kinds = kinds_of(analysis, words, fixes);
  analysis.fixes = std::ranges::count_if(kinds, [](hotspot::FixKind k) { return k != hotspot::FixKind::none; });
  const auto first = hotspot::first_fixes(analysis.cases, kinds, analysis.rules.radius);
  for (const ReboundGroups& group : groups) {
    auto curves = hotspot::competing_curves(analysis.cases, analysis.forest, {kinds, first},
                                            {group.of, group.names.size()}, {analysis.last_opening, analysis.rules});
    for (std::size_t g = 0; g < curves.size(); ++g)
      analysis.incidence.push_back({group.grouping, group.names[g], std::move(curves[g])});
  }
  return {};
}

OutputTable incidence_table(const ReboundAnalysis& analysis) {
  io::CsvWriter csv({"grouping", "name", "day", "watched", "rebounds", "fixes", "rebound", "rebound_lower",
                     "rebound_upper", "fix", "fix_lower", "fix_upper", "quiet", "rebound_alone"});
  for (const NamedIncidence& named : analysis.incidence) {
    if (named.curve.watched == 0) continue;
    for (Seconds at{0}; at <= analysis.rules.window; at = at + days(1)) {
      const hotspot::Incidence told = hotspot::incidence_at(named.curve, at);
      csv.add(std::string_view(named.grouping)).add(std::string_view(named.group)).add(at.value / 86'400);
      csv.add(named.curve.watched).add(named.curve.rebounds).add(named.curve.fixes);
      csv.add(told.rebound).add(told.rebound_interval.lower).add(told.rebound_interval.upper);
      csv.add(told.fix).add(told.fix_interval.lower).add(told.fix_interval.upper);
      csv.add(told.quiet).add(told.alone).end_row();
    }
  }
  return {"forest_incidence.csv", csv.text()};
}

void tell_incidence(const City& city, const ReboundAnalysis& analysis, StepSummary& summary) {
  if (city.rebound.engineering_fixes.empty()) return;
  if (analysis.fixes == 0)
    summary.findings.emplace_back(
        "rebound.engineering_fixes: no case is settled by one of them or of such a category; give --resolutions FILE, "
        "or report_columns.resolution before the import | rebound.engineering_fixes：没有案件以此处置或属此类别；"
        "请给出 --resolutions 文件，或在导入前设 report_columns.resolution");
  if (analysis.incidence.empty() || analysis.incidence.front().curve.watched == 0) return;
  const Seconds end{analysis.rules.window.value / 86'400 * 86'400};
  const hotspot::Incidence told = hotspot::incidence_at(analysis.incidence.front().curve, end);
  const auto add = [&](const char* column, double value, const char* en, const char* zh) {
    summary.figures.push_back(
        {std::string("incidence_") + column, value, "forest_incidence.csv",
         std::string("SELECT ") + column +
             " FROM forest_incidence WHERE grouping = 'all' AND day = " + std::to_string(end.value / 86'400),
         en, zh, ""});
  };
  add("rebound", told.rebound, "Comes back, engineering fixes competing", "反弹（工程性措施为竞争风险）");
  add("rebound_lower", told.rebound_interval.lower, "    95 % interval from", "    95% 区间下限");
  add("rebound_upper", told.rebound_interval.upper, "    to", "    上限");
  add("fix", told.fix, "  mended for good first", "  先以工程性措施根治");
  add("fix_lower", told.fix_interval.lower, "    95 % interval from", "    95% 区间下限");
  add("fix_upper", told.fix_interval.upper, "    to", "    上限");
  add("quiet", told.quiet, "  neither yet", "  两者均未发生");
  add("rebound_alone", told.alone, "  beside it, fixes taken as censored", "  对照：措施视为删失");
}

}  // namespace libgrid::workflow::detail
