#pragma once
/// The bias analysis as files: bias_zones.csv, bias_sources.csv, bias_rates.csv, bias_visits.csv, and the layers of
/// bias.gpkg and bias.geojson (docs/outputs.md).

#include <string>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/geopackage_writer.hpp>
#include <libgrid/workflow/bias.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>

namespace libgrid::workflow::detail {

/// Only the tables that have a row: no sources, no table of sources.
[[nodiscard]] std::vector<OutputTable> bias_tables(const BiasAnalysis& analysis);

/// One layer of zones per way of counting: all, adjusted, public.
[[nodiscard]] std::vector<io::Layer> bias_layers(const BiasAnalysis& analysis);

/// One feature per zone with the columns of bias_zones.csv, longitude and latitude.
[[nodiscard]] std::string bias_geojson(const BiasAnalysis& analysis, const crs::Projector& projector);

}  // namespace libgrid::workflow::detail
