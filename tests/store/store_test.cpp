#include <libgrid/store/store.hpp>

#include <functional>
#include <map>
#include <set>
#include <string>

#include "tests/store/samples.hpp"

namespace libgrid::store {
namespace {

class StoreTest : public test::InFolder {};

TEST_F(StoreTest, HeaderSnippet) {
  Expected<store::Store> store = store::Store::create(file);
  const std::vector<Street> streets = test::streets();
  const std::vector<Cell> cells = test::cells();
  const std::vector<Hotspot> hotspots = test::hotspots();
  must(store->put_streets(streets));
  std::vector<Street> again = store->streets().value();
  EXPECT_EQ(again, streets);
  EXPECT_EQ(store->ground().error().code, ErrorCode::step_missing);
  EXPECT_EQ(store->ground().error().detail, "blocks");
  must(store->together([&]() -> Expected<void> {
    GRID_CHECK(store->put_cells(cells));
    return store->put_hotspots(hotspots);
  }));
  EXPECT_EQ(store->hotspots().value(), hotspots);
}

TEST_F(StoreTest, EverythingComesBackFromANewConnectionInTheSameOrder) {
  {
    test::full_store(file);
  }
  const Store store = Store::open(file).value();
  EXPECT_EQ(store.districts().value(), test::districts());
  EXPECT_EQ(store.streets().value(), test::streets());
  EXPECT_EQ(store.reports().value().reports, test::reports().reports);
  EXPECT_EQ(store.ground().value(), test::ground());
  EXPECT_EQ(store.draft().value(), test::zone_map());
  EXPECT_EQ(store.plan(1).value(), (StoredPlan{test::zone_map(), test::version(1, 100)}));
  EXPECT_EQ(store.road_pieces().value(), test::road_pieces());
  EXPECT_EQ(store.attributions().value(), test::attributions());
  EXPECT_EQ(store.attributed_plan().value(), 1);
  EXPECT_EQ(store.cells().value(), test::cells());
  EXPECT_EQ(store.hotspots().value(), test::hotspots());
  EXPECT_EQ(store.rebounds().value(), test::rebounds());
  EXPECT_EQ(store.worst_places().value(), test::worst_places());
  EXPECT_EQ(store.note("cut").value(), R"({"step": "cut"})");
}

TEST_F(StoreTest, BlocksUnderAnotherWorkloadKeepThePlansAndLoseTheDraft) {
  test::full_store(file);
  Store store = Store::open(file).value();
  std::vector<Block> blocks = test::ground().blocks;
  for (Block& block : blocks) block.reports += 3, block.workload = 0.25;
  ASSERT_TRUE(store.put_block_figures(blocks));
  EXPECT_EQ(store.ground()->blocks, blocks);
  EXPECT_EQ(store.ground()->faces, test::ground().faces);
  EXPECT_TRUE(store.made_on_present_ground(1).value());
  EXPECT_FALSE(store.draft());
  EXPECT_TRUE(store.road_pieces());
  blocks.pop_back();
  EXPECT_EQ(store.put_block_figures(blocks).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(store.ground()->blocks.size(), blocks.size() + 1);
}

/// What is there, by name: parts and, in brackets, notes.
std::set<std::string> content(const Store& store) {
  std::set<std::string> names;
  const auto add = [&names](const char* name, bool there) {
    if (there) names.insert(name);
  };
  add("districts", store.districts().has_value());
  add("streets", store.streets().has_value());
  add("reports", store.reports().has_value());
  add("ground", store.ground().has_value());
  add("draft", store.draft().has_value());
  add("plan 1", store.plan(1).has_value());
  add("road_pieces", store.road_pieces().has_value());
  add("attributions", store.attributions().has_value());
  add("cells", store.cells().has_value());
  add("hotspots", store.hotspots().has_value());
  add("rebounds", store.rebounds().has_value());
  add("worst_places", store.worst_places().has_value());
  for (const char* step : {"import", "blocks", "partition", "publish", "cut", "assign", "hotspots", "rebound"}) {
    if (store.note(step).value()) names.insert("[" + std::string(step) + "]");
  }
  return names;
}

TEST_F(StoreTest, APutDeletesWhatWasMadeFromItAndTheNotesOfTheseSteps) {
  using Names = std::set<std::string>;
  struct Row {
    const char* put;
    std::function<Expected<void>(Store&)> act;
    Names lost;
  };
  const std::vector<Row> table{
      {"districts",
       [](Store& s) { return s.put_districts({}); },
       {"ground", "draft", "road_pieces", "cells", "hotspots", "worst_places", "[import]", "[blocks]", "[partition]",
        "[cut]", "[hotspots]", "[rebound]"}},
      {"streets",
       [](Store& s) { return s.put_streets({}); },
       {"ground", "draft", "cells", "hotspots", "worst_places", "road_pieces", "[import]", "[blocks]", "[partition]",
        "[cut]", "[hotspots]", "[rebound]"}},
      {"reports",
       [](Store& s) { return s.put_reports({}); },
       {"hotspots", "rebounds", "worst_places", "attributions", "[import]", "[assign]", "[hotspots]", "[rebound]"}},
      {"ground",
       [](Store& s) { return s.put_ground({}); },
       {"draft", "road_pieces", "cells", "hotspots", "worst_places", "[blocks]", "[partition]", "[cut]", "[hotspots]",
        "[rebound]"}},
      {"draft", [](Store& s) { return s.put_draft({}); }, {"[partition]"}},
      {"plan",
       [](Store& s) { return s.put_plan({}, test::version(2, 200)); },
       {"road_pieces", "attributions", "[publish]", "[cut]", "[assign]"}},
      {"road_pieces", [](Store& s) { return s.put_road_pieces({}); }, {"[cut]"}},
      {"attributions", [](Store& s) { return s.put_attributions(test::attributions(), 1); }, {"[assign]"}},
      {"cells", [](Store& s) { return s.put_cells({}); }, {"hotspots", "worst_places", "[hotspots]", "[rebound]"}},
      {"hotspots", [](Store& s) { return s.put_hotspots({}); }, {"[hotspots]"}},
      {"rebounds", [](Store& s) { return s.put_rebounds({}); }, {"[rebound]"}},
      {"worst_places", [](Store& s) { return s.put_worst_places({}); }, {"[rebound]"}},
      {"note", [](Store& s) { return s.put_note("cut", "{}"); }, {}},
  };
  for (const Row& row : table) {
    SCOPED_TRACE(row.put);
    std::filesystem::remove(file);
    Store store = test::full_store(file);
    Names expected = content(store);
    ASSERT_EQ(expected.size(), 20U);
    ASSERT_TRUE(row.act(store).has_value());
    for (const std::string& name : row.lost) ASSERT_EQ(expected.erase(name), 1U) << name;
    EXPECT_EQ(content(store), expected);
  }
}

TEST_F(StoreTest, WhatNoStepHasWrittenNamesThatStep) {
  const Store store = Store::create(file).value();
  const std::map<std::string, Error> missing{{"districts", store.districts().error()},
                                             {"streets", store.streets().error()},
                                             {"reports", store.reports().error()},
                                             {"ground", store.ground().error()},
                                             {"draft", store.draft().error()},
                                             {"road_pieces", store.road_pieces().error()},
                                             {"attributions", store.attributions().error()},
                                             {"attributed_plan", store.attributed_plan().error()},
                                             {"cells", store.cells().error()},
                                             {"hotspots", store.hotspots().error()},
                                             {"rebounds", store.rebounds().error()},
                                             {"worst_places", store.worst_places().error()}};
  const std::map<std::string, std::string> step{
      {"districts", "import"}, {"streets", "import"},    {"reports", "import"},      {"ground", "blocks"},
      {"draft", "partition"},  {"road_pieces", "cut"},   {"attributions", "assign"}, {"attributed_plan", "assign"},
      {"cells", "hotspots"},   {"hotspots", "hotspots"}, {"rebounds", "rebound"},    {"worst_places", "rebound"}};
  for (const auto& [name, error] : missing) {
    SCOPED_TRACE(name);
    EXPECT_EQ(error.code, ErrorCode::step_missing);
    EXPECT_EQ(error.detail, step.at(name));
  }
  EXPECT_EQ(store.note("import").value(), std::nullopt);
}

TEST_F(StoreTest, AnEmptyResultIsNotAMissingStep) {
  Store store = Store::create(file).value();
  must(store.put_ground({}));
  must(store.put_hotspots({}));
  EXPECT_EQ(store.hotspots().value(), std::vector<Hotspot>{});
  EXPECT_EQ(store.ground().value(), Ground{});
}

TEST_F(StoreTest, AFailedPutLeavesEverythingAsItWas) {
  Store store = test::full_store(file);
  const std::set<std::string> before = content(store);
  std::vector<District> open_ring = test::districts();
  open_ring.back().shape = {Polygon{.outer = {{0, 0}, {1, 0}, {1, 1}, {0, 1}}, .holes = {}}};
  EXPECT_EQ(store.put_districts(open_ring).error().code, ErrorCode::ring_not_closed);
  EXPECT_EQ(content(store), before);
  EXPECT_EQ(store.districts().value(), test::districts());
}

TEST_F(StoreTest, TogetherIsUndoneAsAWhole) {
  Store store = test::full_store(file);
  const std::set<std::string> before = content(store);
  const Expected<void> result = store.together([&]() -> Expected<void> {
    GRID_CHECK(store.put_reports(test::reports("new")));
    GRID_CHECK(store.put_plan(test::zone_map(), test::version(2, 200)));
    EXPECT_EQ(test::ids(store.reports().value()).front(), "101001new");  // visible inside
    return fail(ErrorCode::cancelled);
  });
  EXPECT_EQ(result.error().code, ErrorCode::cancelled);
  EXPECT_EQ(content(store), before);
  EXPECT_EQ(store.plans().value(), std::vector<PlanVersion>{test::version(1, 100)});
}

TEST_F(StoreTest, APutThatFailsInsideTogetherLeavesTheOthersToTheCaller) {
  Store store = Store::create(file).value();
  must(store.together([&]() -> Expected<void> {
    GRID_CHECK(store.put_cells(test::cells()));
    EXPECT_EQ(store.put_attributions({}, 5).error().code, ErrorCode::plan_missing);
    return store.put_streets(test::streets());
  }));
  EXPECT_EQ(store.streets().value(), test::streets());
  EXPECT_FALSE(store.cells().has_value());  // streets came later: cells depend on them
}

TEST_F(StoreTest, AnotherConnectionSeesTheOldStateUntilTheCommit) {
  Store writer = test::full_store(file);
  const Store reader = Store::open(file).value();
  must(writer.together([&]() -> Expected<void> {
    GRID_CHECK(writer.put_reports(test::reports("new")));
    EXPECT_EQ(test::ids(reader.reports().value()).front(), "101001a");
    return {};
  }));
  EXPECT_EQ(test::ids(reader.reports().value()).front(), "101001new");
}

TEST_F(StoreTest, AttributionsAreOnePerReportUnderAKnownPlan) {
  Store store = test::full_store(file);
  EXPECT_EQ(store.put_attributions(test::attributions(), 2).error().code, ErrorCode::plan_missing);
  const std::vector<Attribution> one(1);
  EXPECT_EQ(store.put_attributions(one, 1).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(store.attributions().value(), test::attributions());
}

TEST_F(StoreTest, APutReplacesTheNote) {
  Store store = Store::create(file).value();
  must(store.put_note("import", "{\"a\": 1}"));
  must(store.put_note("import", "{\"城\": 2}"));
  EXPECT_EQ(store.note("import").value(), "{\"城\": 2}");
}

}  // namespace
}  // namespace libgrid::store
