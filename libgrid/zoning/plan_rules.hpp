#pragma once
/// 方案约束: what a city wants of its zones besides connection, nesting and the bands of its levels.
///
///   PlanRules rules{.must_link = {{"hospital", {BlockId{17}, BlockId{18}}}}, .workloads = {facilities}};
///   PlanValidation::validate(std::move(draft), graph, city, nullptr, rules);   // refuses what breaks one of them
///
/// Must-link (必须同格): blocks that lie in one zone of the lowest level, and so in one zone of every level.
/// Limited workload (附加工作量): what a zone has of it, over the mean zone of its level, lies in [least, most]. A
/// workload that no block has any of limits nothing; excluded blocks (不划入网格) have none.
/// Locked zone (锁定网格): its blocks are one zone of the lowest level and nothing else is.
/// Parents (不跨辖区): the blocks of a zone, of every level, have one parent.
/// @guarantee the rules of a ground with a split block count for its parts as they counted for the block; what the
///            parts have of a workload adds up to what the block had

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::zoning {

struct MustLink {
  std::string name;
  std::vector<BlockId> blocks;
  std::vector<Xy> places{};  ///< why: of the parts of a split block those stay that hold one; empty: all parts stay
  friend bool operator==(const MustLink&, const MustLink&) = default;
};

/// Something countable at a place.
struct CountedPlace {
  Xy at;
  double amount = 1.0;
  friend bool operator==(const CountedPlace&, const CountedPlace&) = default;
};

/// What the parts of a split block share a workload by; by area where the block has none of it.
enum class ShareBy : unsigned char { area, reports, streets, places };

struct LimitedWorkload {
  std::string name;
  std::vector<double> of_block;  ///< blocks ascending by id; any unit
  double least = 0.0;
  double most = 0.0;  ///< 0: no limit
  ShareBy share = ShareBy::area;
  std::vector<StreetId> streets{};     ///< of ShareBy::streets, ascending; empty: all streets
  std::vector<CountedPlace> places{};  ///< of ShareBy::places
  [[nodiscard]] double total() const;
  /// `load` is over the mean zone.
  [[nodiscard]] bool allows(double load) const;
  friend bool operator==(const LimitedWorkload&, const LimitedWorkload&) = default;
};

/// A zone that is to stay as it was published.
struct LockedZone {
  std::string code;
  std::vector<BlockId> blocks;  ///< ascending; all of it
  friend bool operator==(const LockedZone&, const LockedZone&) = default;
};

struct PlanRules {
  std::vector<MustLink> must_link{};
  std::vector<LimitedWorkload> workloads{};
  std::vector<LockedZone> locked{};
  std::vector<BlockId> excluded{};      ///< ascending: in no zone
  std::vector<std::int64_t> parents{};  ///< of blocks ascending by id (districts): no zone crosses; empty: none
  [[nodiscard]] bool is_excluded(BlockId block) const;
  friend bool operator==(const PlanRules&, const PlanRules&) = default;
};

/// The rules after a split. @pre `before` was a block of the ground; parts have ids above those of all blocks
struct RuleSplit {
  const Block& before;
  std::size_t index;  ///< of `before` in the ascending blocks
  std::span<const Block> parts;
  std::span<const StreetStretch> stretches;  ///< of the ground after the split
};
[[nodiscard]] PlanRules rules_after(PlanRules rules, const RuleSplit& split);

/// The finding that blocks of a must-link set lie in different zones, or nothing. `zone_of` names the zone of a block.
[[nodiscard]] std::optional<Error> parted_finding(const MustLink& link,
                                                  const std::function<std::string(BlockId)>& zone_of);
/// That a locked zone is not as it was. `members` are the blocks of the zone that its first block lies in, ascending.
[[nodiscard]] std::optional<Error> lock_finding(const LockedZone& lock, std::span<const BlockId> members);
/// That a zone has blocks of these two parents.
[[nodiscard]] Error parent_finding(const std::string& zone, BlockId a, BlockId b);
/// That a zone has too little or too much; `zone` as findings name it.
[[nodiscard]] std::optional<Error> limit_finding(const std::string& zone, const LimitedWorkload& workload, double load);
/// That a zone (or the city) has another number of zones of the level below than the city file asks, or none.
[[nodiscard]] std::optional<Error> count_finding(const City& city, const std::string& parent, int level, int count);
/// The finding is one that a plan cannot be published with: a count is a wish where the level has no fixed_count.
[[nodiscard]] bool refuses(const City& city, const Error& finding);
/// That two pieces of a zone meet only at a wall between these blocks.
[[nodiscard]] Error wall_finding(const std::string& zone, BlockId a, BlockId b);

}  // namespace libgrid::zoning
