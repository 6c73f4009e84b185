/// The guarantees of duties.hpp as properties over random networks, policies and registers; the seed is printed.

#include <algorithm>
#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/roads/duties.hpp>

#include "small_roads.hpp"

namespace libgrid::roads {
namespace {

using namespace small;

struct World {
  std::vector<Street> streets;
  std::vector<StreetStretch> stretches;
  std::vector<RoadKind> kinds;
  std::vector<NamedInterval> named;
  DutyPolicy policy;
};

/// Streets of odd lengths whose stretches have any blocks on either side; some rows of a register across them.
World random_world(std::uint64_t seed) {
  const CounterRandom draw{seed, 1};
  std::uint64_t n = 0;
  const auto block = [&]() -> std::optional<BlockId> {
    const auto k = static_cast<std::int64_t>(draw.below(n++, 3));
    return k == 0 ? std::nullopt : std::optional(BlockId{k});
  };
  World world;
  world.policy.main = static_cast<BorderRule>(draw.below(n++, 5));
  world.policy.lane = static_cast<BorderRule>(draw.below(n++, 5));
  world.policy.nearest_within = Metres{draw.below(n++, 2) == 0 ? 0.0 : 60.0};
  for (std::int64_t id = 1; id <= 12; ++id) {
    LineString line{{draw.unit(n++) * 300 - 150, draw.unit(n++) * 300 - 150}};
    for (int v = 0; v < 3; ++v) line.push_back({draw.unit(n++) * 300 - 150, draw.unit(n++) * 300 - 150});
    world.streets.push_back(street(id, "S" + std::to_string(id), line));
    world.kinds.push_back(static_cast<RoadKind>(draw.below(n++, 4)));
    const Metres whole = length(line);
    const auto parts = 1 + draw.below(n++, 5);
    Metres from;
    for (std::uint64_t k = 1; k <= parts; ++k) {
      const Metres to = k == parts ? whole : from + (whole - from) * (0.2 + 0.6 * draw.unit(n++));
      world.stretches.push_back({StreetId{id}, from, to, block(), block()});
      from = to;
    }
    for (auto rows = draw.below(n++, 4); rows > 0; --rows) {
      const Metres a = whole * draw.unit(n++), b = whole * draw.unit(n++);
      world.named.push_back({.street = StreetId{id},
                             .from = std::min(a, b),
                             .to = std::max(a, b),
                             .side = static_cast<RoadSide>(draw.below(n++, 3)),
                             .zone = {},
                             .unit = "U" + std::to_string(rows),
                             .row = static_cast<std::int64_t>(n)});
    }
  }
  return world;
}

std::vector<RoadPiece> duties_of(const World& world, const ZoneMap& map) {
  return assign_duties(
      {.stretches = world.stretches, .map = &map, .streets = world.streets, .kinds = world.kinds, .named = world.named},
      world.policy, "s");
}

TEST(DutyProperties, OnEitherSideThePiecesMeetEndToEndAndAddUpToTheStreet) {
  const ZoneMap map = west_and_east();
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world = random_world(seed);
    std::map<StreetId, std::pair<Metres, Metres>> reached, sum;  // left, right
    for (const RoadPiece& piece : duties_of(world, map)) {
      ASSERT_LT(piece.from, piece.to);
      if (piece.side != RoadSide::right) {
        ASSERT_EQ(reached[piece.street].first, piece.from);
        reached[piece.street].first = piece.to, sum[piece.street].first += piece.to - piece.from;
      }
      if (piece.side != RoadSide::left) {
        ASSERT_EQ(reached[piece.street].second, piece.from);
        reached[piece.street].second = piece.to, sum[piece.street].second += piece.to - piece.from;
      }
    }
    for (const Street& way : world.streets) {
      const Metres whole = length(way.line);
      EXPECT_EQ(reached[way.id], std::pair(whole, whole));
      EXPECT_NEAR(sum[way.id].first.value, whole.value, 1e-9);
      EXPECT_NEAR(sum[way.id].second.value, whole.value, 1e-9);
    }
  }
}

/// The independent oracle: asks the rules of one side at one measure, straight from the definition.
std::string owner_at(const World& world, StreetId id, Metres at, RoadSide side) {
  for (const NamedInterval& row : world.named)
    if (row.street == id && row.from < at && at < row.to && (row.side == RoadSide::whole || row.side == side))
      return row.unit;
  const auto zone_of = [&](std::optional<BlockId> b) { return b ? (b->value == 1 ? 11 : 12) : 0; };
  double share[13] = {};
  const StreetStretch* here = nullptr;
  for (const StreetStretch& s : world.stretches) {
    if (s.street != id) continue;
    if (s.from < at && at < s.to) here = &s;
    const int l = zone_of(s.left), r = zone_of(s.right);
    const double half = (s.to - s.from).value / 2;
    share[l] += l != 0 && r == 0 ? 2 * half : half, share[r] += r != 0 && l == 0 ? 2 * half : half;
  }
  const int l = zone_of(here->left), r = zone_of(here->right);
  const std::size_t number = static_cast<std::size_t>(id.value - 1);
  const Street& way = world.streets[number];
  if (l == 0 && r == 0) return "out";
  if (l == 0 || r == 0 || l == r) return std::to_string(l != 0 ? l : r);
  const bool main = world.kinds[number] == RoadKind::main_road || world.kinds[number] == RoadKind::secondary;
  switch (main ? world.policy.main : world.policy.lane) {
    case BorderRule::lower_code:
      return "12";
    case BorderRule::centre_line:
      return std::to_string(side == RoadSide::left ? l : r);
    case BorderRule::longer_share:
      return share[11] > share[12] ? "11" : "12";
    case BorderRule::higher_authority:
      return "X";
    case BorderRule::south_east: {
      const Xy a = point_at(way.line, here->from), b = point_at(way.line, here->to);
      const bool flat = std::abs(b.x - a.x) >= std::abs(b.y - a.y);
      const bool left = flat ? b.x < a.x : b.y < a.y;
      return std::to_string(left ? l : r);
    }
  }
  return "";
}

TEST(DutyProperties, EveryMetreHasTheOwnerOfTheDefinition) {
  const ZoneMap map = west_and_east();
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    World world = random_world(seed);
    world.policy.nearest_within = Metres{0.0};
    for (const RoadPiece& piece : duties_of(world, map)) {
      for (const double share : {0.01, 0.37, 0.5, 0.99}) {
        const Metres at = piece.from + (piece.to - piece.from) * share;
        const std::string mine = piece.rule == DutyRule::outside ? "out"
                                 : piece.zone                    ? std::to_string(piece.zone->value)
                                                                 : piece.unit;
        for (const RoadSide side : {RoadSide::left, RoadSide::right}) {
          if (piece.side == RoadSide::whole || piece.side == side) {
            ASSERT_EQ(mine, owner_at(world, piece.street, at, side)) << "seed " << seed;
          }
        }
      }
    }
  }
}

TEST(DutyProperties, TheOrderOfStreetsDoesNotMatter) {
  const ZoneMap map = west_and_east();
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    World world = random_world(seed), turned = world;
    std::ranges::reverse(turned.streets);
    std::ranges::reverse(turned.kinds);
    std::ranges::stable_sort(turned.stretches, std::greater<>{}, &StreetStretch::street);
    const auto sorted = [&](const World& w) {
      auto pieces = duties_of(w, map);
      for (RoadPiece& piece : pieces) piece.id = {};
      std::ranges::sort(pieces, {}, [](const RoadPiece& p) { return std::tuple(p.street, p.from, p.side); });
      return pieces;
    };
    EXPECT_EQ(sorted(world), sorted(turned)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace libgrid::roads
