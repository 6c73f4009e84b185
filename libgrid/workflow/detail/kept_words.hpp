#pragma once
/// One more word about every report, by its id: what an import keeps beside the reports (source, resolution).
///
///   GRID_CHECK(keep_words(store, "report_resolutions", {"reports.csv.gz", "case_id", "closure_reason"}, Kept::anew));
///   GRID_TRY(words, kept_words(store, "report_resolutions"));       // none if no import had the column
///
/// Kept as one note of the store. Of a repeated id the first row is the report.
/// @errors those of io::read_csv; column_missing (words_of_table, read_pairs; keep_words keeps nothing then)

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <libgrid/base/error.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/store/store.hpp>
#include <libgrid/workflow/report_sources.hpp>

namespace libgrid::workflow::detail {

/// Under which the import keeps how cases were settled.
inline constexpr std::string_view kResolutionsNote = "report_resolutions";

struct WordTable {
  std::filesystem::path path;
  std::string id_column = "case_id";
  std::string word_column{};
  io::TextEncoding encoding = io::TextEncoding::utf8;
};

using KeptWords = std::unordered_map<std::string, std::string>;
[[nodiscard]] Expected<KeptWords> words_of_table(const WordTable& table);

/// A table without the column, or reports that come from something else, leave no word (of their reports).
[[nodiscard]] Expected<void> keep_words(store::Store& store, std::string_view note, const WordTable& table, Kept kept);
[[nodiscard]] Expected<std::optional<KeptWords>> kept_words(const store::Store& store, std::string_view note);

using TakePair = std::function<Expected<void>(std::string_view first, std::string_view second)>;
/// The two columns of every good row.
[[nodiscard]] Expected<void> read_pairs(const std::filesystem::path& path, const std::array<std::string, 2>& columns,
                                        const TakePair& take, io::TextEncoding encoding = io::TextEncoding::utf8);

}  // namespace libgrid::workflow::detail
