#pragma once
/// Layers of real cities with exact coordinates: rows of text and WKB in hexadecimal, in data/.

#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/csv_reader.hpp>
#include <libgrid/roads/duties.hpp>
#include <libgrid/roads/zone_cut.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::test {}
namespace libgrid::roads::test {

using namespace libgrid::test;  // so that test:: means both, whichever files are compiled together

template <class Row>
void each_row(const std::string& file, const Row& row) {
  io::CsvHandler handler;
  handler.header = [](std::span<const std::string>) -> Expected<void> { return {}; };
  handler.row = [&](const io::CsvRow& csv) -> Expected<void> { return row(csv.fields), Expected<void>{}; };
  handler.rejected = [](const RejectedRow& bad) { throw std::runtime_error(message_en(bad.error)); };
  const auto read = io::read_csv(libgrid::test::source_dir() + "/data/" + file, handler, {.field_bytes = 1 << 18});
  if (!read) throw std::runtime_error(message_en(read.error()));
}

inline Bytes bytes_of(std::string_view hexadecimal) {
  Bytes bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2)
    bytes.push_back(static_cast<std::byte>(digit(hexadecimal[i]) * 16 + digit(hexadecimal[i + 1])));
  return bytes;
}

/// Streets and zones of a real city, and how many metres each rule of a policy decides.
struct DutyCity {
  std::vector<Street> streets;
  std::vector<MultiPolygon> zones;
  std::vector<std::string> codes;  ///< of the zones, ascending

  /// Degrees to a plane that is near enough to metres for lengths of duty: from a place, times metres per degree there.
  void to_metres(Xy degrees, Xy metres_per_degree) {
    const auto move = [&](std::vector<Xy>& line) {
      for (Xy& p : line) p = {(p.x - degrees.x) * metres_per_degree.x, (p.y - degrees.y) * metres_per_degree.y};
    };
    for (Street& street : streets) move(street.line);
    for (MultiPolygon& zone : zones)
      for (Polygon& polygon : zone) {
        move(polygon.outer);
        for (Ring& hole : polygon.holes) move(hole);
      }
  }

  [[nodiscard]] double network() const {
    double metres = 0.0;
    for (const Street& street : streets) metres += length(street.line).value;
    return metres;
  }

  /// As the golden tables were made: borders within 3 m, no border crumb below 10 m.
  [[nodiscard]] std::vector<StreetStretch> cut() const {
    return ZoneCutter::build(zones).cut(streets, {.tolerance = Metres{3.0}, .shortest = Metres{10.0}});
  }
};

/// Metres by DutyRule, one side counted half. Expects that they add up to the network, and that only what nobody
/// answers for is without a zone.
inline std::array<double, 9> duty_metres(const DutyCity& city, std::span<const StreetStretch> cut,
                                         std::span<const RoadKind> kinds, const DutyPolicy& policy) {
  const ZoneMap map = plain_zone_map(city.zones, city.codes);
  std::array<double, 9> metres{};
  double sum = 0.0;
  for (const RoadPiece& piece :
       assign_duties({.stretches = cut, .map = &map, .streets = city.streets, .kinds = kinds}, policy, "s")) {
    const double mine = (piece.to - piece.from).value * (piece.side == RoadSide::whole ? 1.0 : 0.5);
    metres.at(static_cast<std::size_t>(piece.rule)) += mine;
    sum += mine;
    EXPECT_EQ(piece.zone.has_value(), piece.rule != DutyRule::outside);
  }
  EXPECT_NEAR(sum, city.network(), 4e-12 * city.network());
  return metres;
}

}  // namespace libgrid::roads::test
