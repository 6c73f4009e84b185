#include <libgrid/workflow/responsible.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include <libgrid/crs/projector.hpp>
#include <libgrid/workflow/report_streets.hpp>
#include <libgrid/workflow/text_places.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

using attribution::Responsibility;
using attribution::ResponsibleBy;

TEST(Responsible, WithoutRulesOfTheCityItIsWhatAssignMadeAndTheNearestInGaps) {
  const Workspace& workspace = finished_workspace();
  const std::vector<Attribution> assigned = must(workspace.store().attributions());
  const std::vector<Responsibility> all = must(responsible_as_of(workspace, {}));
  ASSERT_EQ(all.size(), assigned.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (assigned[i].method == AttributionMethod::inside) {
      EXPECT_EQ(all[i].primary, assigned[i].zone);
      EXPECT_EQ(all[i].method, ResponsibleBy::inside);
    }
    EXPECT_EQ(assigned[i].reason == UnassignedReason::default_coordinate, all[i].rule == "default_coordinate");
    EXPECT_FALSE(all[i].rule.empty());
    EXPECT_EQ(all[i].plan_version, 1);
    EXPECT_EQ(all[i].to_verify, all[i].candidates.size() > 1);
  }
  EXPECT_TRUE(must(preview_responsible(workspace, {})).moved.empty());
}

TEST(Responsible, TheTableIsAnOutputFile) {
  const auto cells = csv_cells(read_file(finished_city().output() / "attribution.csv"));
  ASSERT_EQ(cells.size(), must(finished_workspace().store().reports()).reports.size() + 1);
  EXPECT_EQ(cells[0],
            (std::vector<std::string>{"case_id", "plan_version", "sector", "zone", "method", "rule", "distance_m",
                                      "district", "to_verify", "candidates", "street_id", "street", "ask_street"}));
  for (std::size_t i = 1; i < cells.size(); ++i)
    EXPECT_TRUE(cells[i][4] != "inside" || cells[i][9].starts_with(cells[i][3] + ":0")) << cells[i][0];
  const TinyFolder folder;
  must(write_responsibility_table(finished_workspace(), folder.path() / "now.csv", {}));
  EXPECT_EQ(read_file(folder.path() / "now.csv"), read_file(finished_city().output() / "attribution.csv"));
  EXPECT_EQ(write_responsibility_table(finished_workspace(), folder.path() / "no" / "now.csv", {}).error().code,
            ErrorCode::file_unwritable);
}

/// The tiny city with a park over its south-west quarter and a decision in the middle of East.
struct RuledCity {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());

  RuledCity() {
    const PositionText text;
    std::string city = tiny_city_json();
    city.pop_back();
    write_file(folder.path() / "city.json",
               city + R"(, "responsible": {"exceptions": "parks.geojson", "precedents": "decisions.csv",
                 "sectors": [{"category": "Graffiti", "sector": "all"}]}})");
    std::vector<Xy> park = square_ring(kCorner, 500.0);
    write_file(folder.path() / "parks.geojson",
               feature_collection({R"({"type": "Feature", "properties": {"code": "park", "priority": 1, "sector": "",
                 "zone": "TIN-02-01"}, "geometry": {"type": "Polygon", "coordinates": [)" +
                                   text(park) + "]}}"}));
    const LonLat at = text.degrees({kCorner.x + 1300.0, kCorner.y + 300.0});
    write_file(folder.path() / "decisions.csv",
               "id,sector,category,lon,lat,zone\nd1,all,Graffiti," + io::shortest_text(at.lon) + "," +
                   io::shortest_text(at.lat) +
                   ",TIN-01-01\nd2,all,Graffiti,0,99,TIN-01-01\nd3,all,Graffiti,-71.06,42.36,TIN-99-99\n");
  }
};

