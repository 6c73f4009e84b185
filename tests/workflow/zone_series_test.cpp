#include <libgrid/workflow/detail/zone_series.hpp>

#include <numeric>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

using detail::bins_until;
using detail::TimeBins;

LocalTime at(const char* text) { return *parse_local_time(text); }

TEST(ZoneSeries, BinsEndTogether) {
  const LocalTime end = at("2015-03-01T00:00:00"), first = at("2015-01-01T00:00:00");  // 59 days
  const TimeBins bins = bins_until(end, first, days(28), 0);
  EXPECT_EQ(bins.count, 2U);
  EXPECT_EQ(to_text(bins.begin), "2015-01-04T00:00:00");
  EXPECT_EQ(bins.start_of(2), end);
  EXPECT_EQ(bins_until(end, first, days(1), 10).count, 10U);
  EXPECT_EQ(bins_until(end, first, days(90), 0).count, 0U);
}

TEST(ZoneSeries, EveryReportWithAZoneIsInTheCubeOnce) {
  const detail::ZoneSeries series = must(detail::zone_series(finished_workspace(), {}));
  EXPECT_EQ(series.kilometres.size(), series.size());
  EXPECT_EQ(std::ssize(series.events) + series.left_out, kRows - kRefusedRows);
  EXPECT_EQ(series.left_out, kDefaultRows + kRowsAtSea);
  const std::vector<std::int64_t> counts = detail::cube_of(series, bins_until(series.end, series.first, days(1), 0));
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), std::ssize(series.events));
  const std::vector<double> all = detail::counts_between(series, series.first, series.end);
  EXPECT_EQ(std::accumulate(all.begin(), all.end(), 0.0), static_cast<double>(series.events.size()));
  EXPECT_EQ(detail::border_neighbours(series).size(), series.size());
}

TEST(ZoneSeries, OneCategoryOnlyAndNoUnknownOne) {
  const detail::ZoneSeries all = must(detail::zone_series(finished_workspace(), {}));
  const detail::ZoneSeries graffiti = must(detail::zone_series(finished_workspace(), {"Graffiti"}));
  EXPECT_LT(graffiti.events.size(), all.events.size());
  EXPECT_EQ(graffiti.end, all.end);  // the time is that of the data, not of the category
  EXPECT_EQ(detail::zone_series(finished_workspace(), {"Unicorns"}).error().code, ErrorCode::not_found);
}

// The districts as zones of a file: two, without parents; what is at sea or at the default coordinate is left out.
TEST(ZoneSeries, ZonesOfAFile) {
  const TinyFolder folder;
  const std::string squares = [] {
    std::string text = district_file();
    for (std::size_t at = text.find("\"Name\""); at != std::string::npos; at = text.find("\"Name\"", at))
      text.replace(at, 6, "\"code\"");
    return text;
  }();
  write_file(folder.path() / "zones.geojson", squares);
  const detail::ZoneSeries series =
      must(detail::zone_series(finished_workspace(), {}, folder.path() / "zones.geojson"));
  EXPECT_EQ(series.codes, (std::vector<std::string>{"West", "East"}));
  EXPECT_TRUE(series.kilometres.empty());
  EXPECT_EQ(series.left_out, kDefaultRows + kRowsAtSea);
}

}  // namespace
}  // namespace libgrid::workflow::test
