#include <libgrid/io/folder.hpp>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

TEST(Folder, IsMadeWithAllAboveItAndMayBeThere) {
  const TemporaryFolder folder;
  const auto deep = folder.at("a") / "b" / "市";
  EXPECT_TRUE(make_folder(deep));
  EXPECT_TRUE(std::filesystem::is_directory(deep));
  EXPECT_TRUE(make_folder(deep));
}

TEST(Folder, AFileInItsPlaceIsNamed) {
  const TemporaryFolder folder;
  const auto below = folder.write("file", "text") / "b";
  const auto made = make_folder(below);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::file_unwritable);
  EXPECT_EQ(made.error().file, below.string());
}

}  // namespace
}  // namespace libgrid::io
