#pragma once
/// The borders of zones as one planar graph: edges that meet in their ends only, each with the zones whose border it
/// is.
///
///   auto graph = node_zones(zones, {.reach = Metres{0.0005}});
///   graph.edges[e];                     // u < v, positions in graph.points
///   graph.uses of edge e                // zone z and the edge of z's ring as it was drawn: e is a part of it
///
/// Points within `reach` of each other become one (the lowest), a point within reach of an edge breaks it there, edges
/// that cross break in the crossing; repeated until nothing breaks any more. What lies farther apart than `reach` stays
/// apart: a strip of 1 mm is still a strip. With `lattice` all points lie on the 2^-10 m lattice.
/// A zone whose ring walks an edge an even number of times is not among its uses (it cancels, by parity).
/// @guarantee whether two edges cross is decided exactly (geom/predicates.hpp); independent of the order of zones
/// @errors internal if it does not settle (never seen)
/// @cost O((n + k) log n) a round, k contacts; a coverage without defects takes one round

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid::coverage::detail {

enum class Snap : unsigned char { none, lattice };

struct NodingRules {
  Metres reach{0.0005};
  Snap snap = Snap::none;
};

struct BorderUse {
  int zone = 0;    ///< position of the zone
  int source = 0;  ///< number of the drawn edge; two zones that draw the same edge have the same number
  friend constexpr auto operator<=>(const BorderUse&, const BorderUse&) = default;
};

struct ZoneGraph {
  std::vector<Xy> points;
  std::vector<std::pair<int, int>> edges;  ///< ascending, first < second
  std::vector<std::size_t> first_use;      ///< of edge e: uses[first_use[e]] .. uses[first_use[e + 1]]
  std::vector<BorderUse> uses;             ///< by edge, then by zone; each zone once

  [[nodiscard]] std::span<const BorderUse> uses_of(std::size_t edge) const {
    return std::span(uses).subspan(first_use[edge], first_use[edge + 1] - first_use[edge]);
  }
};

[[nodiscard]] Expected<ZoneGraph> node_zones(std::span<const MultiPolygon* const> zones, const NodingRules& rules);

}  // namespace libgrid::coverage::detail
