#include <libgrid/coverage/detail/street_walks.hpp>

#include <gtest/gtest.h>

namespace libgrid::coverage::detail {
namespace {

std::optional<BlockId> block_of(int face) { return face == kNoFace ? std::nullopt : std::optional(BlockId{face + 1}); }

struct Town {
  std::vector<Street> streets;
  Network first;
  Network second;
  Subdivision faces;

  explicit Town(std::vector<Street> given)
      : streets(std::move(given)),
        first(noded(streets)),
        second(Network::node(first.lines()).value()),
        faces(Subdivision::of(second).value()) {}

  [[nodiscard]] std::vector<StreetStretch> walk() const {
    return walk_streets(streets, TwoStageWalk{first}, second, faces, block_of).value();
  }

  static Network noded(const std::vector<Street>& streets) {
    std::vector<LineString> lines;
    for (const Street& street : streets)
      if (LineString line{street.line}; length(line) > Metres{0.01}) lines.push_back(std::move(line));
    return Network::node(lines).value();
  }
};

Street street(std::int64_t id, LineString line) { return {StreetId{id}, "", "", std::move(line)}; }
const LineString kRing{{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}};

TEST(WalkStreets, SidesAreSeenInTheDirectionOfTheWay) {
  const auto stretches = Town({street(1, kRing), street(2, {{10, 10}, {10, 0}})}).walk();
  const StreetStretch& wall = stretches.back();
  EXPECT_EQ(wall.left, BlockId{2});  // walking down, the east room is on the left
  EXPECT_EQ(wall.right, BlockId{1});
}

TEST(WalkStreets, MeasuresAreThoseOfTheSourceLine) {
  const auto stretches = Town({street(1, kRing), street(2, {{10, -5}, {10, 4}})}).walk();
  // The dead end of street 2: 5 m outside, then 4 m inside the only room.
  ASSERT_GE(stretches.size(), 2U);
  const StreetStretch& outside = stretches[stretches.size() - 2];
  const StreetStretch& inside = stretches.back();
  EXPECT_EQ(outside.from, Metres{0.0});
  EXPECT_EQ(outside.to, Metres{5.0});
  EXPECT_FALSE(outside.left);
  EXPECT_EQ(inside.to, Metres{9.0});
  EXPECT_EQ(inside.left, BlockId{1});
  EXPECT_EQ(inside.right, BlockId{1});
}

TEST(WalkStreets, AWayShorterThanTheLatticeIsListedAllTheSame) {
  Town town({street(1, kRing)});
  town.streets.push_back(street(2, {{0.0, 0.0}, {0.0002, 0.0}}));
  const auto stretches = town.walk();
  EXPECT_EQ(stretches.back().street, StreetId{2});
  EXPECT_EQ(stretches.back().to, Metres{0.0002});
}

TEST(WalkLine, JoinsTheWalksOfItsSegments) {
  const Network network = Network::node(std::vector<LineString>{kRing, {{10, -5}, {10, 15}}}).value();
  EXPECT_EQ(walk_line(network, kRing).value().size(), 7U);  // five corners and two crossings
}

}  // namespace
}  // namespace libgrid::coverage::detail
