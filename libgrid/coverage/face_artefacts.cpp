#include <libgrid/coverage/face_artefacts.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <libgrid/geom/enclosing_circle.hpp>

namespace libgrid::coverage {
namespace {

constexpr std::size_t kPlaces = 1000;
constexpr double kLeastHeight = 0.008;
constexpr double kLeastProminence = 0.00075;

/// Gaussian density of sorted values in equally spaced places.
class Density {
 public:
  explicit Density(std::vector<double> sorted) : values_(std::move(sorted)) {
    const double n = static_cast<double>(values_.size());
    double mean = 0.0, squares = 0.0;
    for (const double v : values_) mean += v / n;
    for (const double v : values_) squares += (v - mean) * (v - mean);
    bandwidth_ = std::pow(0.75 * n, -0.2) * std::sqrt(squares / (n - 1.0));  // Silverman, one dimension
  }

  [[nodiscard]] bool spread() const { return bandwidth_ > 0.0; }
  [[nodiscard]] double place(std::size_t i) const {
    const double share = static_cast<double>(i) / static_cast<double>(kPlaces - 1);
    return values_.front() + share * (values_.back() - values_.front());
  }
  [[nodiscard]] double at(double x) const {
    constexpr double kFar = 9.0;  // bandwidths: what is farther adds less than 1e-17 of a value at x
    const auto first = std::lower_bound(values_.begin(), values_.end(), x - kFar * bandwidth_);
    const auto last = std::upper_bound(first, values_.end(), x + kFar * bandwidth_);
    double sum = 0.0;
    for (auto v = first; v != last; ++v) {
      const double z = (x - *v) / bandwidth_;
      sum += std::exp(-0.5 * z * z);
    }
    return sum / (static_cast<double>(values_.size()) * bandwidth_ * std::sqrt(2.0 * std::numbers::pi));
  }

 private:
  std::vector<double> values_;
  double bandwidth_ = 0.0;
};

/// How far one must go down from place i before a higher place comes, on the side where that is less.
double prominence(std::span<const double> heights, std::size_t i) {
  double left = heights[i], right = heights[i];
  for (std::size_t j = i; j > 0 && heights[j - 1] <= heights[i]; --j) left = std::min(left, heights[j - 1]);
  for (std::size_t j = i + 1; j < heights.size() && heights[j] <= heights[i]; ++j) right = std::min(right, heights[j]);
  return heights[i] - std::max(left, right);
}

}  // namespace

double face_artefact_index(const Polygon& face) { return face_artefact_index(area(face), convex_hull(face.outer)); }

double face_artefact_index(SquareMetres area, std::span<const Xy> hull) {
  return std::log(circular_compactness(area, smallest_enclosing_circle(hull).radius) * area.value);
}

std::vector<std::size_t> hills(std::span<const double> heights, double least_height, double least_prominence) {
  std::vector<std::size_t> found;
  for (std::size_t i = 1; i + 1 < heights.size(); ++i) {
    std::size_t end = i;  // a flat top counts once, in its middle
    while (end + 1 < heights.size() && heights[end + 1] == heights[i]) ++end;
    const bool top = heights[i - 1] < heights[i] && end + 1 < heights.size() && heights[end + 1] < heights[i];
    if (top && heights[i] >= least_height && prominence(heights, i) >= least_prominence) found.push_back((i + end) / 2);
    i = end;
  }
  return found;
}

std::optional<double> artefact_valley(std::span<const double> index) {
  std::vector<double> sorted(index.begin(), index.end());
  std::erase_if(sorted, [](double v) { return !std::isfinite(v); });
  std::ranges::sort(sorted);
  if (sorted.size() < 2) return std::nullopt;
  const Density density(std::move(sorted));
  if (!density.spread()) return std::nullopt;
  std::vector<double> heights(kPlaces), depths(kPlaces);
  for (std::size_t i = 0; i < kPlaces; ++i) heights[i] = density.at(density.place(i)), depths[i] = 1.0 - heights[i];
  const std::vector<std::size_t> tops = hills(heights, kLeastHeight, kLeastProminence);
  if (tops.size() < 2) return std::nullopt;
  const auto highest = std::ranges::max_element(tops, {}, [&](std::size_t i) { return heights[i]; });
  const std::size_t from = highest == tops.begin() ? *highest : *(highest - 1);
  const std::size_t to = highest + 1 == tops.end() ? *highest : *(highest + 1);
  for (const std::size_t valley : hills(depths, -std::numeric_limits<double>::infinity(), kLeastProminence))
    if (valley >= from && valley < to) return density.place(valley);
  return std::nullopt;
}

}  // namespace libgrid::coverage
