#include "tests/store/noun_rows.hpp"

namespace libgrid::store::detail {
namespace {

class GroundRows : public NounRows {};

TEST_F(GroundRows, EveryNounComesBack) {
  const Ground ground = test::ground();
  EXPECT_EQ(through(test::districts()), test::districts());
  EXPECT_EQ(through(test::streets()), test::streets());
  EXPECT_EQ(through(ground.faces), ground.faces);
  EXPECT_EQ(through(ground.blocks), ground.blocks);
  EXPECT_EQ(through(ground.borders), ground.borders);
  EXPECT_EQ(through(ground.links), ground.links);
  EXPECT_EQ(through(ground.stretches), ground.stretches);
}

TEST_F(GroundRows, CoordinatesKeepTheirBits) {
  const std::vector<Street> again = through(test::streets());
  EXPECT_EQ(test::bits(again[0].line[0].y), test::bits(-0.0));
}

}  // namespace
}  // namespace libgrid::store::detail
