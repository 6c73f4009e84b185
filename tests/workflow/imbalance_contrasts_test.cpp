#include <libgrid/workflow/detail/imbalance_contrasts.hpp>

#include <cmath>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include <libgrid/workflow/analyse.hpp>

#include "tests/workflow/city_with_keys.hpp"
#include "tests/workflow/output_query.hpp"

namespace libgrid::workflow::test {
namespace {

constexpr const char* kKinds = R"("road_kinds": [{"road_class": "AVE", "kind": "secondary"},
                                                {"road_class": "residential", "kind": "back_lane"}])";

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(ImbalanceContrasts, PartsAreTheStreetsOfTheZonesByTheCitysOwnTable) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKinds, "publish", Avenues::own_class);
  const AnalysisZones zones = must(zones_of_plan(city, {}));
  const detail::ContrastGround ground = must(detail::contrast_ground(city, zones, must(detail::placed_reports(city))));
  EXPECT_EQ(ground.districts, (std::vector<std::string>{"West", "East"}));
  EXPECT_NEAR(sum_of(ground.parts.kilometres), sum_of(ground.zones.kilometres), 0.35) << "stretches beyond the land";
  double main = 0.0;
  for (std::size_t p = 0; p < ground.parts.group.size(); p += 2) main += ground.parts.kilometres[p];
  EXPECT_NEAR(main, 9 * 2.0 + 3 * 0.4, 1e-6) << "nine avenues over both squares, three on the isle";
  EXPECT_LE(sum_of(ground.parts.reports), sum_of(ground.zones.reports));
  EXPECT_GT(sum_of(ground.parts.reports), 0.8 * sum_of(ground.zones.reports));
}

TEST(ImbalanceContrasts, ThreeContrastsWithExactPartsAndTheRawOnesBeside) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKinds, "publish", Avenues::own_class);
  const StepSummary summary = must(analyse_imbalance(city, folder.path() / "out", {}, {}));
  std::map<std::string, double> told;
  for (const Figure& figure : summary.figures)
    if (const auto* value = std::get_if<double>(&figure.value)) told[figure.name] = *value;
  EXPECT_NEAR(told.at("theil_between_districts") + told.at("theil_inside_districts"), told.at("theil_total"), 1e-12);
  EXPECT_NEAR(told.at("theil_between_districts") + told.at("theil_between_uppers_inside"), told.at("theil_between"),
              1e-12);
  EXPECT_NEAR(told.at("theil_between_districts_raw") + told.at("theil_inside_districts_raw"),
              told.at("theil_total_raw"), 1e-12);
  EXPECT_LE(told.at("main_road_ratio_eb_lower"), told.at("main_road_ratio_eb"));
  EXPECT_GE(told.at("main_road_ratio_eb_upper"), told.at("main_road_ratio_eb"));
  EXPECT_NEAR(told.at("district_ratio_West") * told.at("district_ratio_East"), 1.0, 1e-12);
  OutputQuery query(folder.path() / "out");
  const auto rows = [&](const std::string& contrast) {
    return query("imbalance_contrasts.csv",
                 "SELECT count(*) FROM imbalance_contrasts WHERE contrast = '" + contrast + "'");
  };
  EXPECT_EQ(rows("district"), "2");
  EXPECT_EQ(rows("road"), "3") << "the city and both districts";
  EXPECT_NE(rows("inside_district"), "0");
  EXPECT_EQ(query("imbalance_contrasts.csv",
                  "SELECT count(*) FROM imbalance_contrasts WHERE contrast = 'district' AND "
                  "abs(rate - reports / street_km) > 1e-9"),
            "0");
  EXPECT_NE(read_file(folder.path() / "out" / "imbalance.json").find("\"main_roads\": \"road_kinds\""),
            std::string::npos);
}

// Three places of 1, 1 and 2 km with 1, 3 and 4 reports: rates 1, 3, 2.
TEST(ImbalanceContrasts, RawTheilAndGiniByHand) {
  const detail::ContrastSide side{{1, 3, 4, 7}, {1, 1, 2, 0}, {0, 0, 1, 1}};
  const double expected = 0.25 * 0.5 * std::log(0.5) + 0.25 * 1.5 * std::log(1.5);
  EXPECT_NEAR(detail::raw_theil(side, 2).total, expected, 1e-12);
  EXPECT_NEAR(detail::raw_theil(side, 2).between, 0.0, 1e-12);
  EXPECT_NEAR(detail::raw_gini(side.table()), 8.0 / (2.0 * 9.0 * 2.0), 1e-12);
}

}  // namespace
}  // namespace libgrid::workflow::test
