#include <libgrid/coverage/face_artefacts.hpp>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/coverage/merge_faces.hpp>
#include <libgrid/geom/enclosing_circle.hpp>

namespace libgrid::coverage {
namespace {

Polygon polygon(Ring ring) {
  ring.push_back(ring.front());
  return {std::move(ring), {}};
}

/// What numpy.log(esda.shape.minimum_bounding_circle_ratio(p) * p.area) prints, esda 2.9.0 with shapely 2.2.0.
TEST(FaceArtefactIndex, IsThatOfTheDefinition) {
  EXPECT_NEAR(face_artefact_index(polygon({{0, 0}, {100, 0}, {100, 40}, {0, 40}})), 7.47090337838009, 1e-12);
  EXPECT_NEAR(face_artefact_index(polygon({{0, 0}, {300, 0}, {300, 6}, {0, 6}})), 3.824683493705274, 1e-12);
  EXPECT_NEAR(face_artefact_index(polygon({{0, 0}, {50, 0}, {25, 40}})), 6.019809552261956, 1e-12);
  EXPECT_NEAR(face_artefact_index(polygon({{0, 0}, {60, 0}, {60, 20}, {20, 20}, {20, 60}, {0, 60}})), 6.561533089350508,
              1e-12);
}

/// A hill of `count` values: sums of three equidistributed sequences, the numbers i from `start` on.
void add_hill(std::vector<double>& values, int count, double centre, double spread) {
  for (int k = 0; k < count; ++k) {
    const auto i = static_cast<double>(values.size() + 1);
    double sum = -1.5;
    for (const double prime : {2.0, 3.0, 5.0}) sum += i * std::sqrt(prime) - std::floor(i * std::sqrt(prime));
    values.push_back(centre + spread * sum);
  }
}

struct Hill {
  int count;
  double centre;
  double spread;
};

std::optional<double> valley_of(std::initializer_list<Hill> shape) {
  std::vector<double> values;
  for (const Hill& hill : shape) add_hill(values, hill.count, hill.centre, hill.spread);
  return artefact_valley(values);
}

/// The values on the right are those of scipy 1.17.1: gaussian_kde(bw_method="silverman") in 1,000 places and
/// find_peaks(height=0.008, prominence=0.00075, width=1) of it and of its mirror image.
TEST(ArtefactValley, IsWhereScipyFindsIt) {
  EXPECT_NEAR(valley_of({{300, 5, 1.6}, {1200, 9, 2.0}}).value(), 6.4071477674380795, 1e-12);
  EXPECT_NEAR(valley_of({{150, 1, 1.5}, {300, 5, 1.6}, {1200, 9, 2.0}, {200, 13, 1.2}}).value(), 6.20233675264341,
              1e-12);
  EXPECT_NEAR(valley_of({{1200, 5, 1.6}, {300, 9, 2.0}}).value(), 7.388688690692415, 1e-12);
}

TEST(ArtefactValley, NoneWhereTheFacesDoNotPart) {
  EXPECT_FALSE(valley_of({{500, 7, 2}}));
  EXPECT_FALSE(valley_of({{2, 1, 0.4}, {1200, 9, 2.0}}));  // the second hill is too low
  EXPECT_FALSE(artefact_valley({}));
  EXPECT_FALSE(artefact_valley(std::vector<double>{4.0, 4.0, 4.0}));
}

TEST(Hills, AFlatTopCountsOnceAndAnEdgeIsNone) {
  const std::vector<double> heights{3, 1, 2, 2, 2, 0, 1, 0.5, 4};
  EXPECT_EQ(hills(heights, 0.0, 0.1), (std::vector<std::size_t>{3, 6}));
  EXPECT_EQ(hills(heights, 1.5, 0.1), (std::vector<std::size_t>{3}));
  EXPECT_EQ(hills(heights, 0.0, 0.6), (std::vector<std::size_t>{3}));  // 1 above 0.5 stands out by 0.5
}

/// A strip of 6 m between two blocks: 1,800 m2, so not small; its quotient is low but so would a wide strip's be.
TEST(ArtefactRule, AStripGoesToABlockAndThePairIsJudgedByItsOwnHull) {
  BlockRules rules;
  rules.merge_rule = MergeRule::artefacts;
  rules.artefact_below = 6.0;
  const auto measure = [](const Polygon& p) {
    return FaceMeasure{area(p), perimeter(p), DistrictId{1}, convex_hull(p.outer)};
  };
  const std::vector faces{measure(polygon({{0, 0}, {300, 0}, {300, 90}, {0, 90}})),
                          measure(polygon({{0, 90}, {300, 90}, {300, 96}, {0, 96}})),
                          measure(polygon({{0, 96}, {300, 96}, {300, 190}, {0, 190}}))};
  const std::vector<FaceBorder> borders{{0, 1, Metres{300.0}}, {1, 2, Metres{300.0}}};
  const MergeResult merged = merge_faces(faces, borders, rules);
  EXPECT_EQ(merged.keeper, (std::vector<std::size_t>{0, 0, 2}));
  EXPECT_EQ(merged.reason[1], MergeReason::artefact);
  rules.artefact_below.reset();  // no valley: the thresholds decide
  EXPECT_EQ(merge_faces(faces, borders, rules).reason[1], MergeReason::thin);
  rules.artefact_below = 9.3;  // above all three, below all of them together
  const MergeResult all = merge_faces(faces, borders, rules);
  EXPECT_EQ(std::ranges::count(all.reason, MergeReason::artefact), 2);
}

}  // namespace
}  // namespace libgrid::coverage
