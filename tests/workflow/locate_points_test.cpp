#include <libgrid/workflow/locate_points.hpp>

#include <cmath>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/layer_text.hpp>

#include "../io/temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::workflow {
namespace {

using io::bytes_of;
using io::TemporaryFolder;

// Two squares A | B that share the border x = 113.86; park lies in A with a better rank in its own layer.
constexpr const char* kZones =
    R"({"type":"FeatureCollection","features":[)"
    R"({"type":"Feature","properties":{"code":"B","rank":1},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113.86,34.0],[113.88,34.0],[113.88,34.02],[113.86,34.02],[113.86,34.0]]]}},)"
    R"({"type":"Feature","properties":{"code":"A","rank":2},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113.84,34.0],[113.86,34.0],[113.86,34.02],[113.84,34.02],[113.84,34.0]]]}}]})";
constexpr const char* kParks =
    R"({"type":"FeatureCollection","features":[)"
    R"({"type":"Feature","properties":{"code":"park"},"geometry":{"type":"Polygon","coordinates":)"
    R"([[[113.85,34.01],[113.852,34.01],[113.852,34.012],[113.85,34.012],[113.85,34.01]]]}}]})";

struct Town {
  TemporaryFolder folder;
  LocateRequest request;

  explicit Town(std::string_view points) {
    request.points = folder.write("p.csv", points);
    request.layers = {{.name = "zone", .file = folder.write("z.geojson", kZones), .columns = {.code = "code"}},
                      {.name = "green", .file = folder.write("g.geojson", kParks), .columns = {.code = "code"}}};
    request.crs = "EPSG:4326";
    request.output = folder.at("out.csv");
  }
  Expected<StepSummary> run(const StepContext& context = {}) const { return locate_points(request, context); }
  [[nodiscard]] std::string output() const { return bytes_of(request.output); }
  [[nodiscard]] std::string rejects() const { return bytes_of(folder.at("out.csv.rejects.csv")); }
};

std::int64_t figure(const StepSummary& summary, const std::string& name) {
  for (const Figure& f : summary.figures)
    if (f.name == name) return std::get<std::int64_t>(f.value);
  return -1;
}

TEST(LocatePoints, OverlapsAndInvalidRingsAreFindings) {
  Town town("id,lon,lat\n1,113.8595,34.01\n");
  std::string over = kZones;
  const std::string ring = "[113.86,34.0],[113.88,34.0],[113.88,34.02],[113.86,34.02],[113.86,34.0]";
  over.replace(over.find(ring), ring.size(),  // B reaches into A
               "[113.85,34.0],[113.88,34.0],[113.88,34.02],[113.85,34.02],[113.85,34.0]");
  town.request.layers.front().file = town.folder.write("over.geojson", over);
  town.request.layers.back().file = town.folder.write(
      "bow.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"park"},"geometry":)"
      R"({"type":"Polygon","coordinates":[[[113.85,34.0],[113.86,34.01],[113.86,34.0],[113.85,34.01],[113.85,34.0]]]}}]})");
  const auto summary = town.run();
  ASSERT_TRUE(summary) << message_en(summary.error());
  ASSERT_EQ(summary->findings.size(), 2U);
  EXPECT_TRUE(summary->findings[0].starts_with("zone: 1 overlap, ")) << summary->findings[0];
  EXPECT_NE(summary->findings[0].find("(A, B: "), std::string::npos) << summary->findings[0];
  EXPECT_TRUE(
      summary->findings[1].starts_with("green: 1 feature with an invalid ring, read by even-odd parity "
                                       "(feature 1, park) | green："))
      << summary->findings[1];
  town.request.check = false;
  EXPECT_TRUE(town.run()->findings.empty());
}

TEST(LocatePoints, AColumnPerLayerAndTheTouchedOnes) {
  const Town town("id,lon,lat\n1,113.851,34.011\n2,113.86,34.01\n3,113.87,34.0\n4,113.89,34.01\n");
  const auto summary = town.run();
  ASSERT_TRUE(summary) << message_en(summary.error());
  EXPECT_EQ(town.output(),
            "id,lon,lat,zone,green,touch\n1,113.851,34.011,A,park,\n2,113.86,34.01,A,,zone\n"
            "3,113.87,34.0,B,,zone\n4,113.89,34.01,,,\n");
  EXPECT_EQ(figure(*summary, "in_zone"), 3);
  EXPECT_EQ(figure(*summary, "touch_zone"), 2);
  EXPECT_EQ(figure(*summary, "none_green"), 3);
}

TEST(LocatePoints, APlaceThatHoldsAShareFarAboveChanceIsToldAlsoWhereItsRowsAreRefused) {
  std::string points = "id,lon,lat\n";
  for (int i = 0; i < 200; ++i) points += std::to_string(i) + ",113.85" + std::to_string(100 + i) + ",34.01\n";
  const auto said = [](const std::string& table) {
    const auto summary = Town(table).run();
    EXPECT_TRUE(summary) << message_en(summary.error());
    std::vector<std::string> findings;
    for (const std::string& finding : summary->findings)
      if (finding.starts_with("default coordinate: ")) findings.push_back(finding);
    return std::pair(figure(*summary, "at_default_coordinate"), findings);
  };
  EXPECT_EQ(said(points).first, 0);
  EXPECT_TRUE(said(points).second.empty());
  std::string trapped = points;
  for (int i = 0; i < 12; ++i) trapped += std::to_string(200 + i) + ",113.87,34.015\n";
  for (int i = 0; i < 30; ++i) trapped += std::to_string(300 + i) + ",0,-0.0\n";
  const auto [rows, findings] = said(trapped);
  EXPECT_EQ(rows, 42);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_TRUE(findings[0].starts_with("default coordinate: 30 / 242 (12.4 %) of the rows are written at 0, 0,"))
      << findings[0];
  EXPECT_NE(findings[1].find("12 / 242 (5.0 %) of the rows are written at 113.87, 34.015"), std::string::npos);
  EXPECT_NE(findings[1].find(" | 疑似默认坐标：12 / 242"), std::string::npos);
}

TEST(LocatePoints, DefaultCoordinatesStandInATableBesideTheOutput) {
  std::string points = "id,lon,lat\n";
  for (int i = 0; i < 100; ++i)
    points += std::to_string(i) + "," + io::shortest_text(113.845 + 0.0002 * i) + ",34.01\n";
  const auto table = [](const std::string& rows) {
    const Town town(rows);
    EXPECT_TRUE(town.run().has_value());
    return bytes_of(town.folder.at("out.csv.default_places.csv"));
  };
  const std::string header = "x,y,rows,share,next_rows,times_next,exact\n";
  EXPECT_EQ(table(points), header);
  for (int i = 0; i < 60; ++i) points += std::to_string(200 + i) + ",113.87,34.015\n";
  EXPECT_EQ(table(points), header + "113.87,34.015,60,0.375,1,60,1\n");
}

TEST(LocatePoints, OneLevelOfAFileThatHoldsSeveralByWhere) {
  Town town("lon,lat\n113.845,34.01\n113.87,34.01\n");
  const std::string file = town.request.layers[0].file.string();
  const std::vector<std::string> texts{"two=" + file + ",code=code,where=rank:2",
                                       "one=" + file + ",code=code,where=rank:1"};
  town.request.layers = parse_polygon_layers(texts).value();
  ASSERT_TRUE(town.run().has_value());
  EXPECT_EQ(town.output(), "lon,lat,two,one,touch\n113.845,34.01,A,,\n113.87,34.01,,B,\n");
  town.request.layers = {parse_polygon_layer("three=" + file + ",where=rank:3").value()};
  EXPECT_EQ(town.run().error().code, ErrorCode::not_found);
  for (const char* bad : {"a=w.gpkg,where=", "a=w.gpkg,where=rank", "a=w.gpkg,where=:3"})
    EXPECT_EQ(parse_polygon_layer(bad).error().code, ErrorCode::parameter_invalid) << bad;
}

TEST(LocatePoints, ALayerWithoutAPolygonIsRefusedAndManyRefusedFeaturesAreOneFinding) {
  Town town("lon,lat\n113.845,34.01\n");
  const auto point = [](const char* code) {
    return std::string(R"({"type":"Feature","properties":{"code":")") + code +
           R"("},"geometry":{"type":"Point","coordinates":[113.85,34.0]}})";
  };
  const std::string head = R"({"type":"FeatureCollection","features":[)";
  town.request.layers[0].file = town.folder.write("points.geojson", head + point("x") + "," + point("y") + "]}");
  const auto refused = town.run();
  EXPECT_EQ(refused.error().code, ErrorCode::geometry_type);
  EXPECT_EQ(refused.error().row, 1);
  std::string mixed = kZones;
  mixed.replace(0, head.size(), head + point("x") + "," + point("y") + ",");
  town.request.layers[0].file = town.folder.write("mixed.geojson", mixed);
  const StepSummary summary = town.run().value();
  EXPECT_TRUE(summary.findings.at(0).starts_with("2 features refused, the first: mixed.geojson, row 1, field geometry"))
      << summary.findings.at(0);
  EXPECT_EQ(summary.findings.size(), 1U);
}

