#include "shapes.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
namespace {

class RaggedWriter {
 public:
  void add(std::span<const Xy> points) {
    for (const Xy p : points) {
      coords_.push_back(p.x);
      coords_.push_back(p.y);
    }
    rings_.push_back(static_cast<std::int64_t>(coords_.size() / 2));
  }
  void add(const Polygon& polygon) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
    polygons_.push_back(static_cast<std::int64_t>(rings_.size()) - 1);
  }
  void end_shape() { shapes_.push_back(static_cast<std::int64_t>(polygons_.size()) - 1); }

  py::tuple polygons() && {
    const py::object table = coords();
    return py::make_tuple(table, array_of(std::move(rings_)), array_of(std::move(polygons_)),
                          array_of(std::move(shapes_)));
  }
  py::tuple lines() && {
    const py::object table = coords();
    return py::make_tuple(table, array_of(std::move(rings_)));
  }

 private:
  py::object coords() { return array_of(std::move(coords_)).reshape({py::ssize_t{-1}, py::ssize_t{2}}); }

  std::vector<double> coords_;
  std::vector<std::int64_t> rings_{0}, polygons_{0}, shapes_{0};
};

/// Coordinates for which the exact predicates are exact: geom/predicates.hpp.
bool usable(double number) {
  return number == 0.0 || (std::abs(number) >= 0x1.0p-140 && std::abs(number) <= 0x1.0p140);
}

std::vector<Xy> positions(const Doubles& coords) {
  std::vector<Xy> out(coords.size() / 2);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = {coords[2 * i], coords[2 * i + 1]};
    const bool finite = std::isfinite(out[i].x) && std::isfinite(out[i].y);
    if (finite && usable(out[i].x) && usable(out[i].y)) continue;
    const ErrorCode code = finite ? ErrorCode::coordinate_out_of_range : ErrorCode::number_not_finite;
    throw_error(make_error(code).at_field("coords").at_row(static_cast<std::int64_t>(i) + 1));
  }
  return out;
}

/// @post rises from 0 to `count`, so that every offset is a position in what it counts
void require_offsets(const Integers& offsets, std::size_t count, const std::string& argument) {
  const auto refuse = [&](const std::string& why) { throw_error(bad_argument(argument, why)); };
  if (offsets.size() == 0 || offsets[0] != 0) refuse("must start with 0");
  for (std::size_t i = 1; i < offsets.size(); ++i)
    if (offsets[i] < offsets[i - 1]) refuse("falls at position " + std::to_string(i));
  const std::int64_t last = offsets[offsets.size() - 1];
  if (last != static_cast<std::int64_t>(count))
    refuse("ends with " + std::to_string(last) + ", not with " + std::to_string(count));
}

std::size_t at(const Integers& offsets, std::size_t i) { return static_cast<std::size_t>(offsets[i]); }

std::vector<Ring> rings_of(std::span<const Xy> positions, const Integers& offsets) {
  std::vector<Ring> rings;
  for (std::size_t r = 0; r + 1 < offsets.size(); ++r) {
    const auto ring = positions.subspan(at(offsets, r), at(offsets, r + 1) - at(offsets, r));
    const auto refuse = [&](ErrorCode code) {
      throw_error(make_error(code).at_field("coords").at_row(offsets[r] + 1).about("ring " + std::to_string(r)));
    };
    if (ring.size() < 4) refuse(ErrorCode::ring_too_short);
    if (ring.front() != ring.back()) refuse(ErrorCode::ring_not_closed);
    rings.emplace_back(ring.begin(), ring.end());
  }
  return rings;
}

}  // namespace

py::tuple ragged(std::span<const MultiPolygon> shapes) {
  RaggedWriter writer;
  for (const MultiPolygon& shape : shapes) {
    for (const Polygon& polygon : shape) writer.add(polygon);
    writer.end_shape();
  }
  return std::move(writer).polygons();
}

py::tuple ragged(std::span<const Polygon> shapes) {
  RaggedWriter writer;
  for (const Polygon& shape : shapes) {
    writer.add(shape);
    writer.end_shape();
  }
  return std::move(writer).polygons();
}

py::tuple ragged(std::span<const LineString> lines) {
  RaggedWriter writer;
  for (const LineString& line : lines) writer.add(line);
  return std::move(writer).lines();
}

std::vector<MultiPolygon> shapes_of(const RaggedArguments& arguments) {
  const Doubles coords = double_pairs(arguments.coords, "coords");
  const Integers rings = integers(arguments.ring_offsets, "ring_offsets");
  const Integers polygons = integers(arguments.polygon_offsets, "polygon_offsets");
  const Integers shapes = integers(arguments.shape_offsets, "shape_offsets");
  require_offsets(rings, coords.size() / 2, "ring_offsets");
  require_offsets(polygons, rings.size() - 1, "polygon_offsets");
  require_offsets(shapes, polygons.size() - 1, "shape_offsets");
  std::vector<Ring> made = rings_of(positions(coords), rings);
  std::vector<MultiPolygon> out(shapes.size() - 1);
  for (std::size_t s = 0; s < out.size(); ++s) {
    for (std::size_t p = at(shapes, s); p < at(shapes, s + 1); ++p) {
      if (at(polygons, p) == at(polygons, p + 1)) continue;  // POLYGON EMPTY
      Polygon& polygon = out[s].emplace_back(Polygon{std::move(made[at(polygons, p)]), {}});
      for (std::size_t r = at(polygons, p) + 1; r < at(polygons, p + 1); ++r)
        polygon.holes.push_back(std::move(made[r]));
    }
  }
  return out;
}

std::vector<LineString> lines_of(py::handle coords, py::handle line_offsets) {
  const Doubles numbers = double_pairs(coords, "coords");
  const Integers offsets = integers(line_offsets, "line_offsets");
  const auto count = static_cast<std::int64_t>(numbers.size() / 2);
  if (offsets.size() == 0 || offsets[0] != 0 || offsets[offsets.size() - 1] != count)
    throw_error(bad_argument("line_offsets", "they do not start at 0 and end at the number of positions"));
  std::vector<LineString> lines;
  for (std::size_t i = 1; i < offsets.size(); ++i) {
    if (offsets[i] < offsets[i - 1]) throw_error(bad_argument("line_offsets", "they fall"));
    LineString line;
    for (std::int64_t k = offsets[i - 1]; k < offsets[i]; ++k) {
      const Xy p{numbers[static_cast<std::size_t>(2 * k)], numbers[static_cast<std::size_t>(2 * k + 1)]};
      if (!std::isfinite(p.x) || !std::isfinite(p.y) || std::abs(p.x) > 1e12 || std::abs(p.y) > 1e12)
        throw_error(bad_argument("coords", "a position is not finite or too far away"));
      line.push_back(p);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace libgrid::bindings
