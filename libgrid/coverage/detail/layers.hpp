#pragma once
/// Streets on several layers: which of them cross another layer without a node, and what bounds faces without them.
///
/// A street crosses without a node if its noded form passes a vertex that it shares with a street of another layer, and
/// that vertex was not drawn by both. Such a street bounds no face (the block goes on below the bridge); it is still
/// noded, so that each of its metres has a block on either side. A street of another layer that meets others only in
/// drawn vertices (a bridge over water) bounds faces like any other.

#include <span>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/coverage/network.hpp>

namespace libgrid::coverage::detail {

/// One flag per street. All 0, at no cost, where all streets lie on layer 0.
[[nodiscard]] Expected<std::vector<char>> crossing_without_node(const Network& network,
                                                                std::span<const Street> streets);

/// The edges of the network that any input but the flagged streets walks (vertex pairs, perhaps repeated).
[[nodiscard]] Expected<std::vector<std::pair<int, int>>> bounding_edges(const Network& network, const BlockInput& input,
                                                                        std::span<const char> left_out);

}  // namespace libgrid::coverage::detail
