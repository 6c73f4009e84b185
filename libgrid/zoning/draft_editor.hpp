#pragma once
/// Redraws a plan by hand: each operation answers with its consequences, before or while it is done, and can be undone.
///
///   Expected<DraftEditor> editor = DraftEditor::make(draft, ground_of(blocks, borders, links), city);
///   Expected<Consequence> what_if = editor->consequence(MoveBlocks{{BlockId{17}}, ZoneId{12}});   // nothing is
///   changed for (const Error& rule : what_if->broken) show(message_en(rule));        // what the draft would break and
///   does not editor->apply(MoveBlocks{{BlockId{17}}, ZoneId{12}}); editor->undo(); // exactly the bytes of before
///   DraftPlan redrawn = editor->draft();                                      // shapes dissolved where blocks moved
///
/// Walls, must-links and limits of further workloads are rules like the others: an edit that joins blocks only across a
/// wall, parts blocks that must stay together or leaves a zone with too much of something says so before it is done.
///
/// All levels at once: a block that goes to another lowest zone changes the sums of every zone above that gains or
/// loses it. Anything may be in a draft; what a plan must keep is told by `findings()`, with the codes and texts of
/// validate.hpp. The number of zones per parent is a rule of the city too: a split breaks it until the city's levels
/// say otherwise or other zones are merged.
///
/// Units: plane metres, square metres, workload as in the blocks. Perimeters are added up from the block borders.
/// @guarantee every figure is bit for bit that of a recount from nothing: sums go over the blocks in the order of ids
/// @guarantee undo gives back the draft of before exactly; redo that of after; the same operations on the same draft
///            give the same bytes. A refused operation changes nothing
/// @errors    make: what the structure of the map breaks (block_unassigned, id_duplicate, nesting_broken);
///            operations: parameter_invalid (unknown block or zone, another level, nothing would change, a line that
///            does not cut); number_not_finite (a line); zone_infeasible (a zone that cannot be cut into so many parts)
/// @cost      O(blocks of the zones that change, at every level) + O(zones) + O(must-links). Worst CPU time of a kind
///            on 10,000 blocks, 10 x 12 zones, one border in twenty a wall, 100 must-links, two further workloads
///            (tests/bench/edit_bench.cpp): move a block 0.6 ms, paint 50 blocks 4.6 ms, split a zone 1.6 ms, merge
///            zones 1.8 ms, split a block 8.5 ms, undo 0.9 ms

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/edit_operation.hpp>
#include <libgrid/zoning/plan_rules.hpp>
#include <libgrid/zoning/split_block.hpp>

namespace libgrid::zoning {

namespace detail {
class DraftState;
}

/// A further workload of a zone.
struct FurtherLoad {
  std::string name;
  double amount = 0.0;
  double relative_load = 0.0;  ///< over the mean of its level; 0 where nobody has any
  friend bool operator==(const FurtherLoad&, const FurtherLoad&) = default;
};

/// What a planner looks at.
struct ZoneFigures {
  std::int64_t blocks = 0;
  SquareMetres area;
  Metres street_length;
  std::int64_t reports = 0;
  double workload = 0.0;
  double relative_load = 0.0;  ///< over the mean of its level
  Metres perimeter;
  double polsby_popper = 0.0;
  std::int64_t pieces = 0;             ///< 1: connected over borders or declared links, walls closed
  std::vector<FurtherLoad> further{};  ///< in the order of the rules
  friend bool operator==(const ZoneFigures&, const ZoneFigures&) = default;
};

struct ZoneChange {
  ZoneId zone;
  std::string code;
  std::string name;
  std::string name_before{};          ///< empty: a new zone
  std::optional<PostId> post_before;  ///< who answered for it
  std::optional<PostId> post;         ///< and does afterwards
  int level = 1;
  std::optional<ZoneFigures> before;  ///< empty: a new zone
  std::optional<ZoneFigures> after;   ///< empty: the zone is no more
  friend bool operator==(const ZoneChange&, const ZoneChange&) = default;
};

/// A block that lies in another lowest zone than before, or that a split made or took away.
struct BlockMove {
  BlockId block;
  std::optional<ZoneId> from;
  std::optional<ZoneId> to;
  friend bool operator==(const BlockMove&, const BlockMove&) = default;
};

/// Which blocks a block was cut into.
struct BlockLineage {
  BlockId block;
  std::vector<BlockId> parts;
  friend bool operator==(const BlockLineage&, const BlockLineage&) = default;
};

struct Consequence {
  std::vector<ZoneChange> zones;      ///< whose blocks, name, parent or post change; level by level, ids ascending
  std::vector<BlockMove> blocks;      ///< ids ascending
  std::vector<BlockLineage> lineage;  ///< blocks that were split
  std::vector<Error> broken;          ///< findings that the draft has after and not before (same code and zone)
  std::vector<Error> mended;          ///< the other way round
};

/// What the figures stand on.
struct EditGround {
  std::vector<Block> blocks;
  std::vector<BlockBorder> borders;
  std::vector<Link> links;
  std::vector<StreetStretch> stretches;
  std::vector<coverage::BarrierBorder> barriers{};  ///< with the city's barrier rules they make the walls
  PlanRules rules{};                                ///< workloads of blocks ascending by id
  friend bool operator==(const EditGround&, const EditGround&) = default;
};

class DraftEditor {
 public:
  /// @param places what the parts of a split block are counted from; without it they get shares by area
  [[nodiscard]] static Expected<DraftEditor> make(ZoneMap map, EditGround ground, City city, SplitPlaces places = {});

  /// What would happen; nothing is changed.
  [[nodiscard]] Expected<Consequence> consequence(const EditOperation& operation) const;
  /// Does it; what was undone before can no longer be redone.
  [[nodiscard]] Expected<Consequence> apply(const EditOperation& operation);
  /// What changed; nothing: there was nothing to undo, or to redo.
  std::optional<Consequence> undo();
  std::optional<Consequence> redo();
  /// The operations that were done and not undone, oldest first, and those that could be redone, next one first.
  [[nodiscard]] std::vector<EditOperation> done() const;
  [[nodiscard]] std::vector<EditOperation> undone() const;

  /// Those of plan_findings(draft().map, graph(), city, ground().rules) of validate.hpp, without its cost; it
  /// does not stop where a parent has another number of zones than the city says.
  [[nodiscard]] std::vector<Error> findings() const;
  [[nodiscard]] std::optional<ZoneFigures> figures(ZoneId zone) const;
  [[nodiscard]] std::optional<ZoneId> zone_of(BlockId block) const;
  [[nodiscard]] const BlockGraph& graph() const;
  [[nodiscard]] EditGround ground() const;
  /// Which blocks of the first ground are now which; only those that were split.
  [[nodiscard]] std::vector<BlockLineage> lineage() const;
  /// The whole draft. @cost dissolves the zones whose blocks changed since they were last drawn
  [[nodiscard]] DraftPlan draft() const;

  DraftEditor(DraftEditor&&) noexcept;
  DraftEditor& operator=(DraftEditor&&) noexcept;
  ~DraftEditor();

 private:
  struct History;
  DraftEditor();
  std::unique_ptr<detail::DraftState> state_;
  std::unique_ptr<History> history_;
};

}  // namespace libgrid::zoning
