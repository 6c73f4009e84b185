#pragma once
/// What differs between two plans over the same ground: moved blocks, where every load went, what became of each zone.
///
///   PlanDiff diff = diff_plans({old.map(), new_plan.map()}, blocks, lineage, 2);     // the zones of level 2
///   for (const CrosswalkRow& row : diff.crosswalk) ...   // zone x zone: blocks, area, streets, reports, workload
///   for (const ZoneLineage& row : diff.lineage) ...      // same, renamed, changed, split, merged, added, gone
///
/// A zone continues as the zone with its own id if they share more than half of the smaller one: a zone that swallows a
/// greater one stays itself. Else it continues as the zone of the other plan with which it shares most ground, if that
/// holds the other way round too (ties: the same id, then the lower id): two plans that number their zones differently
/// are not taken for two different cities. A block moved if its zone before does not continue as its zone after. What
/// became of a zone:
///
// clang-format off
/// | fate    | when                                                                                           |
/// |---------|------------------------------------------------------------------------------------------------|
/// | same    | it has the same blocks, code, name, parent and post                                            |
/// | renamed | it has the same blocks, another code, name, parent or post                                     |
/// | split   | at least two new zones have more than half of their ground from it                             |
/// | merged  | more than half of the ground of at least two old zones went to it                              |
/// | changed | it continues, with other blocks                                                                |
/// | added   | new, and none of the above; `gone` is the same of an old one                                   |
// clang-format on
///
/// Blocks that were split in between: rows are counted over the parts, and a part was in the zone its block was in.
/// @pre       lineage leads from every block that a plan names and `blocks` does not to blocks that are there
/// @guarantee the crosswalk's rows add up to the zones of both plans: each block is counted in exactly one row; sums in
///            the order of block ids; diff of swapped plans is the transposed table
/// @cost      O(n log n) in blocks

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/zoning/draft_editor.hpp>

namespace libgrid::zoning {

/// Empty: no zone (a block that the plan does not know).
struct CrosswalkRow {
  std::optional<ZoneId> from;
  std::optional<ZoneId> to;
  std::int64_t blocks = 0;
  SquareMetres area;
  Metres street_length;
  std::int64_t reports = 0;
  double workload = 0.0;
  friend bool operator==(const CrosswalkRow&, const CrosswalkRow&) = default;
};

enum class ZoneFate : unsigned char { same, renamed, changed, split, merged, added, gone };

/// "same", "renamed", ...
[[nodiscard]] const char* word(ZoneFate fate);

struct ZoneLineage {
  ZoneFate fate = ZoneFate::same;
  std::vector<ZoneId> from;  ///< ascending
  std::vector<ZoneId> to;
  friend bool operator==(const ZoneLineage&, const ZoneLineage&) = default;
};

struct PlanDiff {
  int level = 1;
  std::vector<BlockMove> moved;         ///< ids ascending
  std::vector<CrosswalkRow> crosswalk;  ///< by from, then to
  std::vector<ZoneLineage> lineage;     ///< by the lowest zone before, new ones last
  friend bool operator==(const PlanDiff&, const PlanDiff&) = default;
};

struct TwoPlans {
  const ZoneMap& before;
  const ZoneMap& after;
};

/// @param blocks the blocks of the later ground, with the figures to be counted
/// @param level  of both plans
[[nodiscard]] PlanDiff diff_plans(const TwoPlans& plans, std::span<const Block> blocks,
                                  std::span<const BlockLineage> lineage, int level);

}  // namespace libgrid::zoning
