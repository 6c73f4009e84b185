#include <algorithm>

#include <nlohmann/json.hpp>

#include <libgrid/workflow/detail/kept_words.hpp>

namespace libgrid::workflow::detail {
namespace {

/// Reports may also come from a GeoPackage or from memory: without the column.
bool is_table(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return (name.ends_with(".csv") || name.ends_with(".csv.gz")) && std::filesystem::exists(path);
}

}  // namespace

Expected<void> read_pairs(const std::filesystem::path& path, const std::array<std::string, 2>& columns,
                          const TakePair& take, io::TextEncoding encoding) {
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
  handler.row = [&](const io::CsvRow& row) { return take(row.fields[at[0]], row.fields[at[1]]); };
  handler.rejected = [](const RejectedRow&) {};  // a row of the report table that is broken is no report either
  io::CsvLimits limits;
  limits.encoding = encoding;
  auto done = io::read_csv(path, handler, limits);
  if (!done) return fail(std::move(done.error()).in_file(path.filename().string()));
  return {};
}

Expected<KeptWords> words_of_table(const WordTable& table) {
  KeptWords words;
  GRID_CHECK(read_pairs(
      table.path, {table.id_column, table.word_column},
      [&](std::string_view id, std::string_view word) -> Expected<void> {
        words.emplace(id, word);
        return {};
      },
      table.encoding));
  return words;
}

Expected<void> keep_words(store::Store& store, std::string_view note, const WordTable& table, Kept kept) {
  GRID_TRY(before, store.note(note));
  if (!before && !is_table(table.path)) return {};
  nlohmann::json json = kept == Kept::added && before ? nlohmann::json::parse(*before) : nlohmann::json::object();
  if (is_table(table.path)) {
    auto words = words_of_table(table);
    if (!words && words.error().code != ErrorCode::column_missing) return fail(std::move(words.error()));
    if (words)
      for (const auto& [id, word] : *words)
        if (!json.contains(id)) json[id] = word;
  }
  if (json.empty() && !before) return {};
  return store.put_note(note, json.dump());
}

Expected<std::optional<KeptWords>> kept_words(const store::Store& store, std::string_view note) {
  GRID_TRY(text, store.note(note));
  if (!text) return std::nullopt;
  const nlohmann::json json = nlohmann::json::parse(*text);
  if (json.empty()) return std::nullopt;
  KeptWords words;
  for (const auto& [id, word] : json.items()) words.emplace(id, word.get<std::string>());
  return std::optional(std::move(words));
}

}  // namespace libgrid::workflow::detail
