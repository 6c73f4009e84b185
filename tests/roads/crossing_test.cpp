#include <libgrid/roads/detail/crossing.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::roads::detail {
namespace {

TEST(CrossingShares, ACrossAndTwoParallels) {
  const CrossingShares cross = crossing_shares({0, 0}, {10, 0}, {4, -3}, {4, 9});
  EXPECT_EQ(cross.on_ab, 0.4);
  EXPECT_EQ(cross.on_cd, 0.25);
  EXPECT_FALSE(cross.parallel);
  EXPECT_TRUE(crossing_shares({0, 0}, {10, 0}, {0, 1}, {10, 1}).parallel);
}

__extension__ using Whole = __int128;

/// On whole numbers the determinants are whole numbers; the quotient is rounded once.
std::pair<long double, bool> exact_share(Xy a, Xy b, Xy c, Xy d) {
  const auto w = [](double v) { return static_cast<Whole>(v); };
  const Whole rx = w(b.x) - w(a.x), ry = w(b.y) - w(a.y), sx = w(d.x) - w(c.x), sy = w(d.y) - w(c.y);
  const Whole whole = rx * sy - ry * sx, part = (w(c.x) - w(a.x)) * sy - (w(c.y) - w(a.y)) * sx;
  if (whole == 0) return {0.0L, false};
  return {static_cast<long double>(part) / static_cast<long double>(whole), true};
}

TEST(CrossingShares, NarrowAnglesKeepTheirDigits) {
  const test::Seed seed{20501};
  const CounterRandom draw{seed.value(), 1};
  std::uint64_t n = 0;
  const auto coordinate = [&](double reach) { return std::round((draw.unit(n++) - 0.5) * reach); };
  for (int i = 0; i < 20'000; ++i) {
    const double narrow = std::exp2(static_cast<double>(draw.below(n++, 40)));  // of a street of 2^40 steps
    const Xy a{coordinate(1e12), coordinate(1e12)}, b{coordinate(1e12), coordinate(1e12)};
    const Xy c{a.x + coordinate(narrow), a.y + coordinate(narrow)},
        d{b.x + coordinate(narrow), b.y + coordinate(narrow)};
    const auto [wanted, crosses] = exact_share(a, b, c, d);
    const CrossingShares found = crossing_shares(a, b, c, d);
    ASSERT_EQ(!found.parallel, crosses);
    if (!crosses) continue;
    const auto share = static_cast<double>(wanted);
    ASSERT_NEAR(found.on_ab, share, 1e-12 * std::max(1.0, std::abs(share))) << "pair " << i;
  }
}

}  // namespace
}  // namespace libgrid::roads::detail
