#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(ReboundAnalysis, TheForestOfTheTinyCityIsTheBruteForce) {
  const ReboundAnalysis analysis =
      must(analyse_rebound(finished_workspace(), {.distance = hotspot::DistanceKind::plane}, {}));
  EXPECT_EQ(analysis.forest, hotspot::rebound_forest(analysis.cases, {}, hotspot::ForestSearch::brute_force));
  EXPECT_EQ(analysis.counts.cases, std::ssize(analysis.cases));
  EXPECT_GT(analysis.counts.rebounds, 0);
  EXPECT_EQ(analysis.sensitivity.size(), 9U);
}

TEST(ReboundAnalysis, AlongStreetsIsNeverNearerThanAcross) {
  const ReboundAnalysis street = must(analyse_rebound(finished_workspace(), {}, {}));
  EXPECT_GT(std::ranges::count(street.on_street, char{1}), 0);
  std::int64_t along = 0;
  for (std::size_t i = 0; i < street.cases.size(); ++i) {
    if (!linked_along_street(street, i)) continue;
    const Xy a = street.cases[i].at, b = street.cases[*street.forest.links[i].parent].at;
    ++along;
    EXPECT_GE(street.forest.links[i].distance.value + 60.0, std::hypot(a.x - b.x, a.y - b.y));
    EXPECT_LE(street.forest.links[i].distance, Metres{50.0});
  }
  EXPECT_GT(along, 0);
}

TEST(ReboundAnalysis, RingsAroundPlacesAddUpToAll) {
  const TinyFolder folder;
  const LonLat at = PositionText().degrees({kCorner.x + 1300.0, kCorner.y + 300.0});
  write_file(
      folder.path() / "places.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Elm","class":"school"},)"
      R"("geometry":{"type":"Point","coordinates":[)" +
          io::shortest_text(at.lon) + "," + io::shortest_text(at.lat) + "]}}]}");
  const ReboundAnalysis analysis =
      must(analyse_rebound(finished_workspace(), {.places = folder.path() / "places.geojson"}, {}));
  std::int64_t all = 0, rings = 0, inner = 0;
  for (const NamedCurve& named : analysis.curves) {
    if (named.grouping == "all") all += named.curve.settled;
    if (named.grouping == "ring_school") rings += named.curve.settled;
    if (named.grouping == "ring_school" && named.group == "0-100") inner += named.curve.settled;
  }
  EXPECT_EQ(rings, all);
  EXPECT_GT(inner, 0);
  EXPECT_LT(inner, all);
}

TEST(ReboundAnalysis, GroupsAddUpToAll) {
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), {}, {}));
  const auto sum = [&](const std::string& grouping) {
    std::int64_t settled = 0;
    for (const NamedCurve& named : analysis.curves) settled += named.grouping == grouping ? named.curve.settled : 0;
    return settled;
  };
  EXPECT_EQ(sum("road"), sum("all"));
  EXPECT_LE(sum("category"), sum("all"));
  EXPECT_GT(sum("category"), 0);
  EXPECT_LE(sum("zone"), sum("all"));
  EXPECT_GT(sum("zone"), 0);
}

TEST(ReboundAnalysis, NoGraceAndNoLinksBeyondTheWindow) {
  const hotspot::ForestRules rules{.radius = Metres{25.0}, .window = days(7), .grace = Seconds{0}};
  const ReboundAnalysis analysis = must(analyse_rebound(finished_workspace(), {.rules = rules}, {}));
  for (const hotspot::ForestLink& link : analysis.forest.links) {
    if (link.kind != hotspot::LinkKind::rebound) continue;
    EXPECT_LE(link.gap, days(7));
    EXPECT_LE(link.distance, Metres{25.0});
  }
}

TEST(ReboundAnalysis, EveryFigureOfTheExportIsFoundInItsFile) {
  const TinyFolder folder;
  const StepSummary summary = must(export_forest(finished_workspace(), folder.path(), {}, {}));
  EXPECT_GE(summary.figures.size(), 6U);
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures) {
    SCOPED_TRACE(figure.name);
    const std::string found = query(figure.file, figure.expression);
    if (const auto* whole = std::get_if<std::int64_t>(&figure.value))
      EXPECT_EQ(found, std::to_string(*whole));
    else
      EXPECT_EQ(found, io::shortest_text(std::get<double>(figure.value)));
  }
}

TEST(ReboundAnalysis, SenselessRulesAreRefused) {
  EXPECT_FALSE(analyse_rebound(finished_workspace(), {.rules = {.radius = Metres{0.0}}}, {}));
  EXPECT_FALSE(analyse_rebound(finished_workspace(), {.rules = {.window = days(1), .grace = days(2)}}, {}));
}

}  // namespace
}  // namespace libgrid::workflow::test
