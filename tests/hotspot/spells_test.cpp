#include <algorithm>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/detail/spells.hpp>

namespace libgrid::hotspot::detail {
namespace {

TEST(Spells, NearCasesAreThoseOfAllPairs) {
  const CounterRandom random(3, 3);
  std::vector<ForestCase> cases;
  for (std::size_t i = 0; i < 200; ++i) {
    ForestCase c{.id = static_cast<std::int64_t>(i), .category = random.below(4 * i, 2)};
    c.opened = LocalTime{static_cast<std::int64_t>(random.below(4 * i + 1, 1000))};
    c.at = {random.unit(4 * i + 2) * 500.0, random.unit(4 * i + 3) * 500.0};
    c.has_place = i % 11 != 0;
    cases.push_back(c);
  }
  const NearCases near(cases, Metres{60.0});
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::vector<std::uint32_t> expected, found(near.of(i).begin(), near.of(i).end());
    for (std::uint32_t j = 0; j < cases.size(); ++j)
      if (j != i && cases[i].has_place && cases[j].has_place && cases[i].category == cases[j].category &&
          distance(cases[i].at, cases[j].at) <= Metres{60.0})
        expected.push_back(j);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(found, expected);
  }
}

TEST(Spells, ToTheNextReportOrToTheDay) {
  ForestCase a{.id = 1}, b{.id = 2};
  a.opened = LocalTime{0}, a.closed = LocalTime{86'400};
  b.opened = LocalTime{3 * 86'400}, b.closed = LocalTime{4 * 86'400};
  const std::vector<ForestCase> cases{a, b};
  const NearCases near(cases, Metres{50.0});
  const std::vector<PlaceSpell> spells = spells_until(cases, near, LocalTime{10 * 86'400});
  ASSERT_EQ(spells.size(), 2U);
  EXPECT_TRUE(spells[0].event);
  EXPECT_DOUBLE_EQ(spells[0].length, 2.0);
  EXPECT_FALSE(spells[1].event);
  EXPECT_DOUBLE_EQ(spells[1].length, 6.0);
  EXPECT_FALSE(spells_until(cases, near, LocalTime{2 * 86'400}).front().event);
}

}  // namespace
}  // namespace libgrid::hotspot::detail
