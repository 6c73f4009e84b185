#pragma once
/// Workloads as whole numbers. Where all of them are multiples of one amount (blocks that count alike, facilities,
/// cases), they are exact multiples of a unit here too, so that what no zone can carry is known by counting:
///
///   WholeLoads loads = whole_loads_of({{3.0, 3.0, 6.0}});      // unit u = 2^50 / 4 rounded down; u, u, 2u
///
/// Other workloads are rounded to total x 2^-50, and their unit is 1.

#include <cstddef>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::zoning::detail {

struct WholeLoads {
  std::vector<Load> loads;
  Load unit = 1;  ///< divides all of them; 1: they are rounded
};

/// @pre finite, not negative
[[nodiscard]] WholeLoads whole_loads_of(std::span<const double> values);

/// What a zone may carry, from and to a share of the mean; multiples of the unit.
[[nodiscard]] Limits limits_of_shares(double mean, double least, double most, Load unit);

/// What a zone may carry, mean x (1 +- band). Rounded loads may be half a unit per block off: the limits give way by as
/// much. Exact ones may reach them, and the limits are multiples of the unit.
[[nodiscard]] Limits limits_around(double mean, double band, std::size_t blocks, Load unit);

}  // namespace libgrid::zoning::detail
