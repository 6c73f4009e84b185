#include <libgrid/workflow/detail/written_files.hpp>

#include <array>

#include <gtest/gtest.h>

#include "../io/temporary_folder.hpp"

namespace libgrid::workflow::detail {
namespace {

TEST(WrittenFiles, TheSameFileByAnyNameIsRefused) {
  const io::TemporaryFolder folder;
  const std::filesystem::path input = folder.write("in.csv", "a"), other = folder.write("other.csv", "a");
  const std::array inputs{std::filesystem::path{}, input};
  EXPECT_TRUE(keeps_its_inputs(inputs, std::array{other, std::filesystem::path{}, folder.at("new.csv")}));
  for (const char* const name : {"in.csv", "./in.csv"}) {
    const auto refused = keeps_its_inputs(inputs, std::array{other, folder.at(name)});
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, ErrorCode::parameter_invalid);
  }
}

}  // namespace
}  // namespace libgrid::workflow::detail
