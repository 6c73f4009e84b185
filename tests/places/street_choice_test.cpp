#include <libgrid/places/street_choice.hpp>

#include <algorithm>

#include <gtest/gtest.h>

namespace libgrid::places {
namespace {

/// Main Street runs east at y 0, its second way begins at x 100; Side Street north at x 50; a nameless way at y 30.
const std::vector<Street>& streets() {
  static const std::vector<Street> all{{StreetId{11}, "Main Street", "", {{0, 0}, {100, 0}}},
                                       {StreetId{12}, "Main Street", "", {{100, 0}, {200, 0}}},
                                       {StreetId{13}, "Side Street", "", {{50, 0}, {50, 900}}},
                                       {StreetId{14}, "", "", {{0, 30}, {40, 30}}}};
  return all;
}

StreetChooser chooser(std::vector<Precedent> precedents = {}) {
  Gazetteer gazetteer(NameRules::common());
  for (const Street& street : streets()) gazetteer.add_street(street.name, street.line);
  return StreetChooser::build(streets(), std::move(gazetteer), precedents);
}

TEST(StreetChoice, TheNamedStreetIsTakenAlthoughAnotherIsNearer) {
  const StreetChoice choice = chooser().choose({48, 20}, "12 Main St");
  EXPECT_EQ(choice.rule, ChoiceRule::named);
  EXPECT_FALSE(choice.ask);
  EXPECT_EQ(choice.snap.line, 0);
  EXPECT_EQ(choice.snap.distance, Metres{20});
  EXPECT_EQ(choice.snap.side, Side::left);
  EXPECT_EQ(chooser().choose({150, -4}, "MAIN ST").snap.line, 1) << "the nearest way of the name";
  EXPECT_EQ(chooser().choose({52, 9}, "INTERSECTION Main St & Side St").snap.line, 2) << "the nearer of a crossing";
}

TEST(StreetChoice, AnAbsurdlyFarOrUnknownNameIsAskedAndTheNearestProposed) {
  const StreetChoice far = chooser().choose({52, 500}, "Main St");
  EXPECT_TRUE(far.ask);
  EXPECT_EQ(far.rule, ChoiceRule::nearest);
  EXPECT_EQ(far.snap.line, 2);
  EXPECT_EQ(far.named_away, Metres{500});
  const StreetChoice unknown = chooser().choose({52, 20}, "Nowhere Rd");
  EXPECT_TRUE(unknown.ask);
  EXPECT_EQ(unknown.snap.line, 2);
  EXPECT_FALSE(chooser().choose({52, 20}, "").ask) << "nothing was said, nothing is asked";
  const StreetChoice nowhere = chooser().choose({5000, 5000}, "Nowhere Rd");
  EXPECT_EQ(nowhere.rule, ChoiceRule::none);
  EXPECT_TRUE(nowhere.ask);
}

TEST(StreetChoice, EarlierReportsAtThePlaceSayWhichStreet) {
  std::vector<Precedent> precedents{
      {{48, 20}, "Main St"}, {{48, 20}, "Main St"}, {{30, 300}, "Side St"}, {{48, 20}, "Nowhere Rd"}};
  const StreetChoice choice = chooser(precedents).choose({48, 20}, "");
  EXPECT_EQ(choice.rule, ChoiceRule::precedent);
  EXPECT_EQ(choice.snap.line, 0);
  EXPECT_EQ(chooser().choose({48, 20}, "").snap.line, 2) << "without them the nearest";
  EXPECT_EQ(chooser(precedents).choose({48, 600}, "").rule, ChoiceRule::nearest) << "they are far from here";
  std::ranges::reverse(precedents);
  EXPECT_EQ(chooser(precedents).choose({48, 20}, "").snap, choice.snap);
}

TEST(StreetChoice, AWayWithoutANameIsFoundAsTheNearest) {
  const StreetChoice choice = chooser().choose({10, 31}, "");
  EXPECT_EQ(choice.snap.line, 3);
  EXPECT_EQ(chooser().name_of(3), -1);
  EXPECT_EQ(word(choice.rule), "nearest");
}

}  // namespace
}  // namespace libgrid::places
