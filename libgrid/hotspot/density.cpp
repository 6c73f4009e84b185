#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <numeric>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/hotspot/detail/gaussian_raster.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// Two doubles that are worked on together; gcc and clang turn this into whatever the machine has.
typedef double TwoDoubles __attribute__((vector_size(16)));  // NOLINT(modernize-use-using)
constexpr std::size_t kLanesOfHeat = 2;

/// Points of a cell stand together, so that the raster's rows stay in the cache.
std::vector<std::uint32_t> order_by_cell(std::span<const Xy> points, const DensityRaster& raster) {
  const auto place = [&](double v, double origin, std::size_t count) {
    const double k = std::floor((v - origin) / raster.cell.value);
    return static_cast<std::size_t>(std::clamp(k, 0.0, static_cast<double>(count - 1)));
  };
  std::vector<std::uint32_t> key(points.size()), start(raster.rows * raster.columns + 1, 0), order(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    key[i] = static_cast<std::uint32_t>(place(points[i].y, raster.origin.y, raster.rows) * raster.columns +
                                        place(points[i].x, raster.origin.x, raster.columns));
    ++start[key[i] + 1];
  }
  std::partial_sum(start.begin(), start.end(), start.begin());
  for (std::uint32_t i = 0; i < points.size(); ++i) order[start[key[i]]++] = i;
  return order;
}

/// The cells one point reaches in one direction.
struct Reach {
  std::size_t first = 0;
  std::size_t count = 0;
};

Reach reach_of(double v, double origin, double cell, double radius, std::size_t cells) {
  const double low = std::ceil((v - radius - origin) / cell - 0.5),
               high = std::floor((v + radius - origin) / cell - 0.5);
  const double first = std::max(low, 0.0), last = std::min(high, static_cast<double>(cells) - 1.0);
  if (!(first <= last)) return {};
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(last - first) + 1};
}

/// Adds kernels onto rows that are padded, so that whole pairs may be written.
class DensityCanvas {
 public:
  DensityCanvas(const DensityRaster& raster, const DensityOptions& options)
      : raster_(raster), options_(options), stride_(raster.columns + kLanesOfHeat), heat_(raster.rows * stride_, 0.0) {}

  void add(Xy point, double bandwidth) {
    const double cell = raster_.cell.value;
    const double radius = options_.kernel == Kernel::gaussian ? bandwidth * cut_ : bandwidth;
    const Reach columns = reach_of(point.x, raster_.origin.x, cell, radius, raster_.columns);
    const Reach rows = reach_of(point.y, raster_.origin.y, cell, radius, raster_.rows);
    if (columns.count == 0 || rows.count == 0) return;
    const std::size_t groups = (columns.count + kLanesOfHeat - 1) / kLanesOfHeat;
    across_.resize(groups * kLanesOfHeat);
    for (std::size_t k = 0; k < across_.size(); ++k) {
      const double centre = raster_.origin.x + (static_cast<double>(columns.first + k) + 0.5) * cell;
      across_[k] = along_axis(centre - point.x, bandwidth, k < columns.count);
    }
    for (std::size_t row = rows.first; row < rows.first + rows.count; ++row) {
      const double centre = raster_.origin.y + (static_cast<double>(row) + 0.5) * cell;
      add_row(heat_.data() + row * stride_ + columns.first, groups, centre - point.y, bandwidth);
    }
  }

  std::vector<double> done() && {
    std::vector<double> result;
    result.reserve(raster_.rows * raster_.columns);
    for (std::size_t row = 0; row < raster_.rows; ++row)
      result.insert(result.end(), heat_.begin() + static_cast<std::ptrdiff_t>(row * stride_),
                    heat_.begin() + static_cast<std::ptrdiff_t>(row * stride_ + raster_.columns));
    return result;
  }

 private:
  /// Squared distance over squared bandwidth along one axis; the gaussian's factor for the gaussian.
  [[nodiscard]] double along_axis(double d, double bandwidth, bool inside) const {
    const double u = d * d / (bandwidth * bandwidth);
    if (options_.kernel == Kernel::gaussian) return inside ? std::exp(-0.5 * u) : 0.0;
    return inside ? u : 2.0;  // 2: beyond any compact kernel
  }

  void add_row(double* row, std::size_t groups, double dy, double bandwidth) {
    const double area = bandwidth * bandwidth * std::numbers::pi;
    const double v = along_axis(dy, bandwidth, true);
    if (options_.kernel == Kernel::gaussian) {
      const double scale = v / (2.0 * area);
      each_group(row, groups, [scale](TwoDoubles u) { return u * scale; });
    } else if (options_.kernel == Kernel::uniform) {
      const double rest = 1.0 - v, scale = 1.0 / area;
      each_group(row, groups, [rest, scale](TwoDoubles u) { return u <= rest ? TwoDoubles{} + scale : TwoDoubles{}; });
    } else if (options_.kernel == Kernel::quadratic) {
      const double rest = 1.0 - v, scale = 2.0 / area;
      each_group(row, groups, [rest, scale](TwoDoubles u) {
        const TwoDoubles t = rest - u;
        return (t > 0.0 ? t : TwoDoubles{}) * scale;
      });
    } else {
      const double rest = 1.0 - v, scale = 3.0 / area;
      each_group(row, groups, [rest, scale](TwoDoubles u) {
        const TwoDoubles t = rest - u;
        const TwoDoubles inside = t > 0.0 ? t : TwoDoubles{};
        return inside * inside * scale;
      });
    }
  }

