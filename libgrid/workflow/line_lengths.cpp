#include <libgrid/workflow/line_lengths.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>
#include <libgrid/workflow/detail/written_files.hpp>

namespace libgrid::workflow {
namespace {

using index::LinePiece;

std::string lengths_csv(const PolygonIndex& index, std::span<const std::vector<double>> metres) {
  io::CsvWriter csv{"layer", "code", "metres"};
  for (std::size_t l = 0; l < index.layers.size(); ++l)
    for (std::size_t s = 0; s < metres[l].size(); ++s)
      csv.add(index.layers[l].name).add(index.layers[l].codes[s]).add(metres[l][s]).end_row();
  return csv.text();
}

std::string pieces_csv(const PolygonIndex& index, std::span<const RoadLine> lines, std::span<const LinePiece> pieces) {
  io::CsvWriter csv{"line", "layer", "code", "metres"};
  for (const LinePiece& piece : pieces) {
    const LayerCodes& layer = index.layers[piece.shape.layer];
    csv.add(detail::line_id(lines[piece.line])).add(layer.name).add(layer.codes[piece.shape.shape]);
    csv.add(piece.metres).end_row();
  }
  return csv.text();
}

Expected<void> keeps_its_inputs(const LineLengthsRequest& request) {
  std::vector<std::filesystem::path> inputs{request.lines, request.index};
  for (const PolygonLayer& layer : request.layers) inputs.push_back(layer.file);
  return detail::keeps_its_inputs(inputs, std::array{request.output, request.pieces});
}

StepSummary told(const LineLengthsRequest& request, const PolygonIndex& index, const io::RoadLayer& read,
                 std::span<const std::vector<double>> metres) {
  StepSummary summary;
  summary.step = "lengths";
  const std::string file = request.output.filename().string(), source = request.lines.filename().string();
  summary.figures.push_back({"lines", static_cast<std::int64_t>(read.lines.size()), source, "", "Lines", "线要素", ""});
  double all = 0.0;
  for (const RoadLine& line : read.lines) all += length(line.line).value;
  summary.figures.push_back({"metres", all, source, "", "Metres of all lines", "线总长", "m"});
  for (std::size_t l = 0; l < index.layers.size(); ++l) {
    const std::string& name = index.layers[l].name;
    double sum = 0.0;
    for (const double part : metres[l]) sum += part;
    summary.figures.push_back(
        {"metres_in_" + name, sum, file,
         "SELECT sum(metres) FROM \"" + request.output.stem().string() + "\" WHERE layer = '" + name + "'",
         "  in polygons of " + name, "  位于图层 " + name + " 的面内", "m"});
  }
  detail::add_refused(summary.findings, read.rejected);
  for (std::string& text : layer_findings(index)) summary.findings.push_back(std::move(text));
  return summary;
}

}  // namespace

Expected<StepSummary> line_lengths(const LineLengthsRequest& request, const StepContext& context) {
  GRID_CHECK(keeps_its_inputs(request));
  if (request.parallel.threads < 0)
    return fail(make_error(ErrorCode::parameter_invalid, "below 0").at_field("threads"));
  const double start = context.stopwatch();
  context.progress.report("read layers", 0.0);
  GRID_TRY(index, polygon_index_of(request.layers, request.index, {.frame = request.frame, .check = request.check}));
  GRID_TRY(plane, crs::Projector::make(index.frame));
  context.progress.report("read lines", 0.3);
  GRID_TRY(read, io::read_road_layer(request.lines, request.columns, plane));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  std::vector<LineString> lines;
  for (const RoadLine& line : read.lines) lines.push_back(line.line);
  const auto pieces =
      index::overlay_lines(index.locator, lines, {.border = request.border, .parallel = request.parallel});
  std::vector<std::vector<double>> metres;
  for (std::size_t l = 0; l < index.layers.size(); ++l)
    metres.push_back(index::metres_per_shape(index.locator, l, pieces));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  if (!request.pieces.empty())
    GRID_CHECK(io::write_file_atomically(request.pieces, pieces_csv(index, read.lines, pieces)));
  GRID_CHECK(io::write_file_atomically(request.output, lengths_csv(index, metres)));
  StepSummary summary = told(request, index, read, metres);
  summary.seconds = context.stopwatch() - start;
  context.progress.report("lengths", 1.0);
  return summary;
}

Expected<index::BorderRun> border_run(std::string_view word) {
  if (word == "half") return index::BorderRun::half;
  if (word == "south-east" || word == "south_east") return index::BorderRun::south_east;
  if (word == "both") return index::BorderRun::both;
  return fail(
      make_error(ErrorCode::parameter_invalid, std::string(word) + ": half, south-east or both").at_field("border"));
}

}  // namespace libgrid::workflow
