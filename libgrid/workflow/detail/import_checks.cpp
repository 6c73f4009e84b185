#include <libgrid/workflow/detail/import_checks.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <variant>

#include <libgrid/crs/area_of_use.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {
namespace {

using report::fixed;
using report::thousands;

/// The numbers of a file as they stand in it.
class RawBox {
 public:
  void take(LonLat p) {
    box_.min = {std::min(box_.min.lon, p.lon), std::min(box_.min.lat, p.lat)};
    box_.max = {std::max(box_.max.lon, p.lon), std::max(box_.max.lat, p.lat)};
  }
  void take(const io::LonLatMultiLine& lines) {
    for (const auto& line : lines)
      for (const LonLat p : line) take(p);
  }
  void take(const io::LonLatMultiPolygon& polygons) {
    for (const auto& polygon : polygons)
      for (const LonLat p : polygon.outer) take(p);
  }
  void take(std::monostate) {}

  [[nodiscard]] bool empty() const { return !(box_.min.lon <= box_.max.lon); }
  [[nodiscard]] LonLat middle() const {
    return {(box_.min.lon + box_.max.lon) / 2.0, (box_.min.lat + box_.max.lat) / 2.0};
  }
  [[nodiscard]] bool in_degrees() const {
    return std::abs(box_.min.lon) <= 360.0 && std::abs(box_.max.lon) <= 360.0 && std::abs(box_.min.lat) <= 360.0 &&
           std::abs(box_.max.lat) <= 360.0;
  }
  [[nodiscard]] bool meets(const RawBox& other) const {
    return box_.min.lon <= other.box_.max.lon && other.box_.min.lon <= box_.max.lon &&
           box_.min.lat <= other.box_.max.lat && other.box_.min.lat <= box_.max.lat;
  }
  [[nodiscard]] RawBox exchanged() const {
    RawBox out;
    out.take(LonLat{box_.min.lat, box_.min.lon}), out.take(LonLat{box_.max.lat, box_.max.lon});
    return out;
  }
  [[nodiscard]] std::string text() const {
    const int digits = in_degrees() ? 2 : 0;
    return "x " + fixed(box_.min.lon, digits) + " to " + fixed(box_.max.lon, digits) + ", y " +
           fixed(box_.min.lat, digits) + " to " + fixed(box_.max.lat, digits);
  }

 private:
  static constexpr double kFar = std::numeric_limits<double>::infinity();
  io::LonLatBox box_{{kFar, kFar}, {-kFar, -kFar}};
};

/// Empty where the file's numbers cannot be had apart from its frame (.osm.pbf), or none of them is a position.
RawBox raw_box(const std::filesystem::path& file, const std::string& layer) {
  RawBox box;
  const auto collection = io::read_features(file, layer, {});
  if (!collection) return box;
  for (const io::Feature& feature : collection->features)
    std::visit([&box](const auto& shape) { box.take(shape); }, feature.geometry);
  return box;
}

/// GeoJSON refuses numbers that are no degrees one by one: what it says of the first.
std::string first_refused(const std::filesystem::path& file, const std::string& layer) {
  const auto collection = io::read_features(file, layer, {});
  return !collection || collection->rejected.empty() ? std::string() : collection->rejected.front().error.detail;
}

std::string area_text(const crs::UsableArea& area) {
  return "longitude " + fixed(area.west, 1) + " to " + fixed(area.east, 1) + ", latitude " + fixed(area.south, 1) +
         " to " + fixed(area.north, 1);
}

/// EPSG code of the UTM zone (WGS 84) of a place.
std::string utm_code(LonLat p) {
  const int zone = std::clamp(static_cast<int>(std::floor((p.lon + 180.0) / 6.0)) + 1, 1, 60);
  return std::to_string((p.lat < 0.0 ? 32'700 : 32'600) + zone);
}

struct Cause {
  ErrorCode code = ErrorCode::coordinate_out_of_range;
  std::string text;
};

Cause cause_of(const RawBox& streets, const RawBox& districts) {
  if (streets.empty() || districts.empty()) return {ErrorCode::coordinate_out_of_range, "another place or datum"};
  if (!streets.in_degrees())
    return {ErrorCode::coordinate_out_of_range, streets.text() + " looks like metres: declare the plane in the file"};
  if (streets.exchanged().meets(districts)) return {ErrorCode::axes_swapped, streets.text()};
  const LonLat a = streets.middle(), b = districts.middle();
  return {ErrorCode::coordinate_out_of_range,
          streets.text() + ", " + fixed(a.lon - b.lon, 2) + " and " + fixed(a.lat - b.lat, 2) +
              " degrees from the districts: the file of another place, or in another"
              " datum than it declares"};
}

constexpr double kForeign = 3.0;  // degrees: half a UTM zone; cities lie across the edges of zones

}  // namespace

