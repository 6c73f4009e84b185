#include <libgrid/coverage/merge_faces.hpp>

#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::coverage {
namespace {

constexpr DistrictId kNorth{1}, kSouth{2};

FaceMeasure face(double area, double perimeter, DistrictId district = kNorth) {
  return {SquareMetres{area}, Metres{perimeter}, district};
}
FaceMeasure compact(double area, DistrictId district = kNorth) { return face(area, 4.0 * std::sqrt(area), district); }
FaceBorder border(std::size_t a, std::size_t b, double metres) { return {a, b, Metres{metres}}; }

using Keepers = std::vector<std::size_t>;

TEST(WhyMerge, TheRulesAsTheyAreWritten) {
  const BlockRules rules;
  struct Row {
    const char* name;
    double area, perimeter;
    MergeReason expected;
  };
  for (const Row& row : {Row{"under 1,000 m2", 999.9, 130.0, MergeReason::small},
                         Row{"1,000 m2 is not under", 1000.0, 130.0, MergeReason::none},
                         Row{"thin and under 10,000 m2", 5000.0, 1000.0, MergeReason::thin},
                         Row{"thin but 10,000 m2", 10'000.0, 2000.0, MergeReason::none},
                         Row{"compact", 5000.0, 300.0, MergeReason::none}}) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(why_merge(SquareMetres{row.area}, Metres{row.perimeter}, rules), row.expected);
  }
}

TEST(MergeFaces, TheNeighbourWithTheLongestLowClassBorderTakesTheFace) {
  const std::vector<FaceMeasure> faces{{SquareMetres{500}, Metres{100}, DistrictId{1}},
                                       {SquareMetres{5000}, Metres{300}, DistrictId{1}},
                                       {SquareMetres{5000}, Metres{300}, DistrictId{1}}};
  const std::vector<FaceBorder> plain{{0, 1, Metres{60}}, {0, 2, Metres{40}}};
  const std::vector<FaceBorder> ranked{{0, 1, Metres{60}, Metres{60}}, {0, 2, Metres{40}, Metres{0}}};
  const std::vector<FaceBorder> all_high{{0, 1, Metres{60}, Metres{60}}, {0, 2, Metres{40}, Metres{40}}};
  EXPECT_EQ(merge_faces(faces, plain, {}).keeper[0], 1U);
  EXPECT_EQ(merge_faces(faces, ranked, {}).keeper[0], 2U);
  EXPECT_EQ(merge_faces(faces, all_high, {}).keeper[0], 1U);
}

TEST(MergeFaces, ASmallFaceGoesOverItsLongestBorder) {
  const std::vector faces{compact(5000), compact(500), compact(5000)};
  const std::vector borders{border(0, 1, 5.0), border(1, 2, 12.0)};
  const MergeResult merged = merge_faces(faces, borders, {});
  EXPECT_EQ(merged.keeper, (Keepers{0, 2, 2}));
  EXPECT_EQ(merged.reason[1], MergeReason::small);
  EXPECT_EQ(merged.reason[2], MergeReason::none);
}

TEST(MergeFaces, TiesGoToTheLowestIndex) {
  const std::vector faces{compact(5000), compact(500), compact(5000)};
  EXPECT_EQ(merge_faces(faces, std::vector{border(1, 2, 12.0), border(0, 1, 12.0)}, {}).keeper, (Keepers{0, 0, 2}));
}

TEST(MergeFaces, TheOwnDistrictComesFirstHoweverShortTheBorder) {
  const std::vector faces{compact(5000, kSouth), compact(500, kNorth), compact(5000, kNorth)};
  EXPECT_EQ(merge_faces(faces, std::vector{border(0, 1, 40.0), border(1, 2, 1.0)}, {}).keeper, (Keepers{0, 2, 2}));
}

TEST(MergeFaces, AcrossTheDistrictBorderIfThereIsNoOther) {
  const std::vector faces{compact(5000, kSouth), compact(500, kNorth)};
  EXPECT_EQ(merge_faces(faces, std::vector{border(0, 1, 4.0)}, {}).keeper, (Keepers{0, 0}));
}

TEST(MergeFaces, AnIslandStaysHoweverSmall) {
  const std::vector faces{compact(5), compact(5000)};
  EXPECT_EQ(merge_faces(faces, {}, {}).keeper, (Keepers{0, 1}));
}

TEST(MergeFaces, SmallestFirstAndAgainWhileTheGroupIsTooSmall) {
  // 300 joins 400 (its longest border), together 700 they join the big one.
  const std::vector faces{compact(300), compact(400), compact(5000)};
  const std::vector borders{border(0, 1, 15.0), border(0, 2, 3.0), border(1, 2, 10.0)};
  EXPECT_EQ(merge_faces(faces, borders, {}).keeper, (Keepers{2, 2, 2}));
}

TEST(MergeFaces, AGroupsDistrictIsTheOneWithMostOfItsArea) {
  // The north face of 200 has only the south face of 100 beside it... and that one merges first, into the north face.
  // Their group is mostly north, so it prefers the north neighbour although the border to the south one is longer.
  const std::vector faces{compact(100, kSouth), compact(800, kNorth), compact(5000, kSouth), compact(5000, kNorth)};
  const std::vector borders{border(0, 1, 10.0), border(0, 2, 25.0), border(1, 3, 2.0)};
  // The south sliver prefers its own district.
  EXPECT_EQ(merge_faces(faces, borders, {}).keeper, (Keepers{2, 3, 2, 3}));
  // Without that neighbour it joins the north face, and the group goes north.
  const std::vector fewer{border(0, 1, 10.0), border(1, 2, 25.0), border(1, 3, 2.0)};
  EXPECT_EQ(merge_faces(faces, fewer, {}).keeper, (Keepers{3, 3, 2, 3}));
}

/// The twin: no queue, no maps; looks for the smallest group again and again.
Keepers slow_merge(const std::vector<FaceMeasure>& faces, const std::vector<FaceBorder>& borders,
                   const BlockRules& rules) {
  const std::size_t n = faces.size();
  Keepers group(n);
  for (std::size_t i = 0; i < n; ++i) group[i] = i;
  const auto shared = [&](std::size_t a, std::size_t b) {
    Metres sum;
    for (const FaceBorder& x : borders)
      if ((group[x.a] == a && group[x.b] == b) || (group[x.a] == b && group[x.b] == a)) sum += x.length;
    return sum;
  };
  const auto measure = [&](std::size_t g) {
    FaceMeasure m;
    DistrictShares shares;
    for (std::size_t i = 0; i < n; ++i)
      if (group[i] == g)
        m.area += faces[i].area, m.perimeter += faces[i].perimeter, shares[faces[i].district] += faces[i].area;
    for (const FaceBorder& x : borders)
      if (group[x.a] == g && group[x.b] == g) m.perimeter -= 2.0 * x.length;
    m.district = main_district(shares);
    return m;
  };
  while (true) {
    std::size_t pick = n;
    SquareMetres pick_area;
    for (std::size_t g = 0; g < n; ++g) {
      if (std::find(group.begin(), group.end(), g) == group.end()) continue;
      const FaceMeasure m = measure(g);
      bool alone = true;
      for (std::size_t o = 0; o < n; ++o) alone = alone && (o == g || shared(g, o) == Metres{0.0});
      if (alone || why_merge(m.area, m.perimeter, rules) == MergeReason::none) continue;
      if (pick == n || m.area < pick_area) pick = g, pick_area = m.area;
    }
    if (pick == n) return group;
    std::size_t target = n;
    std::pair<bool, Metres> best;
    for (std::size_t o = 0; o < n; ++o) {
      const Metres length = o == pick ? Metres{0.0} : shared(pick, o);
      if (length == Metres{0.0}) continue;
      const std::pair key(measure(o).district == measure(pick).district, length);
      if (target == n || key > best) target = o, best = key;
    }
    for (std::size_t& g : group)
      if (g == pick) g = target;
  }
}

TEST(MergeFaces, EqualsItsSlowTwinOnRandomGraphs) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const CounterRandom draw(seed, 5);
    std::uint64_t at = 0;
    std::vector<FaceMeasure> faces;
    for (int i = 0; i < 14; ++i) {
      // Whole numbers: sums are exact, so both ways of adding agree to the last bit.
      const double area = 100.0 + static_cast<double>(draw.below(at++, 3000)),
                   perimeter = 400.0 + static_cast<double>(draw.below(at++, 600));
      faces.push_back(face(area, perimeter, draw.below(at++, 2) == 0 ? kNorth : kSouth));
    }
    std::vector<FaceBorder> borders;
    for (std::size_t a = 0; a < faces.size(); ++a)
      for (std::size_t b = a + 1; b < faces.size(); ++b)
        if (draw.below(at++, 4) == 0) borders.push_back(border(a, b, 1.0 + static_cast<double>(draw.below(at++, 30))));
    const MergeResult merged = merge_faces(faces, borders, {});
    EXPECT_EQ(merged.keeper, slow_merge(faces, borders, {}));
    std::reverse(borders.begin(), borders.end());
    EXPECT_EQ(merge_faces(faces, borders, {}).keeper, merged.keeper);
  }
}

}  // namespace
}  // namespace libgrid::coverage
