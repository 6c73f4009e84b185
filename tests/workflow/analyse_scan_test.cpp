#include <libgrid/workflow/analyse_scan.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

std::string told(const Figure& figure) {
  const auto* whole = std::get_if<std::int64_t>(&figure.value);
  return whole ? std::to_string(*whole) : io::shortest_text(std::get<double>(figure.value));
}

// Every kind of window and time, both models: figures re-add, members are as many as told.
TEST(AnalyseScan, FiguresAreReAddedFromTheFiles) {
  for (const ScanWindows windows : {ScanWindows::circle, ScanWindows::street, ScanWindows::connected})
    for (const ScanTime time : {ScanTime::spatial, ScanTime::retrospective, ScanTime::prospective}) {
      const TinyFolder folder;
      const ScanRequest request{.categories = {"Graffiti"},
                                .model = hotspot::ScanModel::poisson,
                                .windows = windows,
                                .time = time,
                                .history_days = 40,
                                .most_days = 5,
                                .replicates = 19};
      const StepSummary summary = must(analyse_scan(finished_workspace(), folder.path(), request, {}));
      OutputQuery query(folder.path());
      for (const Figure& figure : summary.figures)
        if (!figure.expression.empty()) {
          EXPECT_EQ(query(figure.file, figure.expression), told(figure)) << figure.name;
        }
      EXPECT_EQ(query("scan_zones.csv", "SELECT count(*) FROM scan_zones"),
                query("scan.csv", "SELECT sum(zones) FROM scan"));
      EXPECT_EQ(query("scan.gpkg", "SELECT count(*) FROM clusters"), query("scan.csv", "SELECT count(*) FROM scan"));
      EXPECT_TRUE(std::filesystem::exists(folder.path() / "scan_zh.svg"));
    }
}

// Graffiti piles up around one place: the spatial Poisson scan finds zones there and p is the smallest there is.
TEST(AnalyseScan, ThePileIsFound) {
  const TinyFolder folder;
  const ScanRequest request{.categories = {"Graffiti"},
                            .model = hotspot::ScanModel::poisson,
                            .time = ScanTime::spatial,
                            .history_days = 0,
                            .replicates = 99};
  must(analyse_scan(finished_workspace(), folder.path(), request, {}));
  OutputQuery query(folder.path());
  EXPECT_EQ(query("scan.csv", "SELECT p FROM scan WHERE rank = 1"), "0.01");
  EXPECT_EQ(query("scan.csv", "SELECT cases > expectation FROM scan WHERE rank = 1"), "1");
}

TEST(AnalyseScan, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  const auto refused = [&](const ScanRequest& request) {
    return analyse_scan(finished_workspace(), folder.path(), request, {}).error().code;
  };
  EXPECT_EQ(refused({.categories = {"Unicorns"}}), ErrorCode::not_found);
  EXPECT_EQ(refused({.time = ScanTime::spatial}), ErrorCode::parameter_invalid);
  EXPECT_EQ(refused({.most_share = 0.0}), ErrorCode::parameter_invalid);
  EXPECT_EQ(refused({.windows = ScanWindows::street, .most_radius = Metres{0.0}}), ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
