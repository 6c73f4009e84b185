#include <libgrid/workflow/detail/located_table.hpp>

#include <gtest/gtest.h>

#include "../io/temporary_folder.hpp"

namespace libgrid::workflow::detail {
namespace {

TEST(LocatedTable, NothingIsThereBeforeTheCommit) {
  const io::TemporaryFolder folder;
  const std::vector<std::string> header{"a", "b"};
  {
    auto csv = GrowingCsv::create(folder.at("out.csv"), header);
    ASSERT_TRUE(csv);
    csv->row().add("1").add("x,y").end_row();
    ASSERT_TRUE(csv->spill(true).has_value());
    EXPECT_FALSE(std::filesystem::exists(folder.at("out.csv")));
    csv->row().add("2").add("").end_row();
    ASSERT_TRUE(csv->commit().has_value());
  }
  EXPECT_EQ(io::bytes_of(folder.at("out.csv")), "a,b\n1,\"x,y\"\n2,\n");
  {
    auto csv = GrowingCsv::create(folder.at("out.csv"), header);
    csv->row().add("3").add("").end_row();
  }
  EXPECT_EQ(io::bytes_of(folder.at("out.csv")), "a,b\n1,\"x,y\"\n2,\n") << "not committed: the old file stays";
  EXPECT_EQ(folder.names(), std::vector<std::string>{"out.csv"});
}

TEST(LocatedTable, RejectsNameRowFieldReasonAndCure) {
  const io::TemporaryFolder folder;
  auto rejects = RejectsCsv::create(folder.at("r.csv"));
  ASSERT_TRUE(rejects);
  ASSERT_TRUE(rejects->add(make_error(ErrorCode::number_malformed, "x").in_file("p.csv").at_row(7).at_field("lon")));
  ASSERT_TRUE(rejects->add(make_error(ErrorCode::row_width, "3 fields, the header has 2").in_file("p.csv").at_row(8)));
  ASSERT_TRUE(rejects->commit().has_value());
  EXPECT_EQ(rejects->by_code().at(ErrorCode::number_malformed), 1);
  EXPECT_EQ(io::bytes_of(folder.at("r.csv")),
            "file,row,field,code,id,value,value_zh,reason_zh,cure_zh,reason_en,cure_en\n"
            "p.csv,7,lon,E_NUMBER_MALFORMED,,x,x,不是数字,请写成带小数点的十进制数，如 -71.0587,not a number,"
            "\"write a decimal number with a point, e.g. -71.0587\"\n"
            "p.csv,8,,E_ROW_WIDTH,,\"3 fields, the header has 2\",3 个字段，表头有 2 个,该行字段数与表头不一致,"
            "请检查该行的引号和分隔符,the row has another number of fields than the header,"
            "check quotes and separators of this row\n");
}

}  // namespace
}  // namespace libgrid::workflow::detail
