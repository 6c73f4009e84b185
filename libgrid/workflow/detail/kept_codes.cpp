#include <libgrid/workflow/detail/kept_codes.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/named_columns.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::string_view kInUse = "in_use", kVoid = "void";

Expected<UnitCode> code_in(std::span<const std::string_view> values) {
  UnitCode code{
      .code = std::string(values[0]), .state = CodeState::valid, .reason = std::string(values[2]), .since = {}};
  if (code.code.empty()) return fail(make_error(ErrorCode::id_missing).at_field("code"));
  if (values[1] != kInUse && values[1] != kVoid)
    return fail(make_error(ErrorCode::parameter_invalid, std::string(values[1])).at_field("state"));
  if (values[1] == kVoid) code.state = CodeState::voided;
  if (code.state == CodeState::voided && code.reason.empty())
    return fail(make_error(ErrorCode::parameter_invalid, "a void needs a reason").at_field("reason"));
  return code;
}

}  // namespace

Expected<std::vector<UnitCode>> read_kept_codes(const std::filesystem::path& file) {
  std::vector<UnitCode> kept;
  std::vector<RejectedRow> rejected;
  const std::string name = file.filename().string();
  const auto read = [&](const io::CsvRow& row, std::span<const std::string_view> values) -> Expected<void> {
    auto code = code_in(values);
    if (!code) return fail(std::move(code.error()).in_file(name).at_row(row.number));
    kept.push_back(std::move(*code));
    return {};
  };
  GRID_CHECK(read_columns(file, {"code", "state", "reason"}, read, &rejected));
  if (!rejected.empty()) return fail(rejected.front().error);
  std::ranges::sort(kept, {}, &UnitCode::code);
  if (const auto twice = std::ranges::adjacent_find(kept, {}, &UnitCode::code); twice != kept.end())
    return fail(make_error(ErrorCode::id_duplicate, twice->code).in_file(name).at_field("code"));
  return kept;
}

std::vector<std::string> codes_of(std::span<const UnitCode> kept) {
  std::vector<std::string> codes;
  for (const UnitCode& code : kept) codes.push_back(code.code);
  return codes;
}

std::string kept_codes_csv(std::span<const UnitCode> kept, std::span<const std::string> made) {
  io::CsvWriter csv{"code", "state", "reason"};
  for (const UnitCode& code : kept)
    csv.add(code.code).add(code.state == CodeState::valid ? kInUse : kVoid).add(code.reason).end_row();
  for (const std::string& code : made) csv.add(code).add(kInUse).add("").end_row();
  return csv.text();
}

}  // namespace libgrid::workflow::detail
