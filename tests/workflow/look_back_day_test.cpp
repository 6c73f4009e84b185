#include <libgrid/workflow/detail/look_back_day.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/workflow/city_with_keys.hpp"
#include "tests/workflow/output_query.hpp"

namespace libgrid::workflow::test {
namespace {

constexpr const char* kKeys = R"("look_back": {"hours": 6, "visit_minutes": 20, "inspectors": 2, "other_weekday": 0.5,
    "categories": [{"category": "Graffiti", "severity": 3, "detectability": 0.6, "visit_minutes": 60},
                   {"category": "Grafiti"}]})";

std::string told(const Figure& figure) {
  if (const auto* whole = std::get_if<std::int64_t>(&figure.value)) return std::to_string(*whole);
  return io::shortest_text(std::get<double>(figure.value));
}

TEST(LookBackDay, HoursRoutesAndSharesOfTheTablesAgree) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKeys, "import");
  const StepSummary summary = must(export_look_back(city, folder.path(), {}, {}));
  OutputQuery query(folder.path());
  const auto number = [&](const std::string& what) { return std::stod(query("lookback.csv", "SELECT " + what)); };
  EXPECT_LE(number("sum(hours) FROM lookback"), 6.0 + 1e-9);
  EXPECT_GT(number("sum(hours) FROM lookback"), 5.0);
  EXPECT_EQ(query("lookback.csv",
                  "SELECT count(*) FROM lookback WHERE category = 'Graffiti' AND (severity <> 3 OR "
                  "hours <> 1 OR detectability NOT IN (0.6, 0.3))"),
            "0");
  EXPECT_EQ(query("lookback.csv",
                  "SELECT count(*) FROM lookback WHERE category <> 'Graffiti' AND (severity <> 1 OR "
                  "detectability NOT IN (1, 0.5))"),
            "0");
  EXPECT_EQ(query("lookback.csv",
                  "SELECT count(*) FROM (SELECT inspector, count(*) AS n, count(DISTINCT stop) AS d, "
                  "max(stop) AS m FROM lookback GROUP BY inspector) WHERE n <> d OR n <> m"),
            "0");
  EXPECT_EQ(query("lookback.csv", "SELECT count(DISTINCT inspector) FROM lookback"), "2");
  EXPECT_EQ(query("lookback.csv", "SELECT count(*) FROM lookback WHERE covers < 1"), "0");
  EXPECT_EQ(query("lookback_shares.csv", "SELECT count(DISTINCT grouping) FROM lookback_shares"), "2");
  for (const std::string grouping : {"district", "road"})
    EXPECT_EQ(
        query("lookback_shares.csv", "SELECT sum(visits) FROM lookback_shares WHERE grouping = '" + grouping + "'"),
        query("lookback.csv", "SELECT count(*) FROM lookback"));
  for (const Figure& figure : summary.figures)
    if (!figure.expression.empty() && figure.file != "lookback_backtest.csv") {
      EXPECT_EQ(query(figure.file, figure.expression), told(figure)) << figure.name;
    }
  EXPECT_TRUE(std::ranges::any_of(summary.findings,
                                  [](const std::string& text) { return text.find("Grafiti") != std::string::npos; }));
}

// All hours by the districts' shares of the candidates: each gets its part, but for less than one visit.
TEST(LookBackDay, FairSharesAreThoseOfTheCandidates) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKeys, "import");
  must(export_look_back(city, folder.path(),
                        {.budget = 30.0, .cover = Metres{0.0}, .random_share = 0.0, .fairness = 1.0}, {}));
  OutputQuery query(folder.path());
  const std::string gap = query("lookback_shares.csv",
                                "SELECT max(abs(visits - 30 * candidate_share)) FROM lookback_shares WHERE "
                                "grouping = 'district'");
  EXPECT_LE(std::stod(gap), 1.0);
  EXPECT_NE(query("lookback.csv", "SELECT count(*) FROM lookback WHERE reason = 'fair_share'"), "0");
}

TEST(LookBackDay, TheRequestComesBeforeTheCityFile) {
  City city;
  city.look_back = {.hours = 6.0, .random_share = 0.3, .inspectors = 4};
  EXPECT_EQ(detail::policy_of(city, {}), city.look_back);
  const LookBackPolicy policy = detail::policy_of(city, {.hours = 2.0, .cover = Metres{9.0}, .inspectors = 1});
  EXPECT_EQ(policy.hours, 2.0);
  EXPECT_EQ(policy.cover, Metres{9.0});
  EXPECT_EQ(policy.random_share, 0.3);
  EXPECT_EQ(policy.inspectors, 1);
}

TEST(LookBackDay, RoutesBeginWhereTheyAreToldAndAreLeftOutWhereTheyAreTooLong) {
  const TinyFolder folder;
  const Workspace city = city_with(folder.path(), kKeys, "import");
  const LonLat start = PositionText().degrees({kCorner.x, kCorner.y});
  const StepSummary summary = must(
      export_look_back(city, folder.path(), {.budget = 4.0, .random_share = 0.0, .inspectors = 1, .start = start}, {}));
  EXPECT_TRUE(std::ranges::any_of(summary.figures, [](const Figure& f) { return f.name == "longest_route_m"; }));
  const auto refused = export_look_back(city, folder.path(), {.inspectors = 0}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "inspectors");
}

}  // namespace
}  // namespace libgrid::workflow::test
