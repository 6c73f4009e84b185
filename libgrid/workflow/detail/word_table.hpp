#pragma once
/// A table that says one word about every id: the source of reports, how cases were settled.
///
///   GRID_TRY(words, words_of_table({"how.csv", "case_id", "resolution"}));   // words["A-17"] == "repaved"
///
/// Of a repeated id the first row counts. Broken rows are left out: they are no reports either.
/// @errors those of io::read_csv; column_missing

#include <array>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <libgrid/base/error.hpp>

namespace libgrid::workflow::detail {

struct WordTable {
  std::filesystem::path path;
  std::string id_column = "case_id";
  std::string word_column{};
};

using WordOfId = std::unordered_map<std::string, std::string>;
[[nodiscard]] Expected<WordOfId> words_of_table(const WordTable& table);

using TakePair = std::function<Expected<void>(std::string_view first, std::string_view second)>;
/// The two columns of every good row.
[[nodiscard]] Expected<void> read_pairs(const std::filesystem::path& path, const std::array<std::string, 2>& columns,
                                        const TakePair& take);

}  // namespace libgrid::workflow::detail
