#pragma once
/// What annealing minimises, in units of the mean border of two blocks.

#include <algorithm>
#include <cmath>
#include <numbers>

#include <libgrid/zoning/detail/zoning_state.hpp>

namespace libgrid::zoning::detail {

/// Border length + compactness + loads outside the aim.
class Energy {
 public:
  Energy(const Region& region, const Limits& limits, int zones, double shape_weight, double aim)
      : border_unit_(1.0 / region.mean_border()),
        load_unit_(static_cast<double>(region.size()) / static_cast<double>(std::max<Load>(region.total(), 1))),
        mean_(limits.mean),
        room_(aim * limits.band * limits.mean) {
    double area = 0.0;
    for (std::size_t i = 0; i < region.size(); ++i) area += region.area(i);
    // In outlines of a round zone of mean area, so that shape and border length weigh alike.
    const double outline = 2.0 * std::sqrt(std::numbers::pi * area / zones);
    shape_unit_ = shape_weight * outline * border_unit_;
  }

  void press(double pressure) { pressure_ = pressure; }  ///< price of a mean block's load outside the aim

  [[nodiscard]] double of_border(double metres) const { return metres * border_unit_; }
  [[nodiscard]] double of_zone(const ZoneSums& zone) const {
    return of_shape(zone) + of_load(static_cast<double>(zone.load));
  }

 private:
  /// Minus Polsby-Popper, not one over it: what a crooked coast spoils must not outweigh all that can be chosen.
  [[nodiscard]] double of_shape(const ZoneSums& zone) const {
    return -shape_unit_ * isoperimetric_quotient(SquareMetres{zone.area}, Metres{std::max(zone.perimeter, 1e-6)});
  }
  /// Linear, so that small overloads count, quadratic, so that load flows through zones that are full already.
  [[nodiscard]] double of_load(double load) const {
    const double away = std::max(load - mean_, mean_ - load);
    const double over = std::max(0.0, away - room_) * load_unit_;
    const double inside = away / room_;
    return pressure_ * (over + 0.1 * over * over + 0.1 * inside * inside);
  }

  double border_unit_;
  double load_unit_;
  double shape_unit_ = 0.0;
  double mean_;
  double room_;
  double pressure_ = 1.0;
};

}  // namespace libgrid::zoning::detail
