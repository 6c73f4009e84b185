#include <libgrid/workflow/detail/heat_notes.hpp>

#include <gtest/gtest.h>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

City city_of(bool synthetic, const std::string& attribution) {
  City city;
  city.synthetic = synthetic;
  city.attribution = attribution;
  return city;
}

TEST(HeatNotes, OfARealCityAreItsLicenceLineOnly) {
  EXPECT_EQ(detail::heat_notes(city_of(false, "")).members, "");
  EXPECT_TRUE(detail::heat_notes(city_of(false, "")).tags.empty());
  const detail::HeatNotes notes = detail::heat_notes(city_of(false, "a \"b\" \\ c"));
  EXPECT_EQ(notes.members, R"(,"attribution":"a \"b\" \\ c")");
  ASSERT_EQ(notes.tags.size(), 1U);
  EXPECT_EQ(notes.tags[0].name, "TIFFTAG_IMAGEDESCRIPTION");
}

TEST(HeatNotes, OfAnInventedCitySaySoOnce) {
  const auto told = [](const std::string& attribution) { return detail::heat_notes(city_of(true, attribution)); };
  EXPECT_EQ(told("").line, "合成数据 / synthetic");
  EXPECT_EQ(told("by us").line, "合成数据 / synthetic; by us");
  EXPECT_EQ(told("合成数据 / synthetic data: by us").line, "合成数据 / synthetic data: by us");
  EXPECT_EQ(told("").members, R"(,"attribution":"合成数据 / synthetic","synthetic":true)");
  const std::vector<io::RasterTag> tags = told("by us").tags;
  ASSERT_EQ(tags.size(), 2U);
  EXPECT_EQ(tags[0].value, "合成数据 / synthetic; by us");
  EXPECT_EQ(tags[1].name + "=" + tags[1].value, "SYNTHETIC=1");
}

}  // namespace
}  // namespace libgrid::workflow::test
