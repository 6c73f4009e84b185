#include <libgrid/workflow/inspect_roads.hpp>

#include <array>
#include <map>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/city_file.hpp>
#include <libgrid/io/road_class_table.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>
#include <libgrid/workflow/detail/segment_files.hpp>

namespace libgrid::workflow {
namespace {

class RoadFigures {
 public:
  RoadFigures(StepSummary& summary, std::string file) : summary_(summary), file_(std::move(file)) {}

  void add(std::string name, FigureValue value, std::string en, std::string zh, std::string unit = "") {
    summary_.figures.push_back(
        {std::move(name), std::move(value), file_, "", std::move(en), std::move(zh), std::move(unit)});
  }
  void count(std::string name, std::size_t value, std::string en, std::string zh) {
    add(std::move(name), static_cast<std::int64_t>(value), std::move(en), std::move(zh));
  }

 private:
  StepSummary& summary_;
  std::string file_;
};

Expected<roads::RoadKindTable> kind_table(const InspectRoadsOptions& options) {
  if (options.class_table.empty())
    return roads::RoadKindTable(options.kinds.empty() ? roads::osm_road_kinds() : options.kinds);
  GRID_TRY(rows, io::read_road_class_table(options.class_table));
  return roads::RoadKindTable(rows);
}

/// Classes that the table does not know: their streets are taken for what the rules say.
void add_unknown_classes(StepSummary& summary, const roads::RoadKindTable& table, std::span<const RoadLine> lines) {
  constexpr std::size_t kListed = 12;
  std::map<std::string, std::int64_t> unknown;
  std::int64_t all = 0;
  for (const RoadLine& line : lines)
    if (!line.road_class.empty() && !table.find(line.road_class)) ++unknown[line.road_class], ++all;
  if (unknown.empty()) return;
  std::string which;
  std::size_t listed = 0;
  for (const auto& [road_class, count] : unknown) {
    if (++listed > kListed) break;
    which += (listed > 1 ? ", " : "") + road_class + " " + std::to_string(count);
  }
  if (unknown.size() > kListed) which += ", …";
  const std::string count = std::to_string(all);
  summary.findings.push_back(count + " lines of classes that the table does not know, taken by rule (" + which +
                             "): give them a kind with --class-table | " + count +
                             " 条线的等级不在对照表中，按规则判定（" + which + "）：请用 --class-table 指定类别");
}

void add_reasons(StepSummary& summary, const roads::RoadNetwork& network, std::span<const roads::KindDecision> kinds) {
  std::map<roads::KindReason, double> lanes;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i].kind == RoadKind::back_lane)
      lanes[kinds[i].reason] += (network.segments()[i].to - network.segments()[i].from).value / 1000.0;
  std::string which;
  for (const auto& [reason, kilometres] : lanes)
    which += (which.empty() ? "" : ", ") + std::string(roads::word(reason)) + " " +
             detail::report::fixed(kilometres, 3) + " km";
  if (!which.empty()) summary.findings.push_back("back lanes by reason: " + which + " | 背街小巷的判定依据：" + which);
}

void add_kinds(RoadFigures& figures, const roads::RoadNetwork& network, std::span<const roads::KindDecision> kinds) {
  static constexpr std::array<const char*, 4> kEnglish{"Main roads", "Secondary roads", "Branches", "Back lanes"};
  static constexpr std::array<const char*, 4> kChinese{"主干路", "次干路", "支路", "背街小巷"};
  std::array<double, 4> kilometres{};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const roads::RoadSegment& segment = network.segments()[i];
    kilometres.at(static_cast<std::size_t>(kinds[i].kind)) += (segment.to - segment.from).value / 1000.0;
  }
  for (std::size_t k = 0; k < kilometres.size(); ++k)
    figures.add(std::string(word(static_cast<RoadKind>(k))) + "_km", kilometres[k], kEnglish[k], kChinese[k], "km");
}

}  // namespace

Expected<StepSummary> inspect_roads(const std::filesystem::path& path, const InspectRoadsOptions& options) {
  GRID_TRY(projector, crs::Projector::make(options.frame));
  GRID_TRY(layer,
           io::read_road_layer(path, {.layer = options.layer, .columns = options.columns, .encoding = options.encoding},
                               projector));
  GRID_TRY(table, kind_table(options));
  GRID_TRY(network, roads::RoadNetwork::node(layer.lines));
  StepSummary summary;
  summary.step = "roads";
  RoadFigures figures(summary, path.filename().string());
  figures.count("lines", layer.lines.size(), "Lines", "道路线");
  figures.count("refused", layer.rejected.size(), "Refused features", "拒收要素");
  figures.count("segments", network.segments().size(), "Segments", "路段");
  figures.count("nodes", network.nodes().size(), "Nodes", "节点");
  const auto kinds = roads::segment_kinds(network, layer.lines, table, options.back_lanes);
  add_kinds(figures, network, kinds);
  detail::add_refused(summary.findings, layer.rejected);
  add_unknown_classes(summary, table, layer.lines);
  add_reasons(summary, network, kinds);
  if (layer.texts_damaged > 0) {
    const std::string count = std::to_string(layer.texts_damaged);
    summary.findings.push_back(count + " texts hold bytes of another encoding: say which with --encoding, e.g. GBK | " +
                               count + " 处文字编码有误：请用 --encoding 指明编码，例如 GBK");
  }
  const auto id = [&](std::int32_t line) { return detail::line_id(layer.lines[static_cast<std::size_t>(line)]); };
  for (const detail::FindingText& text : detail::road_finding_texts(network.findings(), id))
    summary.findings.push_back(text.en + " | " + text.zh);
  if (!options.out.empty())
    GRID_CHECK(detail::write_segment_files(
        options.out, options.frame,
        {.network = network, .lines = layer.lines, .kinds = kinds, .synthetic = options.synthetic}));
  return summary;
}

Expected<InspectRoadsOptions> inspect_options_of(const std::filesystem::path& city_file) {
  GRID_TRY(city, io::read_city(city_file));
  return InspectRoadsOptions{
      .frame = city.frame, .kinds = city.road_kinds, .back_lanes = city.back_lanes, .synthetic = city.synthetic};
}

}  // namespace libgrid::workflow
