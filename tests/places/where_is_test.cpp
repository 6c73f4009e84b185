#include <libgrid/places/where_is.hpp>

#include <gtest/gtest.h>

#include "tests/places/small_gazetteer.hpp"

namespace libgrid::places {
namespace {

using test::small_city;

Whereabouts ask(std::string_view text) {
  static const Gazetteer gazetteer = small_city();
  return where_is(text, gazetteer);
}

TEST(WhereIs, SnippetOfTheHeader) {
  const Gazetteer gazetteer = small_city();
  const Whereabouts found = where_is("五一路八一路口", gazetteer);
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.candidates[0].at, (Xy{400, 300}));
  EXPECT_EQ(found.candidates[0].confidence, 1.0);
}

TEST(WhereIs, OtherSpellingsOfACrossing) {
  for (const char* text : {"51路与81路交叉口", "八一路与五一路路口", "五一路解放大街口", "颖昌大道与劳动路交汇处"})
    EXPECT_EQ(ask(text).status, WhereStatus::found) << text;
  EXPECT_EQ(ask("五一路解放大街口").candidates[0].confidence, 0.9) << "over an alias";
}

TEST(WhereIs, UnknownIsAskedNeverGuessed) {
  EXPECT_EQ(ask("五一路建设路口").status, WhereStatus::unknown);
  EXPECT_EQ(ask("五一路建设路口").miss, WhereMiss::street_missing);
  EXPECT_EQ(ask("五一路建设路口").missing, "建设路");
  EXPECT_EQ(ask("五一路劳动路口").miss, WhereMiss::no_crossing);
  EXPECT_EQ(ask("南湖游园").miss, WhereMiss::place_missing);
  EXPECT_EQ(ask("随便").miss, WhereMiss::nothing_said);
}

TEST(WhereIs, AStretchBetweenTwoStreets) {
  const Whereabouts found = ask("文峰路(颍昌大道至健康路段)");
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.candidates[0].stretch, (std::vector<LineString>{{{0, 0}, {0, 300}, {0, 600}}}));
}

TEST(WhereIs, WhatLiesSouthOfAStretch) {
  const Whereabouts found = ask("健康路以南(文峰路至五一路段)");
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.said.side, Compass::south);
  EXPECT_DOUBLE_EQ(length(found.candidates[0].stretch[0]).value, 400.0);
}

TEST(WhereIs, PartsOfAStreet) {
  EXPECT_EQ(ask("文峰路南段").candidates[0].stretch, (std::vector<LineString>{{{0, -50}, {0, 300}}}));
  EXPECT_EQ(ask("文峰北路").candidates[0].stretch, (std::vector<LineString>{{{0, 300}, {0, 650}}}));
  const Whereabouts at_place = ask("劳动路八里营段");
  ASSERT_EQ(at_place.status, WhereStatus::found);
  EXPECT_EQ(at_place.candidates[0].at, (Xy{800, 100}));
}

TEST(WhereIs, BridgesArePlacesOverWater) {
  const Whereabouts found = ask("五一路桥头");
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.candidates[0].at, (Xy{400, 450}));
}

TEST(WhereIs, PlacesAndClassesOfPlaces) {
  EXPECT_EQ(ask("文峰路三盛购物广场附近").candidates[0].at, (Xy{30, 200}));
  EXPECT_EQ(ask("建设路三盛购物广场附近").candidates[0].confidence, 0.6) << "the street is not known";
  const Whereabouts around = ask("学校、商场周边");
  EXPECT_EQ(around.status, WhereStatus::area);
  EXPECT_EQ(around.candidates.size(), 2u);
}

TEST(WhereIs, SeveralCrossingsAreSeveralCandidates) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_street("Main St", {{0, 0}, {500, 0}});
  gazetteer.add_street("Oak Crescent", {{100, 0}, {100, 90}, {400, 90}, {400, 0}});
  const Whereabouts found = where_is("Main Street & Oak Cres", gazetteer);
  EXPECT_EQ(found.status, WhereStatus::several);
  ASSERT_EQ(found.candidates.size(), 2u);
  EXPECT_EQ(found.candidates[0].confidence, 0.5);
}

TEST(WhereIs, AThirdStreetTellsWhichCrossing) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_street("Main St", {{0, 0}, {500, 0}});
  gazetteer.add_street("Oak Crescent", {{100, 0}, {100, 90}, {400, 90}, {400, 0}});
  gazetteer.add_street("Elm St", {{400, 0}, {400, -90}});
  const Whereabouts found = where_is("Main St & Oak Crescent & Elm St", gazetteer);
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.candidates[0].at, (Xy{400, 0}));
}

