#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

#include <libgrid/hotspot/detail/gaussian_raster.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {
namespace {

constexpr std::size_t kMostNodes = 16;
constexpr std::size_t kBlock = 8;  ///< cells of a row that are summed together

/// Two doubles that are worked on together.
typedef double TwoDoubles __attribute__((vector_size(16)));  // NOLINT(modernize-use-using)

/// Lagrange's weights of the nodes 1 - p/2 .. p/2 for a place t in [0, 1].
class Lagrange {
 public:
  explicit Lagrange(std::size_t p) : p_(p) {
    for (std::size_t j = 0; j < p; ++j) {
      factor_[j] = 1.0;
      for (std::size_t k = 0; k < p; ++k)
        if (k != j) factor_[j] /= static_cast<double>(j) - static_cast<double>(k);
    }
  }

  void weights(double t, double* w) const {
    const double from_first = t + 0.5 * static_cast<double>(p_) - 1.0;
    double product = 1.0;
    for (std::size_t j = 0; j < p_; ++j) {
      w[j] = product * factor_[j];
      product *= from_first - static_cast<double>(j);
    }
    product = 1.0;
    for (std::size_t j = p_; j-- > 0;) {
      w[j] *= product;
      product *= from_first - static_cast<double>(j);
    }
  }

  /// Sum of |weights| in the middle.
  [[nodiscard]] double largest_sum() const {
    std::array<double, kMostNodes> w{};
    weights(0.5, w.data());
    double sum = 0.0;
    for (std::size_t j = 0; j < p_; ++j) sum += std::abs(w[j]);
    return sum;
  }

 private:
  std::size_t p_;
  std::array<double, kMostNodes> factor_{};
};

/// e of the header: (product of j + 1/2)^2 (p - 1)!! s^p / p!, factor by factor.
double interpolation_error(std::size_t p, double s) {
  double e = 1.0;
  for (std::size_t j = 0; j < p / 2; ++j) {
    const double half = static_cast<double>(j) + 0.5, odd = 2.0 * static_cast<double>(j) + 1.0;
    e *= half * half * odd * s * s / (odd * (odd + 1.0));
  }
  return e;
}

/// The least number of nodes that keeps the interpolation under a quarter of the bound; 0: none.
std::size_t nodes_for(double s, double bound) {
  for (std::size_t p = 2; p <= kMostNodes; p += 2)
    if ((1.0 + Lagrange(p).largest_sum()) * interpolation_error(p, s) <= bound / 4.0) return p;
  return 0;
}

/// A raster with a margin on each side, its rows padded to whole blocks.
struct Sheet {
  std::size_t margin, columns, rows, stride;
  std::vector<double> value;
};

/// The middle step of a place along one axis, counted on the sheet, and the place in it.
struct Middle {
  std::size_t first_node = 0;
  double t = 0.0;
  bool inside = false;
};

Middle middle_of(double v, double origin, double cell, const Sheet& sheet, std::size_t p, std::size_t cells) {
  const double u = (v - origin) / cell - 0.5, low = std::floor(u);
  const double first = low + 1.0 - 0.5 * static_cast<double>(p) + static_cast<double>(sheet.margin);
  if (!(first >= 0.0 && first + static_cast<double>(p) <= static_cast<double>(cells))) return {};
  return {static_cast<std::size_t>(first), u - low, true};
}

void scatter(std::span<const Xy> points, const DensityRaster& raster, std::size_t p, Sheet& sheet) {
  const Lagrange lagrange(p);
  std::array<double, kMostNodes> across{}, up{};
  for (const Xy point : points) {
    const Middle x = middle_of(point.x, raster.origin.x, raster.cell.value, sheet, p, sheet.columns);
    const Middle y = middle_of(point.y, raster.origin.y, raster.cell.value, sheet, p, sheet.rows);
    if (!x.inside || !y.inside) continue;
    lagrange.weights(x.t, across.data());
    lagrange.weights(y.t, up.data());
    for (std::size_t row = 0; row < p; ++row) {
      double* at = sheet.value.data() + (y.first_node + row) * sheet.stride + x.first_node;
      for (std::size_t k = 0; k < p; k += 2) {
        TwoDoubles heat, w;
        std::memcpy(&heat, at + k, sizeof heat);
        std::memcpy(&w, across.data() + k, sizeof w);
        heat += w * up[row];
        std::memcpy(at + k, &heat, sizeof heat);
      }
    }
  }
}

/// to[k] = sum over j <= reach of kernel[j] (from[k - j step] + from[k + j step]) for one block of cells.
void smooth_block(const double* from, std::size_t step, std::span<const double> kernel, double* to) {
  std::array<TwoDoubles, kBlock / 2> sum{};
  const auto load = [](const double* at) {
    TwoDoubles pair;
    std::memcpy(&pair, at, sizeof pair);
    return pair;
  };
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] = load(from + 2 * i) * kernel[0];
  for (std::size_t j = 1; j < kernel.size(); ++j)
    for (std::size_t i = 0; i < sum.size(); ++i)
      sum[i] += (load(from + 2 * i - j * step) + load(from + 2 * i + j * step)) * kernel[j];
  std::memcpy(to, sum.data(), sizeof sum);
}

