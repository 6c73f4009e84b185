#include <string>

#include <gtest/gtest.h>

#include <libgrid/hotspot/worst_places.hpp>

#include "report_builder.hpp"

namespace libgrid::hotspot {
namespace {

using namespace libgrid::literals;
using test::report;
using test::report_list;
using test::ReportBuilder;
using test::ReportList;

const ReboundRules kRules{.radius = 1_m, .window = days(30), .worst_places = 10};

/// Cells of 100 m: 5 x 5, without (4, 4).
CellLayer town_cells() {
  CellLayer layer{Raster{{0.0, 0.0}, 100_m}, {}};
  for (std::int64_t ix = 0; ix < 5; ++ix)
    for (std::int64_t iy = 0; iy < 5; ++iy)
      if (ix < 4 || iy < 4) layer.cells.push_back({ix, iy});
  return layer;
}

/// `cases` settled cases of the category in the cell, each at its own spot, and one coming back per case: as many
/// settled as rebounding cases, twice as many reports.
void add_rebounds(std::vector<ReportBuilder>& built, Cell cell, const std::string& category, int cases) {
  for (int k = 0; k < cases; ++k) {
    const double x = static_cast<double>(cell.ix) * 100 + 5, y = static_cast<double>(cell.iy) * 100 + 5 + 3 * k;
    built.push_back(report(category, 0, 10).at(x, y));
    built.push_back(report(category, 20).at(x, y));
  }
}

std::vector<WorstPlace> worst_of(const ReportList& list, std::int64_t least_reports, std::int64_t how_many = 10) {
  const CellLayer layer = town_cells();
  const LocatedReports reports = list.view();
  return worst_places(reports, follow_cases(reports.rows, kRules), listed_categories(reports, least_reports),
                      {layer, how_many});
}

TEST(WorstPlaces, SnippetOfTheHeader) {
  const ReportList list = report_list({report("a", 0, 10).at(150, 250), report("a", 20).at(150, 250)});
  const LocatedReports reports = list.view();
  const ReboundRules rules = kRules;
  const std::vector<CaseOutcome> outcomes = follow_cases(reports.rows, rules);
  const std::vector<std::size_t> listed = listed_categories(reports, 1);
  const CellLayer layer = town_cells();
  std::vector<WorstPlace> worst = worst_places(reports, outcomes, listed, {layer, rules.worst_places});
  ASSERT_EQ(worst.size(), 1U);
  EXPECT_EQ(worst[0].cell, (Cell{1, 2}));
  EXPECT_EQ(worst[0].centre, LonLat{});
  EXPECT_EQ(cell_centre(layer.raster, worst[0].cell), (Xy{150.0, 250.0}));
}

TEST(WorstPlaces, MostReboundsFirstThenLowerIxThenLowerIy) {
  std::vector<ReportBuilder> built;
  add_rebounds(built, {3, 0}, "a", 2);
  add_rebounds(built, {0, 3}, "a", 2);
  add_rebounds(built, {0, 1}, "a", 2);
  add_rebounds(built, {4, 3}, "a", 5);
  add_rebounds(built, {2, 2}, "a", 1);
  for (int k = 0; k < 9; ++k) built.push_back(report("a", 0, 10).at(290 - 3 * k, 290));  // settled for good: no rank
  std::vector<Cell> cells;
  std::vector<std::int64_t> ranks;
  for (const WorstPlace& place : worst_of(report_list(built), 1)) {
    cells.push_back(place.cell);
    ranks.push_back(place.rank);
  }
  EXPECT_EQ(cells, (std::vector<Cell>{{4, 3}, {0, 1}, {0, 3}, {3, 0}, {2, 2}}));
  EXPECT_EQ(ranks, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(worst_of(report_list(built), 1, 2).size(), 2U);
  EXPECT_TRUE(worst_of(report_list(built), 1, 0).empty());
}

TEST(WorstPlaces, CountsListedCategoriesWithAPlaceOnly) {
  std::vector<ReportBuilder> built;
  add_rebounds(built, {1, 1}, "a", 3);               // 6 reports, 3 settled, 3 back
  built.push_back(report("a", 0, 10).at(150, 190));  // settled, not back
  built.push_back(report("a", 0).at(150, 180));      // open
  built.push_back(report("a", 0, 5).at(150, 170).nowhere());
  add_rebounds(built, {1, 1}, "rare", 2);  // 4 reports: not listed
  const std::vector<WorstPlace> worst = worst_of(report_list(built), 5);
  ASSERT_EQ(worst.size(), 1U);
  EXPECT_EQ(worst[0].n_reports, 8);
  EXPECT_EQ(worst[0].n_settled, 4);
  EXPECT_EQ(worst[0].n_rebound, 3);
}

TEST(WorstPlaces, TopCategoryHasMostReboundsTiesToTheBytewiseLowest) {
  std::vector<ReportBuilder> built;
  add_rebounds(built, {0, 0}, "b", 2);
  add_rebounds(built, {0, 0}, "a", 1);
  add_rebounds(built, {1, 0}, "b", 2);
  add_rebounds(built, {1, 0}, "Z", 2);
  add_rebounds(built, {1, 0}, "a", 1);
  const std::vector<WorstPlace> worst = worst_of(report_list(built), 1);
  ASSERT_EQ(worst.size(), 2U);
  EXPECT_EQ(worst[0].cell, (Cell{1, 0}));
  EXPECT_EQ(worst[0].top_category, "Z");  // Z < b in bytes
  EXPECT_EQ(worst[1].top_category, "b");
}

TEST(WorstPlaces, ACellOffTheLayerIsNotRanked) {
  std::vector<ReportBuilder> built;
  add_rebounds(built, {4, 4}, "a", 9);
  add_rebounds(built, {7, 7}, "a", 9);
  add_rebounds(built, {0, 0}, "a", 1);
  const std::vector<WorstPlace> worst = worst_of(report_list(built), 1);
  ASSERT_EQ(worst.size(), 1U);
  EXPECT_EQ(worst[0].cell, (Cell{0, 0}));
}

TEST(WorstPlaces, NoReboundNoPlace) { EXPECT_TRUE(worst_of(report_list({report("a", 0, 5)}), 1).empty()); }

/// A case counts in the cell where it lies, also if it came back in the next one.
TEST(WorstPlaces, ACaseCountsWhereItLies) {
  const ReportList list = report_list({report("a", 0, 10).at(99.5, 50), report("a", 20).at(100.0, 50)});
  const std::vector<WorstPlace> worst = worst_of(list, 1);
  ASSERT_EQ(worst.size(), 1U);
  EXPECT_EQ(worst[0].cell, (Cell{0, 0}));
  EXPECT_EQ(worst[0].n_reports, 1);
}

TEST(WorstPlaces, IndependentOfTheOrderOfReports) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ReportList town = test::random_town(seed, 500);
    const CellLayer layer{
        Raster{{-300.0, -300.0}, 100_m},
        cells_meeting({{-300.0, -300.0}, 100_m},
                      {{.outer = {{-300, -300}, {300, -300}, {300, 300}, {-300, 300}, {-300, -300}}, .holes = {}}})};
    const auto ranked = [&](const ReportList& list) {
      return worst_places(list.view(), follow_cases(list.rows, {}), listed_categories(list.view(), 1), {layer, 10});
    };
    const std::vector<WorstPlace> places = ranked(town);
    ASSERT_EQ(places, ranked(in_order(town, test::shuffled_order(500, seed))));
    ASSERT_FALSE(places.empty());
  }
}

}  // namespace
}  // namespace libgrid::hotspot
