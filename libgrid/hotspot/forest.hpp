#pragma once
/// 反弹 as a forest: every case has at most one case it comes from, and it is said why it is not a rebound.
///
///   Forest forest = rebound_forest(cases, {.radius = 50_m, .window = days(30)});
///   if (forest.links[i].kind == LinkKind::rebound) ... cases[*forest.links[i].parent] came back after links[i].gap
///
/// Definitions, for cases c and c' of one category at a distance d(c, c') <= radius, c before c' by (opened, id):
///  - settled: c has a close time, not before its opening. Open at t: opened <= t, and not closed or closed after t.
///  - duplicate: c is open when c' is reported. Parent: the earliest such c by (opened, id). A duplicate is kept as a
///    report (it tells the reporting rate) and never is a rebound.
///  - otherwise the parent is the settled c with closed <= opened(c') <= closed + window that was settled last; ties by
///    smaller distance, then smaller id. gap = opened(c') - closed(c).
///      suspect (虚假整改): gap <= grace: the place was reported again before the settlement can have held
///      rebound (反弹):     otherwise, that is opened in (closed + grace, closed + window]
///  - first: none of these. unplaced: the case has no place; it takes no part.
/// Rework (返工) is the same case sent back by verification: no link, counted from ForestCase::returned.
/// A close time before the opening is no settlement: such a case is neither open nor settled after its opening.
/// Each case has one parent, so links form a forest; a parent may have several children, survival uses the first.
/// rebound.csv counts *any* later case (rebound.hpp) and keeps its definition; the two numbers differ on purpose.
/// @pre       radius > 0, window >= grace >= 0, ids distinct, finite coordinates within 2^30 radii of zero
/// @guarantee independent of the order of cases (ids decide ties)
/// @cost      O(n log n + near pairs that are open or settled within the window)
/// @source    hotspot.md 4.1; no standard fixes r and T, so sensitivity() goes with every number

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/hotspot/located_reports.hpp>

namespace libgrid {
namespace hotspot {

struct ForestCase {
  std::int64_t id = 0;  ///< decides ties
  std::size_t category = 0;
  LocalTime opened{};
  std::optional<LocalTime> closed{};
  Xy at{};
  bool has_place = true;
  std::int64_t returned = 0;  ///< how often verification sent it back
  friend bool operator==(const ForestCase&, const ForestCase&) = default;
};

struct ForestRules {
  Metres radius{50.0};
  Seconds window = days(30);
  Seconds grace{12 * 3600};  ///< reported again within this: a suspect of false rectification
  friend bool operator==(const ForestRules&, const ForestRules&) = default;
};

enum class LinkKind : unsigned char { first, rebound, suspect, duplicate, unplaced };

struct ForestLink {
  LinkKind kind = LinkKind::first;
  std::optional<std::size_t> parent;  ///< position in cases
  Seconds gap;                        ///< from the parent's closing; from its opening for a duplicate
  Metres distance;
  friend bool operator==(const ForestLink&, const ForestLink&) = default;
};

struct Forest {
  std::vector<ForestLink> links;  ///< one per case
  friend bool operator==(const Forest&, const Forest&) = default;
};

/// How near cases are found; brute_force looks at every pair and is there to check.
enum class ForestSearch : unsigned char { sweep, brute_force };

[[nodiscard]] Forest rebound_forest(std::span<const ForestCase> cases, const ForestRules& rules,
                                    ForestSearch search = ForestSearch::sweep);

/// Pairs of cases with a distance measured elsewhere (along streets); each pair once. Pairs beyond the radius and of
/// different categories are ignored, pairs that are not listed are not near.
struct CasePair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  Metres distance;
};
[[nodiscard]] Forest rebound_forest(std::span<const ForestCase> cases, std::span<const CasePair> pairs,
                                    const ForestRules& rules);

/// What follows from the links: the tree of each case.
struct ForestShape {
  std::vector<std::size_t> root;
  std::vector<std::int64_t> generation;       ///< rebounds on the way from the root
  std::vector<std::int64_t> rebounds;         ///< children that are rebounds
  std::vector<std::optional<Seconds>> first;  ///< from closing to the first of them
};
[[nodiscard]] ForestShape shape_of(std::span<const ForestCase> cases, const Forest& forest);

struct ForestCounts {
  std::int64_t cases = 0, settled = 0, rebounds = 0, suspects = 0, duplicates = 0, unplaced = 0, rework = 0;
  std::int64_t closed_before_opened = 0;
  friend bool operator==(const ForestCounts&, const ForestCounts&) = default;
};
[[nodiscard]] ForestCounts count_links(std::span<const ForestCase> cases, const Forest& forest);

}  // namespace hotspot
}  // namespace libgrid
