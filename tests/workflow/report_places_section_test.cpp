#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

Zone square(std::int64_t id, const char* code, int level, double x) {
  Zone zone;
  zone.id = ZoneId{id}, zone.code = code, zone.level = level;
  if (level == 2) zone.parent = ZoneId{id - 2};
  zone.shape = {Polygon{{{x, 0}, {x + 1000, 0}, {x + 1000, 1000}, {x, 1000}, {x, 0}}, {}}};
  return zone;
}

WorstPlace place(std::int64_t rank, std::int64_t ix) {
  return {.rank = rank,
          .cell = {ix, 3},
          .centre = {-71.06481, 42.35741},
          .n_reports = 1500,
          .n_settled = 1200,
          .n_rebound = 900,
          .top_category = "A<B"};
}

/// Two upper zones side by side, each with one zone; cells of 100 m: ix 0..9 in A, 10..19 in B.
ReportData two_zones() {
  ReportData data;
  data.city.code = "T";
  data.raster = {{0, 0}, Metres{100}};
  data.map.zones = {square(1, "T-01", 1, 0), square(2, "T-02", 1, 1000), square(3, "T-01-01", 2, 0),
                    square(4, "T-02-01", 2, 1000)};
  return data;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(PlaceSection, EveryPlaceNamesItsZone) {
  ReportData data = two_zones();
  data.worst_places = {place(1, 2), place(2, 12), place(3, 40)};
  const std::string html = place_section(data);
  EXPECT_NE(html.find("1</th><td>T-01-01</td><td class=\"number\">−71.0648</td><td class=\"number\">42.3574</td><td "
                      "class=\"number\">1,500</td>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("2</th><td>T-02-01</td>"), std::string::npos);
  EXPECT_NE(html.find("3</th><td>–</td>"), std::string::npos);
  EXPECT_NE(html.find("A&lt;B"), std::string::npos);
}

TEST(PlaceSection, SheetsShowEachPlaceOnceIfTheyCan) {
  ReportData data = two_zones();
  data.worst_places = {place(1, 2), place(2, 5), place(3, 12)};
  const std::string both_zones = place_section(data);
  EXPECT_NE(both_zones.find("<b>T-01</b> " + both({"编号 1, 2", "Places 1, 2"})), std::string::npos);
  EXPECT_NE(both_zones.find("<b>T-02</b> " + both({"编号 3", "Place 3"})), std::string::npos);
  data.worst_places.pop_back();
  EXPECT_EQ(count(place_section(data), "<figure>"), 1U);
  data.worst_places.clear();
  EXPECT_EQ(count(place_section(data), "<figure>"), 0U);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
