/// Every named intersection of Cambridge, Massachusetts, from its name alone; the truth is the city's own point layer.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/places/where_is.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::places {
namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::ifstream in(libgrid::test::source_dir() + "/data/cambridge/" + file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string>& row = rows.emplace_back();
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
  }
  return rows;
}

/// Metres east and north of the middle of the city; good to a decimetre over its 6 km.
Xy plane(double lon, double lat) {
  constexpr double kMetresPerDegree = 6'371'000.0 * std::numbers::pi / 180.0;
  const double squeeze = std::cos(42.375 * std::numbers::pi / 180.0);
  return {(lon + 71.11) * kMetresPerDegree * squeeze, (lat - 42.375) * kMetresPerDegree};
}

LineString line_of(const std::string& text) {
  LineString line;
  std::istringstream points(text);
  for (std::string point; std::getline(points, point, ';');) {
    std::istringstream numbers(point);
    double lon = 0.0;
    double lat = 0.0;
    numbers >> lon >> lat;
    line.push_back(plane(lon, lat));
  }
  return line;
}

Gazetteer cambridge() {
  Gazetteer gazetteer(NameRules::common());
  for (const auto& row : rows_of("streets.csv")) {
    gazetteer.add_street(row[0], line_of(row[6]));
    if (!row[1].empty()) gazetteer.add_alias(row[1], row[0]);
    gazetteer.add_addresses(row[0], {.line = line_of(row[6]),
                                     .left_from = std::stoi(row[2]),
                                     .left_to = std::stoi(row[3]),
                                     .right_from = std::stoi(row[4]),
                                     .right_to = std::stoi(row[5])});
  }
  return gazetteer;
}

TEST(Cambridge, NamedIntersectionsAreFoundWithinTwentyMetres) {
  const Gazetteer gazetteer = cambridge();
  std::map<std::string, std::vector<Xy>> truth;
  std::vector<std::string> asked;
  for (const auto& row : rows_of("intersections.csv"))
    if (!row[0].empty()) {
      truth[row[0]].push_back(plane(std::stod(row[1]), std::stod(row[2])));
      asked.push_back(row[0]);
    }
  ASSERT_EQ(asked.size(), 1520u);
  ASSERT_EQ(truth.size(), 1463u);

  int hits = 0;
  for (const std::string& name : asked) {
    const Whereabouts found = where_is(name, gazetteer);
    if (found.candidates.empty()) continue;
    const Xy answer = found.candidates.front().at;
    hits += std::ranges::any_of(truth[name], [&](Xy p) { return distance(p, answer).value <= 20.0; }) ? 1 : 0;
  }
  EXPECT_EQ(hits, 1487) << "97.8 % of 1,520; the bar is 95 %. Most misses: streets that the line layer does not hold";
}

TEST(Cambridge, HouseNumbersLieOnTheSideOfTheirParity) {
  const Gazetteer gazetteer = cambridge();
  const Whereabouts even = where_is("1350 Cambridge St", gazetteer);
  const Whereabouts odd = where_is("1351 Cambridge Street", gazetteer);
  ASSERT_EQ(even.status, WhereStatus::found);
  ASSERT_EQ(odd.status, WhereStatus::found);
  EXPECT_EQ(even.candidates[0].side, StreetSide::left);
  EXPECT_EQ(odd.candidates[0].side, StreetSide::right);
  EXPECT_LT(distance(even.candidates[0].at, odd.candidates[0].at).value, 20.0);
  EXPECT_EQ(where_is("99999 Cambridge St", gazetteer).miss, WhereMiss::number_missing);
}

}  // namespace
}  // namespace libgrid::places
