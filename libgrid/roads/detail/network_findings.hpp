#pragma once
/// What is odd about the lines of a network, each named: nothing is mended in silence.

#include <span>
#include <vector>

#include <libgrid/roads/detail/line_walks.hpp>
#include <libgrid/roads/network.hpp>

namespace libgrid::roads::detail {

/// Zero length, missing or damaged attributes.
void find_attribute_problems(std::span<const RoadLine> lines, const LineWalks& walks, std::vector<RoadFinding>& out);
/// Duplicates and overlaps.
void find_shared_edges(std::span<const RoadLine> lines, const LineWalks& walks, std::vector<RoadFinding>& out);
/// Crossings where a line had no vertex.
void find_unnoded_crossings(const LineWalks& walks, std::vector<RoadFinding>& out);
void find_dangles(const RoadNetwork& network, std::vector<RoadFinding>& out);
void find_dual_carriageways(const RoadNetwork& network, std::span<const RoadLine> lines, Metres apart,
                            std::vector<RoadFinding>& out);

/// By problem, then source, then other, then place.
void sort_findings(std::vector<RoadFinding>& findings);

}  // namespace libgrid::roads::detail
