#include <libgrid/model/ids.hpp>

#include <type_traits>

#include <gtest/gtest.h>

namespace libgrid {
namespace {

static_assert(!std::is_same_v<FaceId, RawFaceId> && !std::is_same_v<ZoneId, BlockId> &&
              !std::is_same_v<PostId, PlanId>);
static_assert(!std::is_constructible_v<ZoneId, BlockId> && !std::is_constructible_v<FaceId, RawFaceId>);

TEST(Ids, ZeroIsNoId) { EXPECT_LT(ZoneId{}, ZoneId{1}) << "ids start at 1"; }

}  // namespace
}  // namespace libgrid