TEST(Responsible, AreasAndDecisionsOfTheCityAnswer) {
  RuledCity city;
  Workspace workspace = new_workspace(city.folder.path());
  std::filesystem::remove(city.folder.path() / "parks.geojson");  // the workspace has its own copy
  const std::vector<StepSummary> summaries = run_steps(workspace, city.files, "export");
  OutputQuery query(workspace.folder() / "out");
  EXPECT_EQ(query("attribution.csv",
                  "SELECT count(*) FROM attribution WHERE method = 'exception' AND rule = 'park' "
                  "AND zone = 'TIN-02-01'"),
            query("attribution.csv", "SELECT count(*) FROM attribution WHERE method = 'exception'"));
  EXPECT_GT(std::stoi(query("attribution.csv", "SELECT count(*) FROM attribution WHERE method = 'exception'")), 50);
  EXPECT_GT(std::stoi(query("attribution.csv",
                            "SELECT count(*) FROM attribution WHERE method = 'precedent' AND rule "
                            "= 'd1' AND zone = 'TIN-01-01' AND CAST(distance_m AS REAL) <= 50")),
            0);
  const StepSummary& assign = summaries[5];
  EXPECT_EQ(assign.step, "assign");
  int figures = 0;
  for (const Figure& figure : assign.figures)
    if (figure.file == "attribution.csv") {
      ++figures;
      EXPECT_EQ(query(figure.file, figure.expression), std::to_string(std::get<std::int64_t>(figure.value)));
    }
  EXPECT_EQ(figures, 9);
  EXPECT_NE(assign.findings.back().find("decisions.csv, row 2"), std::string::npos) << assign.findings.back();
  const auto lost = std::ranges::find_if(
      assign.findings, [](const std::string& text) { return text.find("no zone TIN-99-99") != std::string::npos; });
  ASSERT_NE(lost, assign.findings.end());
  EXPECT_NE(lost->find("d3"), std::string::npos) << *lost;
}

/// The tiny city with a register of streets, other names of streets, and four reports that name theirs.
struct RegisterCity {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());

  RegisterCity() {
    std::string city = tiny_city_json();
    city.pop_back();
    write_file(folder.path() / "city.json", city + R"(, "responsible": {"aliases": "aliases.csv"}})");
    write_file(folder.path() / "aliases.csv", "alias,street\nFifth Lane,Street 5\n");
    write_file(folder.path() / "register.csv", "street,from,to,side,unit\nStreet 5,,,left,TIN-02-03\n");
    std::string rows = read_file(files.reports);
    rows += row("R1", "STREET 5", 440.0) + row("R2", "Fifth Lane", 470.0) + row("R3", "Street 5", 560.0);
    rows += row("R4", "Street 5", 1560.0) + row("R5", "Nowhere Rd", 440.0);
    write_file(files.reports, rows);
  }
  /// Street 5 runs north at x = 500: its left side is the west.
  static std::string row(const std::string& id, const std::string& street, double x) {
    static const PositionText text;
    const LonLat at = text.degrees({kCorner.x + x, kCorner.y + 350.0});
    return id + ",2015-02-01T00:00:00,,Pothole," + street + ",Ward 1," + io::shortest_text(at.lon) + "," +
           io::shortest_text(at.lat) + "\n";
  }
};

TEST(Responsible, AReportGoesToTheStreetThatItNamesAsInReportStreets) {
  RegisterCity city;
  Workspace workspace = new_workspace(city.folder.path());
  run_steps(workspace, city.files, "publish");
  must(cut_streets_by_register(workspace, city.folder.path() / "register.csv", {}));
  write_file(city.folder.path() / "attribution.csv", must(responsibility_table(workspace, {})));
  std::map<std::string, std::vector<std::string>> of;
  for (const auto& row : csv_cells(read_file(city.folder.path() / "attribution.csv"))) of[row[0]] = row;
  const auto is = [&](const char* id, const char* method, const char* zone, const char* street, const char* ask) {
    SCOPED_TRACE(id);
    EXPECT_EQ(of[id][4], method);
    EXPECT_TRUE(*zone == '\0' || of[id][3] == zone) << of[id][3];
    EXPECT_EQ(of[id][11], street);
    EXPECT_EQ(of[id][12], ask);
  };
  is("R1", "segment_duty", "TIN-02-03", "Street 5", "0");
  EXPECT_NEAR(std::stod(of["R1"][6]), 60.0, 0.01) << "40 m from Street 4, but it names Street 5";
  is("R2", "segment_duty", "TIN-02-03", "Street 5", "0");
  is("R3", "inside", "", "Street 5", "0");
  is("R4", "inside", "", "", "1");
  is("R5", "inside", "", "", "1");

  must(snap_reports(workspace, must(load_gazetteer(workspace, {}, nullptr)), city.folder.path() / "streets.csv", {}));
  for (const auto& row : csv_cells(read_file(city.folder.path() / "streets.csv")))
    if (row[0] != "case_id") {
      EXPECT_EQ(of[row[0]][10], row[6] == "named" ? row[1] : "") << row[0] << ": one rule, one street";
    }
}

