#include <libgrid/io/road_class_table.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/model/words.hpp>

namespace libgrid::io {
namespace {

Expected<std::size_t> place_of(std::span<const std::string> names, std::string_view name, std::string_view name_zh) {
  const auto it =
      std::ranges::find_if(names, [&](const std::string& column) { return column == name || column == name_zh; });
  if (it == names.end())
    return fail(make_error(ErrorCode::column_missing, std::string(name)).at_field(std::string(name)));
  return static_cast<std::size_t>(it - names.begin());
}

}  // namespace

Expected<std::vector<RoadKindRow>> read_road_class_table(const std::filesystem::path& path) {
  const std::string file = path.filename().string();
  std::vector<RoadKindRow> rows;
  std::size_t road_class = 0, kind = 0;
  std::optional<Error> bad;
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    GRID_TRY(class_place, place_of(names, "road_class", "等级"));
    GRID_TRY(kind_place, place_of(names, "kind", "类别"));
    road_class = class_place, kind = kind_place;
    return {};
  };
  handler.row = [&](const CsvRow& row) -> Expected<void> {
    const std::string text(row.fields[kind]);
    const auto value = from_word<RoadKind>(text);
    if (!value)
      return fail(make_error(ErrorCode::parameter_invalid, text + " is none of " + all_words<RoadKind>())
                      .at_row(row.number)
                      .at_field("kind"));
    rows.push_back({std::string(row.fields[road_class]), *value});
    return {};
  };
  handler.rejected = [&](RejectedRow row) {
    if (!bad) bad = std::move(row.error);
  };
  auto done = read_csv(path, handler);
  if (done && bad) done = fail(std::move(*bad));
  if (!done) return fail(std::move(done.error()).in_file(file));
  return rows;
}

}  // namespace libgrid::io
