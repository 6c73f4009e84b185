#include <libgrid/workflow/detail/bias_tables.hpp>

#include <gtest/gtest.h>

#include <libgrid/io/geojson.hpp>

#include "tests/workflow/bias_files.hpp"
#include "tests/workflow/output_query.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(BiasTables, ARowPerZoneSourceRateAndVisitedZone) {
  const TinyFolder folder;
  const BiasRequest request{.sources = write_sources(folder.path()), .visits = write_visits(folder.path())};
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), request, {}));
  const auto tables = detail::bias_tables(told);
  ASSERT_EQ(tables.size(), 4U);
  EXPECT_EQ(csv_cells(tables[0].text).size(), told.zones.size() + 1);
  EXPECT_EQ(csv_cells(tables[1].text).size(), told.sources.size() + 1);
  EXPECT_EQ(csv_cells(tables[2].text).size(), told.rates.size() + 1);
  EXPECT_EQ(csv_cells(tables[3].text).size(), told.visited.size() + 1);
  EXPECT_EQ(detail::bias_tables(must(analyse_bias(finished_workspace(), {}, {}))).size(), 2U);
}

TEST(BiasTables, GeoJsonHasTheColumnsOfTheTableAndTheLayersTheZones) {
  const BiasAnalysis told = must(analyse_bias(finished_workspace(), {}, {}));
  const auto projector = must(crs::Projector::make(finished_workspace().city().frame));
  const auto read = must(io::geojson_from_text(detail::bias_geojson(told, projector)));
  const auto cells = csv_cells(detail::bias_tables(told)[0].text);
  ASSERT_EQ(read.features.size(), told.zones.size());
  ASSERT_EQ(read.features[0].properties.size(), cells[0].size());
  for (std::size_t k = 0; k < cells[0].size(); ++k) EXPECT_EQ(read.features[0].properties[k].first, cells[0][k]);
  const auto layers = detail::bias_layers(told);
  ASSERT_EQ(layers.size(), 2U);
  EXPECT_EQ(layers[1].name, "adjusted");
  EXPECT_EQ(layers[1].rows.size(), told.zones.size());
}

}  // namespace
}  // namespace libgrid::workflow::test
