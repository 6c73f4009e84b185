#include <libgrid/zoning/detail/split.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/zoning/detail/anneal.hpp>
#include <libgrid/zoning/detail/grow.hpp>
#include <libgrid/zoning/detail/metis.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/repair.hpp>

namespace libgrid::zoning::detail {
namespace {

/// How near the best attempt came, as shares of the mean.
std::string best_figures(const ZoningState& state, const Limits& limits) {
  Load least = state.sums(0).load;
  Load most = least;
  for (int zone = 1; zone < state.zones(); ++zone) {
    least = std::min(least, state.sums(zone).load);
    most = std::max(most, state.sums(zone).load);
  }
  const auto share = [&](Load load) { return fixed(static_cast<double>(load) / limits.mean, 4); };
  return "best found: lightest zone " + share(least) + ", heaviest " + share(most) + " of the mean, band +-" +
         shortest(limits.band);
}

ZoningState attempt(const Region& region, int zones, const Limits& limits, const SplitOptions& options, int number,
                    const CancelToken& cancel) {
  const CounterRandom random(options.seed, (options.stream << 8) + static_cast<std::uint64_t>(number) + 1);
  constexpr std::uint64_t kStartDraw = ~std::uint64_t{0};  // annealing counts up from 0
  const auto start_seed = static_cast<std::uint32_t>(random(kStartDraw));
  std::vector<int> start = metis_can_cut(region, zones) ? metis_parts(region, zones, limits.band, start_seed)
                                                        : grown_parts(region, zones, start_seed);
  ZoningState state(region, repaired(region, std::move(start), zones), zones);
  const AnnealOptions annealing{.steps = static_cast<std::int64_t>(region.size()) * options.moves_per_block,
                                .shape_weight = options.shape_weight,
                                .aim = options.aim};
  anneal(state, limits, annealing, random, cancel);
  return state;
}

/// The smoothest zoning within the limits, or how near the others came.
struct Best {
  int found = 0;  ///< within the limits
  std::vector<int> parts;
  double roughness = 0.0;
  Load excess = -1;
  std::string figures;

  void consider(const ZoningState& state, const Limits& limits, double shape_weight) {
    const Load over = detail::excess(state, limits);
    if (over == 0) {
      const double rough = detail::roughness(state, shape_weight);
      if (found++ > 0 && rough >= roughness) return;
      roughness = rough;
      parts = state.parts();
    } else if (excess < 0 || over < excess) {
      excess = over;
      figures = best_figures(state, limits);
    }
  }
};

}  // namespace

Expected<std::vector<int>> split(const Region& region, int zones, const Limits& limits, const SplitOptions& options,
                                 const CancelToken& cancel) {
  if (region.size() < static_cast<std::size_t>(zones)) {
    return fail(ErrorCode::zone_infeasible,
                std::to_string(region.size()) + " blocks for " + std::to_string(zones) + " zones");
  }
  if (zones == 1 && region.total() >= limits.least && region.total() <= limits.most) {
    return std::vector<int>(region.size(), 0);
  }
  Best best;
  for (int number = 0; number < options.attempts && best.found < options.starts; ++number) {
    const ZoningState state = attempt(region, zones, limits, options, number, cancel);
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    best.consider(state, limits, options.shape_weight);
  }
  if (best.found == 0) return fail(ErrorCode::zone_infeasible, best.figures);
  return std::move(best.parts);
}

}  // namespace libgrid::zoning::detail
