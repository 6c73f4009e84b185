#include <libgrid/coverage/blocks.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/coverage/dissolve.hpp>

#include "lattice_city.hpp"

namespace libgrid::coverage {
namespace {

Polygon rectangle(double x0, double y0, double x1, double y1) {
  return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}};
}

District district(std::int64_t id, MultiPolygon shape) { return {DistrictId{id}, "district", std::move(shape)}; }
Street street(std::int64_t id, LineString line) { return {StreetId{id}, "street", "residential", std::move(line)}; }

Metres total(const std::vector<StreetStretch>& stretches) {
  Metres sum;
  for (const StreetStretch& s : stretches) sum += s.to - s.from;
  return sum;
}

SquareMetres total(const std::vector<Block>& blocks) {
  SquareMetres sum;
  for (const Block& b : blocks) sum += b.area;
  return sum;
}

// 200 m x 100 m, one street through the middle that runs 50 m beyond the east border.
TEST(BuildBlocks, AStreetCutsADistrictInTwoAndRunsOutOfTheLand) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 100)})};
  const std::vector streets{street(7, {{0, 50}, {250, 50}})};
  const BlockSet made = build_blocks(districts, streets, {}).value();
  ASSERT_EQ(made.blocks.size(), 2U);
  EXPECT_EQ(made.blocks[0].area, SquareMetres{10'000.0});
  ASSERT_EQ(made.borders.size(), 1U);
  EXPECT_EQ(made.borders[0].length, Metres{200.0});
  ASSERT_EQ(made.stretches.size(), 2U);
  EXPECT_NE(made.stretches[0].left, made.stretches[0].right);
  EXPECT_EQ(made.stretches[0].to, Metres{200.0});
  EXPECT_FALSE(made.stretches[1].left || made.stretches[1].right);
  EXPECT_EQ(made.stretches[1].to, Metres{250.0});
}

TEST(BuildBlocks, ADeadEndCutsNothingAndLiesInItsBlock) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 100)})};
  const std::vector streets{street(1, {{0, 50}, {80, 50}})};
  const BlockSet made = build_blocks(districts, streets, {}).value();
  ASSERT_EQ(made.blocks.size(), 1U);
  ASSERT_EQ(made.stretches.size(), 1U);
  EXPECT_EQ(made.stretches[0].left, made.blocks[0].id);
  EXPECT_EQ(made.stretches[0].right, made.blocks[0].id);
}

TEST(BuildBlocks, AStreetOnTheOuterBorderHasTheBlockOnOneSideOnly) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 100)})};
  const std::vector streets{street(1, {{0, 0}, {200, 0}})};
  const BlockSet made = build_blocks(districts, streets, {}).value();
  ASSERT_EQ(made.stretches.size(), 1U);
  EXPECT_EQ(made.stretches[0].left, made.blocks[0].id);
  EXPECT_FALSE(made.stretches[0].right);
}

