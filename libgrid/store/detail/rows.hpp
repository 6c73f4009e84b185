#pragma once
/// Vectors of nouns to tables and back. A noun's RowOf names its table and columns and writes and reads one row.
///
///   GRID_CHECK(write_rows(database, streets));
///   GRID_TRY(again, read_rows<Street>(database));       // same order
///
/// Rows that belong to a zone map carry its plan version in front.
/// @pre in a write transaction: outside of one every row would be a commit of its own

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/store/detail/database.hpp>
#include <libgrid/store/detail/row.hpp>
#include <libgrid/store/detail/row_of.hpp>

namespace libgrid::store::detail {

[[nodiscard]] std::string insert_sql(std::string_view table, std::string_view columns, bool of_plan);
[[nodiscard]] std::string select_sql(std::string_view table, std::string_view columns, bool of_plan);

template <class Noun>
Expected<void> write_rows(Database& database, std::span<const Noun> nouns, std::optional<std::int64_t> plan = {}) {
  GRID_TRY(insert, database.prepare(insert_sql(RowOf<Noun>::table, RowOf<Noun>::columns, plan.has_value())));
  RowWriter row(insert);
  for (std::size_t i = 0; i < nouns.size(); ++i) {
    if (plan) row.integer(*plan);
    row.integer(static_cast<std::int64_t>(i));
    RowOf<Noun>::write(row, nouns[i]);
    GRID_CHECK(row.run());
  }
  return {};
}

template <class Noun>
Expected<std::vector<Noun>> read_rows(Database& database, std::optional<std::int64_t> plan = {}) {
  GRID_TRY(select, database.prepare(select_sql(RowOf<Noun>::table, RowOf<Noun>::columns, plan.has_value())));
  if (plan) RowWriter(select).integer(*plan);
  std::vector<Noun> nouns;
  for (;;) {
    GRID_TRY(more, select.step());
    if (!more) return nouns;
    RowReader row(select);
    nouns.push_back(RowOf<Noun>::read(row));
    if (row.error()) return fail(Error(*row.error()).in_file(std::string(RowOf<Noun>::table)));
  }
}

}  // namespace libgrid::store::detail
