#include <libgrid/io/code_profiles.hpp>

#include <string>

#include <gtest/gtest.h>

#include "../support/source_dir.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

const std::string kHeader = "name,object,county,street,community,sequence,first,source\n";

TEST(ReadCodeProfiles, TheTableThatIsShippedHasTheFourLengths) {
  const auto profiles =
      read_code_profiles(std::filesystem::path(test::source_dir()) / "data/tables/unit_code_profiles.csv").value();
  ASSERT_EQ(profiles.size(), 4U);
  for (const CodeProfile& profile : profiles) EXPECT_EQ(std::to_string(profile.digits()), profile.name);
  EXPECT_EQ(profiles[1].source, "DB11/T 2157-2023");
  EXPECT_EQ(standard_code_profiles(), profiles) << "the table that is built in";
}

TEST(ReadCodeProfiles, ABadTableIsRefusedAndNamed) {
  const TemporaryFolder folder;
  const auto code_of = [&](const std::string& text) {
    return read_code_profiles(folder.write("p.csv", text)).error().code;
  };
  EXPECT_EQ(code_of("name,object\nx,1\n"), ErrorCode::column_missing);
  EXPECT_EQ(code_of(kHeader + "x,0,6,3,3,three,1,\n"), ErrorCode::number_malformed);
  EXPECT_EQ(code_of(kHeader + "x,0,6,3,3,0,1,\n"), ErrorCode::number_malformed);
  EXPECT_EQ(code_of(kHeader + ",0,6,3,3,3,1,\n"), ErrorCode::id_missing);
  EXPECT_EQ(code_of(kHeader + "x,0,6,3,3,3,1,\nx,0,6,3,3,3,1,\n"), ErrorCode::id_duplicate);
  EXPECT_EQ(code_of(kHeader + "x,0,6\n"), ErrorCode::row_width);
}

}  // namespace
}  // namespace libgrid::io
