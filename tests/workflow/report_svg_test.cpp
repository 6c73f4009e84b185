#include <libgrid/workflow/detail/report_svg.hpp>

#include <array>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail::report {
namespace {

TEST(Svg, ShapesAreWrittenAsTheyAreNamed) {
  EXPECT_EQ(rect({1, 2, 3, 4.5}, "bar"), R"(<rect class="bar" x="1" y="2" width="3" height="4.5"/>)");
  EXPECT_EQ(circle({1, 2}, 3, "dot", {"三", "three"}),
            R"(<circle class="dot" cx="1" cy="2" r="3"><title>三 · three</title></circle>)");
  EXPECT_EQ(segment({0, 0}, {10, 5}, "axis"), R"(<line class="axis" x1="0" y1="0" x2="10" y2="5"/>)");
  EXPECT_EQ(path("M0 0l1 1", "zone"), R"(<path class="zone" d="M0 0l1 1"/>)");
  const std::array<Spot, 2> spots{Spot{0, 1}, Spot{2.25, 3}};
  EXPECT_EQ(polyline(spots, "curve"), R"(<polyline class="curve" points="0,1 2.25,3"/>)");
  EXPECT_EQ(group("codes", "<text>a</text>"), R"(<g class="codes"><text>a</text></g>)");
}

TEST(Svg, LabelsAreEscapedAndSwitchLanguage) {
  EXPECT_EQ(label({1, 2}, "a<b", "end"), R"(<text class="end" x="1" y="2">a&lt;b</text>)");
  EXPECT_EQ(label({1, 2}, Words{"甲", "A"}, "end"),
            R"(<text class="end zh" x="1" y="2">甲</text><text class="end en" x="1" y="2">A</text>)");
  EXPECT_EQ(label({1, 2}, Words{"A", "A"}, "end"), label({1, 2}, "A", "end"));
}

TEST(Svg, ADrawingIsAnnouncedAndNamesNoHost) {
  const std::string svg = drawing(200, 20.5, {"条形图", "Bars \"a\""}, "<g/>");
  EXPECT_EQ(svg,
            "<svg class=\"chart\" viewBox=\"0 0 200 20.5\" role=\"img\" aria-label=\"条形图 · Bars "
            "&quot;a&quot;\"><g/></svg>\n");
  EXPECT_EQ(svg.find("://"), std::string::npos);
}

TEST(Svg, EveryDrawingIsMarkedAsSyntheticAndNoSwatchIs) {
  const std::string swatch = "<svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\"><g/></svg>";
  const std::string chart = drawing(700, 20, {"甲", "A"}, "<g/>"), map = drawing(4500, 20, {"乙", "B"}, "<g/>", "map");
  const std::string marked = marked_as_synthetic("<p>" + chart + swatch + map + "</p>");
  EXPECT_EQ(marked, "<p>" +
                        drawing(700, 20, {"甲", "A"},
                                "<text class=\"synthetic\" x=\"700\" y=\"-3.5\" style=\"font-size:10px\">合成数据 / "
                                "synthetic</text><g/>") +
                        swatch +
                        drawing(4500, 20, {"乙", "B"},
                                "<text class=\"synthetic\" x=\"4500\" y=\"-35\" style=\"font-size:100px\">合成数据 / "
                                "synthetic</text><g/>",
                                "map") +
                        "</p>");
  EXPECT_EQ(marked_as_synthetic("<p>none</p>"), "<p>none</p>");
}

}  // namespace
}  // namespace libgrid::workflow::detail::report
