#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <libgrid/hotspot/intervals.hpp>
#include <libgrid/hotspot/rates.hpp>
#include <libgrid/workflow/detail/bias_visits.hpp>
#include <libgrid/workflow/detail/visit_file.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// The zones of a level with their visits, in the order of of_level.
std::vector<VisitedZone> zones_of(const VisitInput& input, const VisitFile& file, int level) {
  std::vector<VisitedZone> zones;
  std::map<std::string, std::size_t> place;
  for (const std::size_t z : input.zones.of_level(level)) {
    place[input.zones.zones[z].code] = zones.size();
    zones.push_back({.level = level, .code = input.zones.zones[z].code});
  }
  std::vector<std::set<LocalTime>> seen(zones.size());
  for (const VisitRow& row : file.rows) {
    const auto found = place.find(row.zone);
    if (row.level != level || found == place.end()) continue;
    zones[found->second].visits += static_cast<double>(row.visits);
    zones[found->second].hours += row.hours;
    if (row.visits > 0) seen[found->second].insert(row.day);
  }
  for (std::size_t z = 0; z < zones.size(); ++z) zones[z].days_visited = std::ssize(seen[z]);
  return zones;
}

void count_finds(std::vector<VisitedZone>& zones, const VisitInput& input, const VisitFile& file, int level) {
  const std::vector<std::size_t> of = zone_of_each(input.zones, level, input.reports.at);
  for (std::size_t i = 0; i < of.size(); ++i) {
    const LocalTime opened = input.reports.table.reports[i].opened;
    if (of[i] == kNoZone || input.reports.at_default[i] != 0 || opened < file.from || !(opened < file.until)) continue;
    zones[of[i]].reports += 1.0;
    zones[of[i]].found += input.found[i] != 0 ? 1.0 : 0.0;
  }
}

struct VisitColumns {
  std::vector<double> found, visits, hours, kilometres;
};

/// The shrunk rates, NaN where nobody was: all of them if nobody was anywhere.
std::vector<double> shrunk(const std::vector<double>& found, const std::vector<double>& exposure,
                           std::vector<bool>* few) {
  const bool some = std::ranges::any_of(exposure, [](double e) { return e > 0.0; });
  if (!some) return std::vector<double>(found.size(), kNoNumber);
  hotspot::EmpiricalBayes bayes = hotspot::empirical_bayes({found, exposure});
  if (few != nullptr) *few = bayes.few;
  return bayes.estimate;
}

VisitColumns columns_of(const std::vector<VisitedZone>& zones, const AnalysisZones& all, int level) {
  VisitColumns columns;
  for (const VisitedZone& zone : zones) {
    columns.found.push_back(zone.found), columns.visits.push_back(zone.visits);
    columns.hours.push_back(zone.hours);
  }
  for (const std::size_t z : all.of_level(level)) columns.kilometres.push_back(all.zones[z].kilometres);
  return columns;
}

void add_rates(std::vector<VisitedZone>& zones, const VisitColumns& columns) {
  std::vector<bool> few(zones.size(), true);
  const std::vector<double> per_visit = shrunk(columns.found, columns.visits, &few);
  const std::vector<double> per_hour = shrunk(columns.found, columns.hours, nullptr);
  for (std::size_t z = 0; z < zones.size(); ++z) {
    const bool visited = zones[z].visits > 0.0;
    const hotspot::Interval95 bounds = hotspot::poisson_interval(zones[z].found);
    zones[z].per_visit = per_visit[z], zones[z].per_hour = per_hour[z], zones[z].few = few[z];
    zones[z].lower = visited ? bounds.lower / zones[z].visits : kNoNumber;
    zones[z].upper = visited ? bounds.upper / zones[z].visits : kNoNumber;
  }
}

void adjust(BiasAnalysis& analysis, const std::vector<VisitedZone>& zones, const hotspot::VisitEffect& effect) {
  for (std::size_t z = 0; z < zones.size(); ++z) analysis.zones[z].visits = zones[z].visits;
  analysis.visits_adjusted = analysis.has_sources && effect.defined && effect.lower > 0.0;
  if (!analysis.visits_adjusted) {
    analysis.findings.emplace_back(
        "Finds do not rise with visits beyond doubt (or sources are not known): visits do not adjust anything | "
        "未证实发现数随到网格次数增加（或来源未知）：未按到网格次数校正");
    return;
  }
  for (std::size_t z = 0; z < zones.size(); ++z)
    analysis.zones[z].visit_factor =
        std::clamp(hotspot::visit_factor(zones[z].visits, effect.mean_visits, effect.exponent), 1.0 / 3.0, 3.0);
}

void tell(BiasAnalysis& analysis, const VisitFile& file, const VisitInput& input) {
  std::int64_t elsewhere = 0;
  std::set<std::pair<int, std::string>> known;
  for (const AnalysisZone& zone : input.zones.zones) known.emplace(zone.level, zone.code);
  for (const VisitRow& row : file.rows) elsewhere += known.contains({row.level, row.zone}) ? 0 : row.visits;
  if (elsewhere > 0) {
    const std::string n = std::to_string(elsewhere);
    analysis.findings.push_back(n + " visits are to zones that are not among " + input.zones.origin + " | " + n +
                                " 次到网格的网格不在所用网格中（" + origin_in_chinese(input.zones.origin) + "）");
  }
  for (const RejectedRow& row : file.refused)
    analysis.findings.push_back(message_en(row.error) + " | " + message_zh(row.error));
  const std::string period = to_text(file.from).substr(0, 10) + " - " + to_text(file.until + Seconds{-1}).substr(0, 10);
  analysis.findings.push_back("Visits are of " + period +
                              "; a zone's factor stands for all its reports | 到网格记录为 " + period +
                              "，网格系数用于其全部上报");
}

}  // namespace

std::string origin_in_chinese(const std::string& origin) {
  constexpr std::string_view kPlan = "plan ", kFrom = " in force from ";
  const std::size_t from = origin.find(kFrom);
  if (!origin.starts_with(kPlan) || from == std::string::npos) return origin;
  return "方案第 " + origin.substr(kPlan.size(), from - kPlan.size()) + " 版（自 " +
         origin.substr(from + kFrom.size()) + " 起执行）";
}

Expected<void> add_visits(BiasAnalysis& analysis, const VisitInput& input) {
  GRID_TRY(file, read_visits(input.file));
  analysis.has_hours = file.has_hours;
  tell(analysis, file, input);
  for (int level = 1; level <= input.zones.lowest; ++level) {
    std::vector<VisitedZone> zones = zones_of(input, file, level);
    if (zones.empty()) continue;
    count_finds(zones, input, file, level);
    const VisitColumns columns = columns_of(zones, input.zones, level);
    add_rates(zones, columns);
    LevelVisits told{level, 0.0, hotspot::visit_effect({columns.found, columns.visits, columns.kilometres})};
    for (const double visits : columns.visits) told.visits += visits;
    if (level == input.zones.lowest) adjust(analysis, zones, told.effect);
    analysis.levels.push_back(told);
    std::ranges::move(zones, std::back_inserter(analysis.visited));
  }
  return {};
}

}  // namespace libgrid::workflow::detail
