#include <libgrid/workflow/locate_points.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include <libgrid/crs/source_projector.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/workflow/detail/layer_findings.hpp>
#include <libgrid/workflow/detail/located_table.hpp>

namespace libgrid::workflow {
namespace {

constexpr std::size_t kChunk = 65'536;
constexpr std::size_t kMostLayers = 8;

Error refused(const std::string& field, std::string detail) {
  return make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(field);
}

/// One layer, in the order in which its polygons answer.
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

Expected<std::vector<ReadLayer>> read_layers(const LocateRequest& request, Frame frame) {
  if (request.layers.empty() || request.layers.size() > kMostLayers)
    return fail(refused("layer", "1 to 8 layers, not " + std::to_string(request.layers.size())));
  std::set<std::string> names;
  std::vector<ReadLayer> layers;
  for (const PolygonLayer& layer : request.layers) {
    if (layer.name.empty() || !names.insert(layer.name).second) return fail(refused("layer", "name " + layer.name));
    GRID_TRY(read, read_layer(layer, frame, request.check));
    layers.push_back(std::move(read));
  }
  return layers;
}

index::LayerLocator locator_of(const std::vector<ReadLayer>& layers) {
  std::vector<index::LayerShapes> shapes;
  for (const ReadLayer& layer : layers) shapes.push_back({.shapes = layer.shapes});
  return index::LayerLocator::build(shapes);
}

/// Where points are expected: the box of all layers and a margin.
Box expected_box(const std::vector<ReadLayer>& layers, double margin) {
  Box box;
  for (const ReadLayer& layer : layers)
    for (const MultiPolygon& shape : layer.shapes) {
      const Box one = bounds(shape);
      box.extend(one.min);
      box.extend(one.max);
    }
  const double by = margin * std::max(box.max.x - box.min.x, box.max.y - box.min.y);
  return {{box.min.x - by, box.min.y - by}, {box.max.x + by, box.max.y + by}};
}

/// What the caller declares; else what the file declares; else a refusal.
Expected<crs::SourceFrame> source_of(const LocateRequest& request) {
  if (!request.crs.empty()) return crs::parse_source_frame(request.crs, request.order);
  GRID_TRY(declared, io::point_frame(request.points, request.columns));
  if (!declared) return fail(make_error(ErrorCode::crs_missing).in_file(request.points.filename().string()));
  return crs::SourceFrame{.frame = *declared};  // the standard of GeoPackages: east first, whatever the authority says
}

struct LayerCount {
  std::int64_t found = 0;
  std::int64_t touching = 0;
};

/// Rows come in, chunks of them are located and written.
class Pass {
 public:
  Pass(const LocateRequest& request, const StepContext& context, std::vector<ReadLayer> layers,
       crs::SourceProjector projector, detail::RejectsCsv rejects)
      : request_(request),
        context_(context),
        layers_(std::move(layers)),
        locator_(locator_of(layers_)),
        projector_(std::move(projector)),
        rejects_(std::move(rejects)),
        counts_(layers_.size()),
        file_(request.points.filename().string()) {}

  Expected<void> run() {
    start_ = context_.stopwatch();
    io::PointHandler handler;
    handler.header = [&](std::span<const std::string> names) { return take_header(names); };
    handler.row = [&](const io::PointRow& row) { return take(row); };
    handler.rejected = [&](const RejectedRow& row) { keep(rejects_.add(row.error)); };
    handler.progress = [&](double share) { return tell(share); };
    io::CsvLimits limits;
    GRID_TRY(encoding, io::text_encoding(request_.encoding));
    limits.encoding = encoding;
    limits.unzipped_bytes = ~std::uint64_t{0};  // it streams: only the ratio tells a bomb
    limits.refused_rows = ~std::uint64_t{0};    // they go to a file
    GRID_CHECK(io::read_points(request_.points, request_.columns, handler, limits));
    GRID_CHECK(flush());
    GRID_CHECK(std::move(failed_));
    if (context_.cancel.cancelled()) return fail(ErrorCode::cancelled);
    seconds_ = context_.stopwatch() - start_;
    GRID_CHECK(rejects_.commit());
    GRID_CHECK(output_->commit());
    context_.progress.report("locate", 1.0);
    return {};
  }

  [[nodiscard]] StepSummary summary() const;

 private:
  void keep(Expected<void> done) {
    if (!done && failed_) failed_ = std::move(done);
  }

