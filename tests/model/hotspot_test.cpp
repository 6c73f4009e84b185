#include <libgrid/model/hotspot.hpp>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

TEST(Cell, OrdersByColumnThenRow) {
  EXPECT_LT((Cell{1, 9}), (Cell{2, 0})) << "ties go to lower ix, then lower iy";
  EXPECT_LT((Cell{1, 1}), (Cell{1, 2}));
}

TEST(Hotspot, NothingIsSignificantBeforeItIsTested) {
  const Hotspot fresh;
  EXPECT_FALSE(fresh.significant);
  EXPECT_EQ(fresh.p, 1.0);
  EXPECT_EQ(fresh.q, 1.0);
}

TEST(Rebound, ComparesByContent) {
  Rebound a, b;
  EXPECT_EQ(a, b);
  b.n_rebound = 1;
  EXPECT_NE(a, b);
  EXPECT_EQ(WorstPlace{}, WorstPlace{});
}

}  // namespace
}  // namespace libgrid