TEST(BuildBlocks, OverlapGoesToTheLowerDistrictAndIsReported) {
  const std::vector districts{district(2, {rectangle(0, 0, 120, 100)}), district(1, {rectangle(100, 0, 220, 100)})};
  const BlockSet made = build_blocks(districts, {}, {}).value();
  EXPECT_EQ(made.statistics.overlap, SquareMetres{2000.0});
  EXPECT_EQ(total(made.blocks), SquareMetres{22'000.0});
  std::map<DistrictId, SquareMetres> ground;
  for (const Face& face : made.faces) ground[face.district] += area(face.shape);
  EXPECT_EQ(ground[DistrictId{1}], SquareMetres{12'000.0});
  EXPECT_EQ(ground[DistrictId{2}], SquareMetres{10'000.0});
}

TEST(BuildBlocks, AnInvalidDistrictIsRepairedByParity) {
  const Polygon bow_tie{{{0, 0}, {100, 100}, {100, 0}, {0, 100}, {0, 0}}, {}};
  const BlockSet made = build_blocks(std::vector{district(1, {bow_tie})}, {}, {}).value();
  EXPECT_EQ(made.statistics.districts_repaired, 1);
  EXPECT_EQ(total(made.blocks), SquareMetres{5000.0});
}

TEST(BuildBlocks, AHoleInADistrictStaysOutside) {
  Polygon ring = rectangle(0, 0, 300, 300);
  ring.holes.push_back({{100, 100}, {100, 200}, {200, 200}, {200, 100}, {100, 100}});
  const BlockSet made = build_blocks(std::vector{district(1, {ring})}, {}, {}).value();
  ASSERT_EQ(made.blocks.size(), 1U);
  EXPECT_EQ(made.blocks[0].area, SquareMetres{80'000.0});
}

TEST(BuildBlocks, LargeFacesAreCutAtMultiplesOfTheLatticeAndKeepTheirRawFace) {
  const std::vector districts{district(1, {rectangle(100, 100, 1400, 700)})};
  const std::vector streets{
      street(1, {{300, 100}, {300, 460}})};  // a dead end: noded with the cut, cuts nothing itself
  const BlockSet made = build_blocks(districts, streets, {}).value();
  EXPECT_EQ(made.statistics.raw_faces, 1);
  EXPECT_EQ(made.statistics.faces_cut, 1);
  EXPECT_EQ(made.faces.size(), 6U);  // x = 500, 1000; y = 500
  for (const Face& face : made.faces) EXPECT_EQ(face.raw, RawFaceId{1});
  EXPECT_EQ(total(made.blocks), SquareMetres{780'000.0});
}

TEST(BuildBlocks, NeighboursOfACutFaceGetTheCutAsAVertex) {
  const std::vector districts{district(1, {rectangle(0, 0, 1200, 400)}), district(2, {rectangle(0, 400, 1200, 500)})};
  const BlockSet made = build_blocks(districts, {}, {}).value();
  std::vector<const Polygon*> pieces;
  for (const Block& block : made.blocks) pieces.push_back(&block.shape);
  EXPECT_EQ(area(dissolve(pieces)), SquareMetres{600'000.0});
  for (const Block& block : made.blocks) {
    const Ring& ring = block.shape.outer;
    if (block.district == DistrictId{2}) {
      EXPECT_NE(std::find(ring.begin(), ring.end(), Xy{500, 400}), ring.end());
    }
  }
}

TEST(BuildBlocks, LandWithoutANeighbourStaysABlockHoweverSmall) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 100), rectangle(300, 0, 310, 10)})};
  const BlockSet made = build_blocks(districts, {}, {}).value();
  EXPECT_EQ(made.blocks.size(), 2U);
  EXPECT_EQ(made.statistics.components, 2);
}

TEST(BuildBlocks, NoDistrictIsAnErrorWithACure) {
  const auto made = build_blocks({}, std::vector{street(1, {{0, 0}, {10, 0}})}, {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::blocks_none);
}

TEST(BuildBlocks, ACancelledCallHasNoEffect) {
  CancelToken cancel;
  cancel.cancel();
  EXPECT_EQ(build_blocks(std::vector{district(1, {rectangle(0, 0, 9, 9)})}, {}, {}, {}, cancel).error().code,
            ErrorCode::cancelled);
}

// An expressway on pillars over a street; then the same with a node where they meet.
TEST(BuildBlocks, ABridgeThatCrossesWithoutANodeBoundsNoBlock) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 200)})};
  Street bridge = street(2, {{100, 0}, {100, 200}});
  bridge.layer = 1;
  const std::vector above{street(1, {{0, 100}, {200, 100}}), bridge};
  const BlockSet made = build_blocks(districts, above, {}).value();
  EXPECT_EQ(made.blocks.size(), 2U);
  EXPECT_EQ(made.statistics.without_node, 1);
  EXPECT_EQ(total(made.stretches), Metres{400.0});
  for (const StreetStretch& stretch : made.stretches)
    if (stretch.street == StreetId{2}) {
      EXPECT_TRUE(stretch.left && stretch.left == stretch.right);
    }
  Street ramp = street(2, {{100, 0}, {100, 100}, {100, 200}});
  ramp.layer = 1;
  const std::vector joined{street(1, {{0, 100}, {100, 100}, {200, 100}}), ramp};
  EXPECT_EQ(build_blocks(districts, joined, {})->blocks.size(), 4U);
}

TEST(BuildBlocks, ABridgeOverWaterStaysABorder) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 100)})};
  Street bridge = street(1, {{100, 0}, {100, 100}});
  bridge.layer = 1;
  EXPECT_EQ(build_blocks(districts, std::vector{bridge}, {})->blocks.size(), 2U);
}

