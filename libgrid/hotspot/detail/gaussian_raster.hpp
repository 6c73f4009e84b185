#pragma once
/// Gaussian heat by interpolation onto the cells, then one pass along the rows and one along the columns.
///
///   std::optional<std::vector<double>> heat = gaussian_raster(points, raster, sigma, 1e-6);  // empty: not this way
///
/// The kernel as a function of the point, at a fixed cell, is g(x) g(y) with g(t) = exp(-t^2 / 2), t in sigmas. Along
/// each axis the point is replaced by p (even) weights on the p nearest cell centres, Lagrange's polynomial on equal
/// steps s = cell / sigma with the point in the middle step. Then
///   per axis     e = s^p max|w| max|g^(p)| / p!,  max|w| = prod (j + 1/2)^2 for j < p / 2 (at the middle),
///                |g^(p)| <= E|Z|^p = (p - 1)!! (Fourier)
///   both axes    (1 + L) e, L = sum of |weights|, largest at the middle
///   cut          L^2 exp(-R^2 / 2) for whatever lies beyond R sigmas along an axis
/// p and R are the least that keep each part under a quarter of the bound, half of it together. All is then lowered by
/// half the bound and kept from falling below 0: each value too small by at most bound x points x peak, never too
/// large, as the direct sum promises. Empty when p would exceed 16 (sigma below some 3.2 cells for 1e-6) or when the
/// direct sum touches fewer cells.
/// @pre    finite points, sigma > 0, 0 < bound < 1, raster not empty
/// @cost   O(points p^2 + cells R sigma / cell)

#include <optional>
#include <span>
#include <vector>

#include <libgrid/hotspot/density.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

[[nodiscard]] std::optional<std::vector<double>> gaussian_raster(std::span<const Xy> points,
                                                                 const DensityRaster& raster, double sigma,
                                                                 double bound);

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