TEST(WhereIs, HouseNumbersBySide) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_street("Main St", {{0, 0}, {100, 0}});
  gazetteer.add_addresses("Main St",
                          {.line = {{0, 0}, {100, 0}}, .left_from = 2, .left_to = 22, .right_from = 1, .right_to = 11});
  const Whereabouts found = where_is("12 Main Street", gazetteer);
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.candidates[0].side, StreetSide::left);
  EXPECT_EQ(found.candidates[0].at, (Xy{50, 0}));
  EXPECT_EQ(where_is("13 Main Street", gazetteer).miss, WhereMiss::number_missing);
}

TEST(WhereIs, AHalfKnownRangeHoldsItsEndAndAMixedOneBothParities) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_street("Main St", {{0, 0}, {100, 0}});
  gazetteer.add_addresses(
      "Main St", {.line = {{0, 0}, {100, 0}}, .left_from = 0, .left_to = 22, .right_from = 31, .right_to = 40});
  EXPECT_EQ(where_is("22 Main St", gazetteer).candidates[0].at, (Xy{50, 0}));
  EXPECT_EQ(where_is("12 Main St", gazetteer).miss, WhereMiss::number_missing) << "where it begins is not known";
  EXPECT_EQ(where_is("31 Main St", gazetteer).candidates[0].at, (Xy{0, 0}));
  EXPECT_EQ(where_is("40 Main St", gazetteer).candidates[0].side, StreetSide::right);
}

TEST(WhereIs, FourStreetsBoundAnArea) {
  const Whereabouts found = ask("东至劳动路、西至文峰路、南至八一路、北至健康路");
  ASSERT_EQ(found.status, WhereStatus::area);
  EXPECT_EQ(signed_area(found.candidates[0].area).value, 800.0 * 300.0);
  EXPECT_EQ(found.candidates[0].confidence, 1.0);
  EXPECT_EQ(found.doubt, WhereDoubt::none);
  EXPECT_EQ(ask("东至劳动路、西至文峰路、南至八一路、北至建设路").missing, "建设路");
  EXPECT_EQ(ask("东至劳动路、西至文峰路、南至八一路").miss, WhereMiss::nothing_said) << "the north is not said";
  EXPECT_EQ(ask("东至文峰路、西至劳动路、南至八一路、北至健康路").miss, WhereMiss::no_crossing) << "east is west";
}

TEST(WhereIs, AnOffsetFollowsTheStreetElseTheCompass) {
  const Whereabouts along = ask("五一路八一路口以东50米");
  EXPECT_EQ(along.candidates[0].at, (Xy{450, 300}));
  EXPECT_EQ(along.candidates[0].confidence, 0.9);
  EXPECT_EQ(along.doubt, WhereDoubt::none);
  const Whereabouts straight = ask("三盛购物广场北侧30米");
  EXPECT_EQ(straight.candidates[0].at, (Xy{30, 230}));
  EXPECT_EQ(straight.candidates[0].confidence, 0.6);
  EXPECT_EQ(straight.doubt, WhereDoubt::offset_straight);
  const Whereabouts beside = ask("文峰路东侧50米");
  EXPECT_EQ(beside.candidates[0].stretch[0], (LineString{{50, -50}, {50, 300}}));
}

TEST(WhereIs, ANumberWithoutATableIsNotDroppedInSilence) {
  const Whereabouts found = ask("文峰路120号");
  ASSERT_EQ(found.status, WhereStatus::found);
  EXPECT_EQ(found.doubt, WhereDoubt::number_not_used);
  EXPECT_EQ(found.candidates[0].confidence, 0.4);
  EXPECT_EQ(found.candidates[0].stretch.size(), 2u) << "the whole street";
  Gazetteer gazetteer = small_city();
  gazetteer.add_addresses("文峰路",
                          {.line = {{0, 0}, {0, 600}}, .left_from = 1, .left_to = 61, .right_from = 2, .right_to = 62});
  EXPECT_EQ(where_is("文峰路31号", gazetteer).candidates[0].at, (Xy{0, 300}));
  EXPECT_EQ(where_is("文峰路120号", gazetteer).miss, WhereMiss::number_missing);
}

TEST(WhereIs, EveryPartOfAText) {
  const Gazetteer gazetteer = small_city();
  EXPECT_EQ(where_are("颍昌大道、八一路、健康路以北", gazetteer).size(), 3u);
}

}  // namespace
}  // namespace libgrid::places
