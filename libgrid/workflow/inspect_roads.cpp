#include <libgrid/workflow/inspect_roads.hpp>

#include <array>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>

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

void add_kinds(RoadFigures& figures, const roads::RoadNetwork& network, std::span<const RoadLine> lines) {
  static constexpr std::array<const char*, 4> kEnglish{"Main roads", "Secondary roads", "Branches", "Back lanes"};
  static constexpr std::array<const char*, 4> kChinese{"主干路", "次干路", "支路", "背街小巷"};
  std::array<double, 4> kilometres{};
  const auto kinds = roads::segment_kinds(network, lines, roads::RoadKindTable(roads::osm_road_kinds()));
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
  GRID_TRY(layer, io::read_road_layer(path, {.layer = options.layer, .encoding = options.encoding}, projector));
  GRID_TRY(network, roads::RoadNetwork::node(layer.lines));
  StepSummary summary;
  summary.step = "roads";
  RoadFigures figures(summary, path.filename().string());
  figures.count("lines", layer.lines.size(), "Lines", "道路线");
  figures.count("refused", layer.rejected.size(), "Refused features", "拒收要素");
  figures.count("segments", network.segments().size(), "Segments", "路段");
  figures.count("nodes", network.nodes().size(), "Nodes", "节点");
  add_kinds(figures, network, layer.lines);
  detail::add_refused(summary.findings, layer.rejected);
  if (layer.texts_damaged > 0) {
    const std::string count = std::to_string(layer.texts_damaged);
    summary.findings.push_back(count + " texts hold bytes of another encoding: say which with --encoding, e.g. GBK | " +
                               count + " 处文字编码有误：请用 --encoding 指明编码，例如 GBK");
  }
  const auto id = [&](std::int32_t line) { return detail::line_id(layer.lines[static_cast<std::size_t>(line)]); };
  for (const detail::FindingText& text : detail::road_finding_texts(network.findings(), id))
    summary.findings.push_back(text.en + " | " + text.zh);
  return summary;
}

}  // namespace libgrid::workflow
