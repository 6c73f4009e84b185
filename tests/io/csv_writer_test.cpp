#include <libgrid/io/csv_writer.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid::io {
namespace {

TEST(CsvWriter, SnippetOfTheHeader) {
  io::CsvWriter csv({"case_id", "zone_id", "distance_m"});
  csv.add("101001240734").add(17).add(std::optional<double>{}).end_row();
  EXPECT_EQ(csv.text(), "case_id,zone_id,distance_m\n101001240734,17,\n");
  EXPECT_EQ(csv.rows(), 1);
}

TEST(CsvWriter, QuotesOnlyWhereItMust) {
  CsvWriter csv({"a", "b"});
  csv.add("plain text; 'single'").add("路").end_row();
  csv.add("1,5").add("say \"yes\"").end_row();
  csv.add("two\nlines").add("CR\r").end_row();
  EXPECT_EQ(csv.text(),
            "a,b\n"
            "plain text; 'single',路\n"
            "\"1,5\",\"say \"\"yes\"\"\"\n"
            "\"two\nlines\",\"CR\r\"\n");
}

TEST(CsvWriter, KindsOfValues) {
  CsvWriter csv({"a", "b", "c", "d", "e", "f"});
  csv.add(true).add(std::int64_t{-9'223'372'036'854'775'807}).add(0.1).add(std::size_t{3}).add(std::string("s"));
  csv.add(std::optional<std::int64_t>{5}).end_row();
  csv.add(false).add(0).add(std::nan("")).add(1e22).add(std::optional<std::string>{}).add(std::optional<bool>{true});
  csv.end_row();
  EXPECT_EQ(csv.text(), "a,b,c,d,e,f\n1,-9223372036854775807,0.1,3,s,5\n0,0,,1e+22,,1\n");
}

TEST(CsvWriter, ARowOfOneEmptyFieldIsNoEmptyLine) {
  CsvWriter csv({"a"});
  csv.add("").end_row();
  EXPECT_EQ(csv.text(), "a\n\"\"\n");
}

TEST(ShortestText, ReadsBackTheSameDouble) {
  constexpr std::uint64_t kSeed = 3;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  const CounterRandom draw{kSeed, 0};
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const double number =
        (draw.unit(2 * i) - 0.5) * std::pow(10.0, static_cast<double>(draw.below(2 * i + 1, 40)) - 20.0);
    EXPECT_EQ(std::strtod(shortest_text(number).c_str(), nullptr), number);
  }
  EXPECT_EQ(shortest_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(shortest_text(-0.0), "-0");
  EXPECT_EQ(shortest_text(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(shortest_text(std::nan("")), "");
}

}  // namespace
}  // namespace libgrid::io
