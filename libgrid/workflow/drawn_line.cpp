#include <libgrid/workflow/drawn_line.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include <libgrid/crs/source_projector.hpp>
#include <libgrid/io/geojson.hpp>

namespace libgrid::workflow {
namespace {

Error of_line(ErrorCode code, std::string detail) { return make_error(code, std::move(detail)).at_field("line"); }

/// Where a line may lie: the blocks, and as much again on every side.
Expected<Box> extent_of(const Workspace& workspace) {
  GRID_TRY(ground, workspace.store().ground());
  Box box;
  for (const Block& block : ground.blocks) box.extend(bounds(block.shape));
  return box.grown(Metres{std::max(box.max.x - box.min.x, box.max.y - box.min.y)});
}

using Pairs = std::vector<std::pair<double, double>>;

Expected<Pairs> pairs_of(const std::vector<double>& numbers) {
  if (numbers.size() < 4 || numbers.size() % 2 != 0)
    return fail(of_line(ErrorCode::parameter_invalid, "x,y,x,y,...: pairs of numbers, two or more"));
  Pairs pairs;
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    if (!std::isfinite(numbers[i]) || !std::isfinite(numbers[i + 1]))
      return fail(make_error(ErrorCode::number_not_finite).at_field("line"));
    pairs.emplace_back(numbers[i], numbers[i + 1]);
  }
  return pairs;
}

/// Metres of the workspace's frame, as nothing else was said.
Expected<LineString> as_metres(const Pairs& pairs, Frame frame, const Box& extent) {
  LineString line;
  for (const auto& [x, y] : pairs) line.push_back({x, y});
  if (bounds(line).meets(extent)) return line;
  return fail(of_line(ErrorCode::coordinate_out_of_range,
                      "metres of EPSG:" + std::to_string(frame.epsg) +
                          " are expected, and the line lies nowhere near the blocks; name another frame with --crs"));
}

Expected<LineString> projected(const Pairs& pairs, const crs::SourceFrame& source, Frame frame, const Box& extent) {
  GRID_TRY(projector, crs::SourceProjector::make(source, frame, extent));
  LineString line;
  for (const auto& [first, second] : pairs) {
    auto at = projector.to_plane(first, second);
    if (!at) return fail(std::move(at.error()).at_field("line"));
    line.push_back(*at);
  }
  return line;
}

/// The one line of a file.
Expected<Pairs> pairs_in(const std::filesystem::path& file) {
  GRID_TRY(read, io::read_geojson(file));
  if (!read.rejected.empty()) return fail(std::move(read.rejected.front().error));
  std::vector<io::LonLatLine> lines;
  for (const io::Feature& feature : read.features) {
    const auto* parts = std::get_if<io::LonLatMultiLine>(&feature.geometry);
    if (parts == nullptr)
      return fail(make_error(ErrorCode::geometry_type, "a line is needed").at_row(feature.number).at_field("geometry"));
    lines.insert(lines.end(), parts->begin(), parts->end());
  }
  if (lines.size() != 1)
    return fail(make_error(ErrorCode::parameter_invalid,
                           "the file has " + std::to_string(lines.size()) + " lines; one is needed"));
  Pairs pairs;
  for (const LonLat p : lines.front()) pairs.emplace_back(p.lon, p.lat);
  return pairs;
}

}  // namespace

Expected<LineString> drawn_line(const Workspace& workspace, const DrawnLine& drawn) {
  const Frame frame = workspace.city().frame;
  if (!drawn.file.empty()) {
    if (!drawn.crs.empty())
      return fail(make_error(ErrorCode::parameter_invalid, "a GeoJSON file says its own frame").at_field("crs"));
    auto pairs = pairs_in(drawn.file);
    if (!pairs) return fail(std::move(pairs.error()).in_file(drawn.file.filename().string()));
    GRID_TRY(extent, extent_of(workspace));
    return projected(*pairs, {}, frame, extent);
  }
  GRID_TRY(pairs, pairs_of(drawn.numbers));
  GRID_TRY(extent, extent_of(workspace));
  if (drawn.crs.empty()) return as_metres(pairs, frame, extent);
  auto source = crs::parse_source_frame(drawn.crs);
  if (!source) return fail(std::move(source.error()).at_field("crs"));
  return projected(pairs, *source, frame, extent);
}

}  // namespace libgrid::workflow
