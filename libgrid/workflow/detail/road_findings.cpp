#include <libgrid/workflow/detail/road_findings.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace libgrid::workflow::detail {
namespace {

constexpr std::size_t kPairs = 50, kSingles = 5;

bool is_pair(roads::RoadProblem problem) {
  return problem == roads::RoadProblem::duplicate || problem == roads::RoadProblem::overlap;
}

bool is_fault(const roads::RoadFinding& finding) {
  constexpr std::array kNone{roads::RoadProblem::dangle, roads::RoadProblem::unnoded_crossing,
                             roads::RoadProblem::dual_carriageway};
  return std::ranges::find(kNone, finding.problem) == kNone.end();
}

}  // namespace

namespace {

/// How many findings of one kind, and which lines.
struct Seen {
  std::size_t count = 0;
  std::size_t listed = 0;
  std::int32_t last = -1;
  std::string which;
};

void list(Seen& seen, const roads::RoadFinding& finding, const std::function<std::string(std::int32_t)>& id) {
  const bool pair = is_pair(finding.problem);
  ++seen.count;
  if (!pair && finding.source == seen.last) return;  // both ends of one line
  seen.last = finding.source;
  const std::size_t most = pair ? kPairs : kSingles;
  if (++seen.listed > most) {
    if (seen.listed == most + 1) seen.which += ", …";
    return;
  }
  seen.which += (seen.listed > 1 ? ", " : "") + id(finding.source);
  if (pair) seen.which += " = " + id(finding.other);
}

}  // namespace

std::vector<FindingText> road_finding_texts(std::span<const roads::RoadFinding> findings,
                                            const std::function<std::string(std::int32_t)>& id) {
  std::map<roads::RoadProblem, Seen> found;
  for (const roads::RoadFinding& finding : findings) list(found[finding.problem], finding, id);
  std::vector<FindingText> texts;
  for (const auto& [problem, seen] : found) {
    const std::string count = std::to_string(seen.count);
    texts.push_back({std::string(roads::word(problem)) + ": " + count + " (" + seen.which + ")",
                     std::string(roads::word_zh(problem)) + "：" + count + "（" + seen.which + "）"});
  }
  return texts;
}

std::string line_id(const RoadLine& line) {
  return line.source_id.empty() ? "#" + std::to_string(line.id.value) : line.source_id;
}

std::vector<FindingText> street_findings(std::span<const Street> streets) {
  const std::vector<RoadLine> lines = roads::lines_of(streets);
  const auto network = roads::RoadNetwork::node(lines);
  if (!network) return {{message_en(network.error()), message_zh(network.error())}};
  std::vector<roads::RoadFinding> faults;
  std::ranges::copy_if(network->findings(), std::back_inserter(faults), is_fault);
  return road_finding_texts(
      faults, [&](std::int32_t line) { return std::to_string(streets[static_cast<std::size_t>(line)].id.value); });
}

void add_refused(std::vector<std::string>& findings, std::span<const RejectedRow> rejected) {
  std::map<ErrorCode, std::pair<std::int64_t, std::int64_t>> counts;  // how many, the first row
  for (const RejectedRow& row : rejected) {
    auto& [count, first] = counts[row.error.code];
    if (count++ == 0) first = row.error.row.value_or(0);
  }
  for (const auto& [code, seen] : counts) {
    const std::string count = std::to_string(seen.first), first = std::to_string(seen.second);
    findings.push_back(count + " features refused: " + std::string(info(code).text_en) + " (first: row " + first +
                       ") | 拒收 " + count + " 个要素：" + std::string(info(code).text_zh) + "（首个：第 " + first +
                       " 行）");
  }
}

}  // namespace libgrid::workflow::detail
