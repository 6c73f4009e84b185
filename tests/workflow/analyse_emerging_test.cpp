#include <libgrid/workflow/analyse_emerging.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(AnalyseEmerging, FiguresAreReAddedFromTheFiles) {
  const TinyFolder folder;
  const StepSummary summary =
      must(analyse_emerging(finished_workspace(), folder.path(), {.categories = {"Graffiti"}, .days = 10}, {}));
  OutputQuery query(folder.path());
  for (const Figure& figure : summary.figures)
    EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)))
        << figure.name;
  EXPECT_EQ(query("emerging_bins.csv", "SELECT sum(reports) FROM emerging_bins"),
            query("emerging.csv", "SELECT sum(reports) FROM emerging"));
  EXPECT_EQ(query("emerging_bins.csv", "SELECT count(*) FROM emerging_bins WHERE heat = 1"),
            query("emerging.csv", "SELECT sum(hot_bins) FROM emerging"));
  EXPECT_EQ(query("emerging.gpkg", "SELECT count(*) FROM emerging"),
            query("emerging.csv", "SELECT count(*) FROM emerging"));
  for (const char* file : {"emerging.json", "emerging_zh.svg", "emerging_en.svg"})
    EXPECT_TRUE(std::filesystem::exists(folder.path() / file)) << file;
}

TEST(AnalyseEmerging, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  const auto refused = [&](const EmergingRequest& request) {
    return analyse_emerging(finished_workspace(), folder.path(), request, {}).error().code;
  };
  EXPECT_EQ(refused({.categories = {"Unicorns"}}), ErrorCode::not_found);
  EXPECT_EQ(refused({.days = 0}), ErrorCode::parameter_invalid);
  EXPECT_EQ(refused({.days = 100}), ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
