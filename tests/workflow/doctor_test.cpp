#include <libgrid/workflow/doctor.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

bool healthy(const std::vector<Diagnosis>& all) { return std::ranges::all_of(all, &Diagnosis::healthy); }

const Diagnosis& of(const std::vector<Diagnosis>& all, std::string_view what) {
  return *std::ranges::find(all, what, &Diagnosis::what);
}

TEST(Doctor, WithoutAFolderLooksAtTheInstallationOnly) {
  const auto found = diagnose({});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].what, "projection");
  EXPECT_TRUE(found[0].healthy);
  EXPECT_NE(found[0].detail.find("NAD83 to WGS 84 (1)"), std::string::npos) << found[0].detail;
}

TEST(Doctor, AFinishedWorkspaceIsHealthy) {
  const auto found = diagnose(finished_workspace().folder());
  EXPECT_TRUE(healthy(found));
  EXPECT_EQ(of(found, "workspace").detail, "Tinytown");
  EXPECT_EQ(of(found, "step rebound").detail, "done");
  EXPECT_EQ(of(found, "plan").detail, "version 1, digest holds");
}

TEST(Doctor, AnEmptyWorkspaceIsHealthyToo) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  const Workspace workspace = new_workspace(folder.path());
  const auto found = diagnose(workspace.folder());
  EXPECT_TRUE(healthy(found));
  EXPECT_EQ(of(found, "step import").detail, "not run");
}

TEST(Doctor, AFolderThatIsNoWorkspaceIsNot) {
  const TinyFolder folder;
  const auto found = diagnose(folder.path());
  EXPECT_FALSE(healthy(found));
  EXPECT_EQ(found.back().what, "workspace");
}

TEST(Doctor, ABrokenStoreIsFound) {
  const TinyFolder folder;
  write_tiny_city(folder.path());
  const std::filesystem::path place = new_workspace(folder.path()).folder();
  for (const char* rest : {"store.sqlite-wal", "store.sqlite-shm"}) std::filesystem::remove(place / rest);
  write_file(place / "store.sqlite", "this is no database");
  EXPECT_FALSE(healthy(diagnose(place)));
}

}  // namespace
}  // namespace libgrid::workflow::test
