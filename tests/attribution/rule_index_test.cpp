#include <libgrid/attribution/detail/rule_index.hpp>

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::attribution::detail {
namespace {

TEST(RuleIndex, DutiesByStreet) {
  const std::vector<SegmentDuty> duties{{"a", "", StreetId{5}, RoadSide::whole, Metres{0}, Metres{9}, ZoneId{1}},
                                        {"b", "", StreetId{8}, RoadSide::whole, Metres{0}, Metres{9}, ZoneId{1}},
                                        {"c", "", StreetId{5}, RoadSide::whole, Metres{0}, Metres{9}, ZoneId{2}}};
  const RuleIndex index(duties, {}, Metres{50.0});
  EXPECT_TRUE(std::ranges::equal(index.duties_along(StreetId{5}), std::vector<std::size_t>{0, 2}));
  EXPECT_TRUE(index.duties_along(StreetId{6}).empty());
}

TEST(RuleIndex, EveryDecisionWithinTheRadiusIsFound) {
  constexpr std::uint64_t kSeed = 20261128;
  SCOPED_TRACE(kSeed);
  const CounterRandom draw(kSeed, 3);
  std::vector<Precedent> all;
  for (std::uint64_t i = 0; i < 400; ++i)
    all.push_back({std::to_string(i),
                   i % 2 == 0 ? "x" : "y",
                   "c",
                   {1000.0 * draw.unit(3 * i) - 500.0, 1000.0 * draw.unit(3 * i + 1) - 500.0},
                   ZoneId{1}});
  const RuleIndex index({}, all, Metres{50.0});
  for (std::uint64_t i = 0; i < 200; ++i) {
    const Xy at{1000.0 * draw.unit(9000 + 2 * i) - 500.0, 1000.0 * draw.unit(9001 + 2 * i) - 500.0};
    std::set<std::size_t> found;
    index.precedents_near("x", "c", at, [&](std::size_t p) { EXPECT_TRUE(found.insert(p).second) << "twice"; });
    for (std::size_t p = 0; p < all.size(); ++p) {
      const bool near = all[p].sector == "x" && distance(all[p].at, at) <= Metres{50.0};
      EXPECT_TRUE(!near || found.contains(p)) << p;
    }
    for (const std::size_t p : found) EXPECT_EQ(all[p].sector, "x");
  }
}

}  // namespace
}  // namespace libgrid::attribution::detail