  Expected<void> take_header(std::span<const std::string> names) {
    std::vector<std::string> header(names.begin(), names.end());
    for (const PolygonLayer& layer : request_.layers) header.push_back(layer.name);
    header.emplace_back("touch");
    std::set<std::string> seen;
    for (const std::string& name : header)
      if (!seen.insert(name).second)
        return fail(make_error(ErrorCode::column_duplicate, name + ": name the layer otherwise").at_field(name));
    GRID_TRY(output, detail::GrowingCsv::create(request_.output, header));
    output_.emplace(std::move(output));
    return {};
  }

  Expected<void> take(const io::PointRow& row) {
    const Expected<Xy> at = projector_.to_plane(row.first, row.second);
    if (!at) return refuse(row, at.error());
    x_.push_back(at->x);
    y_.push_back(at->y);
    for (const std::string_view field : row.fields) {
      texts_ += field;
      ends_.push_back(texts_.size());
    }
    ++good_;
    return x_.size() < kChunk ? Expected<void>{} : flush();
  }

  Expected<void> refuse(const io::PointRow& row, Error error) {
    error.detail = io::shortest_text(row.first) + ", " + io::shortest_text(row.second) + ": " + error.detail;
    const bool geometry = request_.points.extension() == ".gpkg";
    const std::string field = geometry ? "geometry" : request_.columns.first + ", " + request_.columns.second;
    return rejects_.add(std::move(error).in_file(file_).at_row(row.number).at_field(field));
  }

  Expected<void> flush() {
    if (context_.cancel.cancelled()) return fail(ErrorCode::cancelled);
    const std::size_t n = x_.size(), width = n == 0 ? 0 : ends_.size() / n;
    std::vector<std::int32_t> answers(n * layers_.size());
    std::vector<std::uint8_t> touch(n);
    const auto rule = request_.tie == LocateTie::south_east ? index::TieRule::south_east : index::TieRule::lowest;
    locator_.locate_all(x_, y_, answers, {.touch = touch, .rule = rule, .parallel = request_.parallel});
    std::size_t from = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t f = i * width; f < (i + 1) * width; from = ends_[f++])
        output_->row().add(std::string_view(texts_).substr(from, ends_[f] - from));
      write_answers(i, answers, touch[i]);
    }
    x_.clear(), y_.clear(), texts_.clear(), ends_.clear();
    return output_->spill();
  }

  void write_answers(std::size_t i, std::span<const std::int32_t> answers, std::uint8_t touch) {
    std::string touched;
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const std::int32_t answer = answers[l * x_.size() + i];
      counts_[l].found += answer >= 0 ? 1 : 0;
      if (answer < 0)
        output_->row().add("");
      else if (request_.tie == LocateTie::all)
        output_->row().add(all_codes(i, l));
      else
        output_->row().add(layers_[l].codes[static_cast<std::size_t>(answer)]);
      if (((touch >> l) & 1U) == 0) continue;
      ++counts_[l].touching;
      touched += (touched.empty() ? "" : ";") + request_.layers[l].name;
    }
    output_->row().add(touched).end_row();
  }

  [[nodiscard]] std::string all_codes(std::size_t i, std::size_t layer) const {
    std::string codes;
    for (const index::LayerShape shape : locator_.covering({x_[i], y_[i]}))
      if (shape.layer == layer) codes += (codes.empty() ? "" : ";") + layers_[layer].codes[shape.shape];
    return codes;
  }

  Expected<void> tell(double share) {
    if (context_.cancel.cancelled()) return fail(ErrorCode::cancelled);
    const double seconds = context_.stopwatch() - start_, rows = static_cast<double>(good_ + rejects_.rows());
    const std::string rate = seconds > 0.2 ? fmt::format(", {:.2f} M/s", rows / seconds / 1e6) : "";
    context_.progress.report(fmt::format("locate {:.1f} M{}", rows / 1e6, rate), std::min(share, 0.999));
    return {};
  }

  const LocateRequest& request_;
  const StepContext& context_;
  std::vector<ReadLayer> layers_;
  index::LayerLocator locator_;
  crs::SourceProjector projector_;
  detail::RejectsCsv rejects_;
  std::optional<detail::GrowingCsv> output_;
  std::vector<double> x_, y_;
  std::string texts_;              ///< fields of the chunk's rows, one after the other
  std::vector<std::size_t> ends_;  ///< where each field ends
  std::vector<LayerCount> counts_;
  std::string file_;
  Expected<void> failed_;
  std::int64_t good_ = 0;
  double start_ = 0.0, seconds_ = 0.0;
};

