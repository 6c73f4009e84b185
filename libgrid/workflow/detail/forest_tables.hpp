#pragma once
/// The analyst's rebound as files: forest.csv, forest_curves.csv, forest_sensitivity.csv, chronic.csv, and the layers
/// of forest.gpkg: rebounds (where cases came back, not where they were reported) and chronic (docs/outputs.md).

#include <span>
#include <vector>

#include <libgrid/hotspot/chronic.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] std::vector<OutputTable> forest_tables(const ReboundAnalysis& analysis);

/// 长期遗留 of the analysis: rules.radius, everything else by ChronicRules, until the last opening.
[[nodiscard]] std::vector<hotspot::ChronicSite> chronic_of(const ReboundAnalysis& analysis);
[[nodiscard]] OutputTable chronic_table(const ReboundAnalysis& analysis, std::span<const hotspot::ChronicSite> sites);
[[nodiscard]] std::vector<io::Layer> forest_layers(const ReboundAnalysis& analysis,
                                                   std::span<const hotspot::ChronicSite> sites);

}  // namespace libgrid::workflow::detail
