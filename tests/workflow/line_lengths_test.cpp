#include <libgrid/workflow/line_lengths.hpp>

#include <map>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/csv_writer.hpp>

#include "../io/temporary_folder.hpp"
#include "tests/support/source_dir.hpp"

namespace libgrid::workflow {
namespace {

using io::bytes_of;
using io::TemporaryFolder;

/// Two squares of 1 km, A north of B, drawn in metres of UTM 49 N and written in degrees.
constexpr const char* kHead = R"({"type":"FeatureCollection","features":[)";
std::string at(int x, int y) {
  static const crs::Projector plane = crs::Projector::make(Frame{32'649}).value();
  const LonLat p = plane.to_lonlat({500'000.0 + x, 3'800'000.0 + y});
  return "[" + io::shortest_text(p.lon) + "," + io::shortest_text(p.lat) + "]";
}
std::string square(const char* code, int y) {
  return R"({"type":"Feature","properties":{"code":")" + std::string(code) +
         R"("},"geometry":{"type":"Polygon","coordinates":[[)" + at(0, y) + "," + at(1000, y) + "," +
         at(1000, y + 1000) + "," + at(0, y + 1000) + "," + at(0, y) + "]]}}";
}
std::string line(const char* id, const std::string& points) {
  return R"({"type":"Feature","properties":{"id":")" + std::string(id) +
         R"("},"geometry":{"type":"LineString","coordinates":[)" + points + "]}}";
}

struct Town {
  TemporaryFolder folder;
  LineLengthsRequest request;

  Town() {
    request.layers = {{.name = "zone",
                       .file = folder.write("z.geojson", kHead + square("A", 1000) + "," + square("B", 0) + "]}"),
                       .columns = {.code = "code"}}};
    request.lines = folder.write("l.geojson", kHead + line("across", at(500, -500) + "," + at(500, 1500)) + "," +
                                                  line("border", at(0, 1000) + "," + at(1000, 1000)) + "]}");
    request.frame = Frame{32'649};
    request.output = folder.at("lengths.csv");
    request.pieces = folder.at("pieces.csv");
  }
  [[nodiscard]] Expected<StepSummary> run() const { return line_lengths(request, {}); }
  [[nodiscard]] std::map<std::string, double> lengths() const {
    std::map<std::string, double> metres;
    std::istringstream in(bytes_of(request.output));
    for (std::string row; std::getline(in, row);)
      if (row.starts_with("zone,")) metres[row.substr(5, 1)] = std::stod(row.substr(7));
    return metres;
  }
};

TEST(LineLengths, TheBorderPolicyIsChosen) {
  const std::map<std::string, std::pair<double, double>> expected{
      {"half", {1000.0, 1500.0}}, {"south-east", {500.0, 2000.0}}, {"both", {1500.0, 2000.0}}};
  for (const auto& [word, metres] : expected) {
    Town town;
    town.request.border = border_run(word).value();
    const auto summary = town.run();
    ASSERT_TRUE(summary) << message_en(summary.error());
    const auto found = town.lengths();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NEAR(found.at("A"), metres.first, 1e-6) << word;  // coordinates went through degrees
    EXPECT_NEAR(found.at("B"), metres.second, 1e-6) << word;
  }
  EXPECT_EQ(border_run("left").error().code, ErrorCode::parameter_invalid);
}

TEST(LineLengths, OverlapsOfItsLayersAreFindingsAsThoseOfLocate) {
  Town town;
  town.request.layers.front().file =
      town.folder.write("over.geojson", kHead + square("A", 900) + "," + square("B", 0) + "]}");
  const auto summary = town.run();
  ASSERT_TRUE(summary) << message_en(summary.error());
  ASSERT_EQ(summary->findings.size(), 1U);
  EXPECT_TRUE(summary->findings.front().starts_with("zone: 1 overlap, 1000")) << summary->findings.front();
  EXPECT_NE(summary->findings.front().find("(A, B: "), std::string::npos) << summary->findings.front();
  town.request.check = false;
  EXPECT_TRUE(town.run()->findings.empty());
}

TEST(LineLengths, PiecesNameTheirLinesAndAddUp) {
  const Town town;
  const auto summary = town.run();
  ASSERT_TRUE(summary);
  std::istringstream in(bytes_of(town.request.pieces));
  std::string row;
  std::getline(in, row);
  EXPECT_EQ(row, "line,layer,code,metres");
  double sum = 0.0;
  for (int n = 0; std::getline(in, row); ++n) {
    EXPECT_TRUE(row.starts_with(n < 2 ? "across,zone," : "border,zone,")) << row;
    sum += std::stod(row.substr(14));
  }
  const auto figure = [&](const std::string& name) {
    for (const Figure& f : summary->figures)
      if (f.name == name) return std::get<double>(f.value);
    return -1.0;
  };
  EXPECT_NEAR(figure("metres_in_zone"), sum, 1e-9);
  EXPECT_NEAR(figure("metres"), 3000.0, 1e-6);
}

TEST(LineLengths, AnIndexAnswersAsItsPolygonsDo) {
  Town town;
  ASSERT_TRUE(town.run());
  const std::string lengths = bytes_of(town.request.output), pieces = bytes_of(town.request.pieces);
  town.request.index = town.folder.at("z.index");
  ASSERT_TRUE(index_polygons(town.request.layers, town.request.index, {.frame = town.request.frame}, {}));
  town.request.layers = {};
  town.request.frame = {};
  ASSERT_TRUE(town.run());
  EXPECT_EQ(bytes_of(town.request.output), lengths);
  EXPECT_EQ(bytes_of(town.request.pieces), pieces);
}

TEST(LineLengths, DegreesHaveNoMetresAndInputsStay) {
  Town town;
  town.request.frame = {};
  EXPECT_EQ(town.run().error().code, ErrorCode::crs_unknown);
  town.request.frame = Frame{32'649};
  town.request.parallel.threads = -3;
  EXPECT_EQ(town.run().error().field, "threads");
  town.request.parallel.threads = 0;
  town.request.output = town.request.lines;
  EXPECT_EQ(town.run().error().code, ErrorCode::parameter_invalid);
}

// Every metre of Wuhan's streets once, whatever the threads.
TEST(LineLengths, TheSameBytesForEveryNumberOfThreads) {
  Town town;
  town.request.lines = test::source_dir() + "/data/wuhan/streets.geojson";
  std::string first;
  for (const int threads : {1, 3}) {
    town.request.parallel.threads = threads;
    ASSERT_TRUE(town.run());
    const std::string bytes = bytes_of(town.request.output) + bytes_of(town.request.pieces);
    if (first.empty()) first = bytes;
    EXPECT_EQ(bytes, first);
  }
}

}  // namespace
}  // namespace libgrid::workflow
