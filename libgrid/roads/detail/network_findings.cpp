#include <libgrid/roads/detail/network_findings.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <libgrid/roads/snapper.hpp>

namespace libgrid::roads::detail {
namespace {

std::int32_t number_of(std::size_t i) { return static_cast<std::int32_t>(i); }

Xy start_of(const RoadLine& line) { return line.line.empty() ? Xy{} : line.line.front(); }

/// An edge of the network on the walk of one line.
struct SharedEdge {
  std::int32_t low;
  std::int32_t high;
  std::int32_t line;
  double length;
  auto key() const { return std::tuple(low, high, line); }
};

/// Edges that more than one line walks over, by edge, then line.
std::vector<SharedEdge> shared_edges(const LineWalks& walks) {
  std::vector<SharedEdge> all;
  all.reserve(walks.walk.size());
  for (std::size_t i = 0; i + 1 < walks.start.size(); ++i) {
    const auto walk = walks.of(i);
    for (std::size_t k = 1; k < walk.size(); ++k) {
      const std::int32_t a = walk[k - 1].vertex, b = walk[k].vertex;
      all.push_back({std::min(a, b), std::max(a, b), number_of(i), walk[k].measure - walk[k - 1].measure});
    }
  }
  std::ranges::sort(all, {}, &SharedEdge::key);
  std::vector<SharedEdge> shared;
  for (std::size_t i = 0, j = 0; i < all.size(); i = j) {
    for (j = i + 1; j < all.size() && all[j].low == all[i].low && all[j].high == all[i].high;) ++j;
    if (all[j - 1].line != all[i].line)
      shared.insert(shared.end(), all.begin() + static_cast<std::ptrdiff_t>(i),
                    all.begin() + static_cast<std::ptrdiff_t>(j));
  }
  return shared;
}

/// The vertices of a walk in the direction that sorts first.
std::vector<std::int32_t> canonical_walk(std::span<const WalkVertex> walk) {
  std::vector<std::int32_t> forward;
  for (const WalkVertex& v : walk) forward.push_back(v.vertex);
  std::vector<std::int32_t> backward(forward.rbegin(), forward.rend());
  return std::min(forward, backward);
}

Xy driving_direction(const RoadNetwork& network, const RoadSegment& segment, OneWay way) {
  const auto line = network.line(segment);
  const Xy a = line.front(), b = line.back();
  const double sign = way == OneWay::backward ? -1.0 : 1.0, metres = distance(a, b).value;
  return metres > 0.0 ? Xy{sign * (b.x - a.x) / metres, sign * (b.y - a.y) / metres} : Xy{0.0, 0.0};
}

std::string_view name_of(const RoadLine& line) { return line.names.empty() ? std::string_view{} : line.names.front(); }

}  // namespace

void find_attribute_problems(std::span<const RoadLine> lines, const LineWalks& walks, std::vector<RoadFinding>& out) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto add = [&](RoadProblem problem) {
      out.push_back({problem, number_of(i), -1, start_of(lines[i]), length(lines[i].line)});
    };
    const std::string_view name = name_of(lines[i]);
    if (walks.of(i).empty()) add(RoadProblem::zero_length);
    if (name.empty()) add(RoadProblem::name_missing);
    if (lines[i].road_class.empty()) add(RoadProblem::class_missing);
    if (name.find('?') != std::string_view::npos || name.find("\xEF\xBF\xBD") != std::string_view::npos)
      add(RoadProblem::characters_lost);
  }
}

