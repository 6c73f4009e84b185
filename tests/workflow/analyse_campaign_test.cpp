#include <libgrid/workflow/analyse_campaign.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <gtest/gtest.h>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/csv_writer.hpp>

#include "tests/support/source_dir.hpp"
#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

std::string told(const Figure& figure) {
  const auto* whole = std::get_if<std::int64_t>(&figure.value);
  return whole ? std::to_string(*whole) : io::shortest_text(std::get<double>(figure.value));
}

std::map<std::string, double> numbers_of(const StepSummary& summary) {
  std::map<std::string, double> numbers;
  for (const Figure& figure : summary.figures) {
    const auto* whole = std::get_if<std::int64_t>(&figure.value);
    numbers[figure.name] = whole ? static_cast<double>(*whole) : std::get<double>(figure.value);
  }
  return numbers;
}

/// The sample city with the campaign's categories only, imported and no more.
Workspace xuchang_with(const std::filesystem::path& folder, const std::vector<std::string>& categories) {
  const std::filesystem::path data = std::filesystem::path(libgrid::test::source_dir()) / "data/xuchang";
  std::vector<std::string> names;
  std::optional<io::CsvWriter> csv;
  io::CsvHandler handler;
  handler.header = [&](std::span<const std::string> header) -> Expected<void> {
    names.assign(header.begin(), header.end());
    csv.emplace(header);
    return {};
  };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    const auto type = static_cast<std::size_t>(std::ranges::find(names, "type") - names.begin());
    if (std::ranges::find(categories, row.fields[type]) == categories.end()) return {};
    for (const std::string_view field : row.fields) csv->add(field);
    csv->end_row();
    return {};
  };
  must(io::read_csv(data / "reports.csv.gz", handler));
  write_file(folder / "reports.csv", csv->text());
  Workspace workspace = must(Workspace::create(folder / "workspace", data / "city.json"));
  CityFiles files;
  files.districts = data / "districts.geojson", files.district_name = "name";
  files.streets = data / "streets.geojson", files.reports = folder / "reports.csv";
  must(import_city(workspace, files, {}));
  return workspace;
}

// The campaign that was planted in the sample city: 95 % intervals of both models hold the true ratio of rates, with
// the default controls and with more of them; afterwards the rate came back, which every chart sees within three weeks.
TEST(AnalyseCampaign, TheIntervalHoldsTheTrueEffectOfXuchang) {
  const TinyFolder folder;
  const std::filesystem::path data = std::filesystem::path(libgrid::test::source_dir()) / "data/xuchang";
  CampaignRequest request = must(read_campaign(data / "truth/campaign.csv"));
  request.zone_file = data / "zones.geojson";
  request.arl0 = 40.0, request.replicates = 99;
  const Workspace workspace = xuchang_with(folder.path(), request.categories);
  constexpr double kTrueEffect = 0.55;  // truth/campaign.csv, true_effect
  for (const std::size_t controls : {2U, 4U}) {
    request.controls = controls;
    const StepSummary summary = must(analyse_campaign(workspace, folder.path() / "out", request, {}));
    std::map<std::string, double> number = numbers_of(summary);
    EXPECT_EQ(number.at("campaign_treated"), 20.0);
    EXPECT_EQ(number.at("campaign_control"), 20.0 * static_cast<double>(controls));
    for (const std::string model : {"campaign_poisson_treated_during", "campaign_negative_binomial_treated_during"}) {
      EXPECT_LE(number.at(model + "_lower"), kTrueEffect) << model;
      EXPECT_GE(number.at(model + "_upper"), kTrueEffect) << model;
    }
    // Level and trend before are nearer than in the pool, and the slopes before do not tell the sides apart.
    for (const std::string feature : {"campaign_balance_level", "campaign_balance_trend"})
      EXPECT_LT(std::abs(number.at(feature + "_after")), std::abs(number.at(feature + "_before"))) << feature;
    EXPECT_LE(number.at("campaign_poisson_treated_pre_slope_lower"), 1.0);
    EXPECT_GE(number.at("campaign_poisson_treated_pre_slope_upper"), 1.0);
    // The busiest zones of the city are treated: what is left of the difference is told, not hidden.
    const bool apart = std::abs(number.at("campaign_balance_level_after")) > 0.25;
    EXPECT_EQ(apart, std::ranges::any_of(summary.findings, [](const std::string& text) {
                return text.starts_with("Controls are not alike in level");
              }));
    EXPECT_LE(number.at("campaign_returned_lower"), 1.1);
    EXPECT_GE(number.at("campaign_returned_upper"), 1.0);
    for (const std::string chart : {"cusum", "ewma", "glr"}) {
      EXPECT_GT(number.at("campaign_" + chart + "_alarm"), 0.0);
      EXPECT_LE(number.at("campaign_" + chart + "_alarm"), 21.0);
      EXPECT_NEAR(number.at("campaign_" + chart + "_arl0"), 40.0, 12.0);
    }
  }
}

TEST(AnalyseCampaign, FiguresAreReAddedFromTheFiles) {
  const TinyFolder folder;
  CampaignRequest request{.zones = {"TIN-01-01", "TIN-01-02"},
                          .from = *parse_local_time("2015-02-10T00:00:00"),
                          .to = *parse_local_time("2015-03-12T00:00:00")};
  request.controls = 1, request.arl0 = 10.0, request.replicates = 19;
  const auto summary = analyse_campaign(finished_workspace(), folder.path(), request, {});
  if (!summary) {  // a plan of six zones: two treated may leave fewer than two controls beyond the ring
    EXPECT_EQ(summary.error().code, ErrorCode::parameter_invalid);
    return;
  }
  OutputQuery query(folder.path());
  for (const Figure& figure : summary->figures)
    if (!figure.expression.empty()) {
      EXPECT_EQ(query(figure.file, figure.expression), told(figure)) << figure.name;
    }
}

TEST(AnalyseCampaign, WhatCannotBeIsRefused) {
  const TinyFolder folder;
  CampaignRequest request{.zones = {"nowhere"},
                          .from = *parse_local_time("2015-02-10T00:00:00"),
                          .to = *parse_local_time("2015-03-12T00:00:00")};
  EXPECT_EQ(analyse_campaign(finished_workspace(), folder.path(), request, {}).error().code, ErrorCode::not_found);
  request.zones.clear();  // nothing treated
  EXPECT_EQ(analyse_campaign(finished_workspace(), folder.path(), request, {}).error().code,
            ErrorCode::parameter_invalid);
  request.rise = 1.0;
  EXPECT_FALSE(analyse_campaign(finished_workspace(), folder.path(), request, {}));
}

}  // namespace
}  // namespace libgrid::workflow::test
