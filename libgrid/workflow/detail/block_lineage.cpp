#include <libgrid/workflow/detail/block_lineage.hpp>

#include <nlohmann/json.hpp>

namespace libgrid::workflow::detail {
namespace {
constexpr const char* kLineageNote = "block_lineage";
}

Expected<std::vector<zoning::BlockLineage>> block_lineage(const store::Store& store) {
  GRID_TRY(note, store.note(kLineageNote));
  std::vector<zoning::BlockLineage> lineage;
  if (!note || note->empty()) return lineage;
  const auto json = nlohmann::json::parse(*note, nullptr, false);
  if (!json.is_array()) return fail(ErrorCode::store_failed, "block lineage");
  for (const auto& row : json) {
    zoning::BlockLineage split{BlockId{row.value("block", std::int64_t{0})}, {}};
    for (const auto& part : row["parts"]) split.parts.push_back(BlockId{part.get<std::int64_t>()});
    lineage.push_back(std::move(split));
  }
  return lineage;
}

Expected<void> put_block_lineage(store::Store& store, const std::vector<zoning::BlockLineage>& lineage) {
  auto json = nlohmann::json::array();
  for (const zoning::BlockLineage& split : lineage) {
    auto parts = nlohmann::json::array();
    for (const BlockId part : split.parts) parts.push_back(part.value);
    json.push_back({{"block", split.block.value}, {"parts", parts}});
  }
  return store.put_note(kLineageNote, json.dump());
}

}  // namespace libgrid::workflow::detail
