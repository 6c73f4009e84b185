#include <libgrid/workflow/detail/rule_files.hpp>

#include <gtest/gtest.h>

#include <libgrid/io/digest.hpp>

#include "../io/temporary_folder.hpp"

namespace libgrid::workflow::detail {
namespace {

using io::bytes_of;

/// A city file's folder with one table, and a workspace that has kept it.
struct RuleFilesTest : ::testing::Test {
  io::TemporaryFolder city, workspace;
  std::string name = "parks.geojson";

  void SetUp() override {
    city.write("parks.geojson", "old");
    RuleFiles files(workspace.at("."));
    ASSERT_TRUE(files.keep(city.at("city.json"), name).has_value());
    ASSERT_TRUE(files.remember().has_value());
  }
  [[nodiscard]] std::vector<FindingText> changed() const { return take_changed_rules(workspace.at(".")).value(); }
};

TEST_F(RuleFilesTest, AFileThatChangedIsTakenOnceAndTold) {
  EXPECT_EQ(name, "rules/parks.geojson");
  EXPECT_EQ(bytes_of(workspace.at("rules/parks.geojson")), "old");
  EXPECT_TRUE(changed().empty());
  city.write("parks.geojson", "new");
  const auto told = changed();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].en, "parks.geojson has changed where it came from and was read again: SHA-256 " +
                            io::sha256_hex(std::string_view("new")));
  EXPECT_EQ(bytes_of(workspace.at("rules/parks.geojson")), "new");
  EXPECT_TRUE(changed().empty());
}

TEST_F(RuleFilesTest, WithoutTheSourceTheCopyHolds) {
  std::filesystem::remove(city.at("parks.geojson"));
  EXPECT_TRUE(changed().empty());
  EXPECT_EQ(bytes_of(workspace.at("rules/parks.geojson")), "old");
}

TEST_F(RuleFilesTest, AWorkspaceWithoutRulesHasNothingToTake) {
  const io::TemporaryFolder bare;
  EXPECT_TRUE(take_changed_rules(bare.at(".")).value().empty());
  std::string none, lost = "none.csv";
  RuleFiles files(bare.at("."));
  EXPECT_TRUE(files.keep(city.at("city.json"), none).has_value());
  EXPECT_EQ(files.keep(city.at("city.json"), lost).error().code, ErrorCode::file_not_found);
  EXPECT_TRUE(files.remember().has_value());
  EXPECT_TRUE(bare.names().empty());
}

}  // namespace
}  // namespace libgrid::workflow::detail
