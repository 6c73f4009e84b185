#pragma once
/// From plane metres to a drawing: y flipped, whole drawing units, so that common borders fall on the same places.
///
///   MapView view(box_of_the_land, 10'000);                    // 10,000 units wide, height as the land asks
///   std::string d = view.outline(zone.shape);                 // path commands, relative and whole: short
///   Spot at = view(worst_place_centre);

#include <span>
#include <string>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/workflow/detail/report_svg.hpp>

namespace libgrid::workflow::detail::report {

class MapView {
 public:
  /// @pre land not empty and of positive width, width > 0
  MapView(const Box& land, double width);

  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] double units_per_metre() const { return scale_; }
  [[nodiscard]] Spot operator()(Xy p) const;  ///< whole units

  /// Path commands; points that fall on the same unit are written once, holes are rings of their own (fill-rule
  /// evenodd).
  [[nodiscard]] std::string outline(const MultiPolygon& shape) const;
  [[nodiscard]] std::string line(std::span<const Xy> points) const;

 private:
  Box land_;
  double width_;
  double scale_;
  double height_;
};

/// A bar of a round number of metres or kilometres, about a fifth of the view wide, at its lower left corner `at`.
[[nodiscard]] std::string scale_bar(const MapView& view, Spot at);
/// An arrow with N, its foot at `at`. Plane north is up.
[[nodiscard]] std::string north_arrow(Spot at, double height);

}  // namespace libgrid::workflow::detail::report
