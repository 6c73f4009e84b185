#include <libgrid/base/id.hpp>

#include <set>
#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

struct ZoneTag {};
struct BlockTag {};
using ZoneId = Id<ZoneTag>;
using BlockId = Id<BlockTag>;

static_assert(!std::is_convertible_v<ZoneId, BlockId> && !std::is_constructible_v<BlockId, ZoneId>);
static_assert(!std::is_convertible_v<std::int64_t, ZoneId> && !std::is_convertible_v<ZoneId, std::int64_t>);

TEST(Id, SnippetOfTheHeader) {
  ZoneId zone{17};
  EXPECT_EQ(zone.value, 17);
}

TEST(Id, OrdersAndHashesByValue) {
  EXPECT_LT(ZoneId{2}, ZoneId{10});
  EXPECT_EQ(std::set<ZoneId>({ZoneId{1}, ZoneId{1}, ZoneId{2}}).size(), 2u);
  EXPECT_EQ(std::unordered_set<ZoneId>({ZoneId{1}, ZoneId{1}, ZoneId{2}}).size(), 2u);
  EXPECT_EQ(ZoneId{}.value, 0);
}

}  // namespace
}  // namespace libgrid