TEST(LocatePoints, ASemicolonFileIsReadWhereItIsDeclaredAndNamedWhereNot) {
  Town town("id;lon;lat\n1,5;113.845;34.01\n");
  const auto refused = town.run();
  EXPECT_EQ(refused.error().code, ErrorCode::column_missing);
  EXPECT_EQ(refused.error().detail,
            "lon; the columns look separated by ;, not by commas: --separator of locate and import");
  town.request.separator = ";";
  ASSERT_TRUE(town.run().has_value());
  EXPECT_EQ(town.output(), "id,lon,lat,zone,green,touch\n\"1,5\",113.845,34.01,A,,\n");
  town.request.separator = "x";
  EXPECT_EQ(town.run().error().code, ErrorCode::parameter_invalid);
}

TEST(LocatePoints, SouthEastBesideAHoleOrOutsideAnswersWhatThePointTouches) {
  Town town("lon,lat\n113.86,34.0\n113.85,34.012\n113.851,34.012\n113.852,34.011\n113.88,34.02\n");
  std::string holed = kZones;  // the park is a hole of A; B touches A at x = 113.86
  const std::string ring = "[113.84,34.02],[113.84,34.0]]";
  holed.replace(holed.find(ring), ring.size(),
                ring + ",[[113.85,34.01],[113.852,34.01],[113.852,34.012],[113.85,34.012],[113.85,34.01]]");
  town.request.layers = {{.name = "zone", .file = town.folder.write("h.geojson", holed), .columns = {.code = "code"}}};
  town.request.tie = LocateTie::south_east;
  ASSERT_TRUE(town.run().has_value());
  EXPECT_EQ(town.output(),
            "lon,lat,zone,touch\n"
            "113.86,34.0,A,zone\n"     // south of both: outside; the lower code of the two
            "113.85,34.012,A,zone\n"   // the hole's corner
            "113.851,34.012,A,zone\n"  // south of it the hole
            "113.852,34.011,A,zone\n"
            "113.88,34.02,B,zone\n");
}

