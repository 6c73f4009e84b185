#pragma once
/// Rows of values as a dict of NumPy columns.
///
///   Table table(zones);
///   table.column("zone_id", [](const Zone& z) { return z.id; });              // int64
///   table.column("parent_id", [](const Zone& z) { return z.parent; });        // int64, 0 where there is none
///   table.column("area_m2", [](const Zone& z) { return z.area; });            // float64
///   return table.done();                                                      // the columns in this order
///
/// int64 for ids and counts (ids start at 1, so 0 is "none"), float64 (NaN is "none"), bool, datetime64[s] (NaT is
/// "none"), and text as an array of str objects ("" is "none").
/// @pre the GIL is held

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <libgrid/base/id.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>

namespace libgrid::bindings {

/// What a cell of a column holds, and the value of an empty one.
namespace cell {
inline bool plain(bool value) { return value; }
inline std::int64_t plain(std::integral auto value) { return static_cast<std::int64_t>(value); }
inline double plain(double value) { return value; }
template <class Unit>
double plain(Quantity<Unit> value) {
  return value.value;
}
template <class Tag>
std::int64_t plain(Id<Tag> id) {
  return id.value;
}
inline LocalTime plain(LocalTime time) { return time; }
inline std::string_view plain(std::string_view text) { return text; }
inline std::string_view plain(const std::string& text) { return text; }
inline std::string_view plain(const char* text) { return text; }

inline constexpr LocalTime kNever{std::numeric_limits<std::int64_t>::min()};  // NaT

template <class T>
auto plain(const std::optional<T>& value) {
  using Plain = decltype(plain(*value));
  if (value) return plain(*value);
  if constexpr (std::is_same_v<Plain, double>) return std::numeric_limits<double>::quiet_NaN();
  if constexpr (std::is_same_v<Plain, LocalTime>) return kNever;
  if constexpr (!std::is_same_v<Plain, double> && !std::is_same_v<Plain, LocalTime>) return Plain{};
}
}  // namespace cell

/// Texts of a column, each distinct one made once.
class Texts {
 public:
  pybind11::object operator()(std::string_view text) {
    const auto known = known_.find(std::string(text));
    if (known != known_.end()) return known->second;
    const pybind11::str made(text.data(), text.size());
    if (known_.size() < kMost) known_.emplace(text, made);
    return made;
  }

 private:
  static constexpr std::size_t kMost = 4096;  // more are ids, of which none repeats
  std::unordered_map<std::string, pybind11::object> known_;
};

template <class Row>
class Table {
 public:
  explicit Table(std::span<const Row> rows) : rows_(rows) {}

  template <class Get>
  Table& column(const char* name, Get get) {
    return column_at(name, [&](std::size_t i) { return get(rows_[i]); });
  }

  /// For a value that depends on the position.
  template <class Get>
  Table& column_at(const char* name, Get get) {
    using Plain = std::remove_cvref_t<decltype(cell::plain(get(0)))>;
    if constexpr (std::is_same_v<Plain, std::string_view>)
      columns_[name] = texts(get);
    else if constexpr (std::is_same_v<Plain, LocalTime>)
      columns_[name] = times(get);
    else
      columns_[name] = numbers<Plain>(get);
    return *this;
  }

  [[nodiscard]] pybind11::dict done() const { return columns_; }
  /// For what is no plain column: geometry.
  Table& add(const char* name, pybind11::object content) {
    columns_[name] = std::move(content);
    return *this;
  }

 private:
  template <class Plain, class Get>
  pybind11::object numbers(Get get) const {
    pybind11::array_t<Plain> out(static_cast<pybind11::ssize_t>(rows_.size()));
    Plain* data = out.mutable_data();
    for (std::size_t i = 0; i < rows_.size(); ++i) data[i] = cell::plain(get(i));
    return out;
  }

  template <class Get>
  pybind11::object times(Get get) const {
    const std::vector<pybind11::ssize_t> shape{static_cast<pybind11::ssize_t>(rows_.size())};
    pybind11::array out(pybind11::dtype("datetime64[s]"), shape);
    auto* data = static_cast<std::int64_t*>(out.mutable_data());
    for (std::size_t i = 0; i < rows_.size(); ++i) data[i] = cell::plain(get(i)).seconds;
    return out;
  }

  template <class Get>
  pybind11::object texts(Get get) const {
    pybind11::list list(rows_.size());
    Texts texts;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto& value = get(i);
      list[i] = texts(cell::plain(value));
    }
    const pybind11::module_ numpy = pybind11::module_::import("numpy");
    return numpy.attr("array")(list, pybind11::arg("dtype") = pybind11::dtype("O"));
  }

  std::span<const Row> rows_;
  pybind11::dict columns_;
};
template <class Rows>
Table(const Rows& rows) -> Table<typename Rows::value_type>;

}  // namespace libgrid::bindings
