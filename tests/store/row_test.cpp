#include <libgrid/store/detail/row.hpp>

#include <libgrid/base/random.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

/// A table of one free column: what is put in comes out through the file.
class Row : public test::InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    database.emplace(Database::connect(file, Database::Mode::create).value());
    must(database->execute("CREATE TABLE t(position INTEGER PRIMARY KEY, x ANY) STRICT; BEGIN"));
  }
  template <class Write>
  Expected<void> put(Write write) {
    must(database->execute("DELETE FROM t"));
    Statement insert = database->prepare("INSERT INTO t(x) VALUES(?)").value();
    RowWriter row(insert);
    write(row);
    return row.run();
  }
  template <class Read>
  auto get(Read read) {
    Statement select = database->prepare("SELECT x FROM t").value();
    EXPECT_TRUE(select.step().value());
    RowReader row(select);
    const auto value = read(row);
    error = row.error();
    return value;
  }
  double through(double value) {
    must(put([=](RowWriter& row) { row.real(value); }));
    return get([](RowReader& row) { return row.real(); });
  }

  std::optional<Database> database;
  std::optional<Error> error;
};

TEST_F(Row, DoublesComeBackBitForBit) {
  for (const double value :
       {0.0, -0.0, 1.0, -3.0, 0.1, 1e308, test::kDenormal, test::kInfinity, -test::kInfinity, 9007199254740993.0,
        std::bit_cast<double>(0x7ff8'0000'0000'0000U), std::bit_cast<double>(0xfff8'dead'beef'0001U)}) {
    EXPECT_EQ(test::bits(through(value)), test::bits(value)) << value;
    EXPECT_FALSE(error.has_value());
  }
}

TEST_F(Row, AnyBitPatternIsADouble) {
  const std::uint64_t seed = 20151;
  const CounterRandom draw{seed, 0};
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const std::uint64_t pattern = draw(i);
    ASSERT_EQ(test::bits(through(std::bit_cast<double>(pattern))), pattern) << "seed " << seed << ", index " << i;
  }
}

TEST_F(Row, TextComesBackByteForByte) {
  for (const std::string& text :
       {std::string(), std::string("网格"), std::string("a\0b", 3), std::string(100'000, 'x')}) {
    must(put([&](RowWriter& row) { row.text(text); }));
    EXPECT_EQ(get([](RowReader& row) { return row.text(); }), text);
  }
}

TEST_F(Row, AnEmptyViewIsTextNotNull) {
  must(put([](RowWriter& row) { row.text(std::string_view()); }));
  EXPECT_EQ(get([](RowReader& row) { return row.skip_null(); }), false);
}

TEST_F(Row, IntegersKeepAllBits) {
  for (const std::int64_t value : {std::int64_t{0}, INT64_MIN, INT64_MAX}) {
    must(put([=](RowWriter& row) { row.integer(value); }));
    EXPECT_EQ(get([](RowReader& row) { return row.integer(); }), value);
  }
}

TEST_F(Row, OptionalIds) {
  must(put([](RowWriter& row) { row.id(std::optional<ZoneId>{}); }));
  EXPECT_EQ(get([](RowReader& row) { return row.optional_id<ZoneId>(); }), std::nullopt);
  must(put([](RowWriter& row) { row.id(std::optional{ZoneId{4}}); }));
  EXPECT_EQ(get([](RowReader& row) { return row.optional_id<ZoneId>(); }), ZoneId{4});
}

TEST_F(Row, ShapesAndTheirEmptyForms) {
  for (const MultiPolygon& shape : {MultiPolygon{}, MultiPolygon{test::square_with_hole(), test::square(50, 50, 1)}}) {
    must(put([&](RowWriter& row) { row.shape(shape); }));
    EXPECT_EQ(get([](RowReader& row) { return row.polygons(); }), shape);
  }
  for (const Polygon& shape : {Polygon{}, test::square_with_hole()}) {
    must(put([&](RowWriter& row) { row.shape(shape); }));
    EXPECT_EQ(get([](RowReader& row) { return row.polygon(); }), shape);
  }
  for (const LineString& line : {LineString{}, LineString{{0, 0}, {1, 1}}}) {
    must(put([&](RowWriter& row) { row.line(line); }));
    EXPECT_EQ(get([](RowReader& row) { return row.line(); }), line);
  }
}

TEST_F(Row, AShapeThatCouldNotBeReadBackIsRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Polygon open{.outer = {{0, 0}, {1, 0}, {1, 1}, {0, 1}}, .holes = {}};
  const Polygon broken{.outer = {{0, 0}, {1, 0}, {nan, 1}, {0, 0}}, .holes = {}};
  const LineString line{{0, 0}, {nan, 0}};
  EXPECT_EQ(put([&](RowWriter& row) { row.shape(open); }).error().code, ErrorCode::ring_not_closed);
  EXPECT_EQ(put([&](RowWriter& row) { row.shape(MultiPolygon{broken}); }).error().code, ErrorCode::number_not_finite);
  EXPECT_EQ(put([&](RowWriter& row) { row.line(line); }).error().code, ErrorCode::number_not_finite);
}

TEST_F(Row, WordsOfEnumerations) {
  must(put([](RowWriter& row) { row.word(DutyRule::border_lower_code); }));
  EXPECT_EQ(get([](RowReader& row) { return row.text(); }), "border_lower_code");
  EXPECT_EQ(get([](RowReader& row) { return row.word<DutyRule>(); }), DutyRule::border_lower_code);
}

// A file that somebody edited by hand is answered with an error, never with a guess.
TEST_F(Row, UnexpectedValuesAreErrors) {
  const auto set = [this](const char* value) {
    must(database->execute("DELETE FROM t; INSERT INTO t(x) VALUES(" + std::string(value) + ")"));
  };
  set("'seven'");
  get([](RowReader& row) { return row.integer(); });
  EXPECT_EQ(error->detail, "unexpected value in column x");
  get([](RowReader& row) { return row.word<RoadSide>(); });
  EXPECT_EQ(error->detail, "unknown word \"seven\"");
  set("NULL");
  get([](RowReader& row) { return row.text(); });
  EXPECT_EQ(error->code, ErrorCode::store_failed);
  set("x'0102'");
  get([](RowReader& row) { return row.real(); });
  EXPECT_EQ(error->detail, "a number of 2 bytes");
  get([](RowReader& row) { return row.polygons(); });
  EXPECT_EQ(error->code, ErrorCode::wkb_malformed);
  get([](RowReader& row) { return row.line(); });
  EXPECT_EQ(error->code, ErrorCode::wkb_malformed);
  must(put([](RowWriter& row) { row.shape(MultiPolygon{test::square(0, 0, 1), test::square(5, 5, 1)}); }));
  get([](RowReader& row) { return row.polygon(); });
  EXPECT_EQ(error->code, ErrorCode::geometry_type);
}

}  // namespace
}  // namespace libgrid::store::detail
