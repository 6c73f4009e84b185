#include <libgrid/workflow/detail/named_columns.hpp>

#include <algorithm>
#include <utility>

namespace libgrid::workflow::detail {

Expected<void> read_columns(const std::filesystem::path& file, const std::vector<std::string>& columns,
                            const UseRow& use, std::vector<RejectedRow>* rejected) {
  std::vector<std::size_t> at;
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    for (const std::string& column : columns) {
      const auto found = std::ranges::find(names, column);
      if (found == names.end())
        return fail(make_error(ErrorCode::column_missing, column).in_file(file.filename().string()).at_field(column));
      at.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    return {};
  };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    std::vector<std::string_view> values;
    for (const std::size_t i : at) values.push_back(row.fields[i]);
    return use(row, values);
  };
  handler.rejected = [&](RejectedRow bad) {
    if (rejected != nullptr) rejected->push_back(std::move(bad));
  };
  return io::read_csv(file, handler);
}

}  // namespace libgrid::workflow::detail
