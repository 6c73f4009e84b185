#include <libgrid/io/csv_writer.hpp>

#include <array>
#include <charconv>
#include <cmath>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

std::string shortest_text(double number) {
  if (std::isnan(number)) return {};
  std::array<char, 32> text{};
  const auto [end, reason] = std::to_chars(text.data(), text.data() + text.size(), number);
  GRID_ASSERT(reason == std::errc{});
  return {text.data(), end};
}

CsvWriter::CsvWriter(std::initializer_list<std::string_view> header) : width_(header.size()) {
  for (const std::string_view name : header) add(name);
  end_row();
}

CsvWriter::CsvWriter(std::span<const std::string> header) : width_(header.size()) {
  for (const std::string& name : header) add(std::string_view(name));
  end_row();
}

void CsvWriter::separate() {
  if (filled_ > 0) text_ += ',';
  ++filled_;
}

CsvWriter& CsvWriter::add(std::string_view text) {
  separate();
  // A row of one empty field would be an empty line, so it is quoted.
  const bool quotes = text.find_first_of(",\"\r\n") != std::string_view::npos || (text.empty() && width_ == 1);
  if (!quotes) {
    text_ += text;
    return *this;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
  return *this;
}

CsvWriter& CsvWriter::add(double number) { return add(std::string_view(shortest_text(number))); }

CsvWriter& CsvWriter::add(std::int64_t number) {
  separate();
  std::array<char, 24> text{};
  const auto [end, reason] = std::to_chars(text.data(), text.data() + text.size(), number);
  text_.append(text.data(), end);
  return *this;
}

void CsvWriter::end_row() {
  GRID_ASSERT(filled_ == width_);
  text_ += '\n';
  filled_ = 0;
  ++rows_;
}

}  // namespace libgrid::io
