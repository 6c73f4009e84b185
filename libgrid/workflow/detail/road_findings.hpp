#pragma once
/// What is odd about streets, in words: how many of each kind, and which ones by their id.

#include <functional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/model/road_line.hpp>
#include <libgrid/roads/network.hpp>

namespace libgrid::workflow::detail {

struct FindingText {
  std::string en;
  std::string zh;
  friend bool operator==(const FindingText&, const FindingText&) = default;
};

/// One text per problem: "duplicate: 2 (1011 = 1010, 1016 = 1015)". Pairs are listed up to 50, single lines up to 5.
/// @param id of a line, by its position
[[nodiscard]] std::vector<FindingText> road_finding_texts(std::span<const roads::RoadFinding> findings,
                                                          const std::function<std::string(std::int32_t)>& id);

/// The id of the source, else the line's place in the file.
[[nodiscard]] std::string line_id(const RoadLine& line);

/// Duplicates, overlaps, names and classes that are missing or damaged in the street layer of a city. Dead ends,
/// crossings without a vertex and dual carriageways are no fault of a layer: `libgrid roads` counts them.
[[nodiscard]] std::vector<FindingText> street_findings(std::span<const Street> streets);

/// Adds a sentence in both languages per code: how many features were refused, and the first row.
void add_refused(std::vector<std::string>& findings, std::span<const RejectedRow> rejected);

}  // namespace libgrid::workflow::detail
