#include <libgrid/roads/detail/line_walks.hpp>

#include <algorithm>
#include <map>
#include <utility>

#include <libgrid/coverage/network.hpp>

namespace libgrid::roads::detail {
namespace {

/// The source vertices that remain on the lattice, with their measures.
struct SourceVertex {
  Xy at;  // snapped
  double measure;
};

std::vector<SourceVertex> source_vertices(const LineString& line) {
  std::vector<SourceVertex> out;
  double measure = 0.0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0) measure += distance(line[i - 1], line[i]).value;
    const Xy at = snap(line[i]);
    if (out.empty() || out.back().at != at) {
      out.push_back({at, measure});
    } else if (i + 1 == line.size() && out.size() > 1) {
      out.back().measure = measure;  // the last vertex keeps the length of the line
    }
  }
  return out;
}

/// Walks of the lines of one layer; vertices still numbered by the layer's network.
struct LayerWalk {
  std::vector<std::size_t> lines;
  std::vector<std::vector<WalkVertex>> walks;
  std::vector<Xy> vertices;
};

Expected<std::vector<WalkVertex>> walk_line(const coverage::Network& network, const std::vector<SourceVertex>& line) {
  std::vector<WalkVertex> walk;
  const std::span<const Xy> at = network.vertices();
  for (std::size_t i = 1; i < line.size(); ++i) {
    const SourceVertex &a = line[i - 1], &b = line[i];
    GRID_TRY(step, network.trace(a.at, b.at));
    const double whole = distance(a.at, b.at).value;
    if (walk.empty()) walk.push_back({step.front(), true, 0.0});
    for (std::size_t k = 1; k + 1 < step.size(); ++k) {
      const double share = std::min(1.0, distance(a.at, at[static_cast<std::size_t>(step[k])]).value / whole);
      const double measure = a.measure + (b.measure - a.measure) * share;
      walk.push_back({step[k], false, std::max(measure, walk.back().measure)});
    }
    walk.push_back({step.back(), true, b.measure});
  }
  return walk;
}

Expected<LayerWalk> walk_layer(std::span<const RoadLine> lines, std::vector<std::size_t> members) {
  std::vector<std::vector<SourceVertex>> sources;
  std::vector<LineString> snapped;
  for (const std::size_t i : members) {
    sources.push_back(source_vertices(lines[i].line));
    LineString line;
    for (const SourceVertex& v : sources.back()) line.push_back(v.at);
    snapped.push_back(std::move(line));
  }
  GRID_TRY(network, coverage::Network::node(snapped));
  LayerWalk layer{std::move(members), {}, {}};
  for (const auto& source : sources) {
    GRID_TRY(walk, walk_line(network, source));
    layer.walks.push_back(std::move(walk));
  }
  layer.vertices.assign(network.vertices().begin(), network.vertices().end());
  return layer;
}

/// Vertices of all layers in one numbering; layers share a vertex where their coordinates are equal.
void renumber(std::vector<LayerWalk>& layers, std::vector<Xy>& vertices) {
  if (layers.size() == 1) return void(vertices = std::move(layers.front().vertices));
  for (const LayerWalk& layer : layers) vertices.insert(vertices.end(), layer.vertices.begin(), layer.vertices.end());
  std::ranges::sort(vertices);
  vertices.erase(std::ranges::unique(vertices).begin(), vertices.end());
  for (LayerWalk& layer : layers) {
    std::vector<std::int32_t> number;
    for (const Xy p : layer.vertices)
      number.push_back(static_cast<std::int32_t>(std::ranges::lower_bound(vertices, p) - vertices.begin()));
    for (auto& walk : layer.walks)
      for (WalkVertex& v : walk) v.vertex = number[static_cast<std::size_t>(v.vertex)];
  }
}

}  // namespace

int layer_of(const RoadLine& line) { return line.layer.value_or(line.bridge ? 1 : line.tunnel ? -1 : 0); }

Expected<LineWalks> walk_lines(std::span<const RoadLine> lines) {
  std::map<int, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LineString& line = lines[i].line;
    if (std::ranges::any_of(line, [&](Xy p) { return snap(p) != snap(line.front()); }))
      members[layer_of(lines[i])].push_back(i);
  }
  std::vector<LayerWalk> layers;
  for (auto& [number, of_layer] : members) {
    GRID_TRY(layer, walk_layer(lines, std::move(of_layer)));
    layers.push_back(std::move(layer));
  }
  LineWalks out;
  if (!layers.empty()) renumber(layers, out.vertices);
  std::vector<const std::vector<WalkVertex>*> walk_of(lines.size(), nullptr);
  for (const LayerWalk& layer : layers)
    for (std::size_t k = 0; k < layer.lines.size(); ++k) walk_of[layer.lines[k]] = &layer.walks[k];
  out.start.push_back(0);
  for (const auto* walk : walk_of) {
    if (walk != nullptr) out.walk.insert(out.walk.end(), walk->begin(), walk->end());
    out.start.push_back(static_cast<std::uint32_t>(out.walk.size()));
  }
  return out;
}

}  // namespace libgrid::roads::detail
