#include <libgrid/io/city_file.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

const std::string kBoston = test::source_dir() + "/data/boston/city.json";

/// Boston's file with one text in place of another.
std::string boston_with(const std::string& what, const std::string& by) {
  std::string text = bytes_of(kBoston);
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(CityFile, SnippetOfTheHeader) {
  Expected<City> city = io::read_city(kBoston);
  ASSERT_TRUE(city.has_value()) << message_en(city.error());
  std::string text = io::to_json(*city);
  EXPECT_EQ(city_from_json(text).value(), *city);
}

TEST(CityFile, BostonIsWhatItSays) {
  const City city = read_city(kBoston).value();
  EXPECT_EQ(city.code, "BOS");
  EXPECT_EQ(city.name_zh, "波士顿");
  EXPECT_EQ(city.frame, Frame{26986});
  ASSERT_EQ(city.levels.size(), 2U);
  EXPECT_EQ(city.levels[1].zones_per_parent, 12);
  EXPECT_EQ(city.levels[1].band, 0.05);
  EXPECT_EQ(city.posts.size(), 3U);
  EXPECT_EQ(city.seed, 20151U);
  EXPECT_EQ(city.rebound.window, days(30));
  EXPECT_EQ(city.hotspots.cell, Metres{250.0});
  EXPECT_EQ(city.blocks, BlockRules{});
  EXPECT_EQ(city.report_columns, ReportColumns{});
}

const std::string kSmall =
    R"({"code":"XC","name_zh":"许昌","name_en":"Xuchang","frame_epsg":4547,
        "sectors":[{"code":"all","name_zh":"全部","name_en":"all"}],
        "levels":[{"number":1,"zones_per_parent":5,"band":0.1,"name_zh":"第{}网格","name_en":"Zone {}"}],"posts":[]})";

/// kSmall with further members.
std::string small_with(const std::string& members) { return kSmall.substr(0, kSmall.size() - 1) + "," + members + "}"; }

TEST(CityFile, BarriersAndWorkloads) {
  const City city = city_from_json(small_with(
                                       R"("barriers": {"column": "fclass", "tunnel_column": "tunnel", "gate_m": 3,
      "classes": [{"value": "canal", "kind": "river", "factor": 0.2}, {"value": "wall", "kind": "wall", "impassable": true}]},
      "blocks": {"kept_classes": ["primary"]},
      "zoning": {"workloads": [{"name": "lanes", "measure": "back_lane_m", "weight": 2, "least": 0.5, "most": 1.5},
                 {"name": "schools", "measure": "points", "column": "class", "values": ["school"], "amount_column": "n"}]})"))
                        .value();
  ASSERT_EQ(city.barriers.classes.size(), 2U);
  EXPECT_EQ(city.barriers.classes[0], (BarrierClass{"canal", BarrierKind::river, 0.2, false}));
  EXPECT_TRUE(city.barriers.classes[1].impassable);
  EXPECT_EQ(city.barriers.gate, Metres{3.0});
  EXPECT_EQ(city.blocks.kept_classes, std::vector<std::string>{"primary"});
  ASSERT_EQ(city.zoning.workloads.size(), 2U);
  EXPECT_EQ(city.zoning.workloads[0].most, 1.5);
  EXPECT_EQ(city.zoning.workloads[1].values, std::vector<std::string>{"school"});
  EXPECT_EQ(city_from_json(to_json(city)).value(), city);
}

