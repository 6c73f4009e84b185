#pragma once
/// 回头看, second half: which settled cases to visit again with the hours there are.
///
///   std::vector<PlannedVisit> visits = plan_visits(candidates, {.budget = 40.0, .cover = 50_m});
///
/// A visit goes to a candidate and checks every candidate within `cover`. Its gain is the sum of probability x
/// detectability x severity over what it checks first; visits are taken by gain per cost (greedy: at least 1 - 1/e of
/// the best cover when costs are equal), ties by smaller id. Before that, every group gets its fair share:
/// `fairness` x budget x its share of the candidates. `random_share` of the budget goes to candidates drawn at random
/// from the rest, so that the model can be learned from again; their `chance` of being drawn is kept for weighting.
/// @guarantee independent of the order of candidates; a function of the seed
/// @cost      O(n log n + pairs within cover) with lazy greedy
/// @source    Nemhauser, Wolsey & Fisher 1978; Minoux 1978 (lazy)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

struct VisitCandidate {
  std::int64_t id = 0;
  Xy at{};
  double probability = 0.0;
  double detectability = 1.0;  ///< q: chance to see it at the hour and weekday of the visit
  double severity = 1.0;
  double cost = 1.0;  ///< > 0, hours or visits
  std::size_t group = 0;
};

struct VisitOptions {
  double budget = 0.0;        ///< in the unit of cost
  Metres cover{0.0};          ///< 0: a visit checks its own case only
  double random_share = 0.1;  ///< of the budget
  double fairness = 0.0;      ///< 0: none; 1: the whole budget by the groups' shares of candidates
  std::uint64_t seed = 0;
};

enum class VisitReason : unsigned char { fair_share, expected_gain, random };

struct PlannedVisit {
  std::size_t candidate = 0;
  VisitReason reason = VisitReason::expected_gain;
  double gain = 0.0;       ///< what it adds when it is taken
  double chance = 1.0;     ///< of being taken; below 1 for random visits
  std::size_t covers = 0;  ///< candidates that it checks first, itself one
};

[[nodiscard]] std::vector<PlannedVisit> plan_visits(std::span<const VisitCandidate> candidates,
                                                    const VisitOptions& options);

/// An order to walk the places in: nearest neighbour from the start, then 2-opt until nothing improves. An open path.
[[nodiscard]] std::vector<std::size_t> route_order(std::span<const Xy> places, Xy start);

}  // namespace hotspot
}  // namespace libgrid
