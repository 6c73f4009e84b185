#include <libgrid/places/detail/find_street.hpp>

#include <gtest/gtest.h>

namespace libgrid::places::detail {
namespace {

TEST(FindStreet, AsWrittenByAliasByCompassAndWithOneLetterWrong) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_street("劳动路", {{0, 0}, {0, 100}});
  gazetteer.add_street("Boylston Street", {{0, 0}, {50, 0}});
  gazetteer.add_alias("文峰大道", "劳动路");
  EXPECT_EQ(find_street("Boylston St", gazetteer).confidence, kAsWritten);
  EXPECT_EQ(find_street("文峰大道", gazetteer).confidence, kOverGap);
  EXPECT_EQ(find_street("劳动北路", gazetteer).part, Compass::north);
  EXPECT_EQ(find_street("Boylstn Street", gazetteer).confidence, kCorrected);
  EXPECT_EQ(find_street("许都路", gazetteer).street, nullptr);
}

}  // namespace
}  // namespace libgrid::places::detail
