#pragma once
/// What became of blocks since older plans were made: which were split into which, and the versions this holds for.
/// Kept as the note "block_lineage"; drawing blocks anew forgets it.

#include <cstdint>
#include <vector>

#include <libgrid/store/store.hpp>
#include <libgrid/zoning/draft_editor.hpp>

namespace libgrid::workflow::detail {

struct GroundLineage {
  std::vector<std::int64_t> versions;  ///< plans on earlier states of the present ground
  std::vector<zoning::BlockLineage> splits;
  friend bool operator==(const GroundLineage&, const GroundLineage&) = default;
};

[[nodiscard]] Expected<GroundLineage> block_lineage(const store::Store& store);
[[nodiscard]] Expected<void> put_block_lineage(store::Store& store, const GroundLineage& lineage);

}  // namespace libgrid::workflow::detail
