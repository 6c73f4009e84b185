#include <libgrid/workflow/polygon_index.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/mapped_file.hpp>
#include <libgrid/workflow/detail/layer_findings.hpp>
#include <libgrid/workflow/detail/written_files.hpp>
#include <libgrid/workflow/open_locator.hpp>

namespace libgrid::workflow {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostLayers = 8;

Error refused(const std::string& field, std::string detail) {
  return make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(field);
}

struct ReadLayer {
  std::vector<std::string> codes;
  std::vector<MultiPolygon> shapes;
  std::vector<RejectedRow> rejected;
  std::vector<detail::FindingText> findings;
};

MultiPolygon in_degrees(const io::LonLatMultiPolygon& polygons) {
  const auto ring_of = [](const io::LonLatLine& line) {
    Ring ring;
    for (const LonLat p : line) ring.push_back({p.lon, p.lat});
    return ring;
  };
  MultiPolygon shape;
  for (const io::LonLatPolygon& polygon : polygons) {
    shape.push_back({.outer = ring_of(polygon.outer), .holes = {}});
    for (const io::LonLatLine& hole : polygon.holes) shape.back().holes.push_back(ring_of(hole));
  }
  return shape;
}

Expected<ReadLayer> read_layer(const PolygonLayer& layer, Frame frame, bool check) {
  GRID_TRY(read, io::read_zones(layer.file, layer.columns));
  if (read.zones.empty()) return fail(std::move(read.rejected.front().error));  // a layer of lines, of points
  std::ranges::sort(read.zones, [](const io::LonLatZone& a, const io::LonLatZone& b) {
    return std::tie(a.rank, a.code, a.number) < std::tie(b.rank, b.code, b.number);
  });
  ReadLayer made;
  made.rejected = std::move(read.rejected);
  if (frame == kWgs84) {
    if (check) made.findings = detail::layer_findings(layer.name, read.zones);
    for (const io::LonLatZone& zone : read.zones) made.shapes.push_back(in_degrees(zone.shape));
  } else {
    GRID_TRY(plane, crs::Projector::make(frame));
    auto zones = io::to_plane(read.zones, plane);
    if (!zones) return fail(std::move(zones.error()).in_file(layer.file.filename().string()));
    if (check) made.findings = detail::layer_findings(layer.name, *zones);
    for (ImportedZone& zone : *zones) made.shapes.push_back(std::move(zone.shape));
  }
  for (io::LonLatZone& zone : read.zones) made.codes.push_back(std::move(zone.code));
  return made;
}

Expected<void> check_layers(std::span<const PolygonLayer> layers) {
  if (layers.empty() || layers.size() > kMostLayers)
    return fail(refused("layer", "1 to 8 layers, not " + std::to_string(layers.size())));
  std::set<std::string> names;
  for (const PolygonLayer& layer : layers)
    if (layer.name.empty() || !names.insert(layer.name).second) return fail(refused("layer", "name " + layer.name));
  return {};
}

std::string note_of(const PolygonIndex& index) {
  Json layers = Json::array();
  for (const LayerCodes& layer : index.layers) layers.push_back({{"name", layer.name}, {"codes", layer.codes}});
  // Codes come from files: what is no text there is replaced, as wherever they are written.
  return Json{{"frame", index.frame.epsg}, {"layers", layers}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Error damaged_note() { return make_error(ErrorCode::index_damaged, "names and codes"); }

/// Never throws: the file may be anybody's.
Expected<void> read_note(std::string_view text, PolygonIndex& index) {
  const Json note = Json::parse(text, nullptr, false);
  if (!note.is_object() || !note.contains("frame") || !note["frame"].is_number_integer() || !note.contains("layers") ||
      !note["layers"].is_array() || note["layers"].size() != index.locator.layers())
    return fail(damaged_note());
  index.frame = Frame{note["frame"].get<int>()};
  for (const Json& layer : note["layers"]) {
    if (!layer.is_object() || !layer.contains("name") || !layer["name"].is_string() || !layer.contains("codes") ||
        !layer["codes"].is_array() || layer["codes"].size() != index.locator.size(index.layers.size()))
      return fail(damaged_note());
    LayerCodes& made = index.layers.emplace_back();
    made.name = layer["name"].get<std::string>();
    for (const Json& code : layer["codes"]) {
      if (!code.is_string()) return fail(damaged_note());
      made.codes.push_back(code.get<std::string>());
    }
  }
  return {};
}

/// The one that the file itself holds, as `libgrid index info` and whoever compares two files see it.
Expected<std::string> checksum_in(const std::filesystem::path& path) {
  GRID_TRY(file, io::MappedFile::open(path));
  return fmt::format("{:016x}", index::LayerLocator::checksum(file.bytes().subspan(16)));
}

void add(StepSummary& summary, std::string name, FigureValue value, const std::string& file, std::string en,
         std::string zh, std::string unit = "") {
  summary.figures.push_back(
      {std::move(name), std::move(value), file, "", std::move(en), std::move(zh), std::move(unit)});
}

Expected<StepSummary> told(const PolygonIndex& index, const std::filesystem::path& path) {
  GRID_TRY(sum, checksum_in(path));
  StepSummary summary;
  summary.step = "index";
  const std::string file = path.filename().string();
  const auto found = index.locator.findings();
  add(summary, "frame", "EPSG:" + std::to_string(index.frame.epsg), file, "Frame", "坐标系");
  for (const LayerCodes& layer : index.layers)
    add(summary, "polygons_" + layer.name, static_cast<std::int64_t>(layer.codes.size()), file,
        "Polygons of " + layer.name, "图层 " + layer.name + " 的面");
  const Box box = index.locator.bounds();
  if (!box.empty())
    add(summary, "box", fmt::format("{} {} {} {}", box.min.x, box.min.y, box.max.x, box.max.y), file, "Box", "范围");
  add(summary, "unique_edges", static_cast<std::int64_t>(found.unique_edges), file, "Unique edges", "边（共边计一次）");
  add(summary, "bytes", static_cast<std::int64_t>(std::filesystem::file_size(path)), file, "Bytes of the file",
      "文件字节数");
  if (found.unique_edges > 0)
    add(summary, "bytes_per_edge", static_cast<double>(found.bytes) / static_cast<double>(found.unique_edges), file,
        "Bytes of the index per unique edge", "索引每条边字节数");
  add(summary, "checksum", sum, file, "Checksum", "校验和");
  summary.findings = layer_findings(index);
  return summary;
}

/// Features refused for the same reason are one finding, with the first of them.
std::vector<std::string> refused_features(std::span<const RejectedRow> rejected) {
  std::vector<std::string> findings;
  std::map<std::pair<std::string, ErrorCode>, std::int64_t> left;
  for (const RejectedRow& row : rejected) ++left[{row.error.file, row.error.code}];
  for (const RejectedRow& row : rejected) {
    const std::int64_t n = std::exchange(left[{row.error.file, row.error.code}], 0);
    if (n == 0) continue;
    const std::string en = n == 1 ? "" : fmt::format("{} features refused, the first: ", n);
    const std::string zh = n == 1 ? "" : fmt::format("{} 个要素被拒，首个：", n);
    findings.push_back(en + message_en(row.error) + " | " + zh + message_zh(row.error));
  }
  return findings;
}

}  // namespace

Expected<PolygonIndex> build_polygon_index(std::span<const PolygonLayer> layers, const PolygonIndexOptions& options) {
  GRID_CHECK(check_layers(layers));
  if (options.parallel.threads < 0)
    return fail(make_error(ErrorCode::parameter_invalid, "below 0").at_field("threads"));
  const Frame frame = options.frame.epsg == 0 ? kWgs84 : options.frame;
  std::vector<LayerCodes> codes;
  std::vector<std::vector<MultiPolygon>> shapes;
  std::vector<RejectedRow> rejected;
  std::vector<std::string> findings;
  for (const PolygonLayer& layer : layers) {
    GRID_TRY(read, read_layer(layer, frame, options.check));
    codes.push_back({layer.name, std::move(read.codes)});
    shapes.push_back(std::move(read.shapes));
    rejected.insert(rejected.end(), read.rejected.begin(), read.rejected.end());
    for (const detail::FindingText& text : read.findings) findings.push_back(text.en + " | " + text.zh);
  }
  std::vector<index::LayerShapes> all;
  for (const auto& layer : shapes) all.push_back({.shapes = layer});
  return PolygonIndex{index::LayerLocator::build(all, {.max_bytes = options.budget, .parallel = options.parallel}),
                      frame, std::move(codes), std::move(rejected), std::move(findings)};
}

Expected<void> write_polygon_index(const PolygonIndex& index, const std::filesystem::path& path) {
  const std::string note = note_of(index);
  const Bytes bytes = index.locator.with_note(std::as_bytes(std::span(note))).to_bytes();
  return io::write_file_atomically(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Expected<PolygonIndex> open_polygon_index(const std::filesystem::path& path) {
  GRID_TRY(locator, open_locator(path));
  PolygonIndex index{std::move(locator), {}, {}};
  const auto note = index.locator.note();
  const std::string file = path.filename().string();
  if (note.empty())
    return fail(refused("index", "it has no names and codes; write it by libgrid index build").in_file(file));
  auto read = read_note({reinterpret_cast<const char*>(note.data()), note.size()}, index);
  if (!read) return fail(std::move(read.error()).in_file(file));
  return index;
}

Expected<PolygonIndex> polygon_index_of(std::span<const PolygonLayer> layers, const std::filesystem::path& file,
                                        const PolygonIndexOptions& options) {
  if (file.empty()) return build_polygon_index(layers, options);
  if (!layers.empty()) return fail(refused("index", "either an index or layers"));
  GRID_TRY(index, open_polygon_index(file));
  if (options.frame.epsg != 0 && options.frame != index.frame)
    return fail(refused("frame", "the index is in EPSG:" + std::to_string(index.frame.epsg)));
  return index;
}

std::vector<std::string> layer_findings(const PolygonIndex& index) {
  std::vector<std::string> findings = refused_features(index.rejected);
  findings.insert(findings.end(), index.findings.begin(), index.findings.end());
  if (const auto repeated = index.locator.findings().repeated_edges; repeated > 0)
    findings.push_back(fmt::format(
        "{} edges are used twice by one polygon: read by even-odd parity | {} 条边被同一面重复使用：按奇偶规则解释",
        repeated, repeated));
  return findings;
}

Expected<StepSummary> index_polygons(std::span<const PolygonLayer> layers, const std::filesystem::path& output,
                                     const PolygonIndexOptions& options, const StepContext& context) {
  std::vector<std::filesystem::path> inputs;
  for (const PolygonLayer& layer : layers) inputs.push_back(layer.file);
  GRID_CHECK(detail::keeps_its_inputs(inputs, std::array{output}));
  const double start = context.stopwatch();
  context.progress.report("read layers", 0.0);
  GRID_TRY(index, build_polygon_index(layers, options));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_CHECK(write_polygon_index(index, output));
  GRID_TRY(summary, told(index, output));
  // A budget is kept about: the cutting of cells stops there, but the edges themselves have to be in.
  if (const std::uint64_t bytes = index.locator.findings().bytes; options.budget > 0 && bytes > options.budget * 5 / 4)
    summary.findings.push_back(
        fmt::format("the index takes {} bytes, more than the {} asked for: its edges need "
                    "more | 索引占 {} 字节，超过所要求的 {}：仅边本身就需要更多",
                    bytes, options.budget, bytes, options.budget));
  summary.seconds = context.stopwatch() - start;
  context.progress.report("index", 1.0);
  return summary;
}

Expected<StepSummary> polygon_index_info(const std::filesystem::path& path) {
  GRID_TRY(index, open_polygon_index(path));
  return told(index, path);
}

}  // namespace libgrid::workflow
