#include <libgrid/workflow/detail/kept_codes.hpp>

#include <gtest/gtest.h>

#include "../io/temporary_folder.hpp"

namespace libgrid::workflow::detail {
namespace {

TEST(KeptCodes, TheTableGoesFromOneCuttingToTheNext) {
  const io::TemporaryFolder folder;
  const auto kept = read_kept_codes(folder.write("k.csv", "code,state,reason\nB2,void,merged into B1\nB1,in_use,\n"));
  ASSERT_TRUE(kept);
  EXPECT_EQ(codes_of(*kept), (std::vector<std::string>{"B1", "B2"}));
  const std::vector<std::string> made{"B3"};
  const std::string csv = kept_codes_csv(*kept, made);
  EXPECT_EQ(csv, "code,state,reason\nB1,in_use,\nB2,void,merged into B1\nB3,in_use,\n");
  EXPECT_EQ(codes_of(*read_kept_codes(folder.write("next.csv", csv))), (std::vector<std::string>{"B1", "B2", "B3"}));
}

TEST(KeptCodes, ARowThatIsNoCodeIsRefused) {
  const io::TemporaryFolder folder;
  const auto error = [&](const std::string& row) {
    return read_kept_codes(folder.write("k.csv", "code,state,reason\nA,in_use,\n" + row + "\n")).error();
  };
  EXPECT_EQ(error("B,void,").field, "reason");
  EXPECT_EQ(error("B,old,x").field, "state");
  EXPECT_EQ(error("B,old,x").row, 2);
  EXPECT_EQ(error(",void,x").code, ErrorCode::id_missing);
  EXPECT_EQ(error("A,void,x").code, ErrorCode::id_duplicate);
}

}  // namespace
}  // namespace libgrid::workflow::detail
