#include <libgrid/attribution/default_coordinate.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

#include <libgrid/base/random.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::attribution {
namespace {

Report report(LonLat at, std::string street, std::string ward) {
  Report made;
  made.at = at;
  made.street = std::move(street);
  made.ward = std::move(ward);
  return made;
}

constexpr LonLat kNowhere{-71.0587, 42.3594};
constexpr LonLat kCorner{-71.0648, 42.3574};

/// Four streets, three wards and two empty rows at one place; five ordinary rows elsewhere.
std::vector<Report> small_town() {
  return {
      report(kNowhere, "Elm St", "Ward 3"), report(kCorner, "Main St", "1"),  report(kNowhere, "", ""),
      report(kNowhere, "Oak St", "03"),     report(kCorner, "Park St", "01"), report(kNowhere, "Ash St", "7"),
      report(kNowhere, "Elm St", ""),       report(kCorner, "Main St", ""),   report(kNowhere, "Fir St", "Ward 12"),
      report(kNowhere, " ", " "),           report(kCorner, "Main St", "1"),  report({-71.0648, 42.35740001}, "", ""),
  };
}

TEST(NormalisedWard, OneWardInEverySpelling) {
  struct Row {
    std::string written, expected;
  };
  const Row rows[] = {{"3", "3"},
                      {"03", "3"},
                      {"Ward 3", "3"},
                      {"ward 03", "3"},
                      {"WARD3", "3"},
                      {" Ward 3 ", "3"},
                      {"3.0", "3"},
                      {"22", "22"},
                      {"30", "30"},
                      {"00", "0"},
                      {"", ""},
                      {"  ", ""},
                      {"Ward", "Ward"},
                      {"Ward X", "Ward X"},
                      {"3a", "3a"},
                      {".0", ".0"},
                      {"Westward 3", "Westward 3"}};
  for (const Row& row : rows) EXPECT_EQ(normalised_ward(row.written), row.expected) << '"' << row.written << '"';
}

TEST(CountPlaces, GroupsByExactlyTheWrittenCoordinate) {
  const std::vector<DefaultCoordinate> expected{
      {.at = kNowhere, .rows = 7, .streets = 4, .wards = 3, .without_location = 2},
      {.at = kCorner, .rows = 4, .streets = 2, .wards = 1, .without_location = 0},
      {.at = {-71.0648, 42.35740001}, .rows = 1, .streets = 0, .wards = 0, .without_location = 1}};
  EXPECT_EQ(count_places(small_town()), expected);
  EXPECT_TRUE(count_places({}).empty());
}

/// So many reports at a place of its own each, without street and ward.
std::vector<Report> bare(std::initializer_list<int> counts) {
  std::vector<Report> made;
  for (double lon = 113.8; const int count : counts) {
    made.insert(made.end(), static_cast<std::size_t>(count), report({lon, 34.0}, "", ""));
    lon += 0.001;
  }
  return made;
}

// reports of the places, how many of them are defaults by numbers alone
TEST(FindDefaultCoordinates, WithoutStreetsAndWardsTheGapDecides) {
  struct Row {
    std::vector<Report> reports;
    std::vector<std::int64_t> defaults;
  };
  const Row rows[] = {{bare({100, 10, 10, 3}), {100}},
                      {bare({10, 3, 99, 10}), {}},
                      {bare({400, 300, 30, 30}), {400, 300}},
                      {bare({50, 40, 30, 20, 10}), {}},
                      {bare({100}), {}},
                      {bare({101}), {101}},
                      {bare({}), {}}};
  for (const Row& row : rows) {
    std::vector<std::int64_t> found;
    for (const DefaultCoordinate& place : find_default_coordinates(row.reports)) found.push_back(place.rows);
    EXPECT_EQ(found, row.defaults);
  }
}

TEST(FindDefaultCoordinates, AColumnThatNobodyFillsIsLeftOut) {
  std::vector<Report> town = small_town();
  for (Report& each : town) each.ward.clear();
  const DefaultCoordinateRules rules{
      .least_share = 0.5, .least_streets = 4, .least_wards = 3, .least_without_location = 2};
  const auto found = find_default_coordinates(town, rules);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().at, kNowhere);
}

