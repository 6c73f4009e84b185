#pragma once
/// Districts and streets to blocks that cover the land exactly.
///
///   Expected<BlockSet> made = build_blocks(districts, streets, city.blocks);
///   made->blocks;       // disjoint, shared borders bit-identical, their union is the land
///   made->stretches;    // every metre of every street with the block on its left and right
///
/// Steps: repair districts; node streets and district borders by snap rounding on the 2^-10 m lattice; polygonize;
/// a face belongs to the lowest district that covers it (decided by walking over borders, not by geometry); faces over
/// rules.cut_above are cut by lattice lines at multiples of rules.lattice; small and thin faces are merged
/// (merge_faces.hpp); faces of one block are dissolved without computing a coordinate (dissolve.hpp).
/// Streets of other layers that cross without a node bound no block (detail/layers.hpp); rivers, railways and walls may
/// bound them too, and ranks tell which borders a merge keeps (barriers.hpp). Without layers, barriers and ranks the
/// result is that of streets alone.
/// Ids: faces are numbered by district, then by their lowest vertex; blocks in the order of their keeper faces.
/// Units: plane metres in the frame of the input.
/// @guarantee independent of the order of streets; the same input gives the same bytes
/// @errors geometry_invalid (district cannot be repaired), blocks_none, cancelled, internal
/// @cost   O(n log n); Boston (10,761 streets, 26 districts) takes about 2 s

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::coverage {

/// What happened on the way, for the summary.
struct BlockStatistics {
  std::int64_t districts_repaired = 0;
  std::int64_t raw_faces = 0;
  std::int64_t faces_cut = 0;     ///< raw faces over the limit
  std::int64_t merged_small = 0;  ///< faces merged away because small
  std::int64_t merged_thin = 0;
  std::int64_t merged_artefacts = 0;     ///< by their face artefact index
  std::int64_t merged_across = 0;        ///< of these, into a block of another district
  std::int64_t components = 0;           ///< land components
  SquareMetres overlap;                  ///< ground that more than one district claims (goes to the lower id)
  SquareMetres land;                     ///< of all blocks: districts_snapped without what is claimed twice
  std::int64_t without_node = 0;         ///< streets that cross another layer without a node
  SquareMetres districts_given;          ///< areas of the (repaired) districts, each by itself
  SquareMetres districts_snapped;        ///< the same on the lattice: differs by at most district_border x 1 mm
  Metres district_border;                ///< length of all rings of all districts
  std::optional<double> artefact_below;  ///< the index that was used; empty: another rule, or the faces do not part
};

struct BlockSet {
  std::vector<Face> faces;
  std::vector<Block> blocks;  ///< without workload, street length and reports
  std::vector<BlockBorder> borders;
  std::vector<StreetStretch> stretches;        ///< by street in input order, then by measure
  std::vector<BarrierBorder> barrier_borders;  ///< by blocks, then group
  BlockStatistics statistics;
};

[[nodiscard]] Expected<BlockSet> build_blocks(const BlockInput& input, const BlockRules& rules,
                                              const Progress& progress = {}, const CancelToken& cancel = {});
[[nodiscard]] Expected<BlockSet> build_blocks(std::span<const District> districts, std::span<const Street> streets,
                                              const BlockRules& rules, const Progress& progress = {},
                                              const CancelToken& cancel = {});

}  // namespace libgrid::coverage
