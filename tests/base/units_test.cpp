#include <libgrid/base/units.hpp>

#include <type_traits>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

using namespace libgrid::literals;

template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };
template <class A, class B>
concept Comparable = requires(A a, B b) { a < b; };

static_assert(Addable<Metres, Metres> && !Addable<Metres, SquareMetres> && !Addable<Metres, double>);
static_assert(Comparable<Metres, Metres> && !Comparable<Metres, SquareMetres> && !Comparable<Metres, double>);
static_assert(!std::is_convertible_v<double, Metres> && !std::is_convertible_v<Metres, double>);

TEST(Units, SnippetOfTheHeader) {
  Metres walk = 50_m + 2.5_m;
  SquareMetres yard = 20_m * 30_m;
  double ratio = walk / 10_m;
  EXPECT_EQ(walk, 52.5_m);
  EXPECT_EQ(yard, 600_m2);
  EXPECT_EQ(ratio, 5.25);
}

TEST(Units, ArithmeticIsThatOfDoubles) {
  Metres sum = 1_m;
  sum += 2_m;
  sum -= 0.5_m;
  EXPECT_EQ(sum, 2.5_m);
  EXPECT_EQ(-sum, Metres{-2.5});
  EXPECT_EQ(sum - 1_m, 1.5_m);
  EXPECT_EQ(sum * 2.0, 5_m);
  EXPECT_EQ(2.0 * sum, 5_m);
  EXPECT_EQ(sum / 2.0, 1.25_m);
  EXPECT_LT(1_m2, 2.5_m2);
}

TEST(Units, ADayHas86400Seconds) {
  EXPECT_EQ(days(30), Seconds{2'592'000});
  EXPECT_EQ(days(1) - Seconds{86'400} + Seconds{5}, Seconds{5});
}

}  // namespace
}  // namespace libgrid
