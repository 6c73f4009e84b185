#include <gtest/gtest.h>

#include <libgrid/workflow/detail/report_sections.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::detail::report {
namespace {

/// Two upper zones, three lower ones; loads chosen so that ratios are round.
ReportData three_zones() {
  ReportData data;
  data.city.levels = {{.number = 1, .zones_per_parent = 2, .band = 0.03, .name_zh = "", .name_en = ""},
                      {.number = 2, .zones_per_parent = 2, .band = 0.05, .name_zh = "", .name_en = ""}};
  const auto add = [&](std::int64_t id, const char* code, int level, double workload, std::int64_t reports) {
    Zone zone;
    zone.id = ZoneId{id}, zone.code = code, zone.level = level, zone.workload = workload, zone.reports = reports;
    zone.street_length = Metres{1000.0 * static_cast<double>(id)}, zone.area = SquareMetres{1e6}, zone.blocks = 10,
    zone.polsby_popper = 0.5;
    data.map.zones.push_back(zone);
  };
  add(1, "A-01", 1, 0.51, 1234), add(2, "A-02", 1, 0.49, 1000);
  add(3, "A-01-01", 2, 0.36, 1), add(4, "A-01-02", 2, 0.32, 2), add(5, "A-02-01", 2, 0.32, 3);
  data.districts[ZoneId{1}] = {"A & B", "C"};
  data.duties = {Metres{1000}, Metres{500}, Metres{500}};
  return data;
}

TEST(ZoneSection, TablesAddUpAndOrderByLoadThenCode) {
  const std::string html = zone_section(three_zones());
  EXPECT_NE(html.find("A-01</th><td>A &amp; B, C</td><td class=\"number\">1.020</td><td class=\"number\">1.0</td><td "
                      "class=\"number\">1,234</td>"),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<td class=\"number\">3.0</td><td class=\"number\">2,234</td><td class=\"number\">2.00</td>"),
            std::string::npos);
  EXPECT_NE(html.find("2 of 3 zones lie within ±5 % of the mean"), std::string::npos);
  const std::size_t heaviest = html.find("Five heaviest"), lightest = html.find("Five lightest");
  EXPECT_LT(html.find("A-01-01", heaviest), html.find("A-01-02", heaviest));
  EXPECT_LT(html.find("A-01-02", lightest), html.find("A-02-01", lightest));
  EXPECT_LT(html.find("A-02-01", lightest), html.find("A-01-01", lightest));
}

TEST(DutySection, PartsAreSharesOfTheNetwork) {
  const std::string html = duty_section(three_zones());
  EXPECT_NE(html.find("<b>1.0 km</b> (50.0 %)"), std::string::npos);
  EXPECT_NE(html.find("All 2.0 km of streets"), std::string::npos);
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
