#include "tests/store/noun_rows.hpp"

namespace libgrid::store::detail {
namespace {

class HotspotRows : public NounRows {};

TEST_F(HotspotRows, EveryNounComesBack) {
  EXPECT_EQ(through(test::cells()), test::cells());
  EXPECT_EQ(through(test::hotspots()), test::hotspots());
  EXPECT_EQ(through(test::rebounds()), test::rebounds());
  EXPECT_EQ(through(test::worst_places()), test::worst_places());
}

TEST_F(HotspotRows, UndefinedFiguresStayUndefined) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<Hotspot> hotspots = test::hotspots();
  hotspots[1].z = nan;
  std::vector<Rebound> rebounds = test::rebounds();
  rebounds[0].naive = nan;
  rebounds[0].km = -nan;
  const std::vector<Hotspot> again = through(hotspots);
  EXPECT_EQ(test::bits(again[0].z), test::bits(-0.0));
  EXPECT_EQ(test::bits(again[1].z), test::bits(nan));
  EXPECT_EQ(test::bits(through(rebounds)[0].naive), test::bits(nan));
  EXPECT_EQ(test::bits(read_rows<Rebound>(*database).value()[0].km), test::bits(-nan));
}

}  // namespace
}  // namespace libgrid::store::detail
