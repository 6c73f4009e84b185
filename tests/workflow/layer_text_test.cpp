#include <libgrid/workflow/layer_text.hpp>

#include <gtest/gtest.h>

namespace libgrid::workflow {
namespace {

using Where = std::vector<io::ColumnValue>;

PolygonLayer parsed(std::string_view text) {
  const auto layer = parse_polygon_layer(text);
  EXPECT_TRUE(layer) << text << ": " << message_en(layer.error());
  return layer.value_or(PolygonLayer{});
}

TEST(LayerText, NameFileAndColumns) {
  const PolygonLayer layer = parsed("ward=a/w.gpkg,code=WARD,rank=r,layer=l,where=level:2,where=sector:all");
  EXPECT_EQ(layer.name, "ward");
  EXPECT_EQ(layer.file, "a/w.gpkg");
  EXPECT_EQ(
      layer.columns,
      (io::ZoneColumns{
          .code = "WARD", .parent = "", .layer = "l", .rank = "r", .where = {{"level", "2"}, {"sector", "all"}}}));
  EXPECT_EQ(parsed("w=a=b.gpkg").file, "a=b.gpkg");
  EXPECT_EQ(parsed("w=a.gpkg,where=opened:12:30").columns.where, (Where{{"opened", "12:30"}}));
}

TEST(LayerText, ValuesInQuotesHoldCommasColonsAndQuotes) {
  EXPECT_EQ(parsed(R"(w=a.gpkg,where=name:"Back Bay, South",code=c)").columns.where,
            (Where{{"name", "Back Bay, South"}}));
  EXPECT_EQ(parsed(R"(w=a.gpkg,where="name:Back Bay, South")").columns.where, (Where{{"name", "Back Bay, South"}}));
  EXPECT_EQ(parsed(R"(w=a.gpkg,where="a:b":"c:d")").columns.where, (Where{{"a:b", "c:d"}}));
  EXPECT_EQ(parsed(R"(w=a.gpkg,where=name:"the ""old"" town")").columns.where, (Where{{"name", R"(the "old" town)"}}));
  EXPECT_EQ(parsed(R"(w=a.gpkg,where=name:5" pipe)").columns.where, (Where{{"name", R"(5" pipe)"}}))
      << "a quotation mark inside a value is a character of it";
  const PolygonLayer layer = parsed(R"(w="my, zones.gpkg",code="a,b",where=name:"")");
  EXPECT_EQ(layer.file, "my, zones.gpkg");
  EXPECT_EQ(layer.columns.code, "a,b");
  EXPECT_EQ(layer.columns.where, (Where{{"name", ""}}));
}

TEST(LayerText, WhatIsNoLayerIsRefusedInBothLanguages) {
  for (const char* bad : {"w.gpkg", "=w.gpkg", "ward=", "ward=w.gpkg,color=red", "a=w.gpkg,where=",
                          "a=w.gpkg,where=rank", "a=w.gpkg,where=:3", "a=w.gpkg,code", "a=w.gpkg,,code=c"}) {
    const auto layer = parse_polygon_layer(bad);
    ASSERT_FALSE(layer) << bad;
    EXPECT_EQ(layer.error().code, ErrorCode::parameter_invalid) << bad;
    EXPECT_EQ(layer.error().field, "layer") << bad;
  }
  const Error open = parse_polygon_layer(R"(a=w.gpkg,where=name:"Back Bay, South)").error();
  EXPECT_NE(open.detail.find("a quotation mark is not closed"), std::string::npos) << open.detail;
  EXPECT_NE(message_zh(open).find("引号没有闭合"), std::string::npos) << message_zh(open);
}

TEST(LayerText, ManyAtOnceOrTheFirstThatIsNone) {
  const std::vector<std::string> texts{"a=a.gpkg", "b=b.gpkg"};
  EXPECT_EQ(parse_polygon_layers(texts)->size(), 2U);
  EXPECT_FALSE(parse_polygon_layers(std::vector<std::string>{"a=a.gpkg", "b"}));
}

}  // namespace
}  // namespace libgrid::workflow
