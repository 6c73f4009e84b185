#pragma once
/// Streets through the noded network: which faces lie left and right of every stretch.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/detail/subdivision.hpp>
#include <libgrid/coverage/network.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::coverage::detail {

/// The vertices that the noded form of a line walks through.
[[nodiscard]] Expected<std::vector<int>> walk_line(const Network& network, std::span<const Xy> line);

/// The same for a network that was noded from the lines of a first network: by way of the first.
class TwoStageWalk {
 public:
  explicit TwoStageWalk(const Network& first) : first_(first) {}
  [[nodiscard]] Expected<std::vector<int>> operator()(const Network& second, std::span<const Xy> line) const;

 private:
  const Network& first_;
};

using BlockOfFace = std::function<std::optional<BlockId>(int face)>;

/// Every metre of every street in exactly one stretch; neighbouring stretches with the same blocks are joined.
[[nodiscard]] Expected<std::vector<StreetStretch>> walk_streets(std::span<const Street> streets,
                                                                const TwoStageWalk& walk, const Network& network,
                                                                const Subdivision& subdivision,
                                                                const BlockOfFace& block_of);

}  // namespace libgrid::coverage::detail
