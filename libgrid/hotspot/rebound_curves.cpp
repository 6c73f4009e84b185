#include <algorithm>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::int64_t kFewWatched = 10;

bool is_settled_case(const ForestCase& c) { return c.has_place && c.closed && *c.closed >= c.opened; }

void finish_group(GroupCurve& group, std::vector<Subject>& subjects, Seconds window) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  group.naive = group.settled > 0 ? static_cast<double>(group.rebounds) / static_cast<double>(group.settled) : none;
  group.watched = std::ssize(subjects);
  group.few = group.watched < kFewWatched;
  group.curve = survival_curve(subjects);
  const CurvePoint at = point_at(group.curve, window.value);
  group.rate = subjects.empty() ? none : 1.0 - at.survival;
  group.lower = subjects.empty() ? none : 1.0 - at.upper;
  group.upper = subjects.empty() ? none : 1.0 - at.lower;
}

}  // namespace

std::vector<GroupCurve> rebound_curves(std::span<const ForestCase> cases, const Forest& forest,
                                       const Grouping& grouping, const WatchPeriod& period) {
  GRID_ASSERT(grouping.of.size() == cases.size() && forest.links.size() == cases.size());
  const ForestShape shape = shape_of(cases, forest);
  std::vector<GroupCurve> groups(grouping.groups);
  std::vector<std::vector<Subject>> subjects(grouping.groups);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::size_t g = grouping.of[i];
    if (forest.links[i].kind == LinkKind::suspect && grouping.of[*forest.links[i].parent] != kNoGroup)
      ++groups[grouping.of[*forest.links[i].parent]].suspects;
    if (g == kNoGroup || !cases[i].has_place) continue;
    ++groups[g].cases;
    groups[g].duplicates += forest.links[i].kind == LinkKind::duplicate ? 1 : 0;
    groups[g].rework += cases[i].returned > 0 ? 1 : 0;
    if (!is_settled_case(cases[i])) continue;
    ++groups[g].settled;
    groups[g].rebounds += shape.first[i] ? 1 : 0;
    const Seconds left = period.last_opening - *cases[i].closed;
    if (left.value <= 0) continue;
    if (shape.first[i])
      subjects[g].push_back({.exit = shape.first[i]->value, .cause = 1});
    else
      subjects[g].push_back({.exit = std::min(left, period.rules.window).value});
  }
  for (std::size_t g = 0; g < groups.size(); ++g) finish_group(groups[g], subjects[g], period.rules.window);
  return groups;
}

namespace {

template <class MakeForest>
std::vector<SensitivityRow> sensitivity_rows(std::span<const ForestCase> cases, const WatchPeriod& period,
                                             const SensitivityGrid& grid, const MakeForest& make_forest) {
  const std::vector<std::size_t> everybody(cases.size(), 0);
  std::vector<SensitivityRow> rows;
  for (const Metres radius : grid.radii)
    for (const Seconds window : grid.windows) {
      const ForestRules rules{radius, window, std::min(period.rules.grace, window)};
      const Forest forest = make_forest(rules);
      const GroupCurve all = rebound_curves(cases, forest, {everybody, 1}, {period.last_opening, rules}).front();
      rows.push_back({radius, window, count_links(cases, forest), all.naive, all.rate, all.lower, all.upper});
    }
  return rows;
}

}  // namespace

std::vector<SensitivityRow> sensitivity(std::span<const ForestCase> cases, const WatchPeriod& period,
                                        const SensitivityGrid& grid) {
  return sensitivity_rows(cases, period, grid, [&](const ForestRules& rules) { return rebound_forest(cases, rules); });
}

std::vector<SensitivityRow> sensitivity(std::span<const ForestCase> cases, std::span<const CasePair> pairs,
                                        const WatchPeriod& period, const SensitivityGrid& grid) {
  return sensitivity_rows(cases, period, grid,
                          [&](const ForestRules& rules) { return rebound_forest(cases, pairs, rules); });
}

}  // namespace hotspot
}  // namespace libgrid
