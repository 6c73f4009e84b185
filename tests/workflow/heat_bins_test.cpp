#include <libgrid/workflow/detail/heat_bins.hpp>

#include <gtest/gtest.h>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::workflow::test {
namespace {

TEST(HeatBins, ShapesHaveTheAreaThatDensitiesAreOf) {
  const std::vector<Xy> points{{5, 5}, {6, 6}, {-300, 40}, {900, 2}};
  for (const detail::HeatBins& bins :
       {detail::hexagon_bins(points, Metres{200.0}), detail::square_bins(points, Metres{250.0})}) {
    std::int64_t reports = 0;
    for (const detail::HeatBin& bin : bins.bins) {
      reports += bin.reports;
      EXPECT_NEAR(area(bin.shape).value / 1e6, bins.km2, 1e-9);
    }
    EXPECT_EQ(reports, 4);
    const io::Layer layer = detail::layer_of(bins);
    EXPECT_EQ(layer.name, bins.name);
    EXPECT_EQ(layer.columns[0].name, bins.at_columns[0]);
    ASSERT_EQ(layer.rows.size(), bins.bins.size());
    EXPECT_EQ(std::get<double>(layer.rows[0].cells[3]), static_cast<double>(bins.bins[0].reports) / bins.km2);
  }
}

}  // namespace
}  // namespace libgrid::workflow::test
