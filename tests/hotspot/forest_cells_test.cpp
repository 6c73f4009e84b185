#include <gtest/gtest.h>

#include <libgrid/hotspot/detail/forest_cells.hpp>

namespace libgrid::hotspot::detail {
namespace {

// Squares of about 10 m: two cases in one, one beside it, one far away, one of another category, one without a place.
TEST(ForestCells, SquaresAndTheirThreeRows) {
  std::vector<ForestCase> cases(6);
  cases[0].at = {1, 1}, cases[1].at = {2, 2}, cases[2].at = {-1, 11}, cases[3].at = {500, 1};
  cases[4].category = 1, cases[5].has_place = false;
  const ForestCells cells = forest_cells(cases, Metres{10.0});
  EXPECT_EQ(cells.of[0], cells.of[1]);
  EXPECT_EQ(cells.start.size(), 5U);
  const auto reach = [&](std::uint32_t s) {
    std::vector<std::uint32_t> squares;
    for (std::size_t row = 0; row < 3; ++row)
      for (std::uint32_t k = cells.rows[s].begin[row]; k < cells.rows[s].end[row]; ++k) squares.push_back(k);
    return squares;
  };
  EXPECT_EQ(reach(cells.of[0]), (std::vector<std::uint32_t>{cells.of[0], cells.of[2]}));
  EXPECT_EQ(reach(cells.of[3]), (std::vector<std::uint32_t>{cells.of[3]}));
  EXPECT_EQ(reach(cells.of[4]), (std::vector<std::uint32_t>{cells.of[4]}));
}

}  // namespace
}  // namespace libgrid::hotspot::detail
