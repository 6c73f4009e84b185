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

TEST(CityText, RulesThatNobodyGaveAreNotWritten) {
  const std::string text = to_json(City{});
  for (const char* const name : {"barriers", "duties", "responsible", "frontage", "road_kinds", "report_source"})
    EXPECT_EQ(text.find('"' + std::string(name) + '"'), std::string::npos) << name;
}

}  // namespace
}  // namespace libgrid::io
