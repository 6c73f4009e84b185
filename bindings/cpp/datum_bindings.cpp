/// Shifted degrees of Chinese web maps to others, over columns.
#include <cmath>
#include <limits>
#include <string>

#include <libgrid/base/parallel.hpp>
#include <libgrid/crs/datum.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

crs::Datum datum_of(const std::string& text, const char* argument) {
  const auto frame = crs::parse_source_frame(text);
  if (!frame) throw_error(Error(frame.error()).at_field(argument));
  if (frame->datum == crs::Datum::plain && !crs::taken_as_wgs84(frame->frame))
    throw_error(bad_argument(argument, "degrees are needed; project and unproject change between degrees and a plane"));
  return frame->datum;
}

/// On earth, and under a shifted datum within the box in which it is defined.
bool sound(crs::Datum datum, LonLat p) {
  return std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 180.0 && std::abs(p.lat) <= 90.0 &&
         crs::in_extent(datum, p);
}

/// What is not sound becomes NaN, or the first of it an exception.
py::tuple convert_degrees(py::object lon, py::object lat, const std::string& source, const std::string& target,
                          bool raise) {
  const crs::Datum from = datum_of(source, "source"), to = datum_of(target, "target");
  const Doubles east = doubles(lon, "lon"), north = doubles(lat, "lat");
  require_length(north.size(), east.size(), "lat", "lon");
  NewArray<double> out_lon(east.size()), out_lat(east.size());
  const auto sound_at = [&](std::size_t i) {
    const LonLat p{east[i], north[i]};
    return sound(from, p) && sound(to, p);
  };
  without_gil([&] {
    parallel_for(east.size(), {.grain = 4096}, [&](std::size_t begin, std::size_t end) {
      constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
      for (std::size_t i = begin; i < end; ++i) {
        LonLat p{kNone, kNone};
        if (sound_at(i))
          p = from == to ? LonLat{east[i], north[i]} : crs::wgs84_to(to, crs::wgs84_from(from, {east[i], north[i]}));
        out_lon.data[i] = p.lon, out_lat.data[i] = p.lat;
      }
    });
  });
  for (std::size_t i = 0; raise && i < east.size(); ++i) {
    if (sound_at(i)) continue;
    const bool finite = std::isfinite(east[i]) && std::isfinite(north[i]);
    throw_error(make_error(finite ? ErrorCode::coordinate_out_of_range : ErrorCode::number_not_finite)
                    .at_field("lon")
                    .at_row(static_cast<std::int64_t>(i) + 1));
  }
  return py::make_tuple(out_lon.array, out_lat.array);
}

}  // namespace

void bind_datum(py::module_& module) {
  module.def("convert_degrees", &convert_degrees, py::arg("lon"), py::arg("lat"), py::arg("source"), py::arg("target"),
             py::arg("raise_invalid"));
}

}  // namespace libgrid::bindings
