#include <algorithm>
#include <cstddef>
#include <span>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/workflow/detail/word_table.hpp>

namespace libgrid::workflow::detail {

Expected<void> read_pairs(const std::filesystem::path& path, const std::array<std::string, 2>& columns,
                          const TakePair& take) {
  std::array<std::size_t, 2> at{};
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    for (std::size_t k = 0; k < 2; ++k) {
      const auto found = std::ranges::find(names, columns[k]);
      if (found == names.end()) return fail(make_error(ErrorCode::column_missing, columns[k]).at_field(columns[k]));
      at[k] = static_cast<std::size_t>(found - names.begin());
    }
    return {};
  };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    auto taken = take(row.fields[at[0]], row.fields[at[1]]);
    if (!taken) return fail(std::move(taken.error()).at_row(row.number));
    return {};
  };
  handler.rejected = [](const RejectedRow&) {};
  auto done = io::read_csv(path, handler, {});
  if (!done) return fail(std::move(done.error()).in_file(path.filename().string()));
  return {};
}

Expected<WordOfId> words_of_table(const WordTable& table) {
  WordOfId words;
  GRID_CHECK(read_pairs(table.path, {table.id_column, table.word_column},
                        [&](std::string_view id, std::string_view word) -> Expected<void> {
                          words.emplace(id, word);
                          return {};
                        }));
  return words;
}

}  // namespace libgrid::workflow::detail
