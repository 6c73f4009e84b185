#include <libgrid/io/city_file.hpp>

#include <gtest/gtest.h>

#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

TEST(CityText, CitiesOfTheRepositoryComeBackFromTheirText) {
  for (const char* const name : {"boston", "xuchang"}) {
    SCOPED_TRACE(name);
    const auto city = read_city(test::source_dir() + "/data/" + name + "/city.json");
    ASSERT_TRUE(city) << message_en(city.error());
    const std::string text = to_json(*city);
    EXPECT_EQ(city_from_json(text).value(), *city);
    EXPECT_EQ(to_json(city_from_json(text).value()), text);
  }
}

TEST(CityText, TheRulesOfBackLanesComeBackAndAWrongWordNamesTheAllowedOnes) {
  const std::string plain = to_json(read_city(test::source_dir() + "/data/boston/city.json").value());
  const auto with = [&](const std::string& member) { return plain.substr(0, plain.rfind('}')) + "," + member + "}"; };
  const City city = city_from_json(with(R"("back_lanes":{"suffixes":["里弄"],"width_m":4})")).value();
  EXPECT_EQ(city.back_lanes.suffixes, std::vector<std::string>{"里弄"});
  EXPECT_EQ(city.back_lanes.width, Metres{4.0});
  EXPECT_EQ(city.back_lanes.dead_end, Metres{150.0});
  EXPECT_EQ(city_from_json(to_json(city)).value(), city);
  const auto wrong = city_from_json(with(R"("duties":{"lane":"middle"})"));
  EXPECT_EQ(wrong.error().detail,
            "middle is none of lower_code, centre_line, longer_share, higher_authority, south_east");
}

TEST(CityText, RulesThatNobodyGaveAreNotWritten) {
  const std::string text = to_json(City{});
  for (const char* const name :
       {"barriers", "duties", "responsible", "frontage", "road_kinds", "back_lanes", "report_source"})
    EXPECT_EQ(text.find('"' + std::string(name) + '"'), std::string::npos) << name;
}

}  // namespace
}  // namespace libgrid::io
