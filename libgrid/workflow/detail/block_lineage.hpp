#pragma once
/// Which blocks were split into which, over all publications on the present ground; kept as the note "block_lineage".

#include <vector>

#include <libgrid/store/store.hpp>
#include <libgrid/zoning/draft_editor.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] Expected<std::vector<zoning::BlockLineage>> block_lineage(const store::Store& store);
[[nodiscard]] Expected<void> put_block_lineage(store::Store& store, const std::vector<zoning::BlockLineage>& lineage);

}  // namespace libgrid::workflow::detail