TEST(LocatePoints, TheAnswerNeverTakesThePlaceOfAnInput) {
  const std::string points = "id,lon,lat\n1,113.851,34.011\n";
  for (const char* const name : {"p.csv", "./z.geojson"}) {
    Town town(points);
    town.request.output = town.folder.at(name);
    EXPECT_EQ(town.run().error().code, ErrorCode::parameter_invalid) << name;
    EXPECT_EQ(bytes_of(town.request.points), points);
    town.request.output = town.folder.at("out.csv"), town.request.rejects = town.folder.at(name);
    EXPECT_EQ(town.run().error().code, ErrorCode::parameter_invalid) << name;
  }
}

TEST(LocatePoints, TiesByRankByTheHalfOpenRuleOrAll) {
  const std::map<std::string, std::string> expected{{"lowest", "A"}, {"south-east", "B"}, {"all", "A;B"}};
  for (const auto& [word, answer] : expected) {
    Town town("lon,lat\n113.86,34.01\n");
    town.request.tie = locate_tie(word).value();
    ASSERT_TRUE(town.run().has_value());
    EXPECT_EQ(town.output(), "lon,lat,zone,green,touch\n113.86,34.01," + answer + ",,zone\n") << word;
  }
  Town ranked("lon,lat\n113.86,34.01\n");
  ranked.request.layers[0].columns.rank = "rank";
  ASSERT_TRUE(ranked.run().has_value());
  EXPECT_EQ(ranked.output(), "lon,lat,zone,green,touch\n113.86,34.01,B,,zone\n");
}

TEST(LocatePoints, EveryDeclaredDatumComesToTheSamePlace) {
  const struct {
    const char *crs, *row;
    bool authority;
  } rows[] = {{"EPSG:4326", "113.8523,34.0107", false},
              {"EPSG:4326", "34.0107,113.8523", true},
              {"GCJ-02", "113.858171,34.009142", false},
              {"EPSG:4547", "486359.1,3764858.8", false},
              {"EPSG:4547", "3764858.8,486359.1", true}};
  for (const auto& row : rows) {
    Town town("lon,lat\n" + std::string(row.row) + "\n");
    town.request.crs = row.crs;
    town.request.order = row.authority ? crs::AxisOrder::authority : crs::AxisOrder::east_first;
    const auto summary = town.run();
    ASSERT_TRUE(summary) << message_en(summary.error());
    EXPECT_EQ(town.output(), "lon,lat,zone,green,touch\n" + std::string(row.row) + ",A,,\n") << row.crs;
    if (&row != rows) continue;
    town.request.frame = Frame{4547};  // both to a plane
    ASSERT_TRUE(town.run().has_value());
    EXPECT_EQ(town.output(), "lon,lat,zone,green,touch\n" + std::string(row.row) + ",A,,\n") << row.crs;
  }
}

