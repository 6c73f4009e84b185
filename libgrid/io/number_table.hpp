#pragma once
/// A CSV table of numbers by a key: the first column names the unit, the others are figures of it.
///
///   auto table = io::read_number_table("census.csv");        // code,people,cars
///   table->rows.at("BOS-01-02")[0];                           // people
///
/// @errors those of csv_reader.hpp; any bad row refuses the table: number_malformed, number_not_finite, id_missing,
///         id_duplicate, with row and field

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

struct NumberTable {
  std::vector<std::string> columns;  ///< without the key
  std::map<std::string, std::vector<double>> rows;
};

[[nodiscard]] Expected<NumberTable> read_number_table(const std::filesystem::path& path);

}  // namespace libgrid::io
