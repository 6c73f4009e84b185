/// The 25 duplicate geometries of Wuhan: the import names exactly them, by id, and goes on.
#include <set>

#include <gtest/gtest.h>

#include "tests/support/source_dir.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

std::string data_file(const char* name) { return libgrid::test::source_dir() + "/data/wuhan/" + name; }

/// "1011 = 1010" for every row of the table that clip.py made.
std::set<std::string> wanted_pairs() {
  std::set<std::string> pairs;
  std::istringstream table(read_file(data_file("duplicates.csv")));
  std::string line;
  std::getline(table, line);
  while (std::getline(table, line)) pairs.insert(line.replace(line.find(','), 1, " = "));
  return pairs;
}

std::set<std::string> pairs_of(const std::string& finding) {
  std::set<std::string> pairs;
  std::istringstream list(finding.substr(finding.find('(') + 1, finding.find(')') - finding.find('(') - 1));
  for (std::string pair; std::getline(list, pair, ',');) pairs.insert(pair.substr(pair.find_first_not_of(' ')));
  return pairs;
}

TEST(WuhanDuplicates, AreNamedByIdAndTheImportGoesOn) {
  const TinyFolder folder;
  std::string city = tiny_city_json();
  city.replace(city.find("26986"), 5, "32650");
  write_file(folder.path() / "city.json", city);
  write_file(folder.path() / "districts.geojson",
             feature_collection({R"({"type": "Feature", "properties": {"Name": "Wuhan"}, "geometry": {"type": "Polygon",
               "coordinates": [[[114.0, 30.4], [114.5, 30.4], [114.5, 30.8], [114.0, 30.8], [114.0, 30.4]]]}})"}));
  write_file(folder.path() / "reports.csv",
             "case_id,opened,closed,type,street,ward,lon,lat\n1,2022-01-01T00:00:00,,Pothole,,,114.3,30.6\n");
  Workspace workspace = new_workspace(folder.path());
  CityFiles files;
  files.districts = folder.path() / "districts.geojson";
  files.streets = data_file("streets.geojson");
  files.reports = folder.path() / "reports.csv";
  const StepSummary summary = must(import_city(workspace, files, {}));
  const std::set<std::string> wanted = wanted_pairs();
  ASSERT_EQ(wanted.size(), 25U);
  ASSERT_EQ(summary.findings.size(), 2U);
  EXPECT_TRUE(summary.findings[0].starts_with("duplicate: 25 (")) << summary.findings[0];
  EXPECT_EQ(pairs_of(summary.findings[0]), wanted);
  EXPECT_TRUE(summary.findings[1].starts_with("name_missing: 504 (")) << "the source has no names";
  EXPECT_EQ(must(workspace.store().streets()).size(), 504U) << "the duplicates are kept";
}

}  // namespace
}  // namespace libgrid::workflow::test
