#include <libgrid/workflow/detail/where_shapes.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/feature_writer.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kOnWay = 1e-3;  ///< metres from a way at which a vertex of a stretch lies on it

/// Whole millimetres.
std::string millimetres(double metres) { return io::shortest_text(std::round(metres * 1000.0) / 1000.0); }

std::string position_text(LonLat at) {
  const auto degrees = [](double value) { return io::shortest_text(std::round(value * 1e7) / 1e7); };
  return degrees(at.lon) + " " + degrees(at.lat);
}

std::string line_text(const io::LonLatLine& line) {
  std::string text = "(";
  for (std::size_t i = 0; i < line.size(); ++i) text += (i == 0 ? "" : ", ") + position_text(line[i]);
  return text + ")";
}

std::string polygon_text(const io::LonLatPolygon& polygon) {
  std::string text = "(" + line_text(polygon.outer);
  for (const io::LonLatLine& hole : polygon.holes) text += ", " + line_text(hole);
  return text + ")";
}

template <class Part, class Shown>
std::string parts_text(const char* one, const std::vector<Part>& parts, Shown shown) {
  if (parts.size() == 1) return std::string(one) + " " + shown(parts.front());
  std::string text = std::string("MULTI") + one + " (";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : ", ") + shown(parts[i]);
  return text + ")";
}

/// The measure of a point on the line, if it lies on it.
std::optional<double> measure_of(const LineString& line, Xy p) {
  double before = 0.0, nearest = kOnWay;
  std::optional<double> found;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    if (const double away = distance_to_segment(p, line[i], line[i + 1]).value; away < nearest)
      nearest = away, found = before + distance(line[i], p).value;
    before += distance(line[i], line[i + 1]).value;
  }
  return found;
}

using Interval = std::pair<double, double>;

void add_covered(const LineString& way, const LineString& stretch, std::vector<Interval>& covered) {
  for (std::size_t i = 0; i + 1 < stretch.size(); ++i) {
    const Xy a = stretch[i], b = stretch[i + 1];
    const auto from = measure_of(way, a), to = measure_of(way, b);
    const auto middle = measure_of(way, {(a.x + b.x) / 2.0, (a.y + b.y) / 2.0});
    if (from && to && middle && *from != *to) covered.emplace_back(std::minmax(*from, *to));
  }
}

/// Touching intervals are one.
std::vector<Interval> joined(std::vector<Interval> covered) {
  std::ranges::sort(covered);
  std::vector<Interval> out;
  for (const Interval& next : covered)
    if (out.empty() || next.first > out.back().second + kOnWay)
      out.push_back(next);
    else
      out.back().second = std::max(out.back().second, next.second);
  return out;
}

}  // namespace

WhereShapes::WhereShapes(std::vector<Street> streets, const places::Gazetteer& gazetteer,
                         const crs::Projector& projector)
    : streets_(std::move(streets)), gazetteer_(gazetteer), projector_(projector) {
  std::ranges::sort(streets_, {}, &Street::id);
  for (std::size_t i = 0; i < streets_.size(); ++i)
    if (!streets_[i].name.empty())
      of_name_[places::fold_name(streets_[i].name, gazetteer_.vocabulary().rules())].push_back(i);
}

io::LonLatGeometry WhereShapes::geometry(const places::WhereCandidate& candidate) const {
  if (!candidate.area.empty()) return io::to_lonlat(MultiPolygon{Polygon{candidate.area, {}}}, projector_);
  if (candidate.stretch.empty()) return projector_.to_lonlat(candidate.at);
  io::LonLatMultiLine lines;
  for (const LineString& line : candidate.stretch) lines.push_back(io::to_lonlat(line, projector_));
  return lines;
}

std::string WhereShapes::wkt(const places::WhereCandidate& candidate) const {
  const io::LonLatGeometry shape = geometry(candidate);
  if (const auto* lines = std::get_if<io::LonLatMultiLine>(&shape)) return parts_text("LINESTRING", *lines, line_text);
  if (const auto* areas = std::get_if<io::LonLatMultiPolygon>(&shape))
    return parts_text("POLYGON", *areas, polygon_text);
  return "POINT (" + position_text(std::get<LonLat>(shape)) + ")";
}

std::string WhereShapes::ways(const places::WhereCandidate& candidate) const {
  const auto found = of_name_.find(places::fold_name(candidate.street, gazetteer_.vocabulary().rules()));
  if (candidate.stretch.empty() || found == of_name_.end()) return {};
  std::string text;
  for (const std::size_t place : found->second) {
    const Street& way = streets_[place];
    std::vector<Interval> covered;
    for (const LineString& line : candidate.stretch)
      if (bounds(std::span<const Xy>(line)).meets(bounds(std::span<const Xy>(way.line))))
        add_covered(way.line, line, covered);
    for (const auto& [from, to] : joined(std::move(covered)))
      text +=
          (text.empty() ? "" : ";") + std::to_string(way.id.value) + ":" + millimetres(from) + "-" + millimetres(to);
  }
  return text;
}

Metres stretch_length(const places::WhereCandidate& candidate) {
  Metres sum;
  for (const LineString& line : candidate.stretch) sum += length(line);
  return sum;
}

}  // namespace libgrid::workflow::detail
