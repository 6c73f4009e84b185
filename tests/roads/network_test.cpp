#include <libgrid/roads/network.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

#include "tests/support/seeds.hpp"

namespace libgrid::roads {
namespace {

RoadLine road(std::int64_t id, LineString line, std::string name = "A", std::string road_class = "residential") {
  RoadLine r{.id = StreetId{id}, .line = std::move(line)};
  if (!name.empty()) r.names = {std::move(name)};
  r.road_class = std::move(road_class);
  return r;
}

RoadNetwork noded(const std::vector<RoadLine>& lines) {
  auto network = RoadNetwork::node(lines);
  if (!network) throw std::runtime_error(message_en(network.error()));
  return std::move(*network);
}

std::int64_t count(const RoadNetwork& network, RoadProblem problem) {
  return std::ranges::count(network.findings(), problem, &RoadFinding::problem);
}

/// "source from-to" of every segment, in whole metres.
std::vector<std::string> shown(const RoadNetwork& network) {
  std::vector<std::string> rows;
  for (const RoadSegment& s : network.segments())
    rows.push_back(std::to_string(s.source) + " " + std::to_string(std::lround(s.from.value)) + "-" +
                   std::to_string(std::lround(s.to.value)));
  return rows;
}

using Rows = std::vector<std::string>;

TEST(RoadNetwork, ACrossingWithoutAVertexIsNodedAndNamed) {
  const auto network = noded({road(1, {{0, 0}, {100, 0}}), road(2, {{40, -30}, {40, 30}})});
  EXPECT_EQ(shown(network), (Rows{"0 0-40", "0 40-100", "1 0-30", "1 30-60"}));
  EXPECT_EQ(count(network, RoadProblem::unnoded_crossing), 2);
  EXPECT_EQ(count(network, RoadProblem::dangle), 4);
  EXPECT_EQ(network.nodes().size(), 5U);
  const auto clean = noded({road(1, {{0, 0}, {40, 0}, {100, 0}}), road(2, {{40, -30}, {40, 0}, {40, 30}})});
  EXPECT_EQ(shown(clean), shown(network));
  EXPECT_EQ(count(clean, RoadProblem::unnoded_crossing), 0);
}

TEST(RoadNetwork, ABridgeDoesNotMeetTheStreetUnderItButJoinsItsOwnEnds) {
  RoadLine bridge = road(2, {{40, -30}, {40, 30}});
  bridge.bridge = true;
  const auto network = noded(
      {road(1, {{0, 0}, {100, 0}}), bridge, road(3, {{40, 30}, {40, 90}}), road(4, {{0, -30}, {40, -30}, {90, -30}})});
  EXPECT_EQ(shown(network), (Rows{"0 0-100", "1 0-60", "2 0-60", "3 0-40", "3 40-90"}));
  EXPECT_EQ(count(network, RoadProblem::unnoded_crossing), 0);
  bridge.layer = 0;  // the source says that it is on the ground
  EXPECT_EQ(noded({road(1, {{0, 0}, {100, 0}}), bridge}).segments().size(), 4U);
}

TEST(RoadNetwork, DuplicatesOverlapsAndLinesWithoutLengthAreNamed) {
  const auto network = noded({road(1, {{0, 0}, {100, 0}}), road(2, {{100, 0}, {0, 0}}), road(3, {{60, 0}, {150, 0}}),
                              road(4, {{5, 5}, {5.0001, 5}}), road(5, {})});
  std::map<RoadProblem, std::vector<std::pair<int, int>>> found;
  for (const RoadFinding& f : network.findings()) found[f.problem].emplace_back(f.source, f.other);
  using Pairs = std::vector<std::pair<int, int>>;
  EXPECT_EQ(found[RoadProblem::duplicate], (Pairs{{1, 0}}));
  EXPECT_EQ(found[RoadProblem::overlap], (Pairs{{2, 0}}));
  EXPECT_EQ(found[RoadProblem::zero_length], (Pairs{{3, -1}, {4, -1}}));
  for (const ProblemCount& c : count_problems(network.findings()))
    if (c.problem == RoadProblem::overlap) {
      EXPECT_EQ(c.length, Metres{40});
    }
}

TEST(RoadNetwork, NamesAndClassesThatAreMissingOrDamaged) {
  const auto network = noded({road(1, {{0, 0}, {9, 0}}, "", ""), road(2, {{0, 9}, {9, 9}}, "??路"),
                              road(3, {{0, 20}, {9, 20}}, "人民\xEF\xBF\xBD"), road(4, {{0, 30}, {9, 30}}, "人民路")});
  EXPECT_EQ(count(network, RoadProblem::name_missing), 1);
  EXPECT_EQ(count(network, RoadProblem::class_missing), 1);
  EXPECT_EQ(count(network, RoadProblem::characters_lost), 2);
  EXPECT_EQ(word(RoadProblem::characters_lost), "characters_lost");
  EXPECT_FALSE(word_zh(RoadProblem::characters_lost).empty());
}

TEST(RoadNetwork, DualCarriagewaysAreOneWayOfOneNameSideBySide) {
  std::vector<RoadLine> lines{road(1, {{0, 0}, {200, 0}}), road(2, {{200, 15}, {0, 15}}), road(3, {{0, 90}, {200, 90}}),
                              road(4, {{0, 30}, {200, 30}})};
  for (RoadLine& line : lines) line.one_way = OneWay::forward;
  const auto network = noded(lines);
  std::set<int> sources;
  for (const RoadFinding& f : network.findings())
    if (f.problem == RoadProblem::dual_carriageway) sources.insert(f.source);
  EXPECT_EQ(sources, (std::set<int>{0, 1, 3}));
  lines[1].one_way = OneWay::backward;  // now all three drive east
  EXPECT_EQ(count(noded(lines), RoadProblem::dual_carriageway), 0);
  lines[1].one_way = OneWay::forward;
  lines[1].names = {"B"};
  EXPECT_EQ(count(noded(lines), RoadProblem::dual_carriageway), 0);
}

TEST(RoadNetwork, DeadEndsWithoutAClassAreBackLanes) {
  const std::vector<RoadLine> lines{road(1, {{0, 0}, {400, 0}}, "", ""), road(2, {{50, 0}, {50, 60}}, "", ""),
                                    road(3, {{50, 60}, {50, 100}}, "", ""),
                                    road(4, {{90, 0}, {90, 300}}, "", "primary")};
  const auto network = noded(lines);
  const auto kinds = segment_kinds(network, lines, RoadKindTable(osm_road_kinds()));
  std::map<std::string, KindReason> reasons;
  const auto rows = shown(network);
  for (std::size_t i = 0; i < rows.size(); ++i) reasons[rows[i]] = kinds[i].reason;
  EXPECT_EQ(reasons["1 0-60"], KindReason::dead_end);
  EXPECT_EQ(reasons["2 0-40"], KindReason::dead_end);
  EXPECT_EQ(reasons["0 50-90"], KindReason::assumed);
  EXPECT_EQ(reasons["0 90-400"], KindReason::assumed) << "310 m are no lane";
  EXPECT_EQ(reasons["3 0-300"], KindReason::by_class);
}

TEST(RoadNetwork, ALineIsADeadEndWhereAllItsSegmentsAre) {
  std::vector<RoadLine> lines{road(1, {{0, 0}, {400, 0}}, "", "primary"), road(2, {{50, 0}, {50, 60}}, "", ""),
                              road(3, {{90, -80}, {90, 0}, {90, 60}}, "", ""),
                              road(4, {{200, 0}, {200, 100}, {300, 100}, {300, 0}}, "", "")};
  const auto kinds = line_kinds(lines, RoadKindTable(osm_road_kinds())).value();
  EXPECT_EQ(kinds[0], (KindDecision{RoadKind::main_road, KindReason::by_class}));
  EXPECT_EQ(kinds[1], (KindDecision{RoadKind::back_lane, KindReason::dead_end}));
  EXPECT_EQ(kinds[2], (KindDecision{RoadKind::back_lane, KindReason::dead_end})) << "both halves end nowhere";
  EXPECT_EQ(kinds[3], (KindDecision{RoadKind::branch, KindReason::assumed})) << "it goes on at both ends";
  lines[3].width = Metres{4.0};
  EXPECT_EQ(line_kinds(lines, RoadKindTable(osm_road_kinds())).value()[3].reason, KindReason::width);
}

std::vector<RoadLine> random_roads(std::uint64_t seed) {
  const CounterRandom draw{seed, 3};
  std::uint64_t n = 0;
  std::vector<RoadLine> lines;
  for (int i = 0; i < 25; ++i) {
    LineString line;
    for (auto v = 2 + draw.below(n++, 3); v > 0; --v) {
      const double x = static_cast<double>(draw.below(n++, 7)) * 13.3;
      line.push_back({x, static_cast<double>(draw.below(n++, 7)) * 17.7 + draw.unit(n++) * 1e-4});
    }
    lines.push_back(road(i + 1, std::move(line)));
    lines.back().layer = static_cast<int>(draw.below(n++, 4)) == 0 ? 1 : 0;
  }
  return lines;
}

TEST(RoadNetwork, SegmentsMeetEndToEndAndStayOnTheirSource) {
  const test::Seed seed{77};
  for (std::uint64_t s = seed.value(); s < seed.value() + 40; ++s) {
    const auto lines = random_roads(s);
    const auto network = noded(lines);
    std::vector<Metres> reached(lines.size());
    for (const RoadSegment& segment : network.segments()) {
      const RoadLine& source = lines[static_cast<std::size_t>(segment.source)];
      Metres& so_far = reached[static_cast<std::size_t>(segment.source)];
      ASSERT_EQ(segment.from, so_far);
      ASSERT_LE(segment.from, segment.to);
      so_far = segment.to;
      const auto line = network.line(segment);
      ASSERT_EQ(line.front(), network.nodes()[static_cast<std::size_t>(segment.from_node)]);
      ASSERT_EQ(line.back(), network.nodes()[static_cast<std::size_t>(segment.to_node)]);
      EXPECT_NEAR(distance(line.front(), point_at(source.line, segment.from)).value, 0.0, 0.003);
      EXPECT_NEAR(length(line).value, (segment.to - segment.from).value, 0.02);
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (reached[i] > Metres{0.0}) {
        EXPECT_NEAR(reached[i].value, length(lines[i].line).value, 1e-9);
      }
  }
}

TEST(RoadNetwork, TheOrderOfLinesDoesNotMatter) {
  const test::Seed seed{78};
  for (std::uint64_t s = seed.value(); s < seed.value() + 15; ++s) {
    auto lines = random_roads(s);
    const auto rows = [&] {
      const auto network = noded(lines);
      std::set<std::tuple<StreetId, Metres, Metres, Xy, Xy>> all;
      for (const RoadSegment& g : network.segments())
        all.emplace(lines[static_cast<std::size_t>(g.source)].id, g.from, g.to, network.line(g).front(),
                    network.line(g).back());
      return all;
    };
    const auto first = rows();
    std::ranges::reverse(lines);
    EXPECT_EQ(first, rows()) << "seed " << s;
  }
}

}  // namespace
}  // namespace libgrid::roads