TEST(Responsible, ARegisterWithoutSectorsAnswersForEverySectorOfTheCity) {
  RegisterCity city;
  std::string text = read_file(city.folder.path() / "city.json");
  const std::string list = R"("sectors": [)";
  text.insert(text.find(list) + list.size(), R"({"code": "chengguan", "name_zh": "城管", "name_en": "management"}, )");
  text.replace(text.find(R"("responsible": {)"), 16,
               R"("responsible": {"sectors": [{"category": "Pothole", "sector": "all"}], )");
  write_file(city.folder.path() / "city.json", text);
  Workspace workspace = new_workspace(city.folder.path());
  run_steps(workspace, city.files, "publish");
  must(cut_streets_by_register(workspace, city.folder.path() / "register.csv", {}));
  std::map<std::string, std::vector<std::string>> of;
  for (const auto& row : csv_cells(must(responsibility_table(workspace, {})))) of[row[0]] = row;
  EXPECT_EQ(of["R1"][2], "all");
  EXPECT_EQ(of["R1"][4], "segment_duty");
}

/// A place whose degrees come exactly to this point of the plane, if one lies near.
std::optional<LonLat> exactly_at(const crs::Projector& projector, Xy p) {
  const auto moved = [](double value, int steps) {
    for (; steps != 0; steps += steps < 0 ? 1 : -1) value = std::nextafter(value, steps < 0 ? -1e9 : 1e9);
    return value;
  };
  const LonLat near = projector.to_lonlat(p);
  for (int i = -8; i <= 8; ++i)
    for (int j = -8; j <= 8; ++j)
      if (const LonLat at{moved(near.lon, i), moved(near.lat, j)}; projector.to_plane(at) == p) return at;
  return std::nullopt;
}

// Tie: on a vertex that two zones share. The others as in RuledCity and RegisterCity, with a block in no zone.
TEST(Responsible, EveryMethodOccursInOneTable) {
  const RuledCity ruled;
  std::string city = read_file(ruled.folder.path() / "city.json");
  const PositionText text;
  const LonLat out = text.degrees({kCorner.x + 1700.0, kCorner.y + 750.0});
  city.replace(city.find("26986"), 5, "4087");  // a plane in which some degrees come exactly to any vertex
  city.pop_back();
  write_file(ruled.folder.path() / "city.json",
             city + R"(, "zoning": {"excluded": [{"name": "yard", "places": [{"lon": )" + io::shortest_text(out.lon) +
                 R"(, "lat": )" + io::shortest_text(out.lat) + "}]}]}}");
  write_file(ruled.folder.path() / "register.csv", "street,from,to,side,unit\nStreet 5,,,left,TIN-02-03\n");
  Workspace workspace = new_workspace(ruled.folder.path());
  run_steps(workspace, ruled.files, "publish");
  must(cut_streets_by_register(workspace, ruled.folder.path() / "register.csv", {}));

  const auto projector = must(crs::Projector::make(workspace.city().frame));
  const ZoneMap map = must(workspace.store().plan(1)).map;
  std::map<Xy, std::set<std::string>> touching;
  for (const Zone& zone : map.zones)
    if (zone.level == workspace.city().levels.back().number)
      for (const Polygon& part : zone.shape)
        for (const Xy p : part.outer) touching[p].insert(zone.code);
  std::vector<AskedPlace> places{{out, "", "Pothole"},
                                 {text.degrees({kCorner.x + 440.0, kCorner.y + 850.0}), "Street 5", "Pothole"},
                                 {text.degrees({kCorner.x + 250.0, kCorner.y + 250.0}), "", "Pothole"},
                                 {text.degrees({kCorner.x + 1305.0, kCorner.y + 300.0}), "", "Graffiti"},
                                 {text.degrees({kCorner.x + 1330.0, kCorner.y + 330.0}), "", "Pothole"},
                                 {text.degrees({kCorner.x - 20.0, kCorner.y + 700.0}), "", "Pothole"},
                                 {text.degrees({kCorner.x - 4000.0, kCorner.y}), "", "Pothole"}};
  std::set<std::string> expected;
  const double east_of_the_park = text.degrees({kCorner.x + 600.0, kCorner.y}).lon;
  for (const auto& [p, codes] : touching) {
    if (codes.size() < 2 || !expected.empty() || projector.to_lonlat(p).lon < east_of_the_park) continue;
    if (const auto at = exactly_at(projector, p)) places.push_back({*at, "", "Pothole"}), expected = codes;
  }
  ASSERT_FALSE(expected.empty()) << "no vertex that degrees come to exactly";
  const std::vector<ResponsibleRow> rows = must(responsible_at(workspace, places, std::nullopt, {}));
  std::set<std::string_view> methods;
  for (const ResponsibleRow& row : rows) methods.insert(attribution::word(row.method));
  EXPECT_EQ(methods, (std::set<std::string_view>{"precedent", "segment_duty", "exception", "inside", "tie", "nearest",
                                                 "district", "none"}));
  EXPECT_EQ(rows.back().method, ResponsibleBy::tie);
  EXPECT_EQ(rows.back().zone, *expected.begin());
  EXPECT_EQ(rows.back().rule, "lowest_code");
  EXPECT_TRUE(rows.back().to_verify);
  EXPECT_EQ(rows[0].district.empty(), false);
  EXPECT_TRUE(rows[0].zone.empty());
}

