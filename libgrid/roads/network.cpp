#include <libgrid/roads/network.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <libgrid/roads/detail/line_walks.hpp>
#include <libgrid/roads/detail/network_findings.hpp>

namespace libgrid::roads {
namespace {

using detail::LineWalks;

/// A vertex is a node where a line ends, or where the lines do not simply go on: more or fewer than two ways out.
std::vector<char> node_flags(const LineWalks& walks) {
  std::vector<char> node(walks.vertices.size(), 0);
  std::vector<std::array<std::int32_t, 2>> around(walks.vertices.size(), {-1, -1});
  std::vector<std::int32_t> line_at(walks.vertices.size(), -1);
  const auto join = [&](std::int32_t at, std::int32_t next) {
    auto& seen = around[static_cast<std::size_t>(at)];
    if (seen[0] == next || seen[1] == next) return;
    if (seen[0] < 0) {
      seen[0] = next;
    } else if (seen[1] < 0) {
      seen[1] = next;
    } else {
      node[static_cast<std::size_t>(at)] = 1;
    }
  };
  for (std::size_t i = 0; i + 1 < walks.start.size(); ++i) {
    const auto walk = walks.of(i);
    if (walk.empty()) continue;
    node[static_cast<std::size_t>(walk.front().vertex)] = node[static_cast<std::size_t>(walk.back().vertex)] = 1;
    for (std::size_t k = 1; k < walk.size(); ++k)
      join(walk[k - 1].vertex, walk[k].vertex), join(walk[k].vertex, walk[k - 1].vertex);
  }
  return node;
}

std::string_view first_name(const RoadLine& line) {
  return line.names.empty() ? std::string_view{} : std::string_view(line.names.front());
}

/// Length of the dead end that a segment belongs to: up to the first node where more than two segments meet.
class DeadEnds {
 public:
  explicit DeadEnds(const RoadNetwork& network) : network_(network), length_(network.segments().size()) {
    std::vector<std::vector<std::size_t>> at(network.nodes().size());
    for (std::size_t i = 0; i < network.segments().size(); ++i) {
      at[static_cast<std::size_t>(network.segments()[i].from_node)].push_back(i);
      at[static_cast<std::size_t>(network.segments()[i].to_node)].push_back(i);
    }
    for (std::size_t node = 0; node < at.size(); ++node)
      if (at[node].size() == 1) follow(static_cast<std::int32_t>(node), at);
  }
  [[nodiscard]] std::optional<Metres> of(std::size_t segment) const { return length_[segment]; }

 private:
  void follow(std::int32_t end, const std::vector<std::vector<std::size_t>>& at) {
    std::vector<std::size_t> chain{at[static_cast<std::size_t>(end)].front()};
    Metres sum;
    for (std::int32_t node = end;;) {
      const RoadSegment& segment = network_.segments()[chain.back()];
      sum += segment.to - segment.from;
      node = segment.from_node == node ? segment.to_node : segment.from_node;
      const auto& next = at[static_cast<std::size_t>(node)];
      if (next.size() != 2) break;
      chain.push_back(next[0] == chain.back() ? next[1] : next[0]);
    }
    for (const std::size_t segment : chain) length_[segment] = sum;
  }

  const RoadNetwork& network_;
  std::vector<std::optional<Metres>> length_;
};

RoadTraits traits_of(const RoadLine& road, std::optional<Metres> dead_end) {
  return {.road_class = road.road_class,
          .name = first_name(road),
          .access = road.access,
          .width = road.width,
          .dead_end = dead_end};
}

/// The longest dead end of the segments of a line, if all of them belong to one.
std::vector<std::optional<Metres>> dead_end_lines(const RoadNetwork& network, std::size_t lines) {
  const DeadEnds dead_ends(network);
  std::vector<std::optional<Metres>> longest(lines);
  std::vector<char> open(lines, 0);
  for (std::size_t i = 0; i < network.segments().size(); ++i) {
    const auto line = static_cast<std::size_t>(network.segments()[i].source);
    const std::optional<Metres> length = dead_ends.of(i);
    if (!length) open[line] = 1;
    longest[line] = std::max(longest[line], length);
  }
  for (std::size_t i = 0; i < lines; ++i)
    if (open[i] != 0) longest[i].reset();
  return longest;
}

}  // namespace

Expected<RoadNetwork> RoadNetwork::node(std::span<const RoadLine> lines, const NetworkOptions& options) {
  GRID_TRY(walks, detail::walk_lines(lines));
  const std::vector<char> is_node = node_flags(walks);
  RoadNetwork network;
  std::vector<std::int32_t> node_number(walks.vertices.size(), -1);
  for (std::size_t v = 0; v < is_node.size(); ++v) {
    if (is_node[v] == 0) continue;
    node_number[v] = static_cast<std::int32_t>(network.nodes_.size());
    network.nodes_.push_back(walks.vertices[v]);
  }
  network.degrees_.assign(network.nodes_.size(), 0);
  network.vertices_.reserve(walks.walk.size() * 2);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto walk = walks.of(i);
    for (std::size_t a = 0, b = 1; b < walk.size(); ++b) {
      if (is_node[static_cast<std::size_t>(walk[b].vertex)] == 0) continue;
      RoadSegment segment{static_cast<std::int32_t>(i),
                          Metres{walk[a].measure},
                          Metres{walk[b].measure},
                          node_number[static_cast<std::size_t>(walk[a].vertex)],
                          node_number[static_cast<std::size_t>(walk[b].vertex)],
                          static_cast<std::uint32_t>(network.vertices_.size()),
                          static_cast<std::uint32_t>(b - a + 1)};
      for (std::size_t k = a; k <= b; ++k)
        network.vertices_.push_back(walks.vertices[static_cast<std::size_t>(walk[k].vertex)]);
      ++network.degrees_[static_cast<std::size_t>(segment.from_node)];
      ++network.degrees_[static_cast<std::size_t>(segment.to_node)];
      network.segments_.push_back(segment);
      a = b;
    }
  }
  detail::find_attribute_problems(lines, walks, network.findings_);
  detail::find_shared_edges(lines, walks, network.findings_);
  detail::find_unnoded_crossings(walks, network.findings_);
  detail::find_dangles(network, network.findings_);
  detail::find_dual_carriageways(network, lines, options.carriageway_apart, network.findings_);
  detail::sort_findings(network.findings_);
  return network;
}

