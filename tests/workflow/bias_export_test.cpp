#include <map>

#include <gtest/gtest.h>

#include "tests/workflow/bias_files.hpp"
#include "tests/workflow/output_query.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(BiasExport, EveryFigureIsFoundInItsFileAndAllFilesAreThere) {
  const TinyFolder folder;
  const BiasRequest request{.sources = write_sources(folder.path()), .visits = write_visits(folder.path())};
  const StepSummary summary = must(export_bias(finished_workspace(), folder.path() / "out", request, {}));
  OutputQuery query(folder.path() / "out");
  for (const Figure& figure : summary.figures) {
    if (figure.expression.empty()) continue;
    const auto* whole = std::get_if<std::int64_t>(&figure.value);
    const double told = whole ? static_cast<double>(*whole) : std::get<double>(figure.value);
    EXPECT_NEAR(std::stod(query(figure.file, figure.expression)), told, 1e-9 * (1.0 + std::abs(told))) << figure.name;
  }
  for (const char* file : {"bias.gpkg", "bias.geojson", "bias_zh.svg", "bias_en.svg", "bias.json"})
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "out" / file)) << file;
}

TEST(BiasExport, TheSameBytesAgain) {
  const TinyFolder folder;
  must(export_bias(finished_workspace(), folder.path() / "a", {}, {}));
  must(export_bias(finished_workspace(), folder.path() / "b", {}, {}));
  for (const char* file : {"bias_zones.csv", "bias_rates.csv", "bias.gpkg", "bias.geojson", "bias_en.svg", "bias.json"})
    EXPECT_EQ(read_file(folder.path() / "a" / file), read_file(folder.path() / "b" / file)) << file;
}

}  // namespace
}  // namespace libgrid::workflow::test
