#include <libgrid/io/street_register.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <libgrid/io/csv_reader.hpp>

namespace libgrid::io {
namespace {

struct RegisterColumn {
  std::string_view name;
  std::string_view name_zh;
  std::string RegisterRow::* field;
  bool required;
  std::ptrdiff_t place = -1;
};

using RegisterColumns = std::array<RegisterColumn, 6>;

RegisterColumns register_columns() {
  return {{{"street", "路名", &RegisterRow::street, true},
           {"from", "起点", &RegisterRow::from, false},
           {"to", "止点", &RegisterRow::to, false},
           {"side", "侧", &RegisterRow::side, false},
           {"unit", "责任单位", &RegisterRow::unit, true},
           {"sector", "条线", &RegisterRow::sector, false}}};
}

Expected<void> find_register_columns(RegisterColumns& columns, std::span<const std::string> names) {
  for (RegisterColumn& column : columns) {
    const auto it = std::ranges::find_if(
        names, [&](const std::string& name) { return name == column.name || name == column.name_zh; });
    if (it != names.end()) column.place = it - names.begin();
    if (it == names.end() && column.required)
      return fail(make_error(ErrorCode::column_missing, std::string(column.name)).at_field(std::string(column.name)));
  }
  return {};
}

}  // namespace

Expected<RegisterTable> read_street_register(const std::filesystem::path& path) {
  const std::string file = path.filename().string();
  RegisterTable table;
  RegisterColumns columns = register_columns();
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) { return find_register_columns(columns, names); };
  handler.row = [&](const CsvRow& row) -> Expected<void> {
    RegisterRow entry{.row = row.number};
    for (const RegisterColumn& column : columns) {
      if (column.place < 0) continue;
      entry.*column.field = std::string(row.fields[static_cast<std::size_t>(column.place)]);
      if (!column.required || !(entry.*column.field).empty()) continue;
      table.rejected.push_back({make_error(ErrorCode::id_missing, "the field is empty")
                                    .in_file(file)
                                    .at_row(row.number)
                                    .at_field(std::string(column.name))});
      return {};
    }
    table.rows.push_back(std::move(entry));
    return {};
  };
  handler.rejected = [&](RejectedRow bad) {
    bad.error.file = file;
    table.rejected.push_back(std::move(bad));
  };
  auto done = read_csv(path, handler);
  if (!done) return fail(std::move(done.error()).in_file(file));
  return table;
}

}  // namespace libgrid::io
