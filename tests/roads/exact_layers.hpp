#pragma once
/// Layers of real cities with exact coordinates: rows of text and WKB in hexadecimal, in data/.

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/csv_reader.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::roads::test {

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

/// A plane that is near enough to metres for lengths of duty: degrees from a place, times metres per degree there.
inline void to_metres(Xy& p, Xy degrees, Xy metres_per_degree) {
  p = {(p.x - degrees.x) * metres_per_degree.x, (p.y - degrees.y) * metres_per_degree.y};
}

inline void to_metres(MultiPolygon& shape, Xy degrees, Xy metres_per_degree) {
  for (Polygon& polygon : shape) {
    for (Xy& p : polygon.outer) to_metres(p, degrees, metres_per_degree);
    for (Ring& hole : polygon.holes)
      for (Xy& p : hole) to_metres(p, degrees, metres_per_degree);
  }
}

}  // namespace libgrid::roads::test
