#include <libgrid/coverage/unit_codes.hpp>

#include <algorithm>

#include <gtest/gtest.h>

namespace libgrid::coverage {
namespace {

using namespace libgrid::literals;

const CodeProfile kFifteen{.name = "15", .source = "DB11/T 2157-2023"};
const LocalTime kMonday = parse_local_time("2026-03-02T09:00:00").value();

TEST(NumberUnits, NumbersRunWestToEastThenNorthToSouth) {
  const std::vector<Xy> places{{50, 50}, {150, 50}, {50, 150}, {150, 150}};
  const auto codes = number_units(places, "110101001002", kFifteen, 100_m).value();
  EXPECT_EQ(codes,
            (std::vector<std::string>{"110101001002003", "110101001002004", "110101001002001", "110101001002002"}));
}

TEST(NumberUnits, ProfilesOfAllLengthsMakeUniqueCodesOfTheirLength) {
  std::vector<Xy> places;
  for (int i = 0; i < 90; ++i) places.push_back({i % 10 * 100.0, i / 10 * 100.0});
  const std::vector<CodeProfile> profiles{{.name = "14", .sequence = 2, .source = ""},
                                          kFifteen,
                                          {.name = "16", .street = 4, .source = ""},
                                          {.name = "20", .object = 6, .sequence = 2, .first = 0, .source = ""}};
  for (const CodeProfile& profile : profiles) {
    SCOPED_TRACE(profile.name);
    EXPECT_EQ(std::to_string(profile.digits()), profile.name);
    const std::string community(static_cast<std::size_t>(profile.digits() - profile.sequence), '7');
    auto codes = number_units(places, community, profile, 100_m).value();
    for (const std::string& code : codes) EXPECT_TRUE(check_code(code, profile));
    std::sort(codes.begin(), codes.end());
    EXPECT_EQ(std::adjacent_find(codes.begin(), codes.end()), codes.end());
  }
}

TEST(NumberUnits, Number999IsGivenAndNumber1000IsAnError) {
  const std::vector<Xy> most(999), more(1000);
  EXPECT_EQ(number_units(most, "110101001002", kFifteen, 100_m)->back(), "110101001002999");
  const auto error = number_units(more, "110101001002", kFifteen, 100_m).error();
  EXPECT_EQ(error.code, ErrorCode::parameter_invalid);
  EXPECT_EQ(error.field, "sequence");
}

TEST(NumberUnits, TakenNumbersAreLeftOutAndAWrongCommunityIsRefused) {
  const std::vector<Xy> places(2);
  const std::vector<std::string> taken{"110101001002001"};
  EXPECT_EQ(number_units(places, "110101001002", kFifteen, 100_m, taken)->front(), "110101001002002");
  EXPECT_EQ(number_units(places, "1101", kFifteen, 100_m).error().field, "community");
}

TEST(UnitCodeRegister, ACodeIsGivenOnceAndAVoidOneNeverAgain) {
  UnitCodeRegister book;
  const std::string code = "110101001002017";
  EXPECT_TRUE(book.give(code, kFifteen, kMonday));
  EXPECT_EQ(book.give(code, kFifteen, kMonday).error().code, ErrorCode::id_duplicate);
  EXPECT_EQ(book.make_void(code, "", kMonday).error().field, "reason");
  EXPECT_TRUE(book.make_void(code, "merged into 018", kMonday));
  EXPECT_EQ(book.make_void(code, "again", kMonday).error().code, ErrorCode::parameter_invalid);
  EXPECT_EQ(book.give(code, kFifteen, kMonday).error().code, ErrorCode::id_duplicate);
  EXPECT_EQ(book.find(code)->reason, "merged into 018");
  EXPECT_EQ(book.rows().size(), 1U);
}

TEST(UnitCodeRegister, WhatIsNoCodeIsRefused) {
  UnitCodeRegister book;
  EXPECT_EQ(book.give("11010100100201", kFifteen, kMonday).error().code, ErrorCode::number_malformed);
  EXPECT_EQ(book.give("11010100100201x", kFifteen, kMonday).error().code, ErrorCode::number_malformed);
  EXPECT_EQ(book.make_void("110101001002018", "x", kMonday).error().code, ErrorCode::not_found);
  EXPECT_EQ(book.find("110101001002018"), nullptr);
}

}  // namespace
}  // namespace libgrid::coverage
