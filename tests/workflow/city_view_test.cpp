#include <libgrid/workflow/city_view.hpp>

#include <algorithm>

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/service/small_city.hpp"  // has the picture

namespace libgrid::workflow {
namespace {

using test::at;
using test::small_city;
using test::small_city_data;

std::vector<std::string> titles(const std::vector<const Post*>& posts) {
  std::vector<std::string> out;
  for (const Post* post : posts) out.push_back(post->title_en);
  return out;
}

const std::vector<std::string> kChain = {"Level 2 head", "Level 1 head", "City head"};

TEST(CityView, LocateGivesZoneUpperZoneAndPosts) {
  const CityView city = small_city();
  struct Row {
    const char* name;
    LonLat place;
    std::int64_t zone, upper;
  };
  const Row rows[] = {{"north west", at(250, 750), 3, 1},
                      {"south west", at(250, 250), 4, 1},
                      {"north east", at(750, 750), 5, 2},
                      {"south east", at(750, 250), 6, 2}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto answer = city.locate(row.place);
    ASSERT_TRUE(answer);
    ASSERT_NE(answer->zone, nullptr);
    EXPECT_EQ(answer->zone->zone.id, ZoneId{row.zone});
    EXPECT_EQ(answer->upper->zone.id, ZoneId{row.upper});
    EXPECT_EQ(titles(answer->posts), kChain);
  }
}

TEST(CityView, OutsideThereIsNoZoneButADistance) {
  const auto answer = small_city().locate(at(500, -40));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->zone, nullptr);
  EXPECT_TRUE(answer->posts.empty());
  EXPECT_EQ(answer->attribution.reason, UnassignedReason::outside);
  EXPECT_NEAR(answer->attribution.distance->value, 40.0, 1e-6);
}

TEST(CityView, NoPlaceOnEarthIsAnError) {
  EXPECT_EQ(small_city().locate({42.36, -71.06}).error().code, ErrorCode::axes_swapped);
  EXPECT_EQ(small_city().locate({-71.0, 420.0}).error().code, ErrorCode::coordinate_out_of_range);
}

TEST(CityView, ManyThreadsMayAskAtOnce) {
  const CityView city = small_city();
  std::vector<int> right(4, 0);
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < right.size(); ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 200; ++i) {
          const auto answer = city.locate(at(t % 2 == 0 ? 250 : 750, t < 2 ? 250 : 750));
          right[t] += answer && answer->zone != nullptr ? 1 : 0;
        }
      });
    }
  }
  EXPECT_EQ(right, std::vector<int>(4, 200));
}

TEST(CityView, ListsAreSortedWhateverTheInputOrder) {
  CityData turned = small_city_data();
  std::ranges::reverse(turned.map.zones);
  std::ranges::reverse(turned.blocks);
  std::ranges::reverse(turned.pieces);
  std::ranges::reverse(turned.map.posts);
  const CityView a = small_city(), b = CityView::make(std::move(turned)).value();
  ASSERT_EQ(a.zones().size(), b.zones().size());
  for (std::size_t i = 0; i < a.zones().size(); ++i) {
    EXPECT_EQ(a.zones()[i].zone, b.zones()[i].zone);
    EXPECT_EQ(a.zones()[i].shape, b.zones()[i].shape);
    EXPECT_EQ(a.zones()[i].districts, b.zones()[i].districts);
  }
  for (std::size_t i = 0; i < a.blocks().size(); ++i) EXPECT_EQ(a.blocks()[i].zone, b.blocks()[i].zone);
  for (std::size_t i = 0; i < a.pieces().size(); ++i) EXPECT_EQ(a.pieces()[i].piece, b.pieces()[i].piece);
}

TEST(CityView, DistrictsOfAZoneByArea) {
  const CityView city = small_city();
  EXPECT_EQ(city.zone(ZoneId{1})->districts, std::vector<std::string>{"West"});
  EXPECT_EQ(city.zone(ZoneId{6})->districts, std::vector<std::string>{"East"});
  EXPECT_EQ(city.zone(ZoneId{99}), nullptr);
}

