#pragma once
/// The columns of a table that have a use, by name and in the order asked for.
///
///   GRID_CHECK(read_columns("aliases.csv", {"alias", "street"},
///                           [&](const io::CsvRow& row, std::span<const std::string_view> values) { ... }, &rejected));
///
/// @errors column_missing (field = the column); those of io::read_csv; what `use` returns ends the reading

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::workflow::detail {

using UseRow = std::function<Expected<void>(const io::CsvRow& row, std::span<const std::string_view> values)>;

/// @param rejected where rows that are no row of the table are listed; null: nowhere
[[nodiscard]] Expected<void> read_columns(const std::filesystem::path& file, const std::vector<std::string>& columns,
                                          const UseRow& use, std::vector<RejectedRow>* rejected);

}  // namespace libgrid::workflow::detail
