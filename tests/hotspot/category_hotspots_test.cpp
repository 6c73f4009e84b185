#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/hotspot/category_hotspots.hpp>
#include <libgrid/hotspot/gi_star.hpp>

#include "count_map.hpp"
#include "report_builder.hpp"

namespace libgrid::hotspot {
namespace {

using namespace libgrid::literals;
using test::count_map;
using test::CountMap;
using test::report;
using test::report_list;
using test::ReportBuilder;
using test::ReportList;

const HotspotRules kRules{.cell = 10_m, .least_reports = 3, .q_level = 0.05};

CellLayer layer_of(const CountMap& map) { return {Raster{{0.0, 0.0}, kRules.cell}, map.cells}; }

/// As many reports of the category at the centre of each cell as the picture says.
std::vector<ReportBuilder> reports_as_drawn(const std::string& category, const CountMap& map) {
  std::vector<ReportBuilder> built;
  for (std::size_t i = 0; i < map.cells.size(); ++i) {
    const Xy centre = cell_centre(Raster{{0.0, 0.0}, kRules.cell}, map.cells[i]);
    for (std::int64_t k = 0; k < map.counts[i]; ++k) built.push_back(report(category, 0).at(centre.x, centre.y));
  }
  return built;
}

TEST(CategoryHotspots, SnippetOfTheHeader) {
  const MultiPolygon land{{.outer = {{1, 1}, {29, 1}, {29, 19}, {1, 19}, {1, 1}}, .holes = {}}};
  const HotspotRules rules = kRules;
  const ReportList list = report_list({report("a", 0).at(5, 5), report("a", 0).at(5, 6), report("a", 0).at(15, 5)});
  const LocatedReports reports = list.view();
  CellLayer layer = cell_layer(land, rules.cell);
  std::vector<Hotspot> rows = hotspots(reports, layer, rules);
  EXPECT_EQ(rows.size(), 1 * layer.cells.size());
  EXPECT_EQ(rows.size(), 6U);
}

TEST(CategoryHotspots, EveryCellForEveryListedCategory) {
  const CountMap map = count_map(
      "0 . 1 0\n"
      "2 1 0 0\n");
  std::vector<ReportBuilder> built = reports_as_drawn("b", map);
  for (const ReportBuilder& r : reports_as_drawn("a", map)) built.push_back(r);
  built.push_back(report("rare", 0).at(5, 5));
  built.push_back(report("rare", 0).at(5, 5));
  const ReportList list = report_list(built);
  const std::vector<Hotspot> rows = hotspots(list.view(), layer_of(map), kRules);
  const std::vector<GiStar> g = gi_star_counts(map.cells, map.counts);
  ASSERT_EQ(rows.size(), 2 * map.cells.size());
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::size_t i = k % map.cells.size();
    EXPECT_EQ(rows[k].category, k < map.cells.size() ? "a" : "b");
    EXPECT_EQ(rows[k].cell, map.cells[i]);
    EXPECT_EQ(rows[k].n, map.counts[i]);
    EXPECT_EQ(rows[k].z, g[i].z);
    EXPECT_EQ(rows[k].p, g[i].p);
    EXPECT_EQ(rows[k].q, g[i].q);
    EXPECT_EQ(rows[k].significant, g[i].q <= 0.05);
  }
}

// (2,0) has z = 2.45, p = .014, but q = .014 * 35 / 5 = .10: not significant once all 35 cells are asked at once.
TEST(CategoryHotspots, SignificantCellsOfACluster) {
  const CountMap map = count_map(
      "0 0 0 0 0 0 0\n"
      "0 0 0 0 0 0 0\n"
      "0 0 0 0 0 0 0\n"
      "5 7 0 0 0 0 0\n"
      "6 9 1 0 0 0 0\n");
  std::vector<Cell> significant;
  for (const Hotspot& row : hotspots(report_list(reports_as_drawn("a", map)).view(), layer_of(map), kRules))
    if (row.significant) significant.push_back(row.cell);
  EXPECT_EQ(test::picture_of(significant, 7, 5),
            ".......\n"
            ".......\n"
            ".......\n"
            "##.....\n"
            "##.....\n");
}

// Off the listed cells a report helps its category over the limit, and counts in no cell; nowhere it does neither.
TEST(CategoryHotspots, WhereAReportCounts) {
  const CountMap map = count_map("0 0 0 0");
  struct Row {
    const char* name;
    ReportBuilder third;
    std::size_t rows;
    std::int64_t total;
  };
  const ReportBuilder a = report("a", 0);
  for (const Row& row : {Row{"in a listed cell", a.at(35, 5), 4, 3}, Row{"on a cell's west edge", a.at(10, 5), 4, 3},
                         Row{"east of the last cell", a.at(40, 5), 4, 2}, Row{"far away", a.at(-1e6, 5), 4, 2},
                         Row{"nowhere", a.at(35, 5).nowhere(), 0, 0}}) {
    SCOPED_TRACE(row.name);
    const ReportList list = report_list({a.at(5, 5), a.at(5, 5), row.third});
    const std::vector<Hotspot> rows = hotspots(list.view(), layer_of(map), kRules);
    std::int64_t total = 0;
    for (const Hotspot& h : rows) total += h.n;
    EXPECT_EQ(rows.size(), row.rows);
    EXPECT_EQ(total, row.total);
  }
}

TEST(CategoryHotspots, AReportWithoutAPlaceIsInNoCell) {
  const CountMap map = count_map("3 0 0 0");
  std::vector<ReportBuilder> built = reports_as_drawn("a", map);
  built.push_back(report("a", 0).at(5, 5).nowhere());
  const ReportList list = report_list(built);
  EXPECT_EQ(hotspots(list.view(), layer_of(map), kRules).at(0).n, 3);
}

TEST(CategoryHotspots, ACategoryWithoutVarianceIsListedAndUndefined) {
  const CountMap map = count_map("1 1 1 1");
  for (const Hotspot& row : hotspots(report_list(reports_as_drawn("a", map)).view(), layer_of(map), kRules)) {
    EXPECT_TRUE(std::isnan(row.z));
    EXPECT_EQ(row.p, 1.0);
    EXPECT_EQ(row.q, 1.0);
    EXPECT_FALSE(row.significant);
  }
}

TEST(CategoryHotspots, IndependentOfOrderAndOfWholeCellMoves) {
  const MultiPolygon land{{.outer = {{-200, -200}, {200, -200}, {180, 210}, {-200, 200}, {-200, -200}}, .holes = {}}};
  const MultiPolygon moved_land{
      {.outer = {{800, -1200}, {1200, -1200}, {1180, -790}, {800, -800}, {800, -1200}}, .holes = {}}};
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const ReportList town = test::random_town(seed, 400);
    ReportList moved = in_order(town, test::shuffled_order(400, seed));
    for (LocatedReport& row : moved.rows) row.at = {row.at.x + 1000, row.at.y - 1000};
    const std::vector<Hotspot> rows = hotspots(town.view(), cell_layer(land, 10_m), kRules);
    ASSERT_EQ(rows, hotspots(moved.view(), cell_layer(moved_land, 10_m), kRules));
    EXPECT_EQ(rows.size() % 3, 0U);
  }
}

}  // namespace
}  // namespace libgrid::hotspot