Expected<std::optional<Finding>> check_zone_frame(const std::vector<io::LonLatZone>& zones, Frame frame) {
  RawBox box;
  for (const io::LonLatZone& zone : zones) box.take(zone.shape);
  const auto area = crs::area_of_use(frame);
  if (!area || area->contains(box.middle())) return std::optional<Finding>();
  const std::string epsg = "EPSG:" + std::to_string(frame.epsg);
  const std::string what = "the zones lie at " + box.text() + ", " + epsg + " is for " + area_text(*area);
  if (area->contains(box.middle(), kForeign))
    return std::optional(Finding{what + "; lengths and areas are off there",
                                 "网格（" + box.text() + "）略超出 " + epsg + " 的适用范围，长度和面积会有偏差"});
  return fail(make_error(ErrorCode::coordinate_out_of_range,
                         what + ": name a plane of the place (UTM there is EPSG:" + utm_code(box.middle()) + ")")
                  .at_field("frame"));
}

Expected<std::optional<Finding>> check_districts(const CityFiles& files, Frame frame) {
  const RawBox box = raw_box(files.districts, files.district_layer);
  const auto area = crs::area_of_use(frame);
  if (box.empty() || !area || area->contains(box.middle())) return std::optional<Finding>();
  const std::string epsg = "EPSG:" + std::to_string(frame.epsg);
  const std::string what = "the districts lie at " + box.text() + ", " + epsg + " is for " + area_text(*area);
  if (area->contains(box.middle(), kForeign))
    return std::optional(Finding{what + "; lengths are off there",
                                 "辖区（" + box.text() + "）略超出 " + epsg + " 的适用范围，长度会有偏差"});
  return fail(make_error(ErrorCode::coordinate_out_of_range,
                         what + ": another city's file, or the wrong frame_epsg in the city file (UTM there is EPSG:" +
                             utm_code(box.middle()) + ")")
                  .in_file(files.districts.filename().string()));
}

Expected<std::optional<Finding>> check_streets(const CityFiles& files, const std::vector<Street>& streets,
                                               const std::vector<District>& districts) {
  constexpr double kAround = 100.0;  // metres
  Box land;
  for (const District& district : districts) land.extend(bounds(district.shape));
  const auto meets = [&](const Street& street) {
    const Box box = bounds(street.line);
    return box.min.x <= land.max.x + kAround && land.min.x - kAround <= box.max.x &&
           box.min.y <= land.max.y + kAround && land.min.y - kAround <= box.max.y;
  };
  const auto near = std::ranges::count_if(streets, meets);
  const auto all = static_cast<std::int64_t>(streets.size());
  const std::string shares = thousands(near) + " of " + thousands(all) + " streets meet the districts";
  if (near == 0 || near * 100 < all) {
    Cause cause = cause_of(raw_box(files.streets, files.street_layer), raw_box(files.districts, files.district_layer));
    if (const std::string first = first_refused(files.streets, files.street_layer); streets.empty() && !first.empty())
      cause.text = "no degrees (" + first + "): metres? declare the plane in the file";
    return fail(make_error(cause.code, shares + "; " + cause.text).in_file(files.streets.filename().string()));
  }
  if (near * 2 >= all) return std::optional<Finding>();
  return std::optional(
      Finding{shares + "; the others bound no block",
              "道路 " + thousands(all) + " 条中仅 " + thousands(near) + " 条与辖区相交，其余不参与划分"});
}

std::optional<Finding> check_reports(const ReportTable& table, const io::LonLatBox& expected) {
  const auto inside = std::ranges::count_if(table.reports, [&](const Report& r) { return expected.contains(r.at); });
  const auto all = static_cast<std::int64_t>(table.reports.size());
  if (inside * 2 >= all) return std::nullopt;
  const std::string shares = thousands(inside) + " of " + thousands(all);
  return Finding{std::string(kReportFinding) + shares +
                     " lie in or near the districts: another city's file, or coordinates that are no WGS 84 degrees",
                 "上报：仅 " + shares + " 位于辖区及周边：可能是其他城市的数据，或坐标不是 WGS 84 经纬度"};
}

}  // namespace libgrid::workflow::detail
