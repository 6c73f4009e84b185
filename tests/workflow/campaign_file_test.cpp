#include <gtest/gtest.h>

#include <libgrid/workflow/analyse_campaign.hpp>

#include "tests/support/source_dir.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

CampaignRequest read(const std::string& text) {
  const TinyFolder folder;
  write_file(folder.path() / "c.csv", text);
  return must(read_campaign(folder.path() / "c.csv"));
}

ErrorCode refused(const std::string& text) {
  const TinyFolder folder;
  write_file(folder.path() / "c.csv", text);
  return read_campaign(folder.path() / "c.csv").error().code;
}

TEST(CampaignFile, TheOneOfXuchang) {
  const CampaignRequest request =
      must(read_campaign(std::filesystem::path(libgrid::test::source_dir()) / "data/xuchang/truth/campaign.csv"));
  EXPECT_EQ(request.zones, (std::vector<std::string>{"XC-WD-06", "XC-WD-07", "XC-WD-08", "XC-WD-09"}));
  EXPECT_EQ(request.categories, (std::vector<std::string>{"占道经营", "店外经营"}));
  EXPECT_EQ(to_text(request.to), "2022-07-31T00:00:00");
}

TEST(CampaignFile, CategoriesMayBeMissing) {
  const CampaignRequest request = read("zone,to,from\nA,2015-02-01T00:00:00,2015-01-01T00:00:00\n");
  EXPECT_TRUE(request.categories.empty());
  EXPECT_LT(request.from, request.to);
}

TEST(CampaignFile, WhatIsNoCampaignIsRefused) {
  EXPECT_EQ(refused("zone,from\nA,2015-01-01T00:00:00\n"), ErrorCode::column_missing);
  EXPECT_EQ(refused("zone,from,to\nA,yesterday,2015-01-01T00:00:00\n"), ErrorCode::time_malformed);
  EXPECT_EQ(refused("zone,from,to\nA,2015-01-01T00:00:00,2015-02-01T00:00:00\nB,2015-01-02T00:00:00,"
                    "2015-02-01T00:00:00\n"),
            ErrorCode::parameter_invalid);
}

}  // namespace
}  // namespace libgrid::workflow::test