StepSummary Pass::summary() const {
  StepSummary summary;
  summary.step = "locate";
  summary.seconds = seconds_;
  const std::string out = request_.output.filename().string();
  const auto add = [&](std::string name, FigureValue value, std::string en, std::string zh, std::string unit = "") {
    summary.figures.push_back(
        {std::move(name), std::move(value), out, "", std::move(en), std::move(zh), std::move(unit)});
  };
  const auto finding = [&](const std::string& en, const std::string& zh) {
    summary.findings.push_back(en + " | " + zh);
  };
  add("rows", good_ + rejects_.rows(), "Rows read", "读入行数");
  add("located", good_, "Rows located", "已定位行数");
  add("rejected", rejects_.rows(), "Rows refused", "被拒行数");
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    const std::string& name = request_.layers[l].name;
    add("in_" + name, counts_[l].found, "  in a polygon of " + name, "  位于图层 " + name + " 的面内");
    add("none_" + name, good_ - counts_[l].found, "  in none of " + name, "  不在图层 " + name + " 内");
    add("touch_" + name, counts_[l].touching, "  exactly on a border of " + name, "  恰在图层 " + name + " 的边界上");
    for (const RejectedRow& row : layers_[l].rejected) finding(message_en(row.error), message_zh(row.error));
    for (const detail::FindingText& text : layers_[l].findings) finding(text.en, text.zh);
  }
  for (const auto& [code, n] : rejects_.by_code())
    finding(fmt::format("{} rows: {}; {}", n, info(code).text_en, info(code).cure_en),
            fmt::format("{} 行：{}；{}", n, info(code).text_zh, info(code).cure_zh));
  if (const auto repeated = locator_.findings().repeated_edges; repeated > 0)
    finding(fmt::format("{} edges are used twice by one polygon: read by even-odd parity", repeated),
            fmt::format("{} 条边被同一面重复使用：按奇偶规则解释", repeated));
  return summary;
}

/// The answer may not take the place of what it is made from.
Expected<void> keeps_its_inputs(const LocateRequest& request) {
  std::vector<std::filesystem::path> inputs{request.points};
  for (const PolygonLayer& layer : request.layers) inputs.push_back(layer.file);
  for (const std::filesystem::path& input : inputs)
    for (const std::filesystem::path& written : {request.output, request.rejects}) {
      std::error_code not_there;
      if (written.empty() || !std::filesystem::equivalent(input, written, not_there)) continue;
      return fail(
          make_error(ErrorCode::parameter_invalid, "the file is an input of this run").in_file(written.string()));
    }
  return {};
}

}  // namespace

Expected<StepSummary> locate_points(const LocateRequest& request, const StepContext& context) {
  GRID_CHECK(keeps_its_inputs(request));
  const Frame frame = request.frame.epsg == 0 ? kWgs84 : request.frame;
  GRID_TRY(source, source_of(request));
  context.progress.report("read layers", 0.0);
  GRID_TRY(layers, read_layers(request, frame));
  GRID_TRY(projector, crs::SourceProjector::make(source, frame, expected_box(layers, request.margin)));
  std::filesystem::path rejects_file = request.rejects;
  if (rejects_file.empty()) rejects_file = request.output.string() + ".rejects.csv";
  GRID_TRY(rejects, detail::RejectsCsv::create(rejects_file));
  Pass pass(request, context, std::move(layers), std::move(projector), std::move(rejects));
  GRID_CHECK(pass.run());
  return pass.summary();
}

Expected<PolygonLayer> parse_polygon_layer(std::string_view text) {
  PolygonLayer layer;
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) return fail(refused("layer", std::string(text)));
  layer.name = text.substr(0, equals);
  text.remove_prefix(equals + 1);
  bool first = true;
  while (first || !text.empty()) {
    const std::string part(text.substr(0, text.find(',')));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t sign = part.find('=');
    const std::string key = part.substr(0, sign), value = sign == std::string::npos ? "" : part.substr(sign + 1);
    if (first)
      layer.file = part;
    else if (key == "code")
      layer.columns.code = value;
    else if (key == "rank")
      layer.columns.rank = value;
    else if (key == "layer")
      layer.columns.layer = value;
    else
      return fail(refused("layer", part));
    first = false;
  }
  if (layer.file.empty()) return fail(refused("layer", "no file for " + layer.name));
  return layer;
}

Expected<LocateTie> locate_tie(std::string_view word) {
  if (word == "lowest") return LocateTie::lowest;
  if (word == "south-east") return LocateTie::south_east;
  if (word == "all") return LocateTie::all;
  return fail(refused("tie", std::string(word) + ": lowest, south-east or all"));
}

}  // namespace libgrid::workflow
