#include "tests/store/noun_rows.hpp"

namespace libgrid::store::detail {
namespace {

class ReportRows : public NounRows {};

TEST_F(ReportRows, EveryNounComesBack) {
  EXPECT_EQ(through(test::reports().reports), test::reports().reports);
  EXPECT_EQ(through(test::attributions()), test::attributions());
}

TEST_F(ReportRows, ARefusedRowKeepsItsWholeError) {
  const std::vector<RejectedRow> again = through(test::reports().rejected);
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].error.code, ErrorCode::number_not_finite);
  EXPECT_EQ(again[0].error.detail, "nan");
  EXPECT_EQ(again[0].error.file, "reports.csv.gz");
  EXPECT_EQ(again[0].error.row, 2);
  EXPECT_EQ(again[0].error.field, "lon");
  EXPECT_EQ(again[0].error.id, "101002");
  EXPECT_EQ(again[1].error.code, ErrorCode::row_width);
  EXPECT_EQ(again[1].error.row, std::nullopt);
}

TEST_F(ReportRows, EveryErrorCodeHasANameThatIsReadBack) {
  std::vector<RejectedRow> rows;
  for (const ErrorInfo& known : all_errors()) rows.push_back({make_error(known.code)});
  const std::vector<RejectedRow> again = through(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(again[i].error.code, rows[i].error.code);
  must(database->execute("UPDATE rejected SET code = 'E_NEVER'"));
  EXPECT_EQ(read_rows<RejectedRow>(*database).error().detail, "unknown error code E_NEVER");
}

}  // namespace
}  // namespace libgrid::store::detail
