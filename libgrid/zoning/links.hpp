#pragma once
/// Declared links: what connects land that water separates.
///
///   std::vector<Link> links = declare_links(blocks, borders);
///   BlockGraph graph = BlockGraph::build(blocks, borders, links);     // now connected
///
/// Land components are sets of blocks connected over shared borders of positive length. They are joined by the minimum
/// spanning tree over the shortest gaps between them: k components get k - 1 links, one per component and none more.
/// A link's line is the gap itself, from the nearest point of `from` to the nearest point of `to` (plane metres).
/// Ties: shorter, then lower from, then lower to, then the lower line. Links are ordered by (from, to), ids from 1.
/// @pre       valid polygons with disjoint interiors; block ids unique
/// @guarantee from < to; independent of the order of blocks and borders; length = distance of the line's two points
/// @cost      O(n log n) in vertices of the shores for a few hundred components (lazy Kruskal, branch and bound)
/// @source    Kruskal 1956, doi:10.1090/S0002-9939-1956-0078686-7

#include <span>
#include <vector>

#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

[[nodiscard]] std::vector<Link> declare_links(std::span<const Block> blocks, std::span<const BlockBorder> borders);

/// The shortest gap between two closed segments that do not cross: the nearest point of each.
struct Gap {
  Xy on_first;
  Xy on_second;
  [[nodiscard]] Metres length() const { return distance(on_first, on_second); }
};
[[nodiscard]] Gap shortest_gap(Xy a, Xy b, Xy c, Xy d);

}  // namespace libgrid::zoning
