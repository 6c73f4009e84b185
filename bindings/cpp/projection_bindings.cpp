/// project and unproject: degrees to the plane and back, over columns.
#include <cmath>
#include <limits>
#include <string>

#include <libgrid/base/parallel.hpp>
#include <libgrid/crs/projector.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "errors.hpp"
#include "projector_pool.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using crs::Projector;

namespace {

struct Pair {
  double first;
  double second;
};

Expected<Pair> forward(const Projector& projector, Pair p) {
  GRID_TRY(xy, projector.to_plane(LonLat{p.first, p.second}));
  return Pair{xy.x, xy.y};
}

Expected<Pair> backward(const Projector& projector, Pair p) {
  if (!std::isfinite(p.first) || !std::isfinite(p.second)) return fail(ErrorCode::number_not_finite);
  const LonLat out = projector.to_lonlat(Xy{p.first, p.second});
  if (!std::isfinite(out.lon) || !std::isfinite(out.lat)) return fail(ErrorCode::coordinate_out_of_range);
  return Pair{out.lon, out.lat};
}

using Convert = Expected<Pair> (*)(const Projector&, Pair);

struct Names {
  std::string first;
  std::string second;
};

/// What cannot be converted becomes NaN, or the first of it an exception.
py::tuple convert(Convert convert_one, const Names& names, py::handle first, py::handle second, int epsg, bool raise) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  const Doubles a = doubles(first, names.first), b = doubles(second, names.second);
  require_length(b.size(), a.size(), names.second, names.first);
  auto projector = Projector::make(Frame{epsg});
  if (!projector) throw_error(std::move(projector.error()).at_field("epsg"));
  ProjectorPool pool(*std::move(projector));
  NewArray<double> out_a(a.size()), out_b(a.size());
  without_gil([&] {
    parallel_for(a.size(), {.grain = kProjectingGrain}, [&](std::size_t begin, std::size_t end) {
      const ProjectorPool::Lease lease = pool.lease();
      for (std::size_t i = begin; i < end; ++i) {
        const Pair p = convert_one(*lease, {a[i], b[i]}).value_or(Pair{kNone, kNone});
        out_a.data[i] = p.first, out_b.data[i] = p.second;
      }
    });
  });
  for (std::size_t i = 0; raise && i < a.size(); ++i) {
    if (!std::isnan(out_a.data[i])) continue;
    const auto again = convert_one(*pool.lease(), {a[i], b[i]});
    if (!again) throw_error(Error(again.error()).at_field(names.first).at_row(static_cast<std::int64_t>(i) + 1));
  }
  return py::make_tuple(out_a.array, out_b.array);
}

py::tuple project(py::object lon, py::object lat, int epsg, bool raise) {
  return convert(forward, {"lon", "lat"}, lon, lat, epsg, raise);
}

py::tuple unproject(py::object x, py::object y, int epsg, bool raise) {
  return convert(backward, {"x", "y"}, x, y, epsg, raise);
}

}  // namespace

void bind_projection(py::module_& module) {
  module.def("project", &project, py::arg("lon"), py::arg("lat"), py::arg("epsg"), py::arg("raise_invalid"));
  module.def("unproject", &unproject, py::arg("x"), py::arg("y"), py::arg("epsg"), py::arg("raise_invalid"));
}

}  // namespace libgrid::bindings
