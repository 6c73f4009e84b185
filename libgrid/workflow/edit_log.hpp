#pragma once
/// Edit operations as JSON: what the command line keeps between two calls and the map sends.
///
///   {"op": "move_blocks", "blocks": [17, 18], "to": 12}
///   {"op": "move_zones", "zones": [12], "to": 3}
///   {"op": "split_zone", "zone": 12, "line": [[235010.5, 900020], [235400, 900300]]}
///   {"op": "split_zone", "zone": 12, "parts": 2, "seed": 1}
///   {"op": "merge_zones", "keep": 12, "others": [13]}
///   {"op": "split_block", "block": 17, "line": [[235010.5, 900020], [235400, 900300]]}
///   {"op": "assign_post", "zone": 12, "post": 14}
///   {"op": "rename_zone", "zone": 12, "name": "老城"}
///
/// Coordinates are plane metres in the frame of the workspace. Unknown members are refused: a misspelt one would be
/// lost.
/// @guarantee reading what was written gives the same operation, bit for bit
/// @errors    json_malformed; parameter_invalid (field names the member)

#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/zoning/draft_editor.hpp>
#include <libgrid/zoning/plan_diff.hpp>

namespace libgrid::workflow {

[[nodiscard]] std::string to_json(const zoning::EditOperation& operation);
[[nodiscard]] Expected<zoning::EditOperation> operation_from_json(std::string_view text);

/// {"zones": [...], "blocks": [...], "lineage": [...], "broken": [...], "mended": [...]} with figures before and after.
[[nodiscard]] std::string to_json(const zoning::Consequence& consequence);
[[nodiscard]] std::string to_json(const zoning::PlanDiff& diff);

/// The operations of a draft in a workspace and how many of them are done; the others were undone.
struct EditLog {
  std::string draft_sha256;  ///< of the draft they begin with
  std::vector<zoning::EditOperation> operations;
  std::size_t done = 0;
};
[[nodiscard]] std::string to_json(const EditLog& log);
[[nodiscard]] Expected<EditLog> log_from_json(std::string_view text);

}  // namespace libgrid::workflow
