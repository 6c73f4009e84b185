#pragma once
/// 反弹 against 工程性措施: a settled case comes back, or its place is mended for good first. Competing risks.
///
///   std::vector<std::optional<Seconds>> fixes = first_fixes(cases, kinds, 50_m);      // from a closing to the fix
///   std::vector<CompetingCurve> curves = competing_curves(cases, forest, {kinds, fixes}, {of, 1}, period);
///   Incidence at30 = incidence_at(curves[0], days(30));      // at30.rebound + at30.fix + at30.quiet == 1
///
/// A fix is a case that the city says to be one: by how it was settled (own_category: bollards end parking on the
/// pavement; it ends the matter of its own category) or by its category (any_category: works; it ends every category
/// near it). It holds from its closing, within the radius in the plane. A case that was itself settled by a fix ends at
/// once, in the first second, with all others at risk. Works are no problem cases: they are not watched.
/// Watched, event and censoring are those of rebound_curves; of a rebound and a fix in one second the rebound counts.
/// F_k(t) = sum S(u-) d_ku / n_u (Aalen-Johansen). `alone` is 1 - Kaplan-Meier with fixes censored: what would come
/// back if nothing were mended; never below the incidence of rebounds, and not what happens.
/// @pre    equal lengths; radius > 0; the forest of the same cases
/// @cost   O(n log n + pairs of a case and a fix within the radius)
/// @source Aalen & Johansen 1978; Andersen, Geskus, de Witte & Putter 2012 (why not 1 - Kaplan-Meier)

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/hotspot/intervals.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>

namespace libgrid {
namespace hotspot {

enum class FixKind : unsigned char { none, own_category, any_category };

/// The first fix at or after each settled case's closing, itself included.
[[nodiscard]] std::vector<std::optional<Seconds>> first_fixes(std::span<const ForestCase> cases,
                                                              std::span<const FixKind> kinds, Metres radius);

struct Fixes {
  std::span<const FixKind> kinds;
  std::span<const std::optional<Seconds>> first;
};

struct CompetingCurve {
  std::int64_t watched = 0;
  std::int64_t rebounds = 0;           ///< watched that came back first
  std::int64_t fixes = 0;              ///< watched that were mended first
  std::vector<IncidencePoint> points;  ///< [0]: rebound, [1]: fix; seconds since the closing
  SurvivalCurve alone;
};

[[nodiscard]] std::vector<CompetingCurve> competing_curves(std::span<const ForestCase> cases, const Forest& forest,
                                                           const Fixes& fixes, const Grouping& grouping,
                                                           const WatchPeriod& period);

/// NaN where nothing was watched.
struct Incidence {
  double rebound = 0.0, fix = 0.0, quiet = 1.0;
  double alone = 0.0;
  Interval95 rebound_interval{}, fix_interval{};  ///< 95 %; [0, 0] before the first
};
[[nodiscard]] Incidence incidence_at(const CompetingCurve& curve, Seconds time);

}  // namespace hotspot
}  // namespace libgrid
