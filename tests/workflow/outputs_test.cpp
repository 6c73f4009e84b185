#include <libgrid/workflow/outputs.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

TEST(GeopackageName, IsTheCitysNameInLowerCase) {
  City city;
  city.name_en = "Boston";
  EXPECT_EQ(geopackage_name(city), "boston.gpkg");
  city.name_en = "St. John's 2";
  EXPECT_EQ(geopackage_name(city), "st__john_s_2.gpkg");
}

TEST(ExportOutputs, WritesTheFilesOfTheContractAndNothingElse) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(finished_city().output()))
    names.insert(entry.path().filename().string());
  EXPECT_EQ(names,
            (std::set<std::string>{"assignment.csv", "attribution.csv", "hotspots.csv", "posts.csv", "rebound.csv",
                                   "rejected.csv", "summary.json", "tinytown.gpkg", "worst_places.csv"}));
}

TEST(ExportOutputs, ColumnsHaveTheNamesAndTheOrderOfTheContract) {
  struct Row {
    std::string file, header;
  };
  const Row rows[] = {{"assignment.csv", "case_id,zone_id,upper_zone_id,method,reason,distance_m,flags"},
                      {"rejected.csv", "file,row,field,code,message_zh,message_en"},
                      {"hotspots.csv", "category,ix,iy,n,z,p,q,significant"},
                      {"rebound.csv", "category,n_reports,n_settled,n_rebound,naive,km_30d,lower,upper"},
                      {"worst_places.csv", "rank,ix,iy,lon,lat,n_reports,n_settled,n_rebound,top_category"},
                      {"posts.csv", "post_id,level,title_zh,title_en,parent_id,zone_id"}};
  for (const Row& row : rows) {
    const std::string text = read_file(finished_city().output() / row.file);
    EXPECT_EQ(text.substr(0, text.find('\n')), row.header) << row.file;
    EXPECT_EQ(text.find('\r'), std::string::npos) << row.file;
    EXPECT_TRUE(text.ends_with('\n')) << row.file;
  }
}

TEST(ExportOutputs, LayersHaveTheNamesAndTheOrderOfTheContract) {
  struct Row {
    std::string layer, columns;
  };
  const Row rows[] = {
      {"districts", "fid,geom,district_id,name"},
      {"faces", "fid,geom,face_id,raw_face_id,block_id"},
      {"blocks", "fid,geom,block_id,zone_id,district_id,area_m2,street_m,reports,workload,faces,merge_reason"},
      {"links", "fid,geom,link_id,from_block,to_block,length_m"},
      {"zones",
       "fid,geom,zone_id,code,level,parent_id,name,post_id,blocks,area_m2,street_m,reports,workload,polsby_popper,"
       "parts"},
      {"road_pieces", "fid,geom,piece_id,way_no,from_m,to_m,length_m,zone_id,sector,side,rule,unit"},
      {"cells", "fid,geom,ix,iy"},
      {"plans", "fid,plan_id,version,state,valid_from,valid_to,sha256"},
      {"zone_versions", "fid,geom,version,valid_from,valid_to,zone_id,code,level,parent_id,name,post_id"}};
  OutputQuery query(finished_city().output());
  for (const Row& row : rows)
    EXPECT_EQ(query("tinytown.gpkg", "SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_table_info('" +
                                         row.layer + "') ORDER BY cid)"),
              row.columns);
  EXPECT_EQ(query("tinytown.gpkg", "SELECT group_concat(DISTINCT srs_id) FROM gpkg_geometry_columns"), "26986");
}

std::string as_text(const FigureValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return io::shortest_text(*real);
  return std::get<std::string>(value);
}

TEST(ExportOutputs, EveryFigureIsFoundAgainInTheFiles) {
  OutputQuery query(finished_city().output());
  int checked = 0;
  for (const StepSummary& step : finished_city().summaries) {
    for (const Figure& figure : step.figures) {
      if (figure.expression.empty()) continue;
      SCOPED_TRACE(step.step + ": " + figure.name + " = " + figure.expression);
      const std::string found = query(figure.file, figure.expression);
      // Sums of metres may be added in another order: equal to 12 digits is the same number.
      if (const auto* real = std::get_if<double>(&figure.value)) {
        EXPECT_NEAR(std::strtod(found.c_str(), nullptr), *real, 1e-12 * std::max(1.0, std::abs(*real)) * 100) << found;
      } else {
        EXPECT_EQ(found, as_text(figure.value));
      }
      ++checked;
    }
  }
  EXPECT_GT(checked, 30);
}

