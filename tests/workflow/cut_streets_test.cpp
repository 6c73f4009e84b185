#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include <libgrid/crs/projector.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/road_lengths.hpp>
#include <libgrid/workflow/steps.hpp>

#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

/// The tiny city up to and with `publish`, its city file changed.
struct Published {
  TinyFolder folder;
  Workspace workspace;

  explicit Published(const std::string& old_text = "", const std::string& new_text = "")
      : workspace(make(folder.path(), old_text, new_text)) {
    run_steps(workspace, write_tiny_city(folder.path()), "publish");
  }

  static Workspace make(const std::filesystem::path& folder, const std::string& old_text, const std::string& new_text) {
    std::string text = tiny_city_json();
    if (!old_text.empty()) text.replace(text.find(old_text), old_text.size(), new_text);
    write_file(folder / "changed.json", text);
    write_file(folder / "aliases.csv", "alias,street\n颍昌路,Street 1\n");  // for a city file that names it
    return must(Workspace::create(folder / "workspace", folder / "changed.json"));
  }
};

double figure(const StepSummary& summary, const std::string& name) {
  for (const Figure& f : summary.figures)
    if (f.name == name) return std::get<double>(f.value);
  return -1.0;
}

Metres network(const Workspace& workspace) {
  Metres sum;
  for (const Street& street : must(workspace.store().streets())) sum += length(street.line);
  return sum;
}

TEST(CutByRegister, ARowOwnsItsStreetAndWhatCannotBePlacedIsAFinding) {
  Published city;
  const Street first = must(city.workspace.store().streets()).front();
  const std::string id = "#" + std::to_string(first.id.value);
  write_file(city.folder.path() / "overrides.csv", "street,from,to,side,unit\n" + id + ",100,300,left,Road Office\n" +
                                                       "No Such Street,,,,X\n" + id + ",200,400,,Late Office\n");
  const StepSummary summary = must(cut_streets_by_register(city.workspace, city.folder.path() / "overrides.csv", {}));
  // Row 1: the left of 100-300; row 3: the right of 200-400 and the left of what row 1 leaves, 300-400. Sides are
  // halves.
  EXPECT_NEAR(figure(summary, "duty_km_named"), (100 + 100 + 50) / 1000.0, 1e-9);
  ASSERT_EQ(summary.findings.size(), 2U);
  EXPECT_TRUE(summary.findings[0].starts_with(
      "register row 2, column street, No Such Street: no street is called No Such Street; "));
  EXPECT_NE(summary.findings[0].find(" | 名录第 2 行，路名（No Such Street）：路网中没有“No Such Street”"),
            std::string::npos);
  EXPECT_TRUE(summary.findings[1].starts_with("register row 3 claims 100.0 m of way "));
  Metres named_left;
  for (const RoadPiece& piece : must(city.workspace.store().road_pieces()))
    if (piece.unit == "Road Office") {
      EXPECT_EQ(piece.side, RoadSide::left);
      EXPECT_EQ(piece.rule, DutyRule::named);
      EXPECT_FALSE(piece.zone);
      named_left += piece.to - piece.from;
    }
  EXPECT_NEAR(named_left.value, 200.0, 1e-9);
  double kilometres = 0.0;
  for (const roads::ZoneRoads& row : must(road_lengths(city.workspace))) kilometres += row.length.value;
  EXPECT_NEAR(kilometres, network(city.workspace).value, 1e-6);
}

TEST(CutByRegister, RowsOfASectorMakePiecesForEverySector) {
  Published city(R"({"code": "all", "name_zh": "全部条线", "name_en": "all sectors"})",
                 R"({"code": "cleaning", "name_zh": "环卫", "name_en": "cleaning"},
                    {"code": "gardens", "name_zh": "园林", "name_en": "gardens"})");
  const std::string id = "#" + std::to_string(must(city.workspace.store().streets()).front().id.value);
  write_file(city.folder.path() / "overrides.csv", "路名,责任单位,条线\n" + id + ",环卫所,cleaning\n");
  const StepSummary summary = must(cut_streets_by_register(city.workspace, city.folder.path() / "overrides.csv", {}));
  const double km = length(must(city.workspace.store().streets()).front().line).value / 1000.0;
  EXPECT_NEAR(figure(summary, "duty_km_named_cleaning"), km, 1e-9);
  EXPECT_EQ(figure(summary, "duty_km_named_gardens"), -1.0) << "gardens have no row";
  EXPECT_GT(figure(summary, "duty_km_inside_gardens"), 0.0);
  EXPECT_EQ(figure(summary, "duty_km_inside"), -1.0) << "of which sector?";
  std::map<std::string, Metres> metres, named;
  for (const roads::ZoneRoads& row : must(road_lengths(city.workspace))) {
    metres[row.sector] += row.length;
    if (row.unit == "环卫所") named[row.sector] += row.length;
  }
  EXPECT_EQ(metres.size(), 2U);
  EXPECT_NEAR(metres["cleaning"].value, network(city.workspace).value, 1e-6);
  EXPECT_NEAR(metres["gardens"].value, network(city.workspace).value, 1e-6);
  EXPECT_EQ(named.size(), 1U);
}

/// A feature across a way at a measure, ten metres long.
std::string river_across(const Workspace& workspace, const LineString& way, Metres at, const std::string& name) {
  const auto projector = must(crs::Projector::make(workspace.city().frame));
  const Xy a = point_at(way, at - Metres{1.0}), b = point_at(way, at + Metres{1.0}), middle = point_at(way, at);
  const auto corner = [&](double by) {
    const LonLat p = projector.to_lonlat({middle.x - by * (b.y - a.y), middle.y + by * (b.x - a.x)});
    return "[" + std::to_string(p.lon) + "," + std::to_string(p.lat) + "]";
  };
  return R"({"type":"Feature","properties":{"name":")" + name +
         R"("},"geometry":{"type":"LineString","coordinates":[)" + corner(-2.5) + "," + corner(2.5) + "]}}";
}

