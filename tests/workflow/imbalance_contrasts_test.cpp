#include <libgrid/workflow/detail/imbalance_contrasts.hpp>

#include <algorithm>
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
  EXPECT_GT(sum_of(ground.parts.reports), 0.6 * sum_of(ground.zones.reports)) << "those within 30 m of a street";
}

TEST(ImbalanceContrasts, ThreeContrastsWithExactPartsAndTheRawOnesBeside) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKinds, "publish", Avenues::own_class);
  const StepSummary summary = must(analyse_imbalance(city, folder.path() / "out", {}, {}));
  std::map<std::string, double> told;
  for (const Figure& figure : summary.figures)
    if (const auto* value = std::get_if<double>(&figure.value)) told[figure.name] = *value;
  const detail::ContrastGround ground =
      must(detail::contrast_ground(city, must(zones_of_plan(city, {})), must(detail::placed_reports(city))));
  EXPECT_FALSE(ground.nested) << "the plan of the tiny city crosses its districts";
  EXPECT_FALSE(told.contains("theil_between_uppers_inside"));
  EXPECT_TRUE(std::ranges::any_of(summary.findings,
                                  [](const std::string& text) { return text.starts_with("Zones cross districts"); }));
  EXPECT_NEAR(told.at("theil_between_districts_raw") + told.at("theil_inside_districts_raw"),
              detail::raw_theil(ground.zones, 2).total, 1e-12);
  EXPECT_NEAR(told.at("theil_between_districts") + told.at("theil_inside_districts"),
              hotspot::imbalance(ground.zones.table(), {ground.zones.group, 2}).theil.total, 1e-12);
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

// Zones that keep to their district are the places themselves: parts of one total.
TEST(ImbalanceContrasts, OfNestedZonesByHand) {
  detail::ContrastGround ground;
  ground.districts = {"A", "B"}, ground.uppers = {"A1", "A2", "B1"};
  ground.zones = {{20, 40, 90, 30, 25}, {2, 2, 3, 1, 2}, {0, 0, 0, 1, 1}};
  ground.upper = {0, 0, 1, 2, 2}, ground.district = {0, 0, 0, 1, 1};
  ground.parts = {
      {5, 10, 40, 0, 60, 20, 10, 10, 20, 5}, {1, 1, 2, 0, 2, 1, 0.5, 0.5, 1, 1}, {0, 1, 0, 1, 0, 1, 0, 1, 0, 1}};
  ground.zone_of_part = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4};
  const detail::ImbalanceContrasts told = detail::imbalance_contrasts(ground, {.replicates = 50});
  const auto count = [&](const std::string& contrast) {
    return std::ranges::count(told.rows, contrast, &detail::ContrastRow::contrast);
  };
  EXPECT_EQ(count("district"), 2);
  EXPECT_EQ(count("inside_district"), 2) << "B has one upper zone";
  EXPECT_EQ(count("road"), 3);
  EXPECT_NEAR(told.rows[0].told.raw.ratio, (150.0 / 7.0) / (55.0 / 3.0), 1e-12);
  const hotspot::Theil& theil = told.by_district.shrunk;
  EXPECT_NEAR(theil.between + theil.within, hotspot::imbalance(ground.zones.table(), {ground.upper, 3}).theil.total,
              1e-12);
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