TEST(ExportOutputs, RowsOfTheReportFileAddUp) {
  OutputQuery query(finished_city().output());
  EXPECT_EQ(query("assignment.csv", "SELECT count(*) FROM assignment"), std::to_string(kRows - kRefusedRows));
  EXPECT_EQ(query("assignment.csv", "SELECT count(DISTINCT case_id) FROM assignment"),
            std::to_string(kRows - kRefusedRows));
  EXPECT_EQ(query("rejected.csv", "SELECT group_concat(code) FROM rejected"),
            "E_TIME_MALFORMED,E_TYPE_MISSING,E_ID_DUPLICATE");
  EXPECT_EQ(query("rejected.csv", "SELECT group_concat(row) FROM rejected"), "1398,1399,1400");
  EXPECT_EQ(query("assignment.csv", "SELECT count(*) FROM assignment WHERE (zone_id IS NULL) <> (method = 'none')"),
            "0");
  EXPECT_EQ(
      query("assignment.csv",
            "SELECT count(*) FROM assignment WHERE (distance_m IS NOT NULL) <> (coalesce(reason, '') = 'outside')"),
      "0");
}

TEST(ExportOutputs, NumbersAreTheSameInEveryFile) {
  OutputQuery query(finished_city().output());
  // Reports of a zone in boston.gpkg and in assignment.csv, without those that have no zone.
  for (int id = 1; id <= 8; ++id) {
    const std::string zone = std::to_string(id);
    const std::string of_layer = query("tinytown.gpkg", "SELECT reports FROM zones WHERE zone_id = " + zone);
    const std::string of_rows =
        query("assignment.csv", "SELECT count(*) FROM assignment WHERE " + zone + " IN (zone_id, upper_zone_id)");
    EXPECT_EQ(of_layer, of_rows) << "zone " << id;
    EXPECT_EQ(query("posts.csv", "SELECT post_id FROM posts WHERE zone_id = " + zone),
              query("tinytown.gpkg", "SELECT post_id FROM zones WHERE zone_id = " + zone));
  }
  EXPECT_NEAR(std::stod(query("tinytown.gpkg", "SELECT sum(workload) FROM blocks")), 1.0, 1e-12);
  EXPECT_NEAR(std::stod(query("tinytown.gpkg", "SELECT sum(workload) FROM zones WHERE level = 2")), 1.0, 1e-12);
}

TEST(ExportOutputs, NeedsEveryStepAndLeavesNothingBehindWithoutIt) {
  const TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  run_steps(workspace, files, "hotspots");
  const auto refused = export_outputs(workspace, folder.path() / "out", {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::step_missing);
  EXPECT_EQ(refused.error().detail, "rebound");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out"));
}

TEST(ExportOutputs, TwiceGivesTheSameBytes) {
  const TinyWorkspace& city = finished_city();
  const TinyFolder folder;
  Workspace again = must(Workspace::open(city.workspace.folder()));
  must(export_outputs(again, folder.path(), {}));
  for (const auto& entry : std::filesystem::directory_iterator(city.output()))
    EXPECT_TRUE(read_file(entry.path()) == read_file(folder.path() / entry.path().filename()))
        << entry.path().filename();
}

TEST(SummaryDocument, HoldsParametersInputsTimingsFiguresAndFindings) {
  const std::string text = must(summary_document(finished_workspace()));
  for (const char* key : {"\"city\": \"Tinytown\"", "\"parameters\"", "\"seed\": 7", "\"inputs\"", "\"sha256\"",
                          "\"timings\"", "\"rebound\"", "\"figures\"", "\"findings\"", "default coordinate found at"})
    EXPECT_NE(text.find(key), std::string::npos) << key;
}

}  // namespace
}  // namespace libgrid::workflow::test
