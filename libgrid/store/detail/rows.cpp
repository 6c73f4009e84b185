#include <libgrid/store/detail/rows.hpp>

#include <algorithm>

namespace libgrid::store::detail {

std::string insert_sql(std::string_view table, std::string_view columns, bool of_plan) {
  const auto commas = static_cast<std::size_t>(std::ranges::count(columns, ','));
  std::string places = of_plan ? "?,?" : "?";
  for (std::size_t i = 0; i <= commas; ++i) places += ",?";
  const std::string_view key = of_plan ? "plan_version, position, " : "position, ";
  return std::string("INSERT INTO ").append(table) + "(" + std::string(key).append(columns) + ") VALUES(" + places +
         ")";
}

std::string select_sql(std::string_view table, std::string_view columns, bool of_plan) {
  return std::string("SELECT ").append(columns).append(" FROM ").append(table) +
         (of_plan ? " WHERE plan_version = ?" : "") + " ORDER BY position";
}

}  // namespace libgrid::store::detail