std::vector<LineString> RoadNetwork::lines() const {
  std::vector<LineString> out;
  out.reserve(segments_.size());
  for (const RoadSegment& segment : segments_) {
    const auto vertices = line(segment);
    out.emplace_back(vertices.begin(), vertices.end());
  }
  return out;
}

std::vector<KindDecision> segment_kinds(const RoadNetwork& network, std::span<const RoadLine> lines,
                                        const RoadKindTable& table, const BackLaneRules& rules) {
  const DeadEnds dead_ends(network);
  std::vector<KindDecision> kinds;
  kinds.reserve(network.segments().size());
  for (std::size_t i = 0; i < network.segments().size(); ++i) {
    const RoadLine& road = lines[static_cast<std::size_t>(network.segments()[i].source)];
    kinds.push_back(table.decide(traits_of(road, dead_ends.of(i)), rules));
  }
  return kinds;
}

std::vector<RoadLine> lines_of(std::span<const Street> streets) {
  std::vector<RoadLine> lines;
  lines.reserve(streets.size());
  for (const Street& street : streets) {
    RoadLine line{.id = street.id, .road_class = street.road_class, .line = street.line};
    if (!street.name.empty()) line.names = {street.name};
    line.width = street.width, line.access = street.access, line.layer = street.layer;
    lines.push_back(std::move(line));
  }
  return lines;
}

Expected<std::vector<KindDecision>> line_kinds(std::span<const RoadLine> lines, const RoadKindTable& table,
                                               const BackLaneRules& rules) {
  std::vector<KindDecision> kinds;
  kinds.reserve(lines.size());
  for (const RoadLine& line : lines) kinds.push_back(table.decide(traits_of(line, std::nullopt), rules));
  if (std::ranges::find(kinds, KindReason::assumed, &KindDecision::reason) == kinds.end()) return kinds;
  GRID_TRY(network, RoadNetwork::node(lines));
  const auto dead_ends = dead_end_lines(network, lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) kinds[i] = table.decide(traits_of(lines[i], dead_ends[i]), rules);
  return kinds;
}

std::string_view word(RoadProblem problem) {
  static constexpr std::array<std::string_view, 9> kWords{"zero_length",      "duplicate",     "overlap",
                                                          "unnoded_crossing", "dangle",        "dual_carriageway",
                                                          "name_missing",     "class_missing", "characters_lost"};
  return kWords.at(static_cast<std::size_t>(problem));
}

std::string_view word_zh(RoadProblem problem) {
  static constexpr std::array<std::string_view, 9> kWords{
      "长度为零", "重复线", "重叠线", "交叉处无节点", "悬挂端点", "双幅道路", "缺少路名", "缺少等级", "路名有乱码"};
  return kWords.at(static_cast<std::size_t>(problem));
}

std::vector<ProblemCount> count_problems(std::span<const RoadFinding> findings) {
  std::map<RoadProblem, ProblemCount> counts;
  for (const RoadFinding& finding : findings) {
    ProblemCount& count = counts[finding.problem];
    count.problem = finding.problem, ++count.count, count.length += finding.length;
  }
  std::vector<ProblemCount> rows;
  for (const auto& [problem, count] : counts) rows.push_back(count);
  return rows;
}

}  // namespace libgrid::roads
