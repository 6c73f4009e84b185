#pragma once
/// The nearest of many lines within a reach: on which street a case lies, main road or back lane.
///
///   NearestLine nearest(lines, 30_m);
///   std::optional<std::size_t> street = nearest.find(place);    // none within 30 m: empty
///
/// @guarantee equal distances go to the smaller index
/// @cost      O(segments in the nine squares around the place), squares as wide as the reach or 50 m

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>

namespace libgrid {
namespace hotspot {

class NearestLine {
 public:
  /// @pre reach > 0; lines of at least two finite points
  NearestLine(std::span<const LineString> lines, Metres reach);

  [[nodiscard]] std::optional<std::size_t> find(Xy place) const;

 private:
  struct Piece {
    std::int64_t y = 0, x = 0;  ///< square
    std::uint32_t line = 0;
    Xy a{}, b{};
    friend auto operator<=>(const Piece&, const Piece&) = default;
  };
  [[nodiscard]] std::int64_t square(double v) const;

  Metres reach_;
  double side_;
  std::vector<Piece> pieces_;  // ascending
};

}  // namespace hotspot
}  // namespace libgrid
