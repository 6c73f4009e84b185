#include <libgrid/attribution/attributor.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/attribution/default_coordinate.hpp>
#include <tests/index/ascii_shapes.hpp>
#include <tests/index/random_shapes.hpp>

namespace libgrid::attribution {
namespace {

/// Zones of one level from shapes: codes and ids as given, in the order of the shapes.
ZoneMap zone_map(const std::vector<MultiPolygon>& shapes, const std::vector<std::string>& codes, int level = 2) {
  ZoneMap map;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    Zone zone;
    zone.id = ZoneId{100 + static_cast<std::int64_t>(i)};
    zone.code = codes[i];
    zone.level = level;
    zone.shape = shapes[i];
    map.zones.push_back(zone);
  }
  return map;
}

Attribution in_zone(std::int64_t id, AttributionMethod method) {
  Attribution made;
  made.zone = ZoneId{id};
  made.method = method;
  return made;
}

Attribution outside(double metres) {
  Attribution made;
  made.reason = UnassignedReason::outside;
  made.distance = Metres{metres};
  return made;
}

Attribution at_default() {
  Attribution made;
  made.reason = UnassignedReason::default_coordinate;
  return made;
}

constexpr auto kInside = AttributionMethod::inside;
constexpr auto kBorder = AttributionMethod::border;

// 30 +---+---+---+
//    | A | A | B |     codes against the order of ids: A = 03 (id 100), B = 01 (id 101), C = 02 (id 102)
// 20 +---+---+---+
//    | C | . | B |
// 10 +---+---+---+
//    | C | C | C |
//  0 +---+---+---+
//    0  10  20  30
const std::vector<std::string_view> kPicture{"AAB", "C.B", "CCC"};
const std::vector<std::string> kCodes{"X-03", "X-01", "X-02"};

TEST(Attributor, EveryPlaceByTheTableOfRules) {
  const Attributor attributor(zone_map(index::ascii_shapes(kPicture), kCodes), 2);
  struct Row {
    std::string name;
    Xy p;
    Attribution expected;
  };
  const Row rows[] = {
      {"inside A", {5, 25}, in_zone(100, kInside)},
      {"inside B", {25, 15}, in_zone(101, kInside)},
      {"A and B: the lower code, not the lower id", {20, 25}, in_zone(101, kBorder)},
      {"A and C: the lower code", {5, 20}, in_zone(102, kBorder)},
      {"B and C", {25, 10}, in_zone(101, kBorder)},
      {"one ulp into A", {std::nextafter(20.0, 0.0), 25}, in_zone(100, kInside)},
      {"A, B and the gap meet", {20, 20}, in_zone(101, kBorder)},
      {"outer border of A", {0, 25}, in_zone(100, kBorder)},
      {"outer corner of C", {0, 0}, in_zone(102, kBorder)},
      {"border to the gap", {15, 20}, in_zone(100, kBorder)},
      {"in the gap", {13, 15}, outside(3)},
      {"in the middle of the gap", {15, 15}, outside(5)},
      {"east of B", {37, 25}, outside(7)},
      {"off a corner", {33, 34}, outside(5)},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Attribution got = attributor.attribute(row.p);
    EXPECT_EQ(got.zone, row.expected.zone);
    EXPECT_EQ(got.method, row.expected.method);
    EXPECT_EQ(got.reason, row.expected.reason);
    EXPECT_EQ(got.distance, row.expected.distance);
  }
}

TEST(Attributor, OnlyTheZonesOfTheLevelAnswer) {
  ZoneMap map = zone_map(index::ascii_shapes({"AB"}), {"X-01-01", "X-01-02"}, 2);
  Zone upper;
  upper.id = ZoneId{1};
  upper.code = "X-01";
  upper.level = 1;
  upper.shape = index::ascii_shapes({"AA"}).front();
  map.zones.insert(map.zones.begin(), upper);
  EXPECT_EQ(Attributor(map, 2).attribute({15, 5}), in_zone(101, kInside));
  EXPECT_EQ(Attributor(map, 1).attribute({15, 5}), in_zone(1, kInside));
}

TEST(Attributor, WithoutZonesAllIsOutsideWithoutDistance) {
  Attribution nowhere;
  nowhere.reason = UnassignedReason::outside;
  EXPECT_EQ(Attributor(ZoneMap{}, 2).attribute({5, 5}), nowhere);
  EXPECT_EQ(Attributor(zone_map(index::ascii_shapes({"A"}), {"X"}, 2), 1).attribute({5, 5}), nowhere)
      << "another level";
  EXPECT_EQ(Attributor(zone_map({MultiPolygon{}}, {"X"}), 2).attribute({5, 5}), nowhere) << "a zone without shape";
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Attributor(zone_map(index::ascii_shapes({"A"}), {"X"}), 2).attribute({nan, 5}), nowhere);
}

TEST(Attributor, EqualCodesGoToTheLowerId) {
  EXPECT_EQ(Attributor(zone_map(index::ascii_shapes({"BA"}), {"X", "X"}), 2).attribute({10, 5}), in_zone(100, kBorder));
}