  template <class Value>
  void each_group(double* row, std::size_t groups, const Value& value) const {
    for (std::size_t g = 0; g < groups; ++g) {
      TwoDoubles heat, u;
      std::memcpy(&heat, row + g * kLanesOfHeat, sizeof heat);
      std::memcpy(&u, across_.data() + g * kLanesOfHeat, sizeof u);
      heat += value(u);
      std::memcpy(row + g * kLanesOfHeat, &heat, sizeof heat);
    }
  }

  const DensityRaster& raster_;
  const DensityOptions& options_;
  double cut_ = std::sqrt(-2.0 * std::log(options_.bound));
  std::size_t stride_;
  std::vector<double> heat_;
  std::vector<double> across_;
};

std::vector<double> adapted_bandwidths(std::span<const Xy> points, const DensityRaster& raster,
                                       const DensityOptions& options) {
  DensityOptions fixed = options;
  fixed.adaptive = false;
  const std::vector<double> pilot = kernel_density(points, raster, fixed);
  std::vector<double> own;
  double logs = 0.0, counted = 0.0;
  for (const Xy p : points) {
    const double x = std::floor((p.x - raster.origin.x) / raster.cell.value);
    const double y = std::floor((p.y - raster.origin.y) / raster.cell.value);
    const bool inside =
        x >= 0.0 && y >= 0.0 && x < static_cast<double>(raster.columns) && y < static_cast<double>(raster.rows);
    own.push_back(inside ? pilot[static_cast<std::size_t>(y) * raster.columns + static_cast<std::size_t>(x)] : 0.0);
    if (own.back() > 0.0) logs += std::log(own.back()), counted += 1.0;
  }
  const double mean = counted > 0.0 ? std::exp(logs / counted) : 1.0;
  for (double& density : own)
    density = options.bandwidth.value * (density > 0.0 ? std::clamp(std::sqrt(mean / density), 0.25, 4.0) : 1.0);
  return own;
}

}  // namespace

std::vector<double> kernel_density(std::span<const Xy> points, const DensityRaster& raster,
                                   const DensityOptions& options) {
  GRID_ASSERT(options.bandwidth.value > 0.0 && raster.cell.value > 0.0);
  if (raster.columns == 0 || raster.rows == 0) return {};
  if (options.kernel == Kernel::gaussian && !options.adaptive)
    if (auto heat = detail::gaussian_raster(points, raster, options.bandwidth.value, options.bound))
      return *std::move(heat);
  std::vector<double> bandwidths;
  if (options.adaptive) bandwidths = adapted_bandwidths(points, raster, options);
  DensityCanvas canvas(raster, options);
  for (const std::uint32_t i : order_by_cell(points, raster))
    canvas.add(points[i], options.adaptive ? bandwidths[i] : options.bandwidth.value);
  return std::move(canvas).done();
}

HexCell hex_of(Xy point, Metres side) {
  const double q = (std::numbers::sqrt3 / 3.0 * point.x - point.y / 3.0) / side.value;
  const double r = 2.0 / 3.0 * point.y / side.value, s = -q - r;
  double rq = std::round(q), rr = std::round(r);
  const double rs = std::round(s);
  const double dq = std::abs(rq - q), dr = std::abs(rr - r), ds = std::abs(rs - s);
  if (dq > dr && dq > ds)
    rq = -rr - rs;
  else if (dr > ds)
    rr = -rq - rs;
  return {static_cast<std::int64_t>(rq), static_cast<std::int64_t>(rr)};
}

Xy hex_centre(HexCell cell, Metres side) {
  const double q = static_cast<double>(cell.q), r = static_cast<double>(cell.r);
  return {side.value * std::numbers::sqrt3 * (q + r / 2.0), side.value * 1.5 * r};
}

std::vector<HexCount> hex_counts(std::span<const Xy> points, Metres side) {
  std::vector<HexCell> cells;
  cells.reserve(points.size());
  for (const Xy p : points) cells.push_back(hex_of(p, side));
  std::sort(cells.begin(), cells.end());
  std::vector<HexCount> counts;
  for (const HexCell cell : cells) {
    if (counts.empty() || counts.back().cell != cell) counts.push_back({cell, 0});
    ++counts.back().count;
  }
  return counts;
}

std::vector<SquareCount> square_counts(std::span<const Xy> points, Metres side) {
  GRID_ASSERT(side.value > 0.0);
  std::vector<SquareCell> cells;
  for (const Xy p : points)
    cells.push_back({static_cast<std::int64_t>(std::floor(p.x / side.value)),
                     static_cast<std::int64_t>(std::floor(p.y / side.value))});
  std::sort(cells.begin(), cells.end());
  std::vector<SquareCount> counts;
  for (const SquareCell cell : cells) {
    if (counts.empty() || counts.back().cell != cell) counts.push_back({cell, 0});
    ++counts.back().count;
  }
  return counts;
}

}  // namespace hotspot
}  // namespace libgrid