void find_shared_edges(std::span<const RoadLine> lines, const LineWalks& walks, std::vector<RoadFinding>& out) {
  std::map<std::pair<std::int32_t, std::int32_t>, double> metres;  // later line, earlier line
  const std::vector<SharedEdge> shared = shared_edges(walks);
  for (std::size_t i = 0, j = 0; i < shared.size(); i = j) {
    for (j = i + 1; j < shared.size() && shared[j].low == shared[i].low && shared[j].high == shared[i].high; ++j)
      if (shared[j].line != shared[i].line && shared[j].line != shared[j - 1].line)
        metres[{shared[j].line, shared[i].line}] += shared[j].length;
  }
  std::map<std::vector<std::int32_t>, std::int32_t> first_of;
  std::map<std::int32_t, std::int32_t> duplicate_of;
  const auto remember = [&](std::int32_t line) {
    const auto [it, fresh] = first_of.try_emplace(canonical_walk(walks.of(static_cast<std::size_t>(line))), line);
    if (!fresh && it->second != line) duplicate_of[line] = it->second;
  };
  std::vector<std::int32_t> touched;
  for (const SharedEdge& edge : shared) touched.push_back(edge.line);
  std::ranges::sort(touched);
  touched.erase(std::ranges::unique(touched).begin(), touched.end());
  for (const std::int32_t line : touched) remember(line);
  for (const auto& [line, earlier] : duplicate_of) {
    const RoadLine& road = lines[static_cast<std::size_t>(line)];
    out.push_back({RoadProblem::duplicate, line, earlier, start_of(road), length(road.line)});
  }
  for (const auto& [pair, length] : metres)
    if (!duplicate_of.contains(pair.first))
      out.push_back({RoadProblem::overlap, pair.first, pair.second,
                     start_of(lines[static_cast<std::size_t>(pair.first)]), Metres{length}});
}

void find_unnoded_crossings(const LineWalks& walks, std::vector<RoadFinding>& out) {
  // The lowest two lines at every vertex, to name the other one.
  std::vector<std::pair<std::int32_t, std::int32_t>> at(walks.vertices.size(), {-1, -1});
  for (std::size_t i = 0; i + 1 < walks.start.size(); ++i)
    for (const WalkVertex& v : walks.of(i)) {
      auto& [first, second] = at[static_cast<std::size_t>(v.vertex)];
      if (first < 0) first = number_of(i);
      if (second < 0 && first != number_of(i)) second = number_of(i);
    }
  for (std::size_t i = 0; i + 1 < walks.start.size(); ++i)
    for (const WalkVertex& v : walks.of(i)) {
      const auto [first, second] = at[static_cast<std::size_t>(v.vertex)];
      if (v.own || second < 0) continue;
      out.push_back({RoadProblem::unnoded_crossing, number_of(i), first == number_of(i) ? second : first,
                     walks.vertices[static_cast<std::size_t>(v.vertex)], Metres{0.0}});
    }
}

void find_dangles(const RoadNetwork& network, std::vector<RoadFinding>& out) {
  for (const RoadSegment& segment : network.segments())
    for (const std::int32_t node : {segment.from_node, segment.to_node})
      if (network.degrees()[static_cast<std::size_t>(node)] == 1)
        out.push_back({RoadProblem::dangle, segment.source, -1, network.nodes()[static_cast<std::size_t>(node)],
                       segment.to - segment.from});
}

void find_dual_carriageways(const RoadNetwork& network, std::span<const RoadLine> lines, Metres apart,
                            std::vector<RoadFinding>& out) {
  std::vector<const RoadSegment*> one_way;
  std::vector<LineString> shapes;
  for (const RoadSegment& segment : network.segments()) {
    const RoadLine& road = lines[static_cast<std::size_t>(segment.source)];
    if (road.one_way == OneWay::no || name_of(road).empty()) continue;
    one_way.push_back(&segment);
    const auto line = network.line(segment);
    shapes.emplace_back(line.begin(), line.end());
  }
  const Snapper snapper = Snapper::build(shapes);
  for (std::size_t i = 0; i < one_way.size(); ++i) {
    const RoadLine& road = lines[static_cast<std::size_t>(one_way[i]->source)];
    const Xy direction = driving_direction(network, *one_way[i], road.one_way);
    for (const Snap& snap : snapper.within(point_at(shapes[i], length(shapes[i]) / 2.0), apart)) {
      const RoadSegment& twin = *one_way[static_cast<std::size_t>(snap.line)];
      const RoadLine& other = lines[static_cast<std::size_t>(twin.source)];
      if (twin.source == one_way[i]->source || name_of(other) != name_of(road)) continue;
      const Xy back = driving_direction(network, twin, other.one_way);
      if (direction.x * back.x + direction.y * back.y > -0.9) continue;
      out.push_back(
          {RoadProblem::dual_carriageway, one_way[i]->source, twin.source, snap.at, one_way[i]->to - one_way[i]->from});
      break;
    }
  }
}

void sort_findings(std::vector<RoadFinding>& findings) {
  std::ranges::sort(findings, {},
                    [](const RoadFinding& f) { return std::tuple(f.problem, f.source, f.other, f.at, f.length); });
}

}  // namespace libgrid::roads::detail
