#pragma once
/// Earlier reports whose street is known, as evidence for the street of a later one nearby.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid::places::detail {

struct PrecedentAt {
  Xy at;
  std::int32_t name = 0;  ///< number of the street's name
  friend auto operator<=>(const PrecedentAt&, const PrecedentAt&) = default;
};

struct PrecedentScale {
  Metres fades{20.0};       ///< evidence falls to 1/e over this distance
  Metres same_place{1.0};   ///< nearer than this is the same place
  double same_bonus{10.0};  ///< and counts this much more
};

class Precedents {
 public:
  [[nodiscard]] static Precedents build(std::vector<PrecedentAt> reports);

  /// Evidence by name around p, ascending by name; independent of the order of the reports.
  /// @cost O(distinct precedents within about six times `fades`)
  [[nodiscard]] std::vector<std::pair<std::int32_t, double>> around(Xy p, const PrecedentScale& scale) const;

 private:
  struct Counted {
    std::int64_t column;
    std::int64_t row;
    PrecedentAt precedent;
    std::int64_t count;
  };
  std::vector<Counted> counted_;  ///< by cell, then place and name
};

}  // namespace libgrid::places::detail
