#pragma once
/// Upper zones as groups of finished lower ones, where cutting from the top does not do.
///
/// A locked zone may be the only way between two parts of an upper zone. Cut from the top, what is left on either side
/// of it seldom holds a whole number of lower zones. So the ground is cut into lower zones first, the locked ones among
/// them, and those are joined, `per_group` each: in that graph a locked zone is a node like the others.
/// @pre every zone is connected and of one parent
/// @errors zone_infeasible (no grouping was found), cancelled

#include <vector>

#include <libgrid/zoning/detail/problem.hpp>
#include <libgrid/zoning/detail/region_cut.hpp>

namespace libgrid::zoning::detail {

struct Grouping {
  std::size_t level = 0;  ///< of the groups
  int per_group = 1;      ///< zones
  int zones = 1;          ///< in all
};

/// The group of every zone, each connected and within the limits of its level.
[[nodiscard]] Expected<std::vector<int>> grouped_zones(const Problem& problem, const std::vector<int>& zone_of_block,
                                                       const Grouping& grouping, const RegionCutOptions& options,
                                                       const CancelToken& cancel);

/// What `number` says of the zone of every block; kNoPart stays.
[[nodiscard]] std::vector<int> composed(const std::vector<int>& zone_of_block, const std::vector<int>& number);

/// New numbers of zones, those of group g from g's number x per_group on, in the order they had.
[[nodiscard]] std::vector<int> nested_numbers(const std::vector<int>& group, const std::vector<int>& number_of_group,
                                              int per_group);

}  // namespace libgrid::zoning::detail
