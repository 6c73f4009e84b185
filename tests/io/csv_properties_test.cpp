/// A table that libgrid wrote is read back field by field, whatever the text in it.

#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include <libgrid/io/csv_reader.hpp>
#include <libgrid/io/csv_writer.hpp>

#include "tests/support/properties.hpp"

namespace libgrid::test {
namespace {

/// Texts that look like trouble: quotes, commas, line ends, Chinese, spaces, nothing.
rc::Gen<std::string> troublesome_text() {
  const auto piece = rc::gen::elementOf(
      std::vector<std::string>{"\"", ",", "\n", "\r\n", "网格", "a", " ", "0", "\"\"", ";", "é", "=1+1", "\t"});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& part : pieces) text += part;
    return text;
  });
}

RC_GTEST_PROP(CsvProperty, WhatIsWrittenIsReadBack, ()) {
  using Row = std::pair<std::string, std::string>;
  const auto rows = *rc::gen::container<std::vector<Row>>(rc::gen::pair(troublesome_text(), troublesome_text()));
  io::CsvWriter csv({"first", "second"});
  for (const Row& row : rows) csv.add(row.first).add(row.second).end_row();

  std::vector<Row> read;
  int refused = 0;
  io::CsvHandler handler;
  handler.header = [](std::span<const std::string>) -> Expected<void> { return {}; };
  handler.row = [&](const io::CsvRow& row) -> Expected<void> {
    read.emplace_back(row.fields[0], row.fields[1]);
    return {};
  };
  handler.rejected = [&](const RejectedRow&) { ++refused; };
  RC_ASSERT(io::read_csv_text(csv.text(), "written.csv", handler).has_value());
  RC_ASSERT(refused == 0);
  RC_ASSERT(read == rows);
}

RC_GTEST_PROP(CsvProperty, TheShortestTextReadsBackTheSameDouble, (double number)) {
  RC_PRE(std::isfinite(number));
  const std::string text = io::shortest_text(number);
  double again = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), again);
  RC_ASSERT(error == std::errc{});
  RC_ASSERT(end == text.data() + text.size());
  RC_ASSERT(again == number);
}

}  // namespace
}  // namespace libgrid::test
