// What strangers send and what becomes of it, as a table: tests/golden/io/refused_inputs.txt.
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/detail/utf8.hpp>
#include <libgrid/io/geojson.hpp>
#include <libgrid/io/reports.hpp>

#include "tests/support/source_dir.hpp"

namespace libgrid::io {
namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

/// The bytes that an input of the table stands for.
std::string bytes_of_input(std::string text) {
  replace_all(text, "{header}", "case_id,opened,closed,type,street,ward,lon,lat");
  replace_all(text, "{good}", "1,2015-01-01T00:00:00,,Pothole,Main St,3,113.8,34.0");
  replace_all(text, "{good2}", "2,2015-01-01T00:00:00,,Pothole,Main St,3,113.8,34.0");
  replace_all(text, "{feature}",
              R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)");
  replace_all(text, "{end}", "}]}");
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    const char kind = text[++i];
    if (kind == 'x') {
      bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      bytes += kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind;
    }
  }
  return bytes;
}

std::string named(ErrorCode code) { return std::string(info(code).name); }

std::string outcome(std::size_t good, const std::vector<RejectedRow>& rejected) {
  std::string text = std::to_string(good) + " good";
  for (const RejectedRow& row : rejected) {
    text += "; " + std::to_string(row.error.row.value_or(0)) + ' ' + (row.error.field.empty() ? "-" : row.error.field) +
            ' ' + named(row.error.code);
    EXPECT_FALSE(info(row.error.code).cure_zh.empty());
    EXPECT_TRUE(detail::is_utf8(message_zh(row.error)) && detail::is_utf8(message_en(row.error)));
    EXPECT_FALSE(row.error.file.empty());
  }
  return text;
}

std::string outcome_of(const std::string& format, const std::string& bytes) {
  if (format == "csv") {
    const auto table = reports_from_csv(bytes, "t.csv", {});
    return table ? outcome(table->reports.size(), table->rejected) : "file " + named(table.error().code);
  }
  if (format == "geojson") {
    const auto file = geojson_from_text(bytes, "t.geojson");
    return file ? outcome(file->features.size(), file->rejected) : "file " + named(file.error().code);
  }
  const auto shape = polygons_from_wkb(std::as_bytes(std::span(bytes)));
  return shape ? "good" : named(shape.error().code);
}

TEST(RefusedInputs, EveryRowOfTheTable) {
  std::ifstream file(test::source_dir() + "/tests/golden/io/refused_inputs.txt");
  std::string line;
  int rows = 0;
  while (std::getline(file, line)) {
    const std::size_t first = line.find('`'), last = line.rfind('`');
    if (first == std::string::npos) continue;  // the head
    const std::string front = line.substr(2, first - 2), format = front.substr(0, front.find(' '));
    const std::string expected = line.substr(last + 4, line.size() - last - 6);
    EXPECT_EQ(outcome_of(format, bytes_of_input(line.substr(first + 1, last - first - 1))), expected) << line;
    ++rows;
  }
  EXPECT_GE(rows, 67);
}

}  // namespace
}  // namespace libgrid::io
