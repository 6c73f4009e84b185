#include <libgrid/workflow/locate_points.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include <libgrid/attribution/frequent_places.hpp>
#include <libgrid/crs/source_projector.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/workflow/detail/default_places.hpp>
#include <libgrid/workflow/detail/located_table.hpp>
#include <libgrid/workflow/detail/written_files.hpp>

namespace libgrid::workflow {
namespace {

constexpr std::size_t kChunk = 65'536;

Error refused(const std::string& field, std::string detail) {
  return make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(field);
}

Expected<void> check_numbers(const LocateRequest& request) {
  if (!(request.margin >= 0.0) || !std::isfinite(request.margin))
    return fail(refused("margin", "not a finite number from 0"));
  if (request.parallel.threads < 0) return fail(refused("threads", "below 0"));
  return {};
}

/// Where points are expected: the box of all layers and a margin.
Box expected_box(const index::LayerLocator& locator, double margin) {
  const Box box = locator.bounds();
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
  Pass(const LocateRequest& request, const StepContext& context, PolygonIndex index, crs::SourceProjector projector,
       detail::RejectsCsv rejects)
      : request_(request),
        context_(context),
        index_(std::move(index)),
        layers_(index_.layers),
        locator_(index_.locator),
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
    GRID_TRY(separator, io::text_separator(request_.separator));
    limits.separator = separator;
    limits.unzipped_bytes = ~std::uint64_t{0};  // it streams: only the ratio tells a bomb
    limits.refused_rows = ~std::uint64_t{0};    // they go to a file
    GRID_CHECK(io::read_points(request_.points, request_.columns, handler, limits));
    GRID_CHECK(flush());
    GRID_CHECK(std::move(failed_));
    if (context_.cancel.cancelled()) return fail(ErrorCode::cancelled);
    seconds_ = context_.stopwatch() - start_;
    GRID_CHECK(rejects_.commit());
    GRID_CHECK(io::write_file_atomically(request_.default_places, detail::DefaultPlaces(written_).csv()));
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
    for (const LayerCodes& layer : layers_) header.push_back(layer.name);
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
    written_.add({row.first, row.second});
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
      touched += (touched.empty() ? "" : ";") + layers_[l].name;
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
  PolygonIndex index_;
  const std::vector<LayerCodes>& layers_;
  const index::LayerLocator& locator_;
  crs::SourceProjector projector_;
  detail::RejectsCsv rejects_;
  std::optional<detail::GrowingCsv> output_;
  std::vector<double> x_, y_;
  std::string texts_;              ///< fields of the chunk's rows, one after the other
  std::vector<std::size_t> ends_;  ///< where each field ends
  std::vector<LayerCount> counts_;
  attribution::FrequentPlaces written_;
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
    const std::string& name = layers_[l].name;
    add("in_" + name, counts_[l].found, "  in a polygon of " + name, "  位于图层 " + name + " 的面内");
    add("none_" + name, good_ - counts_[l].found, "  in none of " + name, "  不在图层 " + name + " 内");
    add("touch_" + name, counts_[l].touching, "  exactly on a border of " + name, "  恰在图层 " + name + " 的边界上");
  }
  detail::DefaultPlaces(written_).tell(summary);
  for (std::string& text : layer_findings(index_)) summary.findings.push_back(std::move(text));
  for (const auto& [code, n] : rejects_.by_code())
    finding(fmt::format("{} rows: {}; {}", n, info(code).text_en, info(code).cure_en),
            fmt::format("{} 行：{}；{}", n, info(code).text_zh, info(code).cure_zh));
  return summary;
}

/// What is written beside the output is named after it.
LocateRequest with_file_names(LocateRequest request) {
  if (request.rejects.empty()) request.rejects = request.output.string() + ".rejects.csv";
  if (request.default_places.empty()) request.default_places = request.output.string() + ".default_places.csv";
  return request;
}

Expected<void> keeps_its_inputs(const LocateRequest& request) {
  std::vector<std::filesystem::path> inputs{request.points, request.index};
  for (const PolygonLayer& layer : request.layers) inputs.push_back(layer.file);
  return detail::keeps_its_inputs(inputs, std::array{request.output, request.rejects, request.default_places});
}

}  // namespace

Expected<StepSummary> locate_points(const LocateRequest& asked, const StepContext& context) {
  const LocateRequest request = with_file_names(asked);
  GRID_CHECK(check_numbers(request));
  GRID_CHECK(keeps_its_inputs(request));
  GRID_TRY(source, source_of(request));
  context.progress.report("read layers", 0.0);
  GRID_TRY(index, polygon_index_of(request.layers, request.index, {.frame = request.frame, .check = request.check}));
  GRID_TRY(projector, crs::SourceProjector::make(source, index.frame, expected_box(index.locator, request.margin)));
  GRID_TRY(rejects, detail::RejectsCsv::create(request.rejects));
  Pass pass(request, context, std::move(index), std::move(projector), std::move(rejects));
  GRID_CHECK(pass.run());
  return pass.summary();
}

Expected<LocateTie> locate_tie(std::string_view word) {
  if (word == "lowest") return LocateTie::lowest;
  if (word == "south-east") return LocateTie::south_east;
  if (word == "all") return LocateTie::all;
  return fail(refused("tie", std::string(word) + ": lowest, south-east or all"));
}

}  // namespace libgrid::workflow