TEST(BuildBlocks, ARiverBoundsBlocksAndMergesKeepIt) {
  const std::vector districts{district(1, {rectangle(0, 0, 200, 100)})};
  const std::vector barriers{Barrier{BarrierKind::river, {{100, 0}, {100, 100}}}};
  const std::vector streets{street(1, {{100, 40}, {105, 40}, {105, 60}, {100, 60}})};  // a small yard by the river
  BlockInput input{.districts = districts, .streets = streets};
  EXPECT_EQ(build_blocks(input, {})->blocks.size(), 1U);
  input.barriers = barriers;
  const BlockSet made = build_blocks(input, {}).value();
  ASSERT_EQ(made.blocks.size(), 2U);
  EXPECT_EQ(made.blocks[0].area, SquareMetres{10'000.0});
  EXPECT_EQ(made.statistics.merged_small, 1);
  ASSERT_EQ(made.barrier_borders.size(), 1U);
  EXPECT_EQ(made.barrier_borders[0], (BarrierBorder{BlockId{1}, BlockId{2}, 0, Metres{100.0}}));
}

/// 12 x 12 blocks of 40 to 136 m between carriageways 20 m apart: strips too wide to be thin or small, and islands.
TEST(BuildBlocks, ArtefactsAreFoundByTheValleyOfTheCitysOwnFaces) {
  const std::vector districts{district(1, {rectangle(0, 0, 1240, 1240)})};
  std::vector<Street> streets;
  for (int i = 0; i < 12; ++i)
    for (const double at : {100.0 * i + 8.0 * (i * i % 7), 100.0 * i + 8.0 * (i * i % 7) + 20.0}) {
      const auto id = static_cast<std::int64_t>(2 * streets.size());
      streets.push_back(street(id, {{at, 0}, {at, 1240}}));
      streets.push_back(street(id + 1, {{0, at}, {1240, at}}));
    }
  BlockRules rules;
  EXPECT_EQ(build_blocks(districts, streets, rules)->blocks.size(), 3U * 144U);
  rules.merge_rule = MergeRule::artefacts;
  const BlockSet made = build_blocks(districts, streets, rules).value();
  EXPECT_EQ(made.blocks.size(), 144U);
  ASSERT_TRUE(made.statistics.artefact_below);
  EXPECT_GT(*made.statistics.artefact_below, 6.00);
  EXPECT_LT(*made.statistics.artefact_below, 7.70);
  EXPECT_EQ(made.statistics.merged_small, 144);
  EXPECT_EQ(made.statistics.merged_artefacts, 288);
  EXPECT_EQ(made.statistics.merged_thin, 0);
  EXPECT_EQ(std::ranges::count(made.faces, MergeReason::artefact, &Face::reason), 288);
  rules.artefact_below = 5.0;  // islands only, and those are small
  EXPECT_EQ(build_blocks(districts, streets, rules)->blocks.size(), 3U * 144U);
}

TEST(BuildBlocks, TheAreaOfTheBlocksIsThatOfTheSnappedDistrictsAndSnappingIsReported) {
  const std::vector districts{district(1, {rectangle(0.1, 0.2, 200.3, 100.4)}),
                              district(2, {rectangle(190, 0, 300, 90)})};
  const BlockSet made = build_blocks(districts, std::vector{street(1, {{-5, 40}, {400, 61}})}, {}).value();
  const BlockStatistics& s = made.statistics;
  EXPECT_NEAR(total(made.blocks).value, s.land.value, 1e-12 * s.land.value);
  EXPECT_NEAR(s.districts_snapped.value, (s.land + s.overlap).value, 1e-9);
  EXPECT_LE(std::abs((s.districts_snapped - s.districts_given).value), 1e-3 * s.district_border.value);
  EXPECT_NEAR(s.districts_given.value, 200.2 * 100.2 + 110 * 90, 1e-6);
}

/// Random streets over two districts that share a crooked border.
struct RandomCity {
  std::vector<District> districts;
  std::vector<Street> streets;
  explicit RandomCity(std::uint64_t seed) {
    const CounterRandom draw(seed, 11);
    std::uint64_t at = 0;
    const auto u = [&](double size) { return draw.unit(at++) * size; };
    const Xy a{480 + u(40), 0}, b{450 + u(100), 300}, c{480 + u(40), 600};
    districts.push_back(district(1, {{{{0, 0}, a, b, c, {0, 600}, {0, 0}}, {}}}));
    districts.push_back(district(2, {{{a, {1000, 0}, {1000, 600}, c, b, a}, {}}}));
    for (std::int64_t i = 1; i <= 40; ++i) {
      LineString line{{u(1100) - 50, u(700) - 50}};
      for (int k = 0; k < 3; ++k) line.push_back({line.back().x + u(400) - 200, line.back().y + u(400) - 200});
      streets.push_back(street(i, std::move(line)));
    }
  }
};

TEST(BuildBlocks, RandomCitiesAreTiledExactlyAndEveryMetreIsListed) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    const RandomCity city(seed);
    const auto made = build_blocks(city.districts, city.streets, {});
    ASSERT_TRUE(made) << message_en(made.error());
    EXPECT_NEAR(total(made->blocks).value, 600'000.0, 2.0);  // snapped borders move by less than a lattice step
    std::vector<const Polygon*> pieces;
    Metres perimeters, shared;
    for (const Block& block : made->blocks) {
      pieces.push_back(&block.shape);
      perimeters += perimeter(block.shape);
      EXPECT_TRUE(test::geos_says_valid({block.shape}));
      for (const Xy p : block.shape.outer) EXPECT_TRUE(on_lattice(p));
    }
    for (const BlockBorder& border : made->borders) shared += border.length;
    const MultiPolygon land = dissolve(pieces);
    EXPECT_NEAR(area(land).value, total(made->blocks).value, 1e-6);
    EXPECT_NEAR(perimeter(land).value, (perimeters - 2.0 * shared).value, 1e-6);
    Metres network;
    for (const Street& s : city.streets) network += length(s.line);
    EXPECT_NEAR(total(made->stretches).value, network.value, 1e-9 * network.value);
    for (std::size_t i = 1; i < made->stretches.size(); ++i)
      if (made->stretches[i].street == made->stretches[i - 1].street) {
        EXPECT_EQ(made->stretches[i].from, made->stretches[i - 1].to);
      }
  }
}

TEST(BuildBlocks, TheOrderOfStreetsDoesNotMatter) {
  RandomCity city(5);
  const BlockSet forward = build_blocks(city.districts, city.streets, {}).value();
  std::reverse(city.streets.begin(), city.streets.end());
  const BlockSet backward = build_blocks(city.districts, city.streets, {}).value();
  EXPECT_EQ(forward.blocks, backward.blocks);
  EXPECT_EQ(forward.faces, backward.faces);
}

}  // namespace
}  // namespace libgrid::coverage
