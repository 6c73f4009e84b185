#include <libgrid/zoning/detail/lift_worst.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace libgrid::zoning::detail {
namespace {

class Lifting {
 public:
  Lifting(ZoningCut& cut, const Price& price, std::span<const Limits> limits, Draw& draw, const CancelToken& cancel)
      : cut_(cut), price_(price), limits_(limits), draw_(draw), cancel_(cancel) {
    price_.count_thinness();
  }

  void run() {
    constexpr int kLifts = 64;
    for (int lift = 0; lift < kLifts && !cancel_.cancelled(); ++lift) {
      const auto [worst, mean] = worst_and_mean();
      if (2.0 * roundness(cut_.figures(worst)) >= mean || !lifted(worst)) return;
    }
  }

 private:
  [[nodiscard]] std::pair<int, double> worst_and_mean() const {
    int worst = 0;
    double sum = 0.0;
    for (int zone = 0; zone < cut_.zones(); ++zone) {
      sum += roundness(cut_.figures(zone));
      if (roundness(cut_.figures(zone)) < roundness(cut_.figures(worst))) worst = zone;
    }
    return {worst, sum / cut_.zones()};
  }

  /// Tries with more and more zones around it.
  bool lifted(int zone) {
    constexpr int kWidest = 3;
    const double least = roundness(cut_.figures(zone));
    const std::vector<int> kept = cut_.parts();
    for (int steps = 1; steps <= kWidest; ++steps) {
      polish(cut_, price_, {.sweeps = 200, .hot = 0.5, .cold = 0.02, .press_from = 2.0, .press_to = 10.0}, draw_,
             cancel_, nodes_of(zones_around(zone, steps)));
      if (within_limits() && roundness(cut_.figures(worst_and_mean().first)) > least) return true;
      cut_ = ZoningCut(cut_.mesh(), kept, cut_.zones());
    }
    return false;
  }

  [[nodiscard]] bool within_limits() const {
    double sum = 0.0;
    for (int zone = 0; zone < cut_.zones(); ++zone) sum += overload_of(cut_.loads(zone), limits_);
    return sum == 0.0;
  }

  /// The zone and those within some borders of it, ascending.
  [[nodiscard]] std::vector<int> zones_around(int zone, int steps) const {
    std::vector<int> zones{zone};
    for (int step = 0; step < steps; ++step) {
      std::vector<int> wider = zones;
      for (const std::uint32_t node : nodes_of(zones))
        for (const MeshEdge& edge : cut_.mesh().row(node)) wider.push_back(cut_.part(edge.to));
      std::ranges::sort(wider);
      wider.erase(std::ranges::unique(wider).begin(), wider.end());
      zones = std::move(wider);
    }
    return zones;
  }

  [[nodiscard]] std::vector<std::uint32_t> nodes_of(const std::vector<int>& zones) const {
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      if (std::ranges::binary_search(zones, cut_.part(node))) nodes.push_back(node);
    return nodes;
  }

  ZoningCut& cut_;
  Price price_;
  std::span<const Limits> limits_;
  Draw& draw_;
  const CancelToken& cancel_;
};

}  // namespace

double roundness(const CutFigures& zone) {
  const double outline = std::max(zone.perimeter, 1e-6);
  return 4.0 * std::numbers::pi * zone.area / (outline * outline);
}

void lift_worst(ZoningCut& cut, const Price& price, std::span<const Limits> limits, Draw& draw,
                const CancelToken& cancel) {
  Lifting(cut, price, limits, draw, cancel).run();
}

}  // namespace libgrid::zoning::detail
