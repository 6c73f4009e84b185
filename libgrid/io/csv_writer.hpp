#pragma once
/// Tables as text: UTF-8, LF, a header, quotes only where they must be.
///
///   io::CsvWriter csv({"case_id", "zone_id", "distance_m"});
///   csv.add("101001240734").add(17).add(std::optional<double>{}).end_row();
///   GRID_CHECK(io::write_file_atomically("out/assignment.csv", csv.text()));
///   // case_id,zone_id,distance_m
///   // 101001240734,17,
///
/// @pre every row has as many fields as the header; text is UTF-8
/// @guarantee doubles are written with the shortest text that reads back the same double ("0.1", "1e+22"; NaN is
///            empty); same calls, same bytes
/// @cost about 100 ns per field

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace libgrid::io {

/// The shortest text that reads back the same double; empty for NaN, "inf" and "-inf".
[[nodiscard]] std::string shortest_text(double number);

class CsvWriter {
 public:
  CsvWriter(std::initializer_list<std::string_view> header);
  explicit CsvWriter(std::span<const std::string> header);

  CsvWriter& add(std::string_view text);
  CsvWriter& add(const char* text) { return add(std::string_view(text)); }
  CsvWriter& add(double number);
  CsvWriter& add(std::int64_t number);
  CsvWriter& add(bool flag) { return add(std::int64_t{flag}); }  ///< 1 or 0

  template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, std::int64_t> && !std::same_as<Number, char>)
  CsvWriter& add(Number number) {
    return add(static_cast<std::int64_t>(number));
  }
  /// Empty where there is nothing.
  template <class T>
  CsvWriter& add(const std::optional<T>& value) {
    return value ? add(*value) : add(std::string_view{});
  }

  void end_row();

  [[nodiscard]] std::int64_t rows() const { return rows_; }  ///< without the header
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Hands over what was written since the last call, for tables that are longer than the memory. @pre no open row
  [[nodiscard]] std::string take_text() { return std::exchange(text_, {}); }

 private:
  void separate();

  std::string text_;
  std::size_t width_ = 0;
  std::size_t filled_ = 0;
  std::int64_t rows_ = -1;
};

}  // namespace libgrid::io
