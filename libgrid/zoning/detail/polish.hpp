#pragma once
/// Annealed sweeps over the border nodes: shorter borders, rounder zones, loads towards the band; always connected.

#include <libgrid/base/progress.hpp>
#include <libgrid/zoning/detail/draw.hpp>
#include <libgrid/zoning/detail/price.hpp>

namespace libgrid::zoning::detail {

struct Polish {
  int sweeps = 100;              ///< the work budget: each border node is tried once a sweep
  double hot = 0.6;              ///< temperature at the start, in mean edges
  double cold = 0.02;            ///< and at the end
  double press_from = 1.0;       ///< price of a mean node's load outside the aim at the start
  double press_to = 5.0;         ///< and at the end
  std::span<const int> home{};   ///< zone of every node in an earlier zoning; empty: none
  double stay = 0.0;             ///< price of a mean node's load away from home
  std::span<const int> group{};  ///< of every zone: nodes stay in their group; empty: all zones are one
};

/// Improves the cut in place. `only`, if given, are the nodes that are tried.
/// @pre every zone is connected and has nodes @guarantee so it is afterwards
void polish(ZoningCut& cut, Price price, const Polish& how, Draw& draw, const CancelToken& cancel,
            std::span<const std::uint32_t> only = {});

/// An exponential variate from 64 random bits by whole-number steps, the same on every machine; exp(-x) to 4 %.
[[nodiscard]] double exponential_of(std::uint64_t bits);

}  // namespace libgrid::zoning::detail
