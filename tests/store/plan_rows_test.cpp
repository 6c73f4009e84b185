#include "tests/store/noun_rows.hpp"

namespace libgrid::store::detail {
namespace {

class PlanRows : public NounRows {};

TEST_F(PlanRows, EveryNounComesBack) {
  const ZoneMap map = test::zone_map();
  EXPECT_EQ(through(map.zones, 1), map.zones);
  EXPECT_EQ(through(map.blocks, 1), map.blocks);
  EXPECT_EQ(through(map.posts, 1), map.posts);
  EXPECT_EQ(through(test::road_pieces()), test::road_pieces());
}

TEST_F(PlanRows, ALevelThatIsNoIntIsRefused) {
  must(database->execute("INSERT INTO posts VALUES(1, 0, 1, 99999999999, '', '', NULL, NULL)"));
  EXPECT_EQ(read_rows<Post>(*database, 1).error().detail, "level 99999999999");
}

}  // namespace
}  // namespace libgrid::store::detail
