#include <libgrid/workflow/detail/around_places.hpp>

#include <gtest/gtest.h>

#include <libgrid/workflow/html_report.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

ForestRequest around_elm_school(const std::filesystem::path& folder) {
  const LonLat at = PositionText().degrees({kCorner.x + 1300.0, kCorner.y + 300.0});
  const auto file = folder / "places.csv";
  write_file(file,
             "name,class,lon,lat\nElm,school," + io::shortest_text(at.lon) + "," + io::shortest_text(at.lat) + "\n");
  return {.places = file};
}

TEST(AroundPlaces, NearIsTheInnerRingOfEveryCategory) {
  const TinyFolder folder;
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), around_elm_school(folder.path()), {}));
  ASSERT_FALSE(analysis.around.empty());
  std::int64_t inner = 0, outer = 0, near = 0, beyond = 0;
  for (const NamedCurve& named : analysis.curves) {
    if (named.grouping != "ring_school") continue;
    if (named.group == "0-100") inner = named.curve.rebounds;
    if (named.group == "beyond") outer = named.curve.rebounds;
  }
  for (const AroundPlaces& row : analysis.around) {
    EXPECT_EQ(row.place_class, "school");
    EXPECT_GT(row.near.cases, 0);
    near += row.near.rebounds, beyond += row.beyond.rebounds;
  }
  EXPECT_EQ(near, inner);
  EXPECT_EQ(beyond, outer) << "every category of the tiny city has a case near the school";
  ASSERT_EQ(analysis.around.size(), 3U);
  for (std::size_t i = 1; i < 3; ++i)
    EXPECT_GE(analysis.around[i - 1].near.rebounds, analysis.around[i].near.rebounds) << "most first";
  const AroundPlaces& pile = analysis.around.back();
  EXPECT_EQ(pile.category, "Graffiti");
  EXPECT_GT(pile.near.cases, 200) << "it piles up around (1300, 300)";
  EXPECT_EQ(pile.near.rebounds, 0) << "where a case is always open, what follows is a duplicate";
  EXPECT_TRUE(must(analyse_rebound(finished_workspace(), {}, {})).around.empty());
}

TEST(AroundPlaces, TheTableIsReadBackAndStandsInTheReportBesideIt) {
  const TinyFolder folder;
  const auto out = folder.path() / "out";
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), around_elm_school(folder.path()), {}));
  ASSERT_TRUE(export_forest(finished_workspace(), out, around_elm_school(folder.path()), {}));
  const auto again = must(detail::read_around_table(out / "around_places.csv"));
  ASSERT_EQ(again.size(), analysis.around.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i].category, analysis.around[i].category);
    EXPECT_EQ(again[i].near.rebounds, analysis.around[i].near.rebounds);
    EXPECT_EQ(again[i].near.rate, analysis.around[i].near.rate);
  }
  const std::string report = read_file(must(write_html_report(finished_workspace(), out)));
  EXPECT_NE(report.find("学校、医院、商场、车站周边的复发"), std::string::npos);
  write_file(out / "around_places.csv", "class,category\nschool,x\n");
  EXPECT_EQ(write_html_report(finished_workspace(), out).error().code, ErrorCode::column_missing);
}

TEST(AroundPlaces, TheTableAndItsFiguresAgree) {
  const TinyFolder folder;
  const StepSummary summary =
      must(export_forest(finished_workspace(), folder.path() / "out", around_elm_school(folder.path()), {}));
  OutputQuery query(folder.path() / "out");
  int figures = 0;
  for (const Figure& figure : summary.figures) {
    if (figure.file != "around_places.csv") continue;
    ++figures;
    EXPECT_EQ(figure.name, "around_school");
    EXPECT_NE(figure.label_zh.find("学校周边 100 米反弹最多：Pothole"), std::string::npos);
    EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)));
  }
  EXPECT_EQ(figures, 1);
}

}  // namespace
}  // namespace libgrid::workflow::test
