/// House numbers of Baltimore's streets and alleys: the city's own ranges by side are the truth.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/places/where_is.hpp>

#include "tests/roads/exact_layers.hpp"

namespace libgrid::places {
namespace {

template <class Number>
Number number_of(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Metres east and north of the middle of the city.
LineString line_of(std::string_view text) {
  LineString line;
  while (!text.empty()) {
    const std::string_view point = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(point.size() + 1, text.size()));
    const std::size_t blank = point.find(' ');
    line.push_back({(number_of<double>(point.substr(0, blank)) + 76.62) * 86'100.0,
                    (number_of<double>(point.substr(blank + 1)) - 39.3) * 111'030.0});
  }
  return line;
}

struct Row {
  std::string street;
  AddressRange range;
  bool alley = false;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = [] {
    std::vector<Row> read;
    roads::test::each_row("baltimore/addresses.csv.gz", [&](std::span<const std::string_view> fields) {
      read.push_back({std::string(fields[0]),
                      {.line = line_of(fields[5]),
                       .left_from = number_of<int>(fields[1]),
                       .left_to = number_of<int>(fields[2]),
                       .right_from = number_of<int>(fields[3]),
                       .right_to = number_of<int>(fields[4])},
                      fields[6] == "STRALY"});
    });
    return read;
  }();
  return all;
}

const Gazetteer& baltimore() {
  static const Gazetteer filled = [] {
    Gazetteer gazetteer(NameRules::common());
    for (const Row& row : rows()) {
      gazetteer.add_street(row.street, row.range.line);
      gazetteer.add_addresses(row.street, row.range);
    }
    return gazetteer;
  }();
  return filled;
}

double away(const LineString& line, Xy p) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < line.size(); ++i)
    best = std::min(best, distance_to_segment(p, line[i - 1], line[i]).value);
  return best;
}

struct Score {
  int asked = 0, right = 0, several = 0, other_side = 0, elsewhere = 0, unknown = 0;
  friend bool operator==(const Score&, const Score&) = default;
};

/// Both ends of one side of one row.
void ask(const Row& row, int number, StreetSide side, Score& score) {
  if (number <= 0) return;
  ++score.asked;
  const Whereabouts found = where_is(std::to_string(number) + " " + row.street, baltimore());
  const auto here = [&](const WhereCandidate& c) { return away(row.range.line, c.at) < 1.0; };
  if (found.status == WhereStatus::unknown) {
    ++score.unknown;
  } else if (std::ranges::none_of(found.candidates, here)) {
    ++score.elsewhere;
  } else if (found.status == WhereStatus::several) {
    ++score.several;
  } else if (found.candidates[0].side != side) {
    ++score.other_side;
  } else {
    ++score.right;
  }
}

/// All four ends of the rows of one kind.
Score score_of(bool alley) {
  Score score;
  for (const Row& row : rows()) {
    if (row.alley != alley) continue;
    ask(row, row.range.left_from, StreetSide::left, score), ask(row, row.range.left_to, StreetSide::left, score);
    ask(row, row.range.right_from, StreetSide::right, score), ask(row, row.range.right_to, StreetSide::right, score);
  }
  return score;
}

// Where two ways of one street carry the same number (or both sides of one way do), both are candidates and one is
// asked for: never the wrong side, never another place, never a guess.
TEST(Baltimore, EveryEndOfARangeIsFoundOnItsSide) {
  EXPECT_EQ(rows().size(), 12'885U);
  EXPECT_EQ(score_of(false), (Score{.asked = 33'727, .right = 33'662, .several = 65})) << "99.81 % of the streets'";
  EXPECT_EQ(score_of(true), (Score{.asked = 9'571, .right = 9'545, .several = 26})) << "99.73 % of the alleys'";
}

TEST(Baltimore, OddNumbersLieOnOneSideAndEvenOnesOnTheOther) {
  int pairs = 0;
  for (const Row& row : rows()) {
    const auto& r = row.range;
    if (r.left_from == 0 || r.left_to == 0 || r.right_from == 0 || r.right_to == 0) continue;
    if (r.left_from % 2 != r.left_to % 2 || r.right_from % 2 != r.right_to % 2 || r.left_from % 2 == r.right_from % 2)
      continue;
    const Whereabouts left = where_is(std::to_string(r.left_from) + " " + row.street, baltimore());
    const Whereabouts right = where_is(std::to_string(r.right_from) + " " + row.street, baltimore());
    if (left.status != WhereStatus::found || right.status != WhereStatus::found) continue;
    ++pairs;
    EXPECT_NE(left.candidates[0].side, right.candidates[0].side) << row.street;
  }
  EXPECT_EQ(pairs, 8'707);
}

/// Of every street: beyond its last number, before its first one, and the first number that no range of it holds.
TEST(Baltimore, NumbersOutsideAllRangesAreAskedFor) {
  std::map<std::string, std::set<int>> held;  // TOLLEY ST and TOLLEY STREET are one
  for (const Row& row : rows()) {
    const std::string street = fold_name(row.street, NameRules::common());
    for (const auto& [from, to] :
         {std::pair(row.range.left_from, row.range.left_to), std::pair(row.range.right_from, row.range.right_to)}) {
      if (from == 0 || to == 0) {
        held[street].insert(std::max(from, to));
        continue;
      }
      const int step = from % 2 == to % 2 ? 2 : 1;
      for (int n = std::min(from, to); n <= std::max(from, to); n += step) held[street].insert(n);
    }
  }
  int asked = 0;
  for (auto& [street, numbers] : held) {
    numbers.erase(0);
    int gap = *numbers.begin() + 1;
    while (numbers.contains(gap)) ++gap;
    for (const int number : {*numbers.rbegin() + 2, *numbers.begin() - 1, gap}) {
      if (number <= 0) continue;
      ++asked;
      const Whereabouts found = where_is(std::to_string(number) + " " + street, baltimore());
      EXPECT_EQ(found.status, WhereStatus::unknown) << number << " " << street;
      EXPECT_EQ(found.miss, WhereMiss::number_missing) << number << " " << street;
      EXPECT_TRUE(found.candidates.empty());
    }
  }
  EXPECT_EQ(asked, 6'761);
}

}  // namespace
}  // namespace libgrid::places
