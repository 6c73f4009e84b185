#include <libgrid/io/detail/road_tags.hpp>

#include <gtest/gtest.h>

namespace libgrid::io::detail {
namespace {

TEST(RoadTags, OneWayAsCitiesWriteIt) {
  for (const char* text : {"yes", "TRUE", "1", "T", "FT"}) EXPECT_EQ(one_way_of(text), OneWay::forward) << text;
  for (const char* text : {"-1", "reverse", "TF", "B"}) EXPECT_EQ(one_way_of(text), OneWay::backward) << text;
  for (const char* text : {"", "no", "0", "reversible"}) EXPECT_EQ(one_way_of(text), OneWay::no) << text;
}

TEST(RoadTags, YesNumbersAndWidths) {
  EXPECT_TRUE(yes_of("viaduct"));
  EXPECT_FALSE(yes_of("No"));
  EXPECT_FALSE(yes_of(""));
  EXPECT_EQ(whole_of("-1"), -1);
  EXPECT_EQ(whole_of("2.0"), 2);
  EXPECT_EQ(whole_of("2;3"), std::nullopt);
  EXPECT_EQ(width_of("6.5 m"), Metres{6.5});
  EXPECT_EQ(width_of("6米"), Metres{6.0});
  EXPECT_EQ(width_of("12 ft"), std::nullopt);
  EXPECT_EQ(width_of("-3"), std::nullopt);
}

TEST(RoadTags, TagsOfHstore) {
  const auto tags = tags_of(R"("oneway"=>"yes","name:en"=>"Da \"Xue\" Rd\\","layer"=>"-1")");
  EXPECT_EQ(tags.size(), 3U);
  EXPECT_EQ(tags.find("name:en")->second, R"(Da "Xue" Rd\)");
  EXPECT_EQ(tags.find("layer")->second, "-1");
  EXPECT_TRUE(tags_of("").empty());
  EXPECT_TRUE(tags_of("broken").empty());
  EXPECT_EQ(tags_of(R"("a"=>)").size(), 1U);
}

TEST(RoadTags, BytesThatAreNoTextAreReplaced) {
  std::string text = "\xC8\xCB路";
  EXPECT_TRUE(mend_utf8(text));
  EXPECT_EQ(text, "\xEF\xBF\xBD\xEF\xBF\xBD路");
  EXPECT_FALSE(mend_utf8(text));
}

}  // namespace
}  // namespace libgrid::io::detail
