#pragma once
/// The sets of data/statistics: columns by name and neighbour lists.

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <libgrid/hotspot/weights.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::test {

/// Column `column` (from 0) of data/statistics/<name>.csv as text.
inline std::vector<std::string> text_column(const std::string& name, std::size_t column) {
  std::ifstream in(test::source_dir() + "/data/statistics/" + name + ".csv");
  std::vector<std::string> values;
  std::string line, field;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    for (std::size_t k = 0; k <= column; ++k) std::getline(fields, field, ',');
    values.push_back(field);
  }
  return values;
}

inline std::vector<double> number_column(const std::string& name, std::size_t column) {
  std::vector<double> values;
  for (const std::string& text : text_column(name, column)) values.push_back(std::stod(text));
  return values;
}

inline hotspot::Weights listed_weights(const std::string& name, std::size_t places) {
  std::vector<hotspot::WeightedLink> links;
  const std::vector<double> from = number_column(name, 0), to = number_column(name, 1);
  for (std::size_t k = 0; k < from.size(); ++k)
    links.push_back({static_cast<std::uint32_t>(from[k]) - 1, static_cast<std::uint32_t>(to[k]) - 1, 1.0});
  return hotspot::weights_from_links(places, links);
}

}  // namespace libgrid::test