TEST(CutByRegister, ATableOfWhichNoRowCanBeReadLeavesTheDutiesAsTheyAre) {
  Published city;
  must(cut_streets(city.workspace, {}));
  const auto before = must(city.workspace.store().road_pieces());
  write_file(city.folder.path() / "gbk.csv", "street,unit\n\xC8\xCB\xC3\xF1\xC2\xB7,TIN-01-01\n");
  const auto refused = cut_streets_by_register(city.workspace, city.folder.path() / "gbk.csv", {});
  EXPECT_EQ(refused.error().code, ErrorCode::encoding_not_utf8);
  write_file(city.folder.path() / "empty.csv", "street,unit\nStreet 1,\n");
  const auto empty = cut_streets_by_register(city.workspace, city.folder.path() / "empty.csv", {});
  EXPECT_EQ(message_en(empty.error()).find("empty.csv, row 1, field unit: the row has no id (the field is empty)"), 0U);
  EXPECT_EQ(must(city.workspace.store().road_pieces()), before);
}

TEST(CutByRegister, NamesMayBeAliasesAndEndsMayBeRivers) {
  Published city(R"("seed": 7)", R"("seed": 7, "responsible": {"aliases": "aliases.csv"})");
  const Street first = must(city.workspace.store().streets()).front();
  ASSERT_EQ(first.name, "Street 1");
  write_file(city.folder.path() / "waters.geojson",
             R"({"type":"FeatureCollection","features":[)" +
                 river_across(city.workspace, first.line, Metres{100.0}, "清潩河") + "," +
                 river_across(city.workspace, first.line, Metres{300.0}, "运粮河") + "]}");
  write_file(city.folder.path() / "overrides.csv", "路名,起点,止点,责任单位\n颖昌路,清潩河,运粮河,路长办\n");
  const std::filesystem::path overrides = city.folder.path() / "overrides.csv";
  const StepSummary summary =
      must(cut_streets_by_register(city.workspace, overrides, {}, {city.folder.path() / "waters.geojson"}));
  EXPECT_TRUE(summary.findings.empty());
  EXPECT_NEAR(figure(summary, "duty_km_named"), 0.2, 0.001);
  const StepSummary without = must(cut_streets_by_register(city.workspace, overrides, {}));
  ASSERT_EQ(without.findings.size(), 1U);
  EXPECT_NE(without.findings[0].find("give its layer with --landmarks"), std::string::npos);
}

TEST(CutByRegister, ASectorIsWrittenAsCodeOrNameAndAnUnknownOneIsAFinding) {
  Published city(R"({"code": "all", "name_zh": "全部条线", "name_en": "all sectors"})",
                 R"({"code": "cleaning", "name_zh": "环卫", "name_en": ""},
                    {"code": "gardens", "name_zh": "园林", "name_en": ""})");
  const std::string id = "#" + std::to_string(must(city.workspace.store().streets()).front().id.value);
  write_file(city.folder.path() / "overrides.csv", "street,from,to,side,unit,sector\n" + id + ",0,100,,A,环卫\n" + id +
                                                       ",100,200,,B,市政\n" + id + ",200,300,,C,\n");
  const StepSummary summary = must(cut_streets_by_register(city.workspace, city.folder.path() / "overrides.csv", {}));
  ASSERT_EQ(summary.findings.size(), 1U);
  EXPECT_TRUE(summary.findings[0].starts_with("register row 2: the city has no sector 市政 (cleaning, gardens)"));
  std::map<std::string, Metres> named;
  for (const roads::ZoneRoads& row : must(road_lengths(city.workspace)))
    if (!row.unit.empty()) named[row.unit + " " + row.sector] += row.length;
  ASSERT_EQ(named.size(), 3U);
  EXPECT_NEAR(named["A cleaning"].value, 100.0, 1e-9);
  EXPECT_NEAR(named["C cleaning"].value, 100.0, 1e-9);
  EXPECT_NEAR(named["C gardens"].value, 100.0, 1e-9);
}

TEST(CutStreets, ThePolicyOfTheCityFileSplitsBordersAndTakesInWhatLiesNear) {
  Published city(R"("seed": 7)", R"("seed": 7, "duties": {"main": "higher_authority", "lane": "centre_line",
                                                          "authority": "bureau", "nearest_within_m": 20})");
  must(cut_streets(city.workspace, {}));
  std::map<DutyRule, Metres> metres;
  for (const RoadPiece& piece : must(city.workspace.store().road_pieces())) {
    EXPECT_EQ(piece.side == RoadSide::whole, piece.rule != DutyRule::border_centre);
    metres[piece.rule] += (piece.to - piece.from) * (piece.side == RoadSide::whole ? 1.0 : 0.5);
  }
  EXPECT_GT(metres[DutyRule::border_centre], Metres{100.0});
  EXPECT_GT(metres[DutyRule::nearest], Metres{100.0});
  EXPECT_EQ(metres.count(DutyRule::border_lower_code), 0U);
  Metres sum;
  for (const auto& [rule, length] : metres) sum += length;
  EXPECT_NEAR(sum.value, network(city.workspace).value, 1e-6);
}

}  // namespace
}  // namespace libgrid::workflow::test