// Each rule alone can refuse the place: the threshold at its figure keeps it, one above loses it.
TEST(FindDefaultCoordinates, APlaceMustMeetEveryRule) {
  const DefaultCoordinateRules at_the_figures{
      .least_share = 7.0 / 12.0, .least_streets = 4, .least_wards = 3, .least_without_location = 2};
  const auto found = [](const DefaultCoordinateRules& rules) {
    return find_default_coordinates(small_town(), rules).size();
  };
  EXPECT_EQ(found(at_the_figures), 1U);
  DefaultCoordinateRules rules = at_the_figures;
  rules.least_share = 8.0 / 12.0;
  EXPECT_EQ(found(rules), 0U) << "share";
  rules = at_the_figures;
  rules.least_streets = 5;
  EXPECT_EQ(found(rules), 0U) << "streets";
  rules = at_the_figures;
  rules.least_wards = 4;
  EXPECT_EQ(found(rules), 0U) << "wards";
  rules = at_the_figures;
  rules.least_without_location = 3;
  EXPECT_EQ(found(rules), 0U) << "without location";
  EXPECT_EQ(found({}), 0U) << "a small town has no default coordinate by the standard rules";
}

TEST(FindDefaultCoordinates, DoesNotDependOnTheOrderOfReports) {
  auto reports = small_town();
  const auto expected = count_places(reports);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const CounterRandom draw(seed, 0);
    for (std::size_t i = 1; i < reports.size(); ++i)
      std::swap(reports[i], reports[static_cast<std::size_t>(draw.below(i, i + 1))]);
    EXPECT_EQ(count_places(reports), expected) << "seed " << seed;
  }
}

TEST(MarkDefault, MarksEveryRowAtThePlaceAlsoOneWithAStreet) {
  const auto reports = small_town();
  const std::vector<DefaultCoordinate> defaults{count_places(reports).front()};
  EXPECT_EQ(mark_default(reports, defaults), (std::vector<char>{1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0}));
  EXPECT_EQ(mark_default(reports, {}), std::vector<char>(reports.size(), 0));
}

TEST(MarkDefault, TheSnippetOfTheHeader) {
  const auto reports = small_town();
  const City city;
  std::vector<DefaultCoordinate> found = find_default_coordinates(reports, city.default_coordinate);
  std::vector<char> at_default = mark_default(reports, found);
  EXPECT_EQ(std::ranges::count(at_default, 1), 0);
}

/// The fields of one CSV line. Enough for the sample file; the strict reader is io's.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

std::vector<Report> boston() {
  gzFile file = gzopen((test::source_dir() + "/data/boston/reports.csv.gz").c_str(), "rb");
  std::vector<char> buffer(1 << 16);
  std::map<std::string, std::size_t> column;
  std::vector<Report> reports;
  while (gzgets(file, buffer.data(), static_cast<int>(buffer.size())) != nullptr) {
    std::string line = buffer.data();
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    const auto fields = fields_of(line);
    if (column.empty()) {
      for (std::size_t i = 0; i < fields.size(); ++i) column[fields[i]] = i;
      continue;
    }
    LonLat at;
    const std::string &lon = fields.at(column.at("lon")), &lat = fields.at(column.at("lat"));
    std::from_chars(lon.data(), lon.data() + lon.size(), at.lon);
    std::from_chars(lat.data(), lat.data() + lat.size(), at.lat);
    reports.push_back(report(at, fields.at(column.at("street")), fields.at(column.at("ward"))));
  }
  gzclose(file);
  return reports;
}

// The figures that the header quotes, and how far every other place stays from the thresholds.
TEST(FindDefaultCoordinates, BostonHasExactlyOne) {
  const auto reports = boston();
  ASSERT_EQ(reports.size(), 93'963U);
  const auto found = find_default_coordinates(reports);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front(),
            (DefaultCoordinate{
                .at = {-71.0587, 42.3594}, .rows = 13'425, .streets = 762, .wards = 22, .without_location = 8'987}));
  const auto marks = mark_default(reports, found);
  EXPECT_EQ(std::ranges::count(marks, 1), 13'425);

  auto others = count_places(reports);
  EXPECT_EQ(others.size(), 36'495U);
  others.erase(others.begin());
  EXPECT_EQ(std::ranges::max(others, {}, &DefaultCoordinate::rows).rows, 262);
  EXPECT_EQ(std::ranges::max(others, {}, &DefaultCoordinate::streets).streets, 3);
  EXPECT_EQ(std::ranges::max(others, {}, &DefaultCoordinate::wards).wards, 2);
  EXPECT_EQ(std::ranges::max(others, {}, &DefaultCoordinate::without_location).without_location, 0);

  std::vector<Report> bare = reports;
  for (Report& each : bare) each.street.clear(), each.ward.clear();
  const auto by_numbers = find_default_coordinates(bare);
  ASSERT_EQ(by_numbers.size(), 1U);
  EXPECT_EQ(by_numbers.front().rows, 13'425);
}

}  // namespace
}  // namespace libgrid::attribution
