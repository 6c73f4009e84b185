#include <libgrid/workflow/detail/zone_levels.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::test {
namespace {

using Levels = std::vector<std::vector<std::size_t>>;

Levels levels_of(const std::vector<std::pair<const char*, const char*>>& codes_and_parents) {
  std::vector<ImportedZone> zones;
  for (const auto& [code, parent] : codes_and_parents) zones.push_back({.code = code, .parent = parent, .shape = {}});
  return detail::zone_levels(zones);
}

TEST(ZoneLevels, AsATable) {
  EXPECT_EQ(levels_of({}), Levels{});
  EXPECT_EQ(levels_of({{"a", ""}, {"b", ""}}), (Levels{{0, 1}}));
  EXPECT_EQ(levels_of({{"a", "X"}, {"b", "Y"}}), (Levels{{0, 1}}));  // parents are in another file
  EXPECT_EQ(levels_of({{"a1", "a"}, {"a", ""}, {"a2", "a"}, {"b", "GARBAGE"}}), (Levels{{1, 3}, {0, 2}}));
  EXPECT_EQ(levels_of({{"1", ""}, {"11", "1"}, {"111", "11"}}), (Levels{{0}, {1}, {2}}));
}

TEST(ZoneLevels, CirclesEnd) {
  EXPECT_EQ(levels_of({{"a", "a"}}), (Levels{{0}}));
  EXPECT_EQ(levels_of({{"a", "b"}, {"b", "a"}, {"c", "a"}}), (Levels{{0, 1, 2}}));
}

}  // namespace
}  // namespace libgrid::workflow::test
