#pragma once
/// The analyst's rebound as files: forest.csv, forest_curves.csv, forest_sensitivity.csv (docs/outputs.md).

#include <vector>

#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/rebound_analysis.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] std::vector<OutputTable> forest_tables(const ReboundAnalysis& analysis);

}  // namespace libgrid::workflow::detail
