#include <libgrid/workflow/detail/statistics_json.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace libgrid::workflow::test {
namespace {

TEST(StatisticsJson, ByHand) {
  detail::StatisticsFile file{.parameters = {{"exposure", std::string("street_km")}, {"reach_m", std::int64_t{30}}},
                              .n = 12.0,
                              .rows = {},
                              .warnings = {"a \"few\" | 少"}};
  file.rows.push_back({.name = "gini", .statistic = 0.25});
  file.rows.push_back({.name = "ratio", .statistic = 2.0, .p = 0.5, .interval = {{1.0, std::nan("")}}});
  EXPECT_EQ(
      file.text(),
      "{\"parameters\":{\"exposure\":\"street_km\",\"reach_m\":30},\"seed\":null,\"n_reports\":12,\"statistics\":[\n"
      "{\"name\":\"gini\",\"statistic\":0.25,\"expectation\":null,\"variance\":null,\"p\":null},\n"
      "{\"name\":\"ratio\",\"statistic\":2,\"expectation\":null,\"variance\":null,\"p\":0.5,\"lower\":1,\"upper\":"
      "null}],\"warnings\":[\"a \\\"few\\\" | 少\"]}\n");
}

}  // namespace
}  // namespace libgrid::workflow::test
