#pragma once
/// Heat along streets: kernel density on a network, exact mass per stretch.
///
///   StreetDensity heat = street_density(edges, nodes, events, {.bandwidth = 200_m, .stretch = 10_m});
///   // heat.value[k]: events per metre on stretch k of heat.edge[k], from heat.from[k] to heat.to[k]
///
/// From each event the quartic kernel (one half of its mass each way) runs along the streets. Where m edges meet:
///   simple         each place gets the kernel of its shortest distance; mass is not kept
///   discontinuous  what arrives is split evenly over the m - 1 others; a dead end turns it back
///   continuous     2 / m goes on into each of the others, 2 / m - 1 (negative for m > 2) turns back
/// A stretch gets the integral of the kernel over it, so both split ways keep the mass exactly: sum of value times
/// length is the number of events (lost: what was given up where a share fell under 1e-9 of an event).
/// The paths within a bandwidth are exponentially many in its crossings. With step > 0 the split ways therefore measure
/// every street (and the way from an event to each end of its street) in whole steps, at least one a street: paths that
/// meet in a crossing after as many steps go on as one, of all events at once. That is the kernel of streets whose
/// lengths are off by at most a step each, with exact mass; it equals step 0 where the lengths are whole steps.
/// @pre edges between known nodes with length > 0, 0 <= offset <= length, bandwidth > 0, stretch > 0, step >= 0
/// @cost O(events + edges x bandwidth / step); step 0: O(events x paths within the bandwidth)
/// @source Okabe, Satoh & Sugihara 2009 (equal split kernels)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>

namespace libgrid {
namespace hotspot {

struct NetworkEdge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  Metres length;
};

struct NetworkEvent {
  std::uint32_t edge = 0;
  Metres offset;  ///< from a
};

enum class NetworkKernel : unsigned char { simple, discontinuous, continuous };

struct StreetDensityOptions {
  NetworkKernel kernel = NetworkKernel::continuous;
  Metres bandwidth{200.0};
  Metres stretch{10.0};  ///< longest piece of an edge with one value
  Metres step{1.0};      ///< 0: each path on its own; simple does not use it
};

struct StreetDensity {
  std::vector<std::uint32_t> edge;
  std::vector<Metres> from, to;
  std::vector<double> value;
  double lost = 0.0;
};

[[nodiscard]] StreetDensity street_density(std::span<const NetworkEdge> edges, std::size_t nodes,
                                           std::span<const NetworkEvent> events, const StreetDensityOptions& options);

}  // namespace hotspot
}  // namespace libgrid
