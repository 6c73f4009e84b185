#include <libgrid/io/number_table.hpp>

#include <optional>
#include <utility>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/number_text.hpp>

namespace libgrid::io {

Expected<NumberTable> read_number_table(const std::filesystem::path& path) {
  const std::string file = path.filename().string();
  NumberTable table;
  std::string key_column;
  std::optional<Error> refused;
  CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    key_column = names.front();
    table.columns.assign(names.begin() + 1, names.end());
    return {};
  };
  handler.row = [&](const CsvRow& row) -> Expected<void> {
    const std::string key(row.fields.front());
    if (key.empty()) return fail(make_error(ErrorCode::id_missing).at_row(row.number).at_field(key_column));
    std::vector<double> numbers;
    for (std::size_t i = 1; i < row.fields.size(); ++i) {
      auto number = parse_number(row.fields[i]);
      if (!number) return fail(std::move(number.error()).at_row(row.number).at_field(table.columns[i - 1]));
      numbers.push_back(*number);
    }
    if (!table.rows.emplace(key, std::move(numbers)).second)
      return fail(make_error(ErrorCode::id_duplicate, key).at_row(row.number).at_field(key_column));
    return {};
  };
  handler.rejected = [&](RejectedRow bad) {
    if (!refused) refused = std::move(bad.error);
  };
  auto done = read_csv(path, handler);
  if (!done) return fail(std::move(done.error()).in_file(file));
  if (refused) return fail(std::move(*refused).in_file(file));
  return table;
}

}  // namespace libgrid::io
