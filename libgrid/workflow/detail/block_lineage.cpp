#include <libgrid/workflow/detail/block_lineage.hpp>

#include <nlohmann/json.hpp>

namespace libgrid::workflow::detail {
namespace {
constexpr const char* kLineageNote = "block_lineage";
}

Expected<GroundLineage> block_lineage(const store::Store& store) {
  GRID_TRY(note, store.note(kLineageNote));
  GroundLineage lineage;
  if (!note || note->empty()) return lineage;
  const auto json = nlohmann::json::parse(*note, nullptr, false);
  if (!json.is_object() || !json.contains("versions") || !json.contains("splits"))
    return fail(ErrorCode::store_failed, "block lineage");
  for (const auto& version : json["versions"]) lineage.versions.push_back(version.get<std::int64_t>());
  for (const auto& row : json["splits"]) {
    zoning::BlockLineage split{BlockId{row.value("block", std::int64_t{0})}, {}};
    for (const auto& part : row["parts"]) split.parts.push_back(BlockId{part.get<std::int64_t>()});
    lineage.splits.push_back(std::move(split));
  }
  return lineage;
}

Expected<void> put_block_lineage(store::Store& store, const GroundLineage& lineage) {
  auto splits = nlohmann::json::array();
  for (const zoning::BlockLineage& split : lineage.splits) {
    auto parts = nlohmann::json::array();
    for (const BlockId part : split.parts) parts.push_back(part.value);
    splits.push_back({{"block", split.block.value}, {"parts", parts}});
  }
  const nlohmann::json json{{"versions", lineage.versions}, {"splits", splits}};
  return store.put_note(kLineageNote, json.dump());
}

}  // namespace libgrid::workflow::detail
