#pragma once
/// Values of the library as plain Python objects: units and ids as numbers, times as datetime, lists as tuples.
///
/// @pre the GIL is held

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <pybind11/pybind11.h>

#include <libgrid/base/id.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/base/written_time.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/words.hpp>

namespace libgrid::bindings {

template <class T>
[[nodiscard]] pybind11::object to_python(const T& value) {
  return pybind11::cast(value);
}
template <class Unit>
[[nodiscard]] pybind11::object to_python(Quantity<Unit> value) {
  return pybind11::float_(value.value);
}
template <class Tag>
[[nodiscard]] pybind11::object to_python(Id<Tag> id) {
  return pybind11::int_(id.value);
}
[[nodiscard]] inline pybind11::object to_python(BarrierKind kind) { return pybind11::str(word(kind)); }
[[nodiscard]] inline pybind11::object to_python(MergeRule rule) { return pybind11::str(word(rule)); }
[[nodiscard]] inline pybind11::object to_python(RoadKind kind) { return pybind11::str(word(kind)); }
[[nodiscard]] inline pybind11::object to_python(LonLat at) { return pybind11::make_tuple(at.lon, at.lat); }
[[nodiscard]] inline pybind11::object to_python(SerialDates dates) {
  return pybind11::str(dates == SerialDates::refused ? "refused" : dates == SerialDates::since_1900 ? "1900" : "1904");
}
[[nodiscard]] inline pybind11::object to_python(Seconds value) { return pybind11::int_(value.value); }
[[nodiscard]] inline pybind11::object to_python(Frame frame) { return pybind11::int_(frame.epsg); }
/// A datetime without a time zone.
[[nodiscard]] inline pybind11::object to_python(LocalTime time) {
  return pybind11::module_::import("datetime").attr("datetime").attr("fromisoformat")(to_text(time));
}
template <class T>
[[nodiscard]] pybind11::object to_python(const std::optional<T>& value) {
  return value ? to_python(*value) : pybind11::object(pybind11::none());
}
template <class... T>
[[nodiscard]] pybind11::object to_python(const std::variant<T...>& value) {
  return std::visit([](const auto& content) { return to_python(content); }, value);
}
template <class T>
[[nodiscard]] pybind11::object to_python(const std::vector<T>& values) {
  pybind11::tuple out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = to_python(values[i]);
  return out;
}

}  // namespace libgrid::bindings
