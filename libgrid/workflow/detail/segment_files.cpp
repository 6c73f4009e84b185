#include <libgrid/workflow/detail/segment_files.hpp>

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>

namespace libgrid::workflow::detail {
namespace {

using io::CellValue;
using io::ColumnType;
using io::Layer;

std::string other_names(const RoadLine& line) {
  std::string text;
  for (std::size_t i = 1; i < line.names.size(); ++i) text += (i == 1 ? "" : ";") + line.names[i];
  return text;
}

std::string one_way_word(OneWay way) {
  return way == OneWay::forward ? "forward" : way == OneWay::backward ? "backward" : "no";
}

CellValue whole_or_null(const std::optional<int>& value) {
  return value ? CellValue{std::int64_t{*value}} : CellValue{};
}

CellValue flag(bool value) { return std::int64_t{value ? 1 : 0}; }

Layer segment_layer(const InspectedRoads& roads) {
  constexpr ColumnType kInteger = ColumnType::integer, kReal = ColumnType::real, kText = ColumnType::text;
  Layer layer{"segments",
              io::GeometryKind::line,
              {{"segment_id", kInteger}, {"source_id", kText}, {"line", kInteger},      {"name", kText},
               {"other_names", kText},   {"class", kText},     {"kind", kText},         {"kind_reason", kText},
               {"one_way", kText},       {"lanes", kInteger},  {"width_m", kReal},      {"access", kText},
               {"bridge", kInteger},     {"tunnel", kInteger}, {"layer", kInteger},     {"from_m", kReal},
               {"to_m", kReal},          {"length_m", kReal},  {"from_node", kInteger}, {"to_node", kInteger}},
              {}};
  const auto segments = roads.network.segments();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const roads::RoadSegment& segment = segments[i];
    const RoadLine& line = roads.lines[static_cast<std::size_t>(segment.source)];
    layer.rows.push_back({{static_cast<std::int64_t>(i) + 1,
                           line_id(line),
                           std::int64_t{segment.source} + 1,
                           line.names.empty() ? std::string() : line.names.front(),
                           other_names(line),
                           line.road_class,
                           std::string(word(roads.kinds[i].kind)),
                           std::string(roads::word(roads.kinds[i].reason)),
                           one_way_word(line.one_way),
                           whole_or_null(line.lanes),
                           line.width ? CellValue{line.width->value} : CellValue{},
                           line.access,
                           flag(line.bridge),
                           flag(line.tunnel),
                           std::int64_t{line.layer.value_or(line.bridge   ? 1
                                                            : line.tunnel ? -1
                                                                          : 0)},
                           segment.from.value,
                           segment.to.value,
                           (segment.to - segment.from).value,
                           std::int64_t{segment.from_node} + 1,
                           std::int64_t{segment.to_node} + 1},
                          to_wkb(roads.network.line(segment))});
  }
  return layer;
}

/// A line of one place is drawn from there to there.
Bytes linework(const RoadLine& line, Xy at) {
  if (line.line.size() > 1) return to_wkb(std::span<const Xy>(line.line));
  return to_wkb(std::span<const Xy>(LineString{at, at}));
}

Layer finding_layer(const InspectedRoads& roads) {
  constexpr ColumnType kInteger = ColumnType::integer, kReal = ColumnType::real, kText = ColumnType::text;
  Layer layer{"findings",
              io::GeometryKind::line,
              {{"finding_id", kInteger},
               {"problem", kText},
               {"problem_zh", kText},
               {"source_id", kText},
               {"line", kInteger},
               {"other_id", kText},
               {"other_line", kInteger},
               {"name", kText},
               {"x", kReal},
               {"y", kReal},
               {"length_m", kReal}},
              {}};
  for (const roads::RoadFinding& finding : roads.network.findings()) {
    const RoadLine& line = roads.lines[static_cast<std::size_t>(finding.source)];
    const bool pair = finding.other >= 0;
    layer.rows.push_back(
        {{std::ssize(layer.rows) + 1, std::string(roads::word(finding.problem)),
          std::string(roads::word_zh(finding.problem)), line_id(line), std::int64_t{finding.source} + 1,
          pair ? CellValue{line_id(roads.lines[static_cast<std::size_t>(finding.other)])} : CellValue{},
          pair ? CellValue{std::int64_t{finding.other} + 1} : CellValue{},
          line.names.empty() ? std::string() : line.names.front(), finding.at.x, finding.at.y, finding.length.value},
         linework(line, finding.at)});
  }
  return layer;
}

std::string csv_of(const Layer& layer) {
  std::vector<std::string> names;
  for (const io::Column& column : layer.columns) names.push_back(column.name);
  io::CsvWriter csv(names);
  for (const io::LayerRow& row : layer.rows) {
    for (const CellValue& cell : row.cells)
      std::visit(
          [&](const auto& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>)
              csv.add(std::string_view{});
            else if constexpr (std::is_same_v<T, std::string>)
              csv.add(std::string_view(value));
            else
              csv.add(value);
          },
          cell);
    csv.end_row();
  }
  return csv.text();
}

}  // namespace

Expected<void> write_segment_files(const std::filesystem::path& folder, Frame frame, const InspectedRoads& roads) {
  GRID_CHECK(io::make_folder(folder));
  std::vector<Layer> layers;
  layers.push_back(segment_layer(roads));
  layers.push_back(finding_layer(roads));
  for (const Layer& layer : layers)
    GRID_CHECK(io::write_file_atomically(folder / (layer.name + ".csv"), csv_of(layer)));
  City city;
  city.frame = frame;
  city.synthetic = roads.synthetic;
  return write_city_layers(folder / "roads.gpkg", city, std::move(layers));
}

}  // namespace libgrid::workflow::detail
