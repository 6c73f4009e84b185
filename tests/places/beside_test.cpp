#include <libgrid/places/detail/beside.hpp>

#include <cmath>

#include <gtest/gtest.h>

#include "tests/places/small_gazetteer.hpp"

namespace libgrid::places::detail {
namespace {

TEST(Beside, AlongTheStreetThatLeadsThere) {
  const Gazetteer city = test::small_city();
  const std::vector<const NamedStreet*> both{city.street("五一路"), city.street("八一路")};
  const auto step = [&](Compass towards, double metres) {
    return along_towards(both, {400, 300}, towards, Metres{metres}, Metres{40});
  };
  EXPECT_EQ(step(Compass::east, 50), (Xy{450, 300}));
  EXPECT_EQ(step(Compass::west, 50), (Xy{350, 300}));
  EXPECT_EQ(step(Compass::north, 50), (Xy{400, 350}));
  EXPECT_EQ(step(Compass::south, 100), (Xy{400, 200}));
  EXPECT_EQ(step(Compass::north, 1000), std::nullopt) << "the street ends after 350 m";
  const std::vector<const NamedStreet*> one{city.street("五一路")};
  EXPECT_EQ(along_towards(one, {400, 300}, Compass::east, Metres{50}, Metres{40}), std::nullopt);
  EXPECT_EQ(along_towards(one, {500, 300}, Compass::north, Metres{50}, Metres{40}), std::nullopt) << "not on it";
}

TEST(Beside, ABentStreetIsFollowed) {
  Gazetteer city(NameRules::common());
  city.add_street("弯路", {{0, 0}, {30, 0}, {60, 30}, {200, 30}});
  const std::vector<const NamedStreet*> one{city.street("弯路")};
  const auto at = along_towards(one, {0, 0}, Compass::east, Metres{100}, Metres{40});
  ASSERT_TRUE(at);
  EXPECT_NEAR(at->x, 60 + 100 - 30 - std::sqrt(1800.0), 1e-9);
  EXPECT_NEAR(at->y, 30, 1e-9);
}

TEST(Beside, StepsAndShifts) {
  EXPECT_EQ(step_of(Compass::south, Metres{5}), (Xy{0, -5}));
  EXPECT_EQ(step_of(Compass::middle, Metres{5}), (Xy{0, 0}));
  std::vector<Xy> line{{0, 0}, {1, 1}};
  shift(line, {2, 3});
  EXPECT_EQ(line, (std::vector<Xy>{{2, 3}, {3, 4}}));
}

}  // namespace
}  // namespace libgrid::places::detail
