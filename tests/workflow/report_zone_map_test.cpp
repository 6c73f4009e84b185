#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_map.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

TEST(ZoneMap, ShowsEveryZoneLinkAndWorstPlace) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  const std::string svg = ZoneMaps(data).city();
  EXPECT_EQ(count(svg, "class=\"zone\""), 6U);
  EXPECT_EQ(count(svg, "class=\"upper\""), 2U);
  EXPECT_EQ(count(svg, "class=\"link\""), data.links.size());
  EXPECT_EQ(count(svg, "class=\"place\""), data.worst_places.size());
  EXPECT_EQ(count(svg, "class=\"scalebar\""), 1U);
  EXPECT_EQ(count(svg, "class=\"north\""), 1U);
  for (const Zone* zone : data.zones_at(2)) EXPECT_EQ(count(svg, zone->code + ", workload/mean"), 1U) << zone->code;
}

TEST(ZoneMaps, ASheetShowsOneUpperZoneWithItsZones) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  const ZoneMaps maps(data);
  std::size_t zones = 0, places = 0;
  for (const Zone* upper : data.zones_at(1)) {
    const std::string svg = maps.sheet(*upper);
    EXPECT_EQ(count(svg, "class=\"upper\""), 1U);
    zones += count(svg, "class=\"zone\"");
    places += count(svg, "class=\"place\"");
  }
  EXPECT_EQ(zones, 6U);
  // A place on the border of two zones is on both sheets.
  EXPECT_GE(places, data.worst_places.size());
}

TEST(ZoneMaps, CodesStandWhereTheyCanBeRead) {
  const ReportData data = test::must(read_report_data(test::finished_workspace()));
  const std::string svg = ZoneMaps(data).city();
  for (const Zone* zone : data.zones_at(2)) EXPECT_EQ(count(svg, ">" + zone->code.substr(4) + "</text>"), 1U);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
