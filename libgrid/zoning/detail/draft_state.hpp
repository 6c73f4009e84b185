#pragma once
/// The draft while it is edited: zones with their blocks and figures, and a change that can be put on and off.
///
/// A change holds the other side of what it touches; putting it on swaps the sides, so doing it twice undoes it
/// exactly.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <libgrid/zoning/detail/wall_joins.hpp>
#include <libgrid/zoning/draft_editor.hpp>

namespace libgrid::zoning::detail {

struct DraftZone {
  Zone zone;                     ///< sums are kept; shape, parts and polsby_popper only while `drawn`
  std::vector<BlockId> members;  ///< ascending, at every level
  Metres perimeter;
  std::int64_t pieces = 0;             ///< walls closed
  std::vector<WallJoin> joins{};       ///< between them
  std::optional<BlockPair> astride{};  ///< two of its blocks of different parents
  std::vector<double> further{};       ///< amounts, in the order of the rules
  bool drawn = true;
};

/// Blocks ascending by id, shared between the versions of the ground.
struct DraftGround {
  std::vector<std::shared_ptr<const Block>> blocks;  // shared: an undone split keeps the other blocks alive
  std::vector<BlockBorder> borders;
  std::vector<Link> links;
  std::vector<StreetStretch> stretches;
  std::vector<coverage::BarrierBorder> barriers;
  PlanRules rules;
  std::vector<BlockLineage> lineage;
  BlockGraph graph{};                   ///< made of the others, like what follows
  double total = 0.0;                   ///< workload
  std::vector<double> further_total{};  ///< of the rules' workloads
};
using GroundPointer = std::shared_ptr<const DraftGround>;  // shared by the state and the changes that lead back to it

using ZoneTable = std::map<ZoneId, DraftZone>;

struct DraftChange {
  std::map<ZoneId, std::optional<DraftZone>> zones;  ///< empty: no such zone
  std::optional<std::vector<Post>> posts;
  GroundPointer ground;  ///< null: the same
};

class DraftState {
 public:
  [[nodiscard]] static Expected<DraftState> make(ZoneMap map, EditGround ground, City city, SplitPlaces places);

  [[nodiscard]] const ZoneTable& zones() const { return zones_; }
  [[nodiscard]] const std::vector<Post>& posts() const { return posts_; }
  [[nodiscard]] const DraftGround& ground() const { return *ground_; }
  [[nodiscard]] const City& city() const { return city_; }
  [[nodiscard]] const SplitPlaces& places() const { return places_; }
  [[nodiscard]] int lowest_level() const { return lowest_level_; }
  [[nodiscard]] std::optional<ZoneId> zone_of(BlockId block) const;
  [[nodiscard]] const DraftZone* zone_at(BlockId block) const;  ///< the same zone itself; null: no such block
  [[nodiscard]] ZoneMap map() const;

  /// Swaps the sides: afterwards the state is what the change was, and the change what the state was.
  void swap(DraftChange& change);

 private:
  ZoneTable zones_;
  std::vector<Post> posts_;
  GroundPointer ground_;
  City city_;
  SplitPlaces places_;
  std::uint64_t seed_ = 0;
  int lowest_level_ = 1;
  std::vector<ZoneId> zone_of_;  ///< by index of the graph
};

/// Sums, perimeter and pieces of a zone from its members.
class ZoneCounter {
 public:
  explicit ZoneCounter(const DraftGround& ground)
      : graph_(ground.graph), rules_(ground.rules), mark_(graph_.size(), 0), piece_(graph_.size(), 0) {}
  void recount(DraftZone& zone);

 private:
  void add_up(DraftZone& zone) const;
  void walk(DraftZone& zone);
  void join_pieces(DraftZone& zone) const;
  const BlockGraph& graph_;
  const PlanRules& rules_;
  std::vector<std::uint32_t> mark_;   ///< the round in which a block was a member; twice the round once it was reached
  std::vector<std::uint32_t> piece_;  ///< of the members of this round
  std::uint32_t round_ = 0;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> open_;
};

/// Sorts the blocks; makes graph and totals.
[[nodiscard]] GroundPointer make_ground(DraftGround ground, const BarrierRules& barriers);

/// The lowest zone of a block; null: there is none.
using ZoneOf = std::function<const DraftZone*(BlockId)>;

/// The findings of validate.hpp about a table of zones whose sums are right.
[[nodiscard]] std::vector<Error> table_findings(const std::vector<const DraftZone*>& zones, const City& city,
                                                const DraftGround& ground, const ZoneOf& zone_of);
[[nodiscard]] ZoneFigures figures_of(const DraftZone& zone, std::size_t zones_of_level, const DraftGround& ground);

}  // namespace libgrid::zoning::detail
