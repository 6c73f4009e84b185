#pragma once
/// The one table of errors: stable code, HTTP status, text in Chinese and English, cure in both.
///
/// docs/errors.md is checked against this table by a test; a code is never renumbered or reused.
/// `E_*` refuses a row or a file, `W_*` lets it pass with a flag.

#include <cstdint>
#include <span>
#include <string_view>

namespace libgrid {
inline namespace base {

enum class ErrorCode : std::uint16_t {
  // Files
  file_not_found,
  file_unreadable,
  file_unwritable,
  file_truncated,
  encoding_not_utf8,
  format_unknown,
  // Tables
  column_missing,
  column_duplicate,
  row_width,
  quote_unclosed,
  field_too_long,
  id_missing,
  id_duplicate,
  number_malformed,
  number_not_finite,
  time_malformed,
  type_missing,
  // Coordinates
  crs_missing,
  crs_unknown,
  axes_swapped,
  coordinate_out_of_range,
  // Geometry
  json_malformed,
  json_too_deep,
  geometry_type,
  geometry_empty,
  ring_too_short,
  ring_not_closed,
  geometry_invalid,
  wkb_malformed,
  // Plans
  blocks_none,
  zone_infeasible,
  zone_not_contiguous,
  zone_across_wall,
  must_link_broken,
  zone_across_district,
  lock_broken,
  workload_out_of_band,
  workload_out_of_limits,
  block_unassigned,
  nesting_broken,
  zone_count_differs,
  draft_unchanged,
  plan_missing,
  // Workspace and service
  workspace_missing,
  workspace_incompatible,
  step_missing,
  store_failed,
  parameter_invalid,
  not_found,
  method_not_allowed,
  body_too_large,
  totals_differ,
  index_damaged,
  index_version,
  cancelled,
  internal,
};

/// One row of the table.
struct ErrorInfo {
  ErrorCode code;
  std::string_view name;     ///< stable name on the wire and in rejected.csv, e.g. "E_COLUMN_MISSING"
  int http_status;           ///< what the service answers
  std::string_view text_en;  ///< what is wrong
  std::string_view text_zh;
  std::string_view cure_en;  ///< what to do about it
  std::string_view cure_zh;
};

/// The table row of a code. Never fails: every enumerator has a row (tested).
[[nodiscard]] const ErrorInfo& info(ErrorCode code);

/// All rows in the order of the enumeration.
[[nodiscard]] std::span<const ErrorInfo> all_errors();

}  // namespace base
}  // namespace libgrid
