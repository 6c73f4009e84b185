#include <libgrid/zoning/detail/anneal.hpp>

#include <algorithm>
#include <bit>
#include <numbers>
#include <span>

#include <libgrid/zoning/detail/energy.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr std::int64_t kStages = 200;  ///< temperature falls in as many steps

/// A block and the zone it might go to.
struct Proposal {
  std::uint32_t block = 0;
  int to = 0;
};

std::uint32_t scaled(std::uint64_t bits32, std::size_t bound) {
  return static_cast<std::uint32_t>((bits32 * static_cast<std::uint64_t>(bound)) >> 32);
}

/// A random border block and the zone of a random one of its outer neighbours.
Proposal propose(const ZoningState& state, std::uint64_t bits) {
  const auto border = state.border_blocks();
  const std::uint32_t block = border[scaled(bits & 0xFFFFFFFFU, border.size())];
  const auto edges = state.region().edges(block);
  const auto foreign = [&](const RegionEdge& edge) { return state.part(edge.to) != state.part(block); };
  const auto count = static_cast<std::size_t>(std::ranges::count_if(edges, foreign));
  std::uint32_t pick = scaled(bits >> 32, count);
  for (const RegionEdge& edge : edges) {
    if (foreign(edge) && pick-- == 0) return {block, state.part(edge.to)};
  }
  return {block, state.part(block)};  // not reached: a border block has a foreign neighbour
}

/// Change of the energy if the blocks, all of one zone, go to another.
double change(ZoningState& state, const Energy& energy, std::span<const std::uint32_t> blocks, int to) {
  const int from = state.part(blocks.front());
  const ZoneSums moved = state.sums_of(blocks);
  const double left_behind = state.border_with(blocks, from);
  const double joined = state.border_with(blocks, to);
  const ZoneSums& a = state.sums(from);
  const ZoneSums& b = state.sums(to);
  const ZoneSums smaller{a.load - moved.load, a.area - moved.area, a.perimeter - moved.perimeter + 2.0 * left_behind,
                         a.blocks - moved.blocks};
  const ZoneSums larger{b.load + moved.load, b.area + moved.area, b.perimeter + moved.perimeter - 2.0 * joined,
                        b.blocks + moved.blocks};
  return energy.of_border(left_behind - joined) + energy.of_zone(smaller) + energy.of_zone(larger) - energy.of_zone(a) -
         energy.of_zone(b);
}

void try_move(ZoningState& state, const Energy& energy, const Proposal& proposal, double allowance) {
  if (state.sums(state.part(proposal.block)).blocks < 2) return;
  const std::span alone(&proposal.block, 1);
  if (change(state, energy, alone, proposal.to) > allowance) return;
  const auto leaving = state.with_dependents(proposal.block);
  if (leaving.size() > 1 && change(state, energy, leaving, proposal.to) > allowance) return;
  state.move(leaving, proposal.to);
}

}  // namespace

double exponential(std::uint64_t bits) {
  // bits / 2^64 = 2^-(zeros + 1) * (1 + fraction); its binary logarithm is read off, linear between powers of two.
  const int zeros = std::countl_zero(bits | 1U);
  const double fraction = static_cast<double>((bits << zeros << 1) >> 11) * 0x1.0p-53;
  return std::numbers::ln2 * (static_cast<double>(zeros) + 1.0 - fraction);
}

double roughness(const ZoningState& state, double shape_weight) {
  Energy energy(state.region(), Limits{}, state.zones(), shape_weight, 1.0);
  energy.press(0.0);
  double twice_border = 0.0;
  for (const std::uint32_t block : state.border_blocks()) {
    for (const RegionEdge& edge : state.region().edges(block)) {
      if (state.part(edge.to) != state.part(block)) twice_border += edge.border;
    }
  }
  double sum = energy.of_border(twice_border / 2.0);
  for (int zone = 0; zone < state.zones(); ++zone) sum += energy.of_zone(state.sums(zone));
  return sum;
}

Load excess(const ZoningState& state, const Limits& limits) {
  Load sum = 0;
  for (int zone = 0; zone < state.zones(); ++zone) {
    const Load load = state.sums(zone).load;
    sum += std::max<Load>({0, load - limits.most, limits.least - load});
  }
  return sum;
}

void anneal(ZoningState& state, const Limits& limits, const AnnealOptions& options, const CounterRandom& random,
            const CancelToken& cancel) {
  Energy energy(state.region(), limits, state.zones(), options.shape_weight, options.aim);
  const std::int64_t steps_per_stage = std::max<std::int64_t>(1, options.steps / kStages);
  std::uint64_t draw = 0;
  for (std::int64_t stage = 0; stage < kStages && !cancel.cancelled(); ++stage) {
    const double done = static_cast<double>(stage) / static_cast<double>(kStages);
    const double left = 1.0 - done;
    // A cubic in place of an exponential: the same to the last bit on every machine.
    const double temperature = options.coldest + (options.hottest - options.coldest) * left * left * left;
    energy.press(0.5 + 4.5 * done);
    for (std::int64_t step = 0; step < steps_per_stage && !state.border_blocks().empty(); ++step, draw += 2) {
      try_move(state, energy, propose(state, random(draw)), temperature * exponential(random(draw + 1)));
    }
  }
}

}  // namespace libgrid::zoning::detail
