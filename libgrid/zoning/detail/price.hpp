#pragma once
/// What a cut costs, in mean edges of its mesh: borders, shapes, loads outside the limits.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/zoning_cut.hpp>

namespace libgrid::zoning::detail {

/// One Limits per workload.
class Price {
 public:
  Price(const Mesh& mesh, std::span<const Limits> limits, int zones, double shape_weight, double aim)
      : cost_unit_(1.0 / mean_cost(mesh)) {
    double area = 0.0;
    for (const double a : mesh.area) area += a;
    // In outlines of a round zone of mean area, so that shape and border length weigh alike.
    shape_unit_ = shape_weight * 2.0 * std::sqrt(std::numbers::pi * area / zones) * cost_unit_;
    const std::vector<Load> totals = total_loads(mesh);
    for (std::size_t w = 0; w < limits.size(); ++w) {
      const double room = std::max(1.0, aim * 0.5 * static_cast<double>(limits[w].most - limits[w].least));
      Band band{.middle = 0.5 * static_cast<double>(limits[w].least) + 0.5 * static_cast<double>(limits[w].most),
                .room = room,
                .per_room = 1.0 / room,
                .load_unit = static_cast<double>(mesh.size()) / static_cast<double>(std::max<Load>(totals[w], 1))};
      if (is_lopsided(limits[w])) aim_by_mean(band, limits[w], aim);
      bands_.push_back(band);
    }
  }

  void press(double pressure) { pressure_ = pressure; }  ///< price of a mean node's load outside the aim

  /// Shapes by minus one over Polsby-Popper from now on: what is worst counts most.
  void count_thinness() { thinness_ = true; }

  [[nodiscard]] double of_cost(double cost) const { return cost * cost_unit_; }

  /// `more` times the node's loads added to those of the zone (0, 1, -1).
  [[nodiscard]] double of_zone(double area, double perimeter, std::span<const Load> loads, std::span<const Load> node,
                               Load more) const {
    double sum = 0.0;
    for (std::size_t w = 0; w < bands_.size(); ++w)
      sum += of_load(bands_[w], static_cast<double>(loads[w] + more * node[w]));
    // Minus Polsby-Popper, not one over it: what a crooked coast spoils must not outweigh all that can be chosen.
    const double outline = std::max(perimeter, 1e-6);
    const double round = 4.0 * std::numbers::pi * area / (outline * outline);
    if (thinness_) return pressure_ * sum + shape_unit_ / std::max(round, 1e-3);
    return pressure_ * sum - shape_unit_ * round;
  }

 private:
  struct Band {
    double middle;
    double room;
    double per_room;
    double load_unit;
  };
  /// A lower bound alone, or one far nearer to the mean than the upper: a share of the whole width would aim beyond
  /// what the zones have on average, and all of them would be priced as outside.
  [[nodiscard]] static bool is_lopsided(const Limits& limits) {
    const double width = static_cast<double>(limits.most - limits.least);
    return 2.0 * (limits.mean - static_cast<double>(limits.least)) < 0.9 * width;
  }
  /// The aim keeps a share of what is between the mean and each bound.
  static void aim_by_mean(Band& band, const Limits& limits, double aim) {
    const auto least = static_cast<double>(limits.least), most = static_cast<double>(limits.most);
    const double low = least + (1.0 - aim) * std::max(0.0, limits.mean - least);
    const double high = std::max(low, most - (1.0 - aim) * std::min(0.5 * (most - least), most - limits.mean));
    band.middle = 0.5 * low + 0.5 * high;
    band.room = std::max(1.0, 0.5 * (high - low));
    band.per_room = 1.0 / band.room;
  }
  /// Linear, so that small overloads count, quadratic, so that load flows through zones that are full already.
  [[nodiscard]] static double of_load(const Band& band, double load) {
    const double away = std::abs(load - band.middle);
    const double over = std::max(0.0, away - band.room) * band.load_unit;
    const double inside = away * band.per_room;
    return over + 0.1 * over * over + 0.02 * std::min(inside * inside, 1.0);
  }

  double cost_unit_;
  double shape_unit_ = 0.0;
  double pressure_ = 1.0;
  bool thinness_ = false;
  std::vector<Band> bands_;
};

/// How far the loads are outside the limits, in shares of the middle of the band, over all zones and workloads.
[[nodiscard]] inline double overload_of(std::span<const Load> loads, std::span<const Limits> limits) {
  double sum = 0.0;
  for (std::size_t w = 0; w < limits.size(); ++w) {
    const Load over = std::max<Load>({0, loads[w] - limits[w].most, limits[w].least - loads[w]});
    if (over > 0) sum += static_cast<double>(over) / std::max(1.0, limits[w].mean);
  }
  return sum;
}

}  // namespace libgrid::zoning::detail
