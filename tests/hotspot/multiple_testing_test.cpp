#include <vector>

#include <gtest/gtest.h>

#include <libgrid/hotspot/multiple_testing.hpp>

namespace libgrid::hotspot {
namespace {

// R: p.adjust(c(.01, .02, .03, .04), "BY") = .0833333 four times; c(.001, .5, .9) -> .0055, 1, 1
TEST(MultipleTesting, AsRsPAdjust) {
  const std::vector<double> even{0.01, 0.02, 0.03, 0.04}, mixed{0.5, 0.001, 0.9};
  for (const double q : benjamini_yekutieli(even)) EXPECT_NEAR(q, 0.04 * 25.0 / 12.0, 1e-15);
  const std::vector<double> q = benjamini_yekutieli(mixed);
  EXPECT_NEAR(q[1], 0.001 * 3.0 * 11.0 / 6.0, 1e-15);
  EXPECT_EQ(q[0], 1.0);
  EXPECT_EQ(q[2], 1.0);
}

TEST(MultipleTesting, NeverBelowBenjaminiHochberg) {
  const std::vector<double> p{0.2, 0.001, 0.04, 0.04, 1.0, 0.0};
  const std::vector<double> by = benjamini_yekutieli(p), bh = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_GE(by[i], bh[i]);
}

}  // namespace
}  // namespace libgrid::hotspot
