#include <libgrid/geom/wkb.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <libgrid/base/random.hpp>

namespace libgrid {
namespace {

const Polygon kYard{.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, .holes = {{{2, 2}, {2, 3}, {3, 3}, {2, 2}}}};

Bytes from_hex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(digit(text[i]) * 16 + digit(text[i + 1])));
  return bytes;
}

TEST(Wkb, SnippetOfTheHeader) {
  const Polygon& polygon = kYard;
  std::vector<std::byte> bytes = to_wkb(polygon);
  Expected<MultiPolygon> again = polygons_from_wkb(bytes);
  EXPECT_EQ(again.value(), MultiPolygon{polygon});
}

TEST(Wkb, RoundTrips) {
  EXPECT_EQ(point_from_wkb(to_wkb(Xy{1.5, -2.25})).value(), (Xy{1.5, -2.25}));
  const LineString line{{0, 0}, {0.1, 0.2}, {-1e300, 1e-300}};
  EXPECT_EQ(line_from_wkb(to_wkb(line)).value(), line);
  const MultiPolygon city{kYard, Polygon{.outer = {{20, 0}, {21, 0}, {21, 1}, {20, 0}}, .holes = {}}};
  EXPECT_EQ(polygons_from_wkb(to_wkb(city)).value(), city);
}

TEST(Wkb, BytesAreThoseOfTheStandard) {
  EXPECT_EQ(to_wkb(Xy{1, 2}), from_hex("0101000000000000000000f03f0000000000000040"));
  EXPECT_EQ(to_wkb(LineString{{1, 2}, {2, 1}}),
            from_hex("010200000002000000000000000000f03f00000000000000400000000000000040000000000000f03f"));
}

TEST(Wkb, ReadsBigEndian) {
  EXPECT_EQ(point_from_wkb(from_hex("00000000013ff00000000000004000000000000000")).value(), (Xy{1, 2}));
  EXPECT_EQ(line_from_wkb(from_hex("0000000002000000023ff000000000000040000000000000004000000000000000"
                                   "3ff0000000000000"))
                .value(),
            (LineString{{1, 2}, {2, 1}}));
}

void expect_refused(const Bytes& bytes, ErrorCode code) {
  const auto shape = polygons_from_wkb(bytes);
  ASSERT_FALSE(shape);
  EXPECT_EQ(shape.error().code, code) << message_en(shape.error());
}

TEST(Wkb, RefusesMalformedPolygons) {
  const std::string zero = "0000000000000000", one = "000000000000f03f", nan = "000000000000f87f",
                    inf = "000000000000f07f";
  const std::string header = "0103000000", ring = zero + zero + one + zero + one + one + zero + zero;
  const struct {
    const char* name;
    std::string hex;
    ErrorCode code;
  } rows[] = {
      {"no bytes", "", ErrorCode::wkb_malformed},
      {"byte order only", "01", ErrorCode::wkb_malformed},
      {"byte order 2", "0203000000", ErrorCode::wkb_malformed},
      {"half a type", "010300", ErrorCode::wkb_malformed},
      {"no ring count", header, ErrorCode::wkb_malformed},
      {"no rings", header + "00000000", ErrorCode::geometry_empty},
      {"4 billion rings", header + "ffffffff", ErrorCode::wkb_malformed},
      {"4 billion points", header + "01000000" + "ffffffff" + ring, ErrorCode::wkb_malformed},
      {"one point more than bytes", header + "01000000" + "05000000" + ring, ErrorCode::wkb_malformed},
      {"three positions", header + "01000000" + "03000000" + ring.substr(0, 96), ErrorCode::ring_too_short},
      {"ring not closed", header + "01000000" + "04000000" + ring.substr(0, 96) + one + zero,
       ErrorCode::ring_not_closed},
      {"NaN", header + "01000000" + "04000000" + nan + ring.substr(16), ErrorCode::number_not_finite},
      {"infinity", header + "01000000" + "04000000" + zero + inf + ring.substr(32), ErrorCode::number_not_finite},
      {"bytes after the end", header + "01000000" + "04000000" + ring + "00", ErrorCode::wkb_malformed},
      {"a point", "0101000000" + zero + zero, ErrorCode::geometry_type},
      {"a line",
       "0102000000"
       "00000000",
       ErrorCode::geometry_type},
      {"a collection",
       "0107000000"
       "00000000",
       ErrorCode::geometry_type},
      {"polygon Z, ISO",
       "01eb030000"
       "00000000",
       ErrorCode::geometry_type},
      {"polygon Z, old",
       "0103000080"
       "00000000",
       ErrorCode::geometry_type},
      {"polygon with SRID",
       "0103000020"
       "e6100000"
       "00000000",
       ErrorCode::geometry_type},
      {"no parts",
       "0106000000"
       "00000000",
       ErrorCode::geometry_empty},
      {"4 billion parts",
       "0106000000"
       "ffffffff",
       ErrorCode::wkb_malformed},
      {"a point as part",
       "0106000000"
       "01000000"
       "0101000000" +
           zero + zero,
       ErrorCode::geometry_type},
      {"part missing",
       "0106000000"
       "02000000" +
           header +
           "01000000"
           "04000000" +
           ring,
       ErrorCode::wkb_malformed},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    expect_refused(from_hex(row.hex), row.code);
  }
}

TEST(Wkb, RefusesMalformedPointsAndLines) {
  EXPECT_EQ(point_from_wkb(to_wkb(LineString{{0, 0}, {1, 1}})).error().code, ErrorCode::geometry_type);
  EXPECT_EQ(point_from_wkb(to_wkb(Xy{std::numeric_limits<double>::quiet_NaN(), 0})).error().code,
            ErrorCode::number_not_finite);
  EXPECT_EQ(line_from_wkb(to_wkb(Xy{1, 1})).error().code, ErrorCode::geometry_type);
  EXPECT_EQ(line_from_wkb(to_wkb(LineString{})).error().code, ErrorCode::geometry_empty);
  EXPECT_EQ(line_from_wkb(to_wkb(LineString{{1, 1}})).error().code, ErrorCode::geometry_invalid);
}

TEST(Wkb, EveryTruncationIsRefusedAndNoFlippedBitCrashes) {
  const Bytes whole = to_wkb(MultiPolygon{kYard, kYard});
  for (std::size_t n = 0; n < whole.size(); ++n) {
    const std::span<const std::byte> part(whole.data(), n);
    ASSERT_FALSE(polygons_from_wkb(part)) << n << " bytes";
  }
  SCOPED_TRACE("seed 5");
  const CounterRandom draw{5, 0};
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    Bytes bent = whole;
    bent[draw.below(2 * i, bent.size())] ^= static_cast<std::byte>(1u << draw.below(2 * i + 1, 8));
    const auto read = polygons_from_wkb(bent);
    if (!read) continue;
    ASSERT_EQ(to_wkb(*read).size(), whole.size()) << "only coordinates may have changed";
  }
}

}  // namespace
}  // namespace libgrid
