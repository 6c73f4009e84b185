#pragma once
/// One small, awkward example of everything a store keeps, and a folder that is gone afterwards.

#include <bit>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/store/store.hpp>

#include "tests/support/temporary_folder.hpp"

namespace libgrid::test {}
namespace libgrid::store::test {

using namespace libgrid::test;  // so that test:: means both, whichever files are compiled together

/// A fresh folder per test, removed with the fixture.
class InFolder : public ::testing::Test {
 private:
  libgrid::test::TemporaryFolder own_;

 protected:
  std::filesystem::path folder = own_.path();
  std::filesystem::path file = folder / "store.sqlite";
};

inline const double kDenormal = std::numeric_limits<double>::denorm_min();
inline const double kInfinity = std::numeric_limits<double>::infinity();

/// Ends the test with the error if there is one.
inline void must(const Expected<void>& result) {
  if (!result) throw std::runtime_error(message_en(result.error()));
}

/// All bits, so that NaN equals itself and -0.0 differs from 0.0.
inline std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

inline Polygon square(double x, double y, double side) {
  return {.outer = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, .holes = {}};
}

inline Polygon square_with_hole() {
  Polygon polygon = square(0.0, 0.0, 0x1.8p3);
  polygon.holes.push_back({{1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}});
  return polygon;
}

inline std::vector<District> districts() {
  return {{.id = DistrictId{2}, .name = "北区 \"quoted\"; DROP TABLE", .shape = {square(0, 0, 0.1), square(5, 5, 1)}},
          {.id = DistrictId{1}, .name = "", .shape = {square_with_hole()}},
          {.id = DistrictId{3}, .name = std::string("nul\0inside", 10), .shape = {}}};
}

inline std::vector<Street> streets() {
  return {{.id = StreetId{7},
           .name = "Beacon Street",
           .road_class = "primary",
           .line = {{0.1, -0.0}, {1e-300, 3.0}},
           .access = "private",
           .width = Metres{5.5}},
          {.id = StreetId{5}, .name = "", .road_class = "", .line = {}}};
}

/// A good row and a refused one. `marker` makes the content of two tables differ.
inline ReportTable reports(const std::string& marker = "a") {
  Report plain{.row = 1,
               .id = "101001" + marker,
               .opened = LocalTime{1'420'070'400},
               .closed = LocalTime{1'420'070'399},
               .category = "Sticker Request",
               .street = "INTERSECTION Park St & 公园街",
               .ward = "Ward 3",
               .at = {-71.0648, 42.3574},
               .flags = {}};
  plain.flags.set(ReportFlag::closed_before_opened);
  Report bare{.row = 3,
              .id = "x",
              .opened = LocalTime{-1},
              .closed = {},
              .category = "y",
              .street = "",
              .ward = "",
              .at = {-0.0, 0.1},
              .flags = {255},
              .accuracy = Metres{12.5},
              .source = "热线",
              .returned = 2,
              .resolution = "重新铺装"};
  Error error = make_error(ErrorCode::number_not_finite, "nan");
  error.file = "reports.csv.gz";
  error.row = 2;
  error.field = "lon";
  error.id = "101002";
  return {.reports = {plain, bare}, .rejected = {{error}, {make_error(ErrorCode::row_width)}}};
}

inline Ground ground() {
  return {
      .faces = {{.id = FaceId{1},
                 .raw = RawFaceId{9},
                 .district = DistrictId{1},
                 .block = BlockId{1},
                 .reason = MergeReason::thin,
                 .shape = square_with_hole()},
                {.id = FaceId{2},
                 .raw = RawFaceId{9},
                 .district = DistrictId{1},
                 .block = BlockId{1},
                 .reason = MergeReason::small,
                 .shape = {}}},
      .blocks = {{.id = BlockId{1},
                  .district = DistrictId{1},
                  .shape = square(0, 0, 1),
                  .area = SquareMetres{1.0 / 3},
                  .faces = 2,
                  .reason = MergeReason::small,
                  .street_length = Metres{0.1 + 0.2},
                  .reports = 4,
                  .workload = kDenormal}},
      .borders = {{.a = BlockId{1}, .b = BlockId{2}, .length = Metres{12.5}}},
      .links =
          {{.id = LinkId{1}, .from = BlockId{1}, .to = BlockId{8}, .length = Metres{400}, .line = {{0, 0}, {400, 0}}}},
      .stretches = {{.street = StreetId{7}, .from = Metres{0}, .to = Metres{1.5}, .left = BlockId{1}, .right = {}},
                    {.street = StreetId{7}, .from = Metres{1.5}, .to = Metres{2}, .left = {}, .right = BlockId{2}}}};
}

inline ZoneMap zone_map(std::uint64_t seed = 0xFFFF'FFFF'FFFF'FFFFU) {
  return {
      .zones = {{.id = ZoneId{1},
                 .code = "BOS-01",
                 .level = 1,
                 .parent = {},
                 .name = "第1大网格",
                 .post = PostId{2},
                 .blocks = 1,
                 .area = SquareMetres{1.0 / 3},
                 .street_length = Metres{0.3},
                 .reports = 4,
                 .workload = 0.1,
                 .polsby_popper = 0.7853981633974483,
                 .parts = 2,
                 .shape = {square(0, 0, 1), square(9, 9, 1)}},
                {.id = ZoneId{11},
                 .code = "BOS-01-01",
                 .level = 2,
                 .parent = ZoneId{1},
                 .name = "",
                 .post = {},
                 .blocks = 1,
                 .area = {},
                 .street_length = {},
                 .reports = 0,
                 .workload = 0,
                 .polsby_popper = 0,
                 .parts = 1,
                 .shape = {}}},
      .blocks = {{.block = BlockId{1}, .zone = ZoneId{11}}},
      .posts =
          {{.id = PostId{1}, .level = 0, .title_zh = "市级网格长", .title_en = "City head", .parent = {}, .zone = {}},
           {.id = PostId{2}, .level = 1, .title_zh = "", .title_en = "", .parent = PostId{1}, .zone = ZoneId{1}}},
      .seed = seed};
}

inline PlanVersion version(std::int64_t number, std::int64_t valid_from) {
  return {.id = PlanId{100 + number},
          .version = number,
          .state = "published",
          .valid_from = LocalTime{valid_from},
          .valid_to = {},
          .sha256 = "c0ffee"};
}

inline std::vector<RoadPiece> road_pieces() {
  return {{.id = RoadPieceId{1},
           .street = StreetId{7},
           .from = Metres{0},
           .to = Metres{0.1},
           .zone = ZoneId{11},
           .sector = "all",
           .side = RoadSide::left,
           .rule = DutyRule::border_lower_code,
           .unit = {}},
          {.id = RoadPieceId{2},
           .street = StreetId{7},
           .from = Metres{0.1},
           .to = Metres{2},
           .zone = {},
           .sector = "市政",
           .side = RoadSide::whole,
           .rule = DutyRule::named,
           .unit = "市政所"}};
}

inline std::vector<Attribution> attributions() {
  return {
      {.zone = ZoneId{11}, .method = AttributionMethod::border, .reason = UnassignedReason::none, .distance = {}},
      {.zone = {}, .method = AttributionMethod::none, .reason = UnassignedReason::outside, .distance = Metres{0.1}}};
}

inline std::vector<Cell> cells() { return {{.ix = 3, .iy = -1}, {.ix = 0, .iy = 0}}; }

inline std::vector<Hotspot> hotspots() {
  return {{.category = "垃圾", .cell = {3, -1}, .n = 5, .z = -0.0, .p = 1e-17, .q = 0.05, .significant = true},
          {.category = "x", .cell = {0, 0}, .n = 0, .z = kInfinity, .p = 1, .q = 1, .significant = false}};
}

inline std::vector<Rebound> rebounds() {
  return {{.category = "x",
           .n_reports = 9,
           .n_settled = 8,
           .n_rebound = 7,
           .naive = 0.875,
           .km = 0.9,
           .lower = 0.1,
           .upper = 1.0}};
}

inline std::vector<WorstPlace> worst_places() {
  return {{.rank = 1,
           .cell = {3, 4},
           .centre = {-71.1, 42.3},
           .n_reports = 9,
           .n_settled = 8,
           .n_rebound = 7,
           .top_category = "x"}};
}

/// Everything of one city, each step written once.
inline Store full_store(const std::filesystem::path& file) {
  Store store = Store::create(file).value();
  const auto puts = [&store]() -> Expected<void> {
    GRID_CHECK(store.put_districts(districts()));
    GRID_CHECK(store.put_streets(streets()));
    GRID_CHECK(store.put_reports(reports()));
    GRID_CHECK(store.put_ground(ground()));
    GRID_CHECK(store.put_draft(zone_map()));
    GRID_CHECK(store.put_plan(zone_map(), version(1, 100)));
    GRID_CHECK(store.put_road_pieces(road_pieces()));
    GRID_CHECK(store.put_attributions(attributions(), 1));
    GRID_CHECK(store.put_cells(cells()));
    GRID_CHECK(store.put_hotspots(hotspots()));
    GRID_CHECK(store.put_rebounds(rebounds()));
    GRID_CHECK(store.put_worst_places(worst_places()));
    for (const char* step : {"import", "blocks", "partition", "publish", "cut", "assign", "hotspots", "rebound"}) {
      GRID_CHECK(store.put_note(step, R"({"step": ")" + std::string(step) + "\"}"));
    }
    return {};
  };
  must(store.together(puts));
  return store;
}

inline std::vector<std::string> ids(const ReportTable& table) {
  std::vector<std::string> out;
  for (const Report& report : table.reports) out.push_back(report.id);
  return out;
}

}  // namespace libgrid::store::test

namespace libgrid::store {
using test::must;
}