TEST(CityView, APieceIsTheStretchOfItsStreet) {
  const CityView city = small_city();
  ASSERT_EQ(city.pieces().size(), 2u);
  EXPECT_EQ(city.pieces()[1].street, "Main Street");
  ASSERT_EQ(city.pieces()[1].line.size(), 2u);
  EXPECT_NEAR(city.pieces()[1].line[0].lon, at(500, 250).lon, 1e-9);
  EXPECT_EQ(city.pieces_of(ZoneId{6}), std::vector<std::size_t>{1});
  EXPECT_EQ(city.pieces_of(ZoneId{2}), std::vector<std::size_t>{1});
  EXPECT_TRUE(city.pieces_of(ZoneId{3}).empty());
}

TEST(CityView, PiecesOfAZoneThreeLevelsAboveThem) {
  CityData data = small_city_data();
  Zone deepest = data.map.zones[3];  // "T-01-02", to which the first piece belongs
  deepest.id = ZoneId{7};
  deepest.code += "-01";
  deepest.level = 3;
  deepest.parent = ZoneId{4};
  data.map.zones.push_back(deepest);
  data.pieces[0].zone = ZoneId{7};
  const CityView city = CityView::make(std::move(data)).value();
  for (const std::int64_t id : {7, 4, 1}) EXPECT_EQ(city.pieces_of(ZoneId{id}), std::vector<std::size_t>{0}) << id;
  EXPECT_EQ(city.pieces_of(ZoneId{2}), std::vector<std::size_t>{1});
}

TEST(CityView, APieceOfAnUnknownStreetIsLeftOut) {
  CityData data = small_city_data();
  data.streets.clear();
  EXPECT_TRUE(CityView::make(std::move(data)).value().pieces().empty());
}

TEST(CityView, ReportPlacesLeaveTheDefaultCoordinateOut) {
  const CityView city = small_city();
  EXPECT_EQ(city.report_places("").size(), 4u);
  EXPECT_EQ(city.report_places("Dumping").size(), 3u);
  EXPECT_EQ(city.report_places("摆摊").size(), 1u);
  EXPECT_TRUE(city.report_places("nothing").empty());
}

TEST(CityView, CategoriesHaveMostReportsFirst) {
  const CityView city = small_city();
  ASSERT_EQ(city.categories().size(), 2u);
  EXPECT_EQ(city.categories()[0].name, "Dumping");
  EXPECT_TRUE(city.categories()[0].has_hotspots);
  EXPECT_FALSE(city.categories()[1].has_hotspots);
}

TEST(CityView, HotspotCellsLieOnTheRasterOfTheLand) {
  const CityView city = small_city();
  const auto cells = city.hotspots("Dumping");
  ASSERT_EQ(cells.size(), 4u);
  EXPECT_NEAR(cells[0].ring[0].lon, at(0, 0).lon, 1e-9);
  EXPECT_NEAR(cells[0].ring[2].lat, at(250, 250).lat, 1e-9);
  EXPECT_TRUE(city.hotspots("摆摊").empty());
}

TEST(CityView, ACircleOfPostsEnds) {
  CityData data = small_city_data();
  data.map.posts[0].parent = PostId{4};
  EXPECT_LE(CityView::make(std::move(data)).value().post_chain(ZoneId{3}).size(), 7u);
}

TEST(CityView, AnEmptyCityAnswersToo) {
  CityData data;
  data.city.frame = Frame{26986};
  const CityView city = CityView::make(std::move(data)).value();
  EXPECT_TRUE(city.zones().empty());
  const auto answer = city.locate(at(0, 0));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->zone, nullptr);
  EXPECT_FALSE(answer->attribution.distance);
}

}  // namespace
}  // namespace libgrid::workflow
