#pragma once
/// Streets of a source as noded segments that keep their names, classes and measures.
///
///   Expected<RoadNetwork> network = RoadNetwork::node(lines);       // lines: io::read_road_layer
///   for (const RoadSegment& s : network->segments())
///     use(lines[s.source].names, s.from, s.to, network->line(s));   // measures on the source line
///   for (const RoadFinding& f : network->findings()) report(word(f.problem), f.source, f.length);
///
/// The idea: lines are noded on the plan lattice layer by layer (coverage::Network, snap rounding by GEOS), so that a
/// bridge does not meet the street under it; every segment of every line is then walked through the noded network, and
/// the walk is cut wherever lines meet or end. A line of one layer meets another layer only where one of them ends.
/// Nothing is dropped but lines without length: duplicates and overlaps are named and kept, each with its own source.
///
/// Units: plane metres; measures are those of the unsnapped source line.
/// @guarantee the segments of a line meet end to end from 0 to its length; two segments share points at nodes only, or
///            are named as an overlap; findings come by problem, then source; independent of the order of lines but
///            for the numbers
/// @errors    geometry_invalid, internal (coverage::Network)
/// @cost      Wuhan (92,667 lines): see tests/bench/roads.md

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/road_line.hpp>
#include <libgrid/roads/road_kind.hpp>

namespace libgrid::roads {

struct RoadSegment {
  std::int32_t source = 0;  ///< position in the lines
  Metres from;              ///< measures on the source line
  Metres to;
  std::int32_t from_node = 0;
  std::int32_t to_node = 0;
  std::uint32_t first = 0;  ///< its vertices: places in the network's list
  std::uint32_t count = 0;
  friend bool operator==(const RoadSegment&, const RoadSegment&) = default;
};

enum class RoadProblem : unsigned char {
  zero_length,       ///< no two different places on the lattice: left out
  duplicate,         ///< the same geometry as an earlier line
  overlap,           ///< runs on an earlier line over `length`, without being its duplicate
  unnoded_crossing,  ///< meets another line of its layer at `at`, where it had no vertex
  dangle,            ///< an end that joins nothing
  dual_carriageway,  ///< one-way, with a line of the same name beside it in the other direction
  name_missing,
  class_missing,
  characters_lost  ///< a name with '?' or U+FFFD
};

[[nodiscard]] std::string_view word(RoadProblem problem);
[[nodiscard]] std::string_view word_zh(RoadProblem problem);

struct RoadFinding {
  RoadProblem problem = RoadProblem::zero_length;
  std::int32_t source = 0;
  std::int32_t other = -1;  ///< the other line, where there is one
  Xy at = {};               ///< where; the start of the line if it is about the whole line
  Metres length;            ///< how much of the line
  friend bool operator==(const RoadFinding&, const RoadFinding&) = default;
};

struct NetworkOptions {
  Metres carriageway_apart{40.0};  ///< two carriageways of one street are nearer than this
};

class RoadNetwork {
 public:
  [[nodiscard]] static Expected<RoadNetwork> node(std::span<const RoadLine> lines, const NetworkOptions& options = {});

  [[nodiscard]] std::span<const RoadSegment> segments() const { return segments_; }  ///< by source, then measure
  [[nodiscard]] std::span<const Xy> line(const RoadSegment& segment) const {
    return std::span(vertices_).subspan(segment.first, segment.count);
  }
  /// The noded lines on their own, for Snapper and StreetGraph.
  [[nodiscard]] std::vector<LineString> lines() const;
  [[nodiscard]] std::span<const Xy> nodes() const { return nodes_; }
  [[nodiscard]] std::span<const std::int32_t> degrees() const { return degrees_; }  ///< segments that end at a node
  [[nodiscard]] std::span<const RoadFinding> findings() const { return findings_; }

 private:
  std::vector<RoadSegment> segments_;
  std::vector<Xy> vertices_;
  std::vector<Xy> nodes_;
  std::vector<std::int32_t> degrees_;
  std::vector<RoadFinding> findings_;
};

/// One decision per segment: the table and the rules on class, name, access, width and dead ends of the network.
[[nodiscard]] std::vector<KindDecision> segment_kinds(const RoadNetwork& network, std::span<const RoadLine> lines,
                                                      const RoadKindTable& table, const BackLaneRules& rules = {});

/// One decision per line, by the same rules: a line counts as a dead end where all its segments belong to one. The
/// lines are noded only if there is one that class, name, access and width leave open.
/// @errors those of RoadNetwork::node
[[nodiscard]] Expected<std::vector<KindDecision>> line_kinds(std::span<const RoadLine> lines,
                                                             const RoadKindTable& table,
                                                             const BackLaneRules& rules = {});

/// Streets of a city as lines: what a workspace keeps of them.
[[nodiscard]] std::vector<RoadLine> lines_of(std::span<const Street> streets);

/// How often each problem was found, and over how many metres.
struct ProblemCount {
  RoadProblem problem = RoadProblem::zero_length;
  std::int64_t count = 0;
  Metres length;
  friend bool operator==(const ProblemCount&, const ProblemCount&) = default;
};
[[nodiscard]] std::vector<ProblemCount> count_problems(std::span<const RoadFinding> findings);

}  // namespace libgrid::roads
