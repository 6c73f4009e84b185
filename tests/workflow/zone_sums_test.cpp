#include <libgrid/workflow/detail/zone_sums.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow::detail {
namespace {

Zone zone(std::int64_t id, int level, std::optional<ZoneId> parent) {
  Zone made;
  made.id = ZoneId{id}, made.level = level, made.parent = parent;
  made.reports = 99, made.workload = 9.0;  // of before
  return made;
}

TEST(ZoneSums, EveryLevelHasTheSumsOfItsBlocksAndNothingOfBefore) {
  ZoneMap map;
  map.zones = {zone(1, 1, std::nullopt), zone(2, 2, ZoneId{1}), zone(3, 2, ZoneId{1})};
  map.blocks = {{BlockId{1}, ZoneId{2}}, {BlockId{2}, ZoneId{3}}, {BlockId{3}, ZoneId{3}}};
  std::vector<Block> blocks(4);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto number = static_cast<std::int64_t>(i) + 1;
    blocks[i].id = BlockId{number}, blocks[i].reports = number, blocks[i].workload = 0.25;
    blocks[i].street_length = Metres{100.0 * static_cast<double>(i)};
  }
  sum_up(map, blocks);  // block 4 is of no zone
  EXPECT_EQ(map.zones[0].reports, 6);
  EXPECT_EQ(map.zones[1].reports, 1);
  EXPECT_EQ(map.zones[2].reports, 5);
  EXPECT_EQ(map.zones[2].street_length, Metres{300.0});
  EXPECT_EQ(map.zones[0].workload, 0.75);
}

}  // namespace
}  // namespace libgrid::workflow::detail
