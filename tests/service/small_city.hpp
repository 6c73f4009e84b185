#pragma once
/// A city that fits on a page, in Boston's plane frame, for the service's tests.
///
///   y = 1000  +---------+---------+
///             | zone 3  | zone 5  |     zone 1 = 3 + 4, zone 2 = 5 + 6 (level 1)
///   y =  500  +---------+---------+     Main Street runs along y = 250, x = 0 .. 1000
///             | zone 4  | zone 6  |     block k lies in zone k + 2
///   y =    0  +---------+---------+
///            x = 0     500      1000    (plus the offset kWest, kSouth)

#include <string>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/workflow/city_view.hpp>

namespace libgrid::test {

inline constexpr double kWest = 236'000.0;
inline constexpr double kSouth = 900'000.0;

inline Polygon rectangle(double x0, double y0, double x1, double y1) {
  x0 += kWest, x1 += kWest, y0 += kSouth, y1 += kSouth;
  return {.outer = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, .holes = {}};
}

/// Plane metres of the picture to degrees.
inline LonLat at(double x, double y) {
  static const crs::Projector projector = crs::Projector::make(Frame{26986}).value();
  return projector.to_lonlat(Xy{kWest + x, kSouth + y});
}

inline Zone zone_of(std::int64_t id, std::string code, int level, std::int64_t parent, const Polygon& shape) {
  Zone zone;
  zone.id = ZoneId{id};
  zone.code = std::move(code);
  zone.level = level;
  if (parent != 0) zone.parent = ZoneId{parent};
  zone.name = "第" + std::to_string(id) + "网格 / Zone " + std::to_string(id);
  zone.post = PostId{id + 1};
  zone.blocks = level == 1 ? 2 : 1;
  zone.area = area(shape);
  zone.workload = level == 1 ? 0.5 : 0.25;
  zone.shape = {shape};
  return zone;
}

inline Post post_of(std::int64_t id, int level, std::int64_t parent, std::int64_t zone) {
  Post post;
  post.id = PostId{id};
  post.level = level;
  post.title_zh = std::string(level == 0 ? "市级网格长" : level == 1 ? "一级执行网格长" : "二级执行网格长");
  post.title_en = std::string(level == 0 ? "City head" : level == 1 ? "Level 1 head" : "Level 2 head");
  if (parent != 0) post.parent = PostId{parent};
  if (zone != 0) post.zone = ZoneId{zone};
  return post;
}

inline Report report_of(std::int64_t row, const std::string& category, LonLat place) {
  Report report;
  report.row = row;
  report.id = "case-" + std::to_string(row);
  report.category = category;
  report.at = place;
  return report;
}

inline RoadPiece piece_of(std::int64_t id, double from, double to, std::int64_t zone, DutyRule rule) {
  RoadPiece piece;
  piece.id = RoadPieceId{id};
  piece.street = StreetId{1};
  piece.from = Metres{from};
  piece.to = Metres{to};
  if (zone != 0) piece.zone = ZoneId{zone};
  piece.sector = "all";
  piece.rule = rule;
  return piece;
}

inline void add_zones(workflow::CityData& data) {
  const Polygon nw = rectangle(0, 500, 500, 1000), sw = rectangle(0, 0, 500, 500);
  const Polygon ne = rectangle(500, 500, 1000, 1000), se = rectangle(500, 0, 1000, 500);
  data.map.zones = {zone_of(1, "T-01", 1, 0, rectangle(0, 0, 500, 1000)),
                    zone_of(2, "T-02", 1, 0, rectangle(500, 0, 1000, 1000)),
                    zone_of(3, "T-01-01", 2, 1, nw),
                    zone_of(4, "T-01-02", 2, 1, sw),
                    zone_of(5, "T-02-01", 2, 2, ne),
                    zone_of(6, "T-02-02", 2, 2, se)};
  data.map.posts = {post_of(1, 0, 0, 0), post_of(2, 1, 1, 1), post_of(3, 1, 1, 2), post_of(4, 2, 2, 3),
                    post_of(5, 2, 2, 4), post_of(6, 2, 3, 5), post_of(7, 2, 3, 6)};
  const Polygon shapes[] = {nw, sw, ne, se};
  for (std::int64_t k = 1; k <= 4; ++k) {
    Block block;
    block.id = BlockId{k};
    block.district = DistrictId{k <= 2 ? 1 : 2};
    block.shape = shapes[k - 1];
    block.area = area(block.shape);
    block.workload = 0.25;
    data.blocks.push_back(block);
    data.map.blocks.push_back({BlockId{k}, ZoneId{k + 2}});
  }
}

inline workflow::CityData small_city_data() {
  workflow::CityData data;
  data.city.code = "T";
  data.city.name_zh = "小城";
  data.city.name_en = "Small city";
  data.city.frame = Frame{26986};
  data.city.attribution = "Streets © nobody";
  data.plan.id = PlanId{1};
  data.plan.version = 7;
  data.plan.sha256 = std::string(64, 'a');
  data.districts = {{DistrictId{1}, "West", {rectangle(0, 0, 500, 1000)}},
                    {DistrictId{2}, "East", {rectangle(500, 0, 1000, 1000)}}};
  add_zones(data);
  data.streets = {{StreetId{1}, "Main Street", "residential", {{kWest, kSouth + 250}, {kWest + 1000, kSouth + 250}}}};
  data.pieces = {piece_of(1, 0, 500, 4, DutyRule::inside), piece_of(2, 500, 1000, 6, DutyRule::inside)};
  Link link;
  link.id = LinkId{1};
  link.from = BlockId{1};
  link.to = BlockId{3};
  link.length = Metres{12.0};
  link.line = {{kWest + 494, kSouth + 700}, {kWest + 506, kSouth + 700}};
  data.links = {link};
  data.reports = {report_of(1, "Dumping", at(100, 100)), report_of(2, "Dumping", at(110, 105)),
                  report_of(3, "Dumping", at(900, 900)), report_of(4, "摆摊", at(600, 100)),
                  report_of(5, "Dumping", at(1, 1))};
  data.attributions.resize(5);
  data.attributions[4].reason = UnassignedReason::default_coordinate;
  for (std::int64_t ix = 0; ix < 4; ++ix) {
    Hotspot cell;
    cell.category = "Dumping";
    cell.cell = {ix, 0};
    cell.n = ix == 0 ? 2 : 0;
    cell.z = ix == 0 ? 3.5 : -0.5;
    cell.q = ix == 0 ? 0.01 : 0.9;
    cell.significant = ix == 0;
    data.hotspots.push_back(cell);
  }
  Rebound rebound;
  rebound.category = "Dumping";
  rebound.n_reports = 3;
  rebound.n_settled = 2;
  rebound.n_rebound = 1;
  rebound.naive = 0.5;
  data.rebounds = {rebound};
  data.summary_json = R"({"reports": 5})";
  return data;
}

inline workflow::CityView small_city() { return workflow::CityView::make(small_city_data()).value(); }

}  // namespace libgrid::test