TEST(Responsible, AnyPlaceIsAnsweredAsAReportThere) {
  const Workspace& workspace = finished_workspace();
  const std::vector<Report> reports = must(workspace.store().reports()).reports;
  std::vector<AskedPlace> places;
  for (const Report& report : reports) places.push_back({report.at, report.street, report.category});
  const std::vector<ResponsibleRow> rows = must(responsible_at(workspace, places, std::nullopt, {}));
  const auto cells = csv_cells(read_file(finished_city().output() / "attribution.csv"));
  ASSERT_EQ(rows.size() + 1, cells.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (cells[i + 1][5] == "default_coordinate") continue;
    EXPECT_EQ(rows[i].zone, cells[i + 1][3]);
    EXPECT_EQ(attribution::word(rows[i].method), cells[i + 1][4]);
    EXPECT_EQ(candidates_text(rows[i].candidates), cells[i + 1][9]);
  }
  const std::vector<AskedPlace> nowhere{{{200.0, 95.0}}, {{std::nan(""), 0.0}}};
  for (const ResponsibleRow& row :
       must(responsible_at(workspace, nowhere, parse_local_time("1999-01-01T00:00:00").value(), {}))) {
    EXPECT_EQ(row.method, ResponsibleBy::none);
    EXPECT_EQ(row.plan_version, 1);
  }
}

TEST(Responsible, TheStatedAccuracyWidensTheCandidates) {
  TinyFolder folder;
  const CityFiles files = write_tiny_city(folder.path());
  std::string city = tiny_city_json();
  city.pop_back();
  write_file(folder.path() / "city.json", city + R"(, "report_columns": {"accuracy": "gps_m"}})");
  const char* const stated[] = {"600", "", "-1"};  // row by row in turn: far, none, senseless
  std::string lines;
  std::size_t row = 0;
  std::istringstream given(read_file(files.reports));
  for (std::string line; std::getline(given, line); ++row) {
    if (line.ends_with('\r')) line.pop_back();
    lines += line + (row == 0 ? ",gps_m" : std::string(",") + stated[(row - 1) % 3]) + '\n';
  }
  write_file(files.reports, lines);
  Workspace workspace = new_workspace(folder.path());
  const std::vector<StepSummary> summaries = run_steps(workspace, files, "assign");
  EXPECT_TRUE(std::ranges::any_of(summaries[0].findings, [](const std::string& finding) {
    return finding.find("reports state an accuracy that is not 0 to 10,000 m") != std::string::npos;
  }));
  const std::vector<Report> reports = must(workspace.store().reports()).reports;
  const std::vector<Responsibility> wide = must(responsible_as_of(workspace, {}));
  std::size_t wider = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const std::string text = stated[static_cast<std::size_t>(reports[i].row - 1) % 3];
    EXPECT_EQ(reports[i].accuracy, text == "600" ? std::optional(Metres{600.0}) : std::nullopt);
    EXPECT_EQ(reports[i].flags.has(ReportFlag::accuracy_malformed), text == "-1");
    for (const attribution::Candidate& candidate : wide[i].candidates) {
      EXPECT_LE(candidate.distance, Metres{text == "600" ? 600.0 : 15.0});
      wider += candidate.distance > Metres{15.0} ? 1 : 0;
    }
  }
  EXPECT_GT(wider, 10U);
}

TEST(Responsible, AMissingTableRefusesTheWorkspace) {
  RuledCity city;
  std::filesystem::remove(city.folder.path() / "decisions.csv");
  const auto refused = Workspace::create(city.folder.path() / "workspace", city.folder.path() / "city.json");
  EXPECT_EQ(refused.error().code, ErrorCode::file_not_found);
}

TEST(Responsible, CancellingIsHeard) {
  StepContext context;
  context.cancel.cancel();
  EXPECT_EQ(responsible_as_of(finished_workspace(), context).error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace libgrid::workflow::test
