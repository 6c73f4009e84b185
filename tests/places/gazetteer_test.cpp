#include <libgrid/places/gazetteer.hpp>

#include <gtest/gtest.h>

#include "tests/places/small_gazetteer.hpp"

namespace libgrid::places {
namespace {

TEST(Gazetteer, SnippetOfTheHeader) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_street("Boylston Street", {{0, 0}, {10, 0}});
  gazetteer.add_street("Boylston St", {{10, 0}, {20, 0}});
  gazetteer.add_street("文峰路", {{0, 0}, {0, 9}});
  gazetteer.add_alias("文峰南路", "文峰路");
  gazetteer.add_place({"三盛购物广场", PlaceClass::mall, {420.0, 310.0}});
  ASSERT_NE(gazetteer.street("BOYLSTON ST."), nullptr);
  EXPECT_EQ(gazetteer.street("BOYLSTON ST.")->name, "Boylston Street");
  EXPECT_EQ(gazetteer.street("BOYLSTON ST.")->ways.size(), 2u);
  EXPECT_EQ(gazetteer.street("文峰南路"), gazetteer.street("文峰路"));
  EXPECT_EQ(gazetteer.place("3盛购物广场")->at, (Xy{420.0, 310.0}));
}

TEST(Gazetteer, AnAliasOfNoStreetIsNoStreet) {
  Gazetteer gazetteer(NameRules::common());
  gazetteer.add_alias("Mass Ave", "Massachusetts Ave");
  EXPECT_EQ(gazetteer.street("Mass Ave"), nullptr);
  gazetteer.add_street("Massachusetts Avenue", {{0, 0}, {1, 0}});
  EXPECT_NE(gazetteer.street("Mass Ave"), nullptr);
}

TEST(Gazetteer, OneLetterIsCorrectedWhereOnlyOneNameIsNear) {
  Gazetteer gazetteer(NameRules::common());
  for (const char* name : {"Brandywine Dr", "Dartmouth St", "E 4th St", "Harvard St", "Harward St"})
    gazetteer.add_street(name, {});
  EXPECT_EQ(gazetteer.near_spelling("Brandywyne Drive")->name, "Brandywine Dr");
  EXPECT_EQ(gazetteer.near_spelling("Darmouth St")->name, "Dartmouth St");
  EXPECT_EQ(gazetteer.near_spelling("Datrmouth St")->name, "Dartmouth St");
  EXPECT_EQ(gazetteer.near_spelling("Harfard St"), nullptr) << "two are near";
  EXPECT_EQ(gazetteer.near_spelling("E 5th St"), nullptr) << "numbers are never corrected";
  EXPECT_EQ(gazetteer.near_spelling("Darmuth St"), nullptr) << "two letters";
}

TEST(Gazetteer, WaterIsKnownByItsName) {
  ASSERT_EQ(test::small_city().waterways().size(), 1u);
  EXPECT_EQ(test::small_city().waterways()[0]->name, "清潩河");
}

}  // namespace
}  // namespace libgrid::places