TEST(LocatePoints, SwappedForeignAndBrokenRowsAreListedAndTheOthersGoOn) {
  const Town town("lon,lat\n34.01,113.85\n113.85,34.011\n-71.06,42.36\n0,0\nx,1\n1\n");
  const auto summary = town.run();
  ASSERT_TRUE(summary);
  EXPECT_EQ(town.output(), "lon,lat,zone,green,touch\n113.85,34.011,A,park,green\n");
  EXPECT_EQ(figure(*summary, "rows"), 6);
  EXPECT_EQ(figure(*summary, "rejected"), 5);
  const std::string rejects = town.rejects();
  for (const char* start :
       {"p.csv,1,\"lon, lat\",E_AXES_SWAPPED,", "p.csv,3,\"lon, lat\",E_COORDINATE_OUT_OF_RANGE,",
        "p.csv,4,\"lon, lat\",E_COORDINATE_OUT_OF_RANGE,", "p.csv,5,lon,E_NUMBER_MALFORMED,", "p.csv,6,,E_ROW_WIDTH,"})
    EXPECT_NE(rejects.find(start), std::string::npos) << start << '\n' << rejects;
  EXPECT_EQ(summary->findings.size(), 4U);
}

TEST(LocatePoints, AFrameIsNeverGuessedAndWordsAreChecked) {
  Town town("lon,lat\n113.85,34.011\n");
  town.request.crs = "";
  EXPECT_EQ(town.run().error().code, ErrorCode::crs_missing);
  EXPECT_EQ(town.folder.names(), (std::vector<std::string>{"g.geojson", "p.csv", "z.geojson"}));
  town.request.crs = "4326";
  town.request.layers[1].name = "zone";
  EXPECT_EQ(town.run().error().code, ErrorCode::parameter_invalid);
  town.request.layers[1].name = "lat";
  EXPECT_EQ(town.run().error().code, ErrorCode::column_duplicate);
  EXPECT_EQ(locate_tie("first").error().code, ErrorCode::parameter_invalid);
  const PolygonLayer layer = parse_polygon_layer("ward=a/w.gpkg,code=WARD,rank=r,layer=l").value();
  EXPECT_EQ(layer.name + layer.file.string() + layer.columns.code + layer.columns.rank + layer.columns.layer,
            "warda/w.gpkgWARDrl");
  for (const char* bad : {"w.gpkg", "=w.gpkg", "ward=", "ward=w.gpkg,color=red"})
    EXPECT_EQ(parse_polygon_layer(bad).error().code, ErrorCode::parameter_invalid) << bad;
}

TEST(LocatePoints, AMarginAndThreadsThatAreNoAmountsAreRefused) {
  Town town("lon,lat\n113.85,34.011\n");
  for (const double margin : {std::nan(""), -1.0}) {
    town.request.margin = margin;
    EXPECT_EQ(town.run().error().field, "margin") << margin;
  }
  town.request.margin = 1.0;
  town.request.parallel.threads = -3;
  EXPECT_EQ(town.run().error().field, "threads");
}

/// Many rows: more than one chunk.
std::string many_rows(std::size_t rows) {
  const CounterRandom draw(6, 1);
  std::string text = "lon,lat\n";
  for (std::uint64_t i = 0; i < rows; ++i)
    text += io::shortest_text(113.83 + 0.06 * draw.unit(2 * i)) + ',' +
            io::shortest_text(33.99 + 0.04 * draw.unit(2 * i + 1)) + '\n';
  return text;
}

TEST(LocatePoints, TheSameBytesForEveryNumberOfThreads) {
  Town town(many_rows(70'000));
  std::string first;
  for (const int threads : {1, 2, 8}) {
    town.request.parallel = {.threads = threads, .grain = 1000};
    ASSERT_TRUE(town.run().has_value());
    if (first.empty()) first = town.output();
    EXPECT_EQ(town.output(), first);
  }
}

TEST(LocatePoints, CancellingLeavesTheOldFile) {
  Town town(many_rows(70'000));
  town.folder.write("out.csv", "old");
  StepContext context;
  context.progress = Progress{[&](std::string_view step, double) {
    if (step.starts_with("locate")) context.cancel.cancel();
  }};
  EXPECT_EQ(town.run(context).error().code, ErrorCode::cancelled);
  EXPECT_EQ(town.output(), "old");
  EXPECT_EQ(town.folder.names(), (std::vector<std::string>{"g.geojson", "out.csv", "p.csv", "z.geojson"}));
}

}  // namespace
}  // namespace libgrid::workflow