TEST(Attributor, OverlappingZonesOfADraftGoToTheLowerCode) {
  auto shapes = index::ascii_shapes({"A"});
  shapes.push_back(shapes.front());
  EXPECT_EQ(Attributor(zone_map(shapes, {"X-2", "X-1"}), 2).attribute({5, 5}), in_zone(101, kInside));
}

TEST(AttributeAll, ADefaultCoordinateComesBeforeEveryOtherRule) {
  const Attributor attributor(zone_map(index::ascii_shapes(kPicture), kCodes), 2);
  const std::vector<Xy> points{{5, 25}, {5, 25}, {99, 99}, {20, 25}};
  const std::vector<char> marks{0, 1, 1, 1};
  const auto all = attributor.attribute_all(points, marks);
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(*all, (std::vector<Attribution>{in_zone(100, kInside), at_default(), at_default(), at_default()}));
  EXPECT_EQ(attributor.attribute_all({}, {})->size(), 0U);
}

TEST(AttributeAll, TheSnippetOfTheHeader) {
  const ZoneMap map = zone_map(index::ascii_shapes(kPicture), kCodes);
  const std::vector<Report> reports(2);
  const std::vector<DefaultCoordinate> defaults{{.at = reports[0].at, .rows = 2}};
  const std::vector<Xy> places{{5, 25}, {15, 25}};
  Attributor attributor(map, 2);
  Attribution one = attributor.attribute(Xy{236'012.5, 900'471.0});
  Expected<std::vector<Attribution>> all = attributor.attribute_all(places, mark_default(reports, defaults));
  EXPECT_EQ(one.reason, UnassignedReason::outside);
  EXPECT_EQ(*all, (std::vector<Attribution>{at_default(), at_default()}));
}

/// The brute-force twin: every zone is asked, the lower code wins, every edge is measured.
Attribution attribute_by_force(const ZoneMap& map, Xy p) {
  const Zone* lowest = nullptr;
  bool border = false;
  Metres nearest{std::numeric_limits<double>::infinity()};
  for (const Zone& zone : map.zones) {
    const Location where = locate(zone.shape, p);
    if (where == Location::outside) {
      nearest = std::min(nearest, index::nearest_by_force({zone.shape}, p).distance);
      continue;
    }
    border |= where == Location::border;
    if (lowest == nullptr || zone.code < lowest->code) lowest = &zone;
  }
  if (lowest == nullptr) return outside(nearest.value);
  return in_zone(lowest->id.value, border ? kBorder : kInside);
}

struct RandomPlan {
  ZoneMap map;
  std::vector<Xy> points;
};

/// A coverage with gaps, codes dealt at random, and the points that are hardest for it.
RandomPlan random_plan(std::uint64_t seed) {
  index::Dice dice(seed, 9);
  auto shapes = index::jittered_coverage(6, 5, 2, seed);
  std::erase_if(shapes, [&](const MultiPolygon&) { return dice.below(5) == 0; });
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < shapes.size(); ++i) codes.push_back("X-" + std::to_string(10 + i));
  for (std::size_t i = 1; i < codes.size(); ++i) std::swap(codes[i], codes[dice.below(i + 1)]);
  return {zone_map(shapes, codes), index::hard_points(shapes, 60, seed)};
}

TEST(AttributeAll, EqualsBruteForce) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomPlan plan = random_plan(seed);
    const auto all = Attributor(plan.map, 2).attribute_all(plan.points, {});
    for (std::size_t i = 0; i < plan.points.size(); ++i)
      ASSERT_EQ((*all)[i], attribute_by_force(plan.map, plan.points[i]));
  }
}

TEST(AttributeAll, NeitherOrderOfZonesNorThreadsChangeTheAnswer) {
  RandomPlan plan = random_plan(77);
  while (plan.points.size() < 70'000) plan.points.insert(plan.points.end(), plan.points.begin(), plan.points.end());
  const auto expected = Attributor(plan.map, 2).attribute_all(plan.points, {}, {.threads = 1});
  ASSERT_TRUE(expected.has_value());
  std::ranges::reverse(plan.map.zones);
  for (const Parallel how : {Parallel{.threads = 1}, Parallel{.threads = 2, .grain = 7}, Parallel{}})
    EXPECT_EQ(Attributor(plan.map, 2).attribute_all(plan.points, {}, how).value(), *expected);
}

TEST(AttributeAll, ReportsProgressUpToTheEnd) {
  const Attributor attributor(zone_map(index::ascii_shapes({"A"}), {"X"}), 2);
  std::vector<double> shares;
  const Progress progress([&](std::string_view step, double share) {
    EXPECT_EQ(step, "assign");
    shares.push_back(share);
  });
  EXPECT_TRUE(attributor.attribute_all(std::vector<Xy>(200'000), {}, {}, progress).has_value());
  EXPECT_GT(shares.size(), 2U);
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_EQ(shares.back(), 1.0);
}

TEST(AttributeAll, CancelledBetweenTwoChunksGivesAnError) {
  const Attributor attributor(zone_map(index::ascii_shapes({"A"}), {"X"}), 2);
  CancelToken cancel;
  const Progress progress([&](std::string_view, double) { cancel.cancel(); });
  const auto all = attributor.attribute_all(std::vector<Xy>(200'000), {}, {}, progress, cancel);
  ASSERT_FALSE(all.has_value());
  EXPECT_EQ(all.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace libgrid::attribution
