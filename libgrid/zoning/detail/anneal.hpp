#pragma once
/// Annealed moves of border blocks: shorter borders, rounder zones, loads towards the band; always connected.

#include <cstdint>

#include <libgrid/base/progress.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/zoning/detail/zoning_state.hpp>

namespace libgrid::zoning::detail {

struct AnnealOptions {
  std::int64_t steps = 0;  ///< the work budget
  double shape_weight = 0.5;
  double hottest = 1.5;   ///< temperature at the start, in mean borders
  double coldest = 0.03;  ///< and at the end
  double aim = 0.9;       ///< loads are pulled into this share of the band, to keep a reserve
};

/// Improves the state in place. @pre all_connected @guarantee all_connected
void anneal(ZoningState& state, const Limits& limits, const AnnealOptions& options, const CounterRandom& random,
            const CancelToken& cancel);

/// Border length less compactness, in mean borders: what makes one zoning within the limits better than another.
[[nodiscard]] double roughness(const ZoningState& state, double shape_weight);

/// How far the loads are outside the limits, in units of load; 0: all inside.
[[nodiscard]] Load excess(const ZoningState& state, const Limits& limits);

/// An exponential variate from 64 random bits by whole-number steps, the same on every machine; exp(-x) to 4 %.
[[nodiscard]] double exponential(std::uint64_t bits);

}  // namespace libgrid::zoning::detail
