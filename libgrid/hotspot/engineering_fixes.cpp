#include <algorithm>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/engineering_fixes.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::uint32_t kRebound = 1, kFix = 2;
/// Who is mended at once is at risk with all others: at risk is (entry, exit].
constexpr std::int64_t kFirstSecond = 1;

bool is_settled(const ForestCase& c) { return c.has_place && c.closed && *c.closed >= c.opened; }

/// How one watched case ended.
Subject ending(std::optional<Seconds> rebound, std::optional<Seconds> fix, Seconds last) {
  if (rebound && (!fix || *rebound <= *fix)) return {.exit = rebound->value, .cause = kRebound};
  if (fix && *fix <= last) return {.exit = std::max(fix->value, kFirstSecond), .cause = kFix};
  return {.exit = last.value};
}

CompetingCurve curve_of(std::vector<Subject>& subjects) {
  CompetingCurve curve;
  curve.watched = std::ssize(subjects);
  curve.points = cumulative_incidence(subjects, 2);
  for (Subject& subject : subjects) {
    curve.rebounds += subject.cause == kRebound ? 1 : 0;
    curve.fixes += subject.cause == kFix ? 1 : 0;
    if (subject.cause == kFix) subject.cause = 0;
  }
  curve.alone = survival_curve(subjects);
  return curve;
}

}  // namespace

std::vector<std::optional<Seconds>> first_fixes(std::span<const ForestCase> cases, std::span<const FixKind> kinds,
                                                Metres radius) {
  GRID_ASSERT(kinds.size() == cases.size() && radius.value > 0.0);
  std::vector<std::optional<Seconds>> first(cases.size());
  std::vector<std::size_t> fix;
  std::vector<Xy> at;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (kinds[i] != FixKind::none && is_settled(cases[i])) fix.push_back(i), at.push_back(cases[i].at);
  if (fix.empty()) return first;
  const detail::PointBuckets buckets(at, radius);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!is_settled(cases[i])) continue;
    buckets.visit_near(cases[i].at, [&](std::uint32_t k) {
      const ForestCase& mended = cases[fix[k]];
      if (kinds[fix[k]] == FixKind::own_category && mended.category != cases[i].category) return;
      const Seconds gap = *mended.closed - *cases[i].closed;
      if (gap.value >= 0 && (!first[i] || gap < *first[i])) first[i] = gap;
    });
  }
  return first;
}

std::vector<CompetingCurve> competing_curves(std::span<const ForestCase> cases, const Forest& forest,
                                             const Fixes& fixes, const Grouping& grouping, const WatchPeriod& period) {
  GRID_ASSERT(grouping.of.size() == cases.size() && forest.links.size() == cases.size() &&
              fixes.first.size() == cases.size() && fixes.kinds.size() == cases.size());
  const ForestShape shape = shape_of(cases, forest);
  std::vector<std::vector<Subject>> subjects(grouping.groups);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (grouping.of[i] == kNoGroup || !is_settled(cases[i]) || fixes.kinds[i] == FixKind::any_category) continue;
    const Seconds left = period.last_opening - *cases[i].closed;
    if (left.value > 0)
      subjects[grouping.of[i]].push_back(ending(shape.first[i], fixes.first[i], std::min(left, period.rules.window)));
  }
  std::vector<CompetingCurve> curves;
  for (std::vector<Subject>& group : subjects) curves.push_back(curve_of(group));
  return curves;
}

Incidence incidence_at(const CompetingCurve& curve, Seconds time) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (curve.watched == 0) return {none, none, none, none, {none, none}, {none, none}};
  const std::int64_t second = std::max(time.value, kFirstSecond);
  Incidence at{.alone = 1.0 - point_at(curve.alone, second).survival};
  const auto after = std::ranges::upper_bound(curve.points, second, {}, &IncidencePoint::time);
  if (after != curve.points.begin()) {
    const IncidencePoint& point = *(after - 1);
    at.rebound = point.incidence[0], at.fix = point.incidence[1];
    at.rebound_interval = {point.lower[0], point.upper[0]}, at.fix_interval = {point.lower[1], point.upper[1]};
  }
  at.quiet = 1.0 - at.rebound - at.fix;
  return at;
}

}  // namespace hotspot
}  // namespace libgrid