TEST(CityFile, MustLinksAndTagsOfOpenStreetMap) {
  const City city = city_from_json(small_with(R"("barriers": {"osm_least_water_m2": 500,
      "osm": [{"key": "barrier", "value": "hedge", "class": "wall"}]},
      "zoning": {"must_link": [{"name": "hospital", "places": [{"lon": 113.8, "lat": 34.0}, {"lon": 113.9, "lat": 34.1}]}]})"))
                        .value();
  EXPECT_EQ(city.barriers.osm, (std::vector<OsmBarrier>{{"barrier", "hedge", "wall"}}));
  EXPECT_EQ(city.barriers.osm_least_water, SquareMetres{500.0});
  ASSERT_EQ(city.zoning.must_link.size(), 1U);
  EXPECT_EQ(city.zoning.must_link[0].places, (std::vector<LonLat>{{113.8, 34.0}, {113.9, 34.1}}));
  EXPECT_EQ(city_from_json(to_json(city)).value(), city);
  const auto refused = city_from_json(small_with(R"("zoning": {"must_link": [{"name": "a", "places": []}]})"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "zoning.must_link[0].places");
  const auto far = city_from_json(small_with(
      R"("zoning": {"must_link": [{"name": "a", "places": [{"lon": 900, "lat": 0}, {"lon": 0, "lat": 0}]}]})"));
  ASSERT_FALSE(far);
  EXPECT_EQ(far.error().field, "zoning.must_link[0].places[0].lon");
}

TEST(CityFile, WorkloadsThatMeanNothingAreRefused) {
  struct Row {
    const char* workloads;
    const char* field;
  };
  for (const Row& row : {Row{R"([{"name": "a", "measure": "cows"}])", "zoning.workloads[0].measure"},
                         Row{R"([{"name": "A b", "measure": "reports"}])", "zoning.workloads[0].name"},
                         Row{R"([{"name": "a", "measure": "reports", "most": 0.5}])", "zoning.workloads[0].most"},
                         Row{R"([{"name": "a", "measure": "points", "values": [1]}])", "zoning.workloads[0].values"},
                         Row{R"([{"name": "a", "measure": "reports"}, {"name": "a", "measure": "area_m2"}])",
                             "zoning.workloads[1].name"}}) {
    const auto refused = city_from_json(small_with(std::string(R"("zoning": {"workloads": )") + row.workloads + "}"));
    ASSERT_FALSE(refused) << row.workloads;
    EXPECT_EQ(refused.error().field, row.field);
  }
}

TEST(CityFile, WhatIsNotSaidIsTheDefault) {
  const City city = city_from_json(kSmall).value();
  EXPECT_EQ(city.hotspots, HotspotRules{});
  EXPECT_EQ(city.rebound, ReboundRules{});
  EXPECT_EQ(city.default_coordinate, DefaultCoordinateRules{});
  EXPECT_EQ(city.seed, City{}.seed);
  EXPECT_EQ(city_from_json(to_json(city)).value(), city);
}

TEST(CityFile, OddValuesComeBackTheSame) {
  City city = city_from_json(kSmall).value();
  city.seed = 18'446'744'073'709'551'615U;
  city.rebound.window = Seconds{100'001};
  city.street_share = 1.0 / 3.0;
  city.blocks.lattice = Metres{0.1};
  city.zoning = {.preset = "best", .road_class_costs = {{"motorway", 0.3}, {"service", 2.0}}};
  city.synthetic = true;
  city.attribution = "quotes \" and \\ and \n";
  EXPECT_EQ(city_from_json(to_json(city)).value(), city);
  EXPECT_EQ(to_json(city_from_json(to_json(city)).value()), to_json(city));
}

struct Bad {
  std::string what;
  std::string by;
  std::string field;
};

TEST(CityFile, NamesTheMemberThatIsWrong) {
  const std::vector<Bad> bad{
      {"\"code\": \"BOS\",", "", "code"},
      {"\"BOS\"", "\"\"", "code"},
      {"\"BOS\"", "\"../BOS\"", "code"},
      {"\"BOS\"", "7", "code"},
      {"\"name_en\": \"Boston\"", "\"name_en\": null", "name_en"},
      {"26986", "\"EPSG:26986\"", "frame_epsg"},
      {"26986", "-1", "frame_epsg"},
      {"26986", "26986.5", "frame_epsg"},
      {"{\"code\": \"all\"", "{\"code\": \"\"", "sectors[0].code"},
      {"\"sectors\": [", "\"sectors\": [{\"code\": \"all\", \"name_zh\": \"\", \"name_en\": \"\"}, ",
       "sectors[1].code"},
      {"\"number\": 2", "\"number\": 3", "levels"},
      {"\"number\": 2", "\"number\": 0", "levels[1].number"},
      {"\"zones_per_parent\": 12", "\"zones_per_parent\": 0", "levels[1].zones_per_parent"},
      {"\"band\": 0.03", "\"band\": -0.03", "levels[0].band"},
      {"\"band\": 0.03", "\"band\": 0", "levels[0].band"},
      {"\"band\": 0.03, ", "", "levels[0].band"},
      {"\"band\": 0.03", "\"band\": 0.03, \"bend\": 1", "levels[0].bend"},
      {"\"level\": 2", "\"level\": 3", "posts[2].level"},
      {"\"level\": 2", "\"level\": 1", "posts[2].level"},
      {"\"street_share\": 0.5", "\"street_share\": 1.5", "street_share"},
      {"\"street_share\"", "\"street_shar\"", "street_shar"},
      {"20151", "-20151", "seed"},
      {"20151", "1.5", "seed"},
      {"\"lattice_m\": 500", "\"lattice_m\": 0", "blocks.lattice_m"},
      {"\"cut_above_m2\": 200000", "\"cut_above_m2\": \"200000\"", "blocks.cut_above_m2"},
      {"\"merge_below_m2\": 1000", "\"merge_below_m2\": -1", "blocks.merge_below_m2"},
      {"\"cell_m\": 250", "\"cell_m\": -250", "hotspots.cell_m"},
      {"\"least_reports\": 100", "\"least_reports\": 100.0", "hotspots.least_reports"},
      {"\"q_level\": 0.05", "\"q_level\": 5", "hotspots.q_level"},
      {"\"hotspots\": {", "\"zoning\": {\"preset\": \"slow\"}, \"hotspots\": {", "zoning.preset"},
      {"\"hotspots\": {",
       "\"zoning\": {\"road_class_costs\": [{\"road_class\": \"a\", \"factor\": -1}]}, \"hotspots\": {",
       "zoning.road_class_costs[0].factor"},
      {"\"radius_m\": 50", "\"radius_m\": -50", "rebound.radius_m"},
      {"\"window_days\": 30", "\"window_days\": 0", "rebound.window_days"},
      {"\"window_days\": 30", "\"window_days\": 1e300", "rebound.window_days"},
      {"\"least_wards\": 5", "\"least_wards\": true", "default_coordinate.least_wards"},
      {"\"ward\": \"ward\"", "\"ward\": 3", "report_columns.ward"},
      {"{\"cell_m\"", "[{\"cell_m\"", ""},  // malformed below
  };
  for (const Bad& c : bad) {
    SCOPED_TRACE(c.what + " -> " + c.by);
    const auto city = city_from_json(boston_with(c.what, c.by));
    ASSERT_FALSE(city.has_value());
    EXPECT_EQ(city.error().code, c.field.empty() ? ErrorCode::json_malformed : ErrorCode::parameter_invalid);
    EXPECT_EQ(city.error().field, c.field);
  }
}

TEST(CityFile, AWordThatIsNoneOfItsListIsToldTheList) {
  const auto refused = city_from_json(small_with(R"("duties": {"main": "centre"})"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "duties.main");
  EXPECT_EQ(refused.error().detail,
            "centre is none of lower_code, centre_line, longer_share, higher_authority, south_east");
}

TEST(CityFile, RefusesWhatIsNoObject) {
  EXPECT_EQ(city_from_json("[]").error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(city_from_json("").error().code, ErrorCode::json_malformed);
  EXPECT_EQ(city_from_json("{\"code\":\"\xC8\"}").error().code, ErrorCode::encoding_not_utf8);
  EXPECT_EQ(city_from_json(std::string(1000, '[')).error().code, ErrorCode::json_too_deep);
  const TemporaryFolder folder;
  EXPECT_EQ(read_city(folder.at("none.json")).error().code, ErrorCode::file_not_found);
  const auto bad = read_city(folder.write("city.json", "{}"));
  EXPECT_EQ(bad.error().file, "city.json");
  EXPECT_EQ(bad.error().field, "code");
}

TEST(CityFile, HowReportsAreWrittenIsDeclared) {
  const std::string source =
      R"("report_source":{"crs":"GCJ-02","encoding":"gb18030","time_zone":"+08:00","serial_dates":"1904"},)"
      R"("report_columns":{"accuracy":"gps_m","source":"origin","returned":"sent_back"})";
  const City city = city_from_json(small_with(source)).value();
  const ReportSource expected{
      .crs = "GCJ-02", .encoding = "gb18030", .time_zone = "+08:00", .serial_dates = SerialDates::since_1904};
  EXPECT_EQ(city.report_source, expected);
  EXPECT_EQ(city.report_columns.accuracy, "gps_m");
  EXPECT_EQ(city.report_columns.source, "origin");
  EXPECT_EQ(city.report_columns.returned, "sent_back");
  EXPECT_EQ(city_from_json(to_json(city)).value(), city);
  EXPECT_EQ(to_json(city_from_json(kSmall).value()).find("report_source"), std::string::npos);
  const struct {
    const char *member, *field;
  } bad[] = {{R"("crs":"somewhere")", "report_source.crs"},
             {R"("crs":"")", "report_source.crs"},
             {R"("encoding":"latin1")", "report_source.encoding"},
             {R"("time_zone":"Asia/Shanghai")", "report_source.time_zone"},
             {R"("serial_dates":"1901")", "report_source.serial_dates"},
             {R"("serial_dates":1900)", "report_source.serial_dates"},
             {R"("zone":"+08:00")", "report_source.zone"}};
  for (const auto& row : bad) {
    const auto refused = city_from_json(small_with("\"report_source\":{" + std::string(row.member) + "}"));
    ASSERT_FALSE(refused) << row.member;
    EXPECT_EQ(refused.error().field, row.field);
  }
}

TEST(CityFile, RulesOfResponsibilityAreReadAndWritten) {
  std::string text = to_json(City{});
  EXPECT_EQ(text.find("responsible"), std::string::npos) << "a city without rules does not write them";
  City city;
  city.code = "T", city.frame = Frame{26986};
  city.sectors = {{"all", "全部", "all"}};
  city.levels = {{.number = 1, .zones_per_parent = 2, .band = 0.1, .name_zh = "{}", .name_en = "{}"}};
  city.responsible.exceptions = "parks.geojson";
  city.responsible.sectors = {{"Pothole", "all"}};
  city.responsible.south_east = true;
  city.responsible.gap_reach = Metres{20.0};
  text = to_json(city);
  const auto again = city_from_json(text);
  ASSERT_TRUE(again) << message_en(again.error());
  EXPECT_EQ(again->responsible, city.responsible);
  text.replace(text.find("south_east"), 10, "north_west");
  const auto refused = city_from_json(text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "responsible.border");
}

/// The smallest city, with one more member.
City must_read(const std::string& member) {
  const auto city = city_from_json(R"({"code": "T", "name_zh": "", "name_en": "", "frame_epsg": 26986,
    "sectors": [{"code": "all", "name_zh": "", "name_en": ""}], "posts": [],
    "levels": [{"number": 1, "zones_per_parent": 2, "band": 0.1, "name_zh": "{}", "name_en": "{}"}], )" +
                                   member + "}");
  EXPECT_TRUE(city) << message_en(city.error());
  return city.value_or(City{});
}

TEST(CityFile, WidthsOfFrontageByKindOfRoad) {
  std::string text = to_json(must_read(R"("frontage": {"back_lane": {"kerb_m": 2, "setback_m": 3, "pavement": false},
    "main_road": {"kerb_m": 15.5}, "reach_m": 60, "buildings": "houses.gpkg"})"));
  const auto again = city_from_json(text);
  ASSERT_TRUE(again) << message_en(again.error());
  ASSERT_TRUE(again->frontage);
  const FrontagePolicy usual;
  EXPECT_EQ(again->frontage->sections[0].kerb, Metres{15.5});
  EXPECT_EQ(again->frontage->sections[0].setback, usual.sections[0].setback) << "what is not said stays as it is";
  EXPECT_EQ(again->frontage->sections[3], (RoadSection{Metres{2}, Metres{3}, false}));
  EXPECT_EQ(again->frontage->reach, Metres{60});
  EXPECT_EQ(again->frontage->buildings, "houses.gpkg");
  EXPECT_FALSE(must_read(R"("seed": 1)").frontage) << "a city that says nothing has no frontage duty on its sheets";
  text.replace(text.find("15.5"), 4, "-1.0");
  const auto refused = city_from_json(text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().field, "frontage.main_road.kerb_m");
}

}  // namespace
}  // namespace libgrid::io
