#include <libgrid/workflow/plan_archive.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>

#include <gtest/gtest.h>

#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/export_version.hpp>

#include "tests/workflow/output_query.hpp"
#include "tests/workflow/tiny_workspace.hpp"

namespace libgrid::workflow::test {
namespace {

const LocalTime kSecond = *parse_local_time("2015-03-01T00:00:00");

/// Two versions: in the second one the block under `place` went to a neighbouring zone of the same parent.
struct TwoVersions : ::testing::Test {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  LonLat place;
  std::string code_then, code_now;

  TwoVersions() {
    run_steps(workspace, files, "publish");
    {
      auto session = must(EditSession::open(workspace));
      move_one_block(session);
    }
    must(publish_plan(workspace, kSecond, {}));
  }
  /// The first move of a block along a border that leaves the draft valid.
  void move_one_block(EditSession& session) {
    const Ground ground = must(workspace.store().ground());
    const ZoneMap map = session.editor().draft().map;
    std::map<BlockId, ZoneId> zone_of;
    for (const BlockZone& row : map.blocks) zone_of[row.block] = row.zone;
    const auto zone = [&](ZoneId id) { return *std::ranges::find(map.zones, id, &Zone::id); };
    for (const BlockBorder& border : ground.borders) {
      const Zone from = zone(zone_of.at(border.a)), to = zone(zone_of.at(border.b));
      if (from.id == to.id || from.parent != to.parent) continue;
      must(session.apply(zoning::MoveBlocks{{border.a}, to.id}));
      if (session.editor().findings().empty()) {
        const Block& block = *std::ranges::find(ground.blocks, border.a, &Block::id);
        const Box box = bounds(block.shape);
        place = PositionText().degrees({(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2});
        code_then = from.code, code_now = to.code;
        return;
      }
      must(session.undo());
    }
    throw std::runtime_error("no block can be moved");
  }
};

TEST_F(TwoVersions, ThePlanInForceThenAnswers) {
  const CityView newest = must(CityView::load(workspace.folder()));
  const PlanArchive archive = must(PlanArchive::load(workspace.folder(), newest));
  const auto code_at = [&](const char* moment) {
    return must(must(archive.at(must(parse_moment(moment))))->locate(place)).zone->zone.code;
  };
  EXPECT_EQ(code_at("2015-01-01"), code_then);
  EXPECT_EQ(code_at("2015-02-28T23:59:59"), code_then);
  EXPECT_EQ(code_at("2015-03-01"), code_now);
  const auto before = archive.at(must(parse_moment("2014-12-31")));
  EXPECT_EQ(before.error().code, ErrorCode::plan_missing);
  EXPECT_NE(before.error().detail.find("from 2015-01-01T00:00:00"), std::string::npos);
  EXPECT_EQ(must(PlanArchive(newest).at(kSecond)), &newest);
}

TEST_F(TwoVersions, ThroughChangedGroundTheOldZonesStillAnswer) {
  must(workspace.store().put_streets({}));  // blocks are gone
  const CityView then = must(plan_view(workspace, 1));
  EXPECT_EQ(must(then.locate(place)).zone->zone.code, code_then);
  EXPECT_TRUE(then.blocks().empty());
  const auto summary = must(export_version(workspace, folder.path() / "out", 1, {}));
  EXPECT_EQ(summary.findings.size(), 1U);
}

TEST_F(TwoVersions, AVersionIsExportedAsItWas) {
  const StepSummary summary = must(export_version(workspace, folder.path() / "out", 1, {}));
  OutputQuery query(folder.path() / "out");
  for (const Figure& figure : summary.figures) {
    const auto* whole = std::get_if<std::int64_t>(&figure.value);
    EXPECT_EQ(query(figure.file, figure.expression),
              whole != nullptr ? std::to_string(*whole) : std::get<std::string>(figure.value));
  }
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "out" / "posts_plan_1.csv"));
  EXPECT_EQ(must(version_at(workspace, kValidFrom)), 1);
  EXPECT_EQ(must(version_at(workspace, kSecond)), 2);
  EXPECT_NE(message_en(version_at(workspace, *parse_local_time("2014-01-01T00:00:00")).error())
                .find("the first in force from 2015-01-01T00:00:00"),
            std::string::npos);
  EXPECT_EQ(export_version(workspace, folder.path() / "out", 9, {}).error().code, ErrorCode::plan_missing);
}

TEST_F(TwoVersions, EveryVersionIsInTheGeoPackageOfTheExport) {
  must(cut_streets(workspace, {}));
  must(assign_reports(workspace, {}));
  must(find_hotspots(workspace, {}));
  must(measure_rebound(workspace, {}));
  must(export_outputs(workspace, folder.path() / "out", {}));
  OutputQuery query(folder.path() / "out");
  EXPECT_EQ(query("tinytown.gpkg",
                  "SELECT group_concat(DISTINCT version || ' ' || valid_from || ' ' || coalesce(valid_to, '-')) FROM "
                  "zone_versions"),
            "1 2015-01-01T00:00:00 2015-03-01T00:00:00,2 2015-03-01T00:00:00 -");
}

TEST(ParseMoment, TakesADayOrASecondAndRefusesTheRest) {
  EXPECT_EQ(must(parse_moment("2015-03-01")), kSecond);
  EXPECT_EQ(must(parse_moment("2015-03-01T00:00:00")), kSecond);
  for (const char* bad : {"", "2015-13-01", "yesterday", "2015-03-01T00:00:00Z", "01.03.2015"})
    EXPECT_EQ(parse_moment(bad).error().code, ErrorCode::parameter_invalid) << bad;
}

}  // namespace
}  // namespace libgrid::workflow::test
