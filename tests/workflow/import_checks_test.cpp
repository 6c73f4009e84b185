#include <libgrid/workflow/detail/import_checks.hpp>

#include <functional>
#include <regex>

#include <gtest/gtest.h>

#include <libgrid/workflow/analyse.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city with one of its files moved.
struct ImportChecks : ::testing::Test {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());

  /// Every position [lon,lat] of the file as `to` makes it.
  static void move(const std::filesystem::path& file, const std::function<std::string(double, double)>& to) {
    const std::string text = read_file(file);
    static const std::regex position(R"(\[(-?\d+\.?\d*),(-?\d+\.?\d*)\])");
    std::string out;
    auto last = text.cbegin();
    for (std::sregex_iterator at(text.begin(), text.end(), position), end; at != end; ++at) {
      out.append(last, (*at)[0].first);
      out += to(std::stod((*at)[1]), std::stod((*at)[2]));
      last = (*at)[0].second;
    }
    write_file(file, out.append(last, text.cend()));
  }
  static std::string pair(double x, double y) { return "[" + io::shortest_text(x) + "," + io::shortest_text(y) + "]"; }
  Error refused() {
    Workspace workspace = new_workspace(folder.path());
    const auto result = import_city(workspace, files, {});
    if (result) throw std::runtime_error("was taken");
    EXPECT_EQ(workspace.store().districts().error().code, ErrorCode::step_missing);
    return result.error();
  }
};

TEST_F(ImportChecks, AnotherFrameThanTheCitysIsRefusedWithTheOneThatFits) {
  std::string city = tiny_city_json();
  city.replace(city.find("26986"), 5, "4547");
  write_file(folder.path() / "city.json", city);
  const Error error = refused();
  EXPECT_EQ(error.code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(error.file, "districts.geojson");
  EXPECT_NE(error.detail.find("EPSG:4547 is for longitude 112.5 to 115.5"), std::string::npos) << error.detail;
  EXPECT_NE(error.detail.find("EPSG:32619"), std::string::npos) << error.detail;  // UTM 19 N
}

TEST_F(ImportChecks, StreetsElsewhereAreRefusedWithHowFarTheyAre) {
  move(files.streets, [](double lon, double lat) { return pair(lon - 10.0, lat); });
  const Error error = refused();
  EXPECT_EQ(error.code, ErrorCode::coordinate_out_of_range);
  EXPECT_EQ(error.file, "streets.geojson");
  EXPECT_NE(error.detail.find("0 of 34 streets"), std::string::npos) << error.detail;
  EXPECT_NE(error.detail.find("10.00 and 0.00 degrees"), std::string::npos) << error.detail;
}

TEST_F(ImportChecks, SwappedStreetsAreCalledSwapped) {
  move(files.streets, [](double lon, double lat) { return pair(lat, lon); });
  EXPECT_EQ(refused().code, ErrorCode::axes_swapped);
}

TEST_F(ImportChecks, StreetsInMetresAreCalledMetres) {
  move(files.streets, [](double lon, double lat) { return pair(lon * 1e5, lat * 1e5); });
  const Error error = refused();
  EXPECT_NE(error.detail.find("metres"), std::string::npos) << error.detail;
}

TEST_F(ImportChecks, ReportsOfAnotherPlaceAreAFindingAndAnAnalysisSaysSo) {
  std::string text = read_file(files.reports);
  for (std::size_t at = 0; (at = text.find(",-71.", at)) != std::string::npos;) text.replace(at, 5, ",-91.");
  write_file(files.reports, text);
  Workspace workspace = new_workspace(folder.path());
  const StepSummary summary = must(import_city(workspace, files, {}));
  ASSERT_FALSE(summary.findings.empty());
  EXPECT_NE(summary.findings[0].find("Reports: 0 of"), std::string::npos) << summary.findings[0];
  must(draw_blocks(workspace, {}));
  must(draft_plan(workspace, {}));
  must(publish_plan(workspace, kValidFrom, {}));
  must(assign_reports(workspace, {}));
  const Error error = analyse_imbalance(workspace, folder.path() / "out", {}, {}).error();
  EXPECT_EQ(error.code, ErrorCode::parameter_invalid);
  EXPECT_EQ(error.field, "reports");
}

TEST_F(ImportChecks, TheCitysOwnFilesPass) {
  Workspace workspace = new_workspace(folder.path());
  EXPECT_FALSE(must(detail::check_districts(files, Frame{26986})));
  for (const std::string& finding : must(import_city(workspace, files, {})).findings)
    EXPECT_TRUE(finding.starts_with(detail::kReportFinding)) << finding;
}

}  // namespace
}  // namespace libgrid::workflow::test