/// Along the columns first, then along each row that is part of the raster.
std::vector<double> smooth(const Sheet& sheet, const DensityRaster& raster, std::span<const double> kernel,
                           double scale, double lower) {
  std::vector<double> heat(raster.rows * raster.columns);
  const std::size_t whole = (raster.columns + kBlock - 1) / kBlock * kBlock;
  std::vector<double> line(sheet.stride), smooth_line(whole);
  for (std::size_t row = 0; row < raster.rows; ++row) {
    const double* from = sheet.value.data() + (row + sheet.margin) * sheet.stride;
    for (std::size_t k = 0; k < sheet.stride; k += kBlock)
      smooth_block(from + k, sheet.stride, kernel, line.data() + k);
    for (std::size_t k = 0; k < whole; k += kBlock)
      smooth_block(line.data() + sheet.margin + k, 1, kernel, smooth_line.data() + k);
    for (std::size_t k = 0; k < raster.columns; ++k)
      heat[row * raster.columns + k] = std::max(0.0, scale * smooth_line[k] - lower);
  }
  return heat;
}

}  // namespace

std::optional<std::vector<double>> gaussian_raster(std::span<const Xy> points, const DensityRaster& raster,
                                                   double sigma, double bound) {
  const double s = raster.cell.value / sigma;
  const std::size_t p = nodes_for(s, bound);
  if (p == 0) return std::nullopt;
  const double largest = Lagrange(p).largest_sum();
  const double radius = std::sqrt(2.0 * std::log(4.0 * largest * largest / bound));
  const double reach = std::ceil(radius / s), n = static_cast<double>(points.size());
  const double columns = static_cast<double>(raster.columns), rows = static_cast<double>(raster.rows);
  const double wide = columns + 2.0 * (reach + static_cast<double>(p));
  const double direct = n * std::min(2.0 * reach, columns) * std::min(2.0 * reach, rows);
  if (n * static_cast<double>(p * p) + rows * (wide + columns) * reach > direct) return std::nullopt;
  std::vector<double> kernel;
  for (std::size_t j = 0; j <= static_cast<std::size_t>(reach); ++j) {
    const double t = static_cast<double>(j) * s;
    kernel.push_back(std::exp(-0.5 * t * t));
  }
  const std::size_t margin = kernel.size() - 1 + p;
  Sheet sheet{margin, raster.columns + 2 * margin, raster.rows + 2 * margin, 0, {}};
  sheet.stride = (sheet.columns + 2 * kBlock - 1) / kBlock * kBlock;
  sheet.value.assign(sheet.rows * sheet.stride, 0.0);
  scatter(points, raster, p, sheet);
  const double peak = 1.0 / (2.0 * std::numbers::pi * sigma * sigma);
  return smooth(sheet, raster, kernel, peak, 0.5 * bound * n * peak);
}

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
