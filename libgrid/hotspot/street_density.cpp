#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/street_density.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kLeastShare = 1e-9;

/// Mass of the quartic kernel (15/16) (1 - u^2)^2 / h between 0 and d, one side: at most one half.
double mass_until(double d, double h) {
  const double u = std::clamp(d / h, 0.0, 1.0);
  return 15.0 / 16.0 * (u - 2.0 * u * u * u / 3.0 + u * u * u * u * u / 5.0);
}

class StreetCanvas {
 public:
  StreetCanvas(std::span<const NetworkEdge> edges, std::size_t nodes, const StreetDensityOptions& options)
      : edges_(edges), options_(options), h_(options.bandwidth.value), at_(nodes) {
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
      GRID_ASSERT(edges[e].a < nodes && edges[e].b < nodes && edges[e].length.value > 0.0);
      at_[edges[e].a].push_back({e, true});
      at_[edges[e].b].push_back({e, false});
      const double pieces = std::max(1.0, std::ceil(edges[e].length / options.stretch));
      first_.push_back(mass_.size());
      mass_.resize(mass_.size() + static_cast<std::size_t>(pieces), 0.0);
    }
    first_.push_back(mass_.size());
  }

  void add(const NetworkEvent& event) {
    if (options_.kernel == NetworkKernel::simple) return add_shortest(event);
    if (options_.step.value > 0.0) return add_in_steps(event);
    walk({event.edge, event.offset.value, true, 0.0, 1.0});
    walk({event.edge, event.offset.value, false, 0.0, 1.0});
  }

  StreetDensity done() && {
    for (std::size_t k = 0; k < arrivals_.size(); ++k) turn_all(k);
    StreetDensity result{{}, {}, {}, {}, lost_};
    for (std::uint32_t e = 0; e < edges_.size(); ++e)
      for (std::size_t k = first_[e]; k < first_[e + 1]; ++k) {
        const double piece = piece_of(e), from = piece * static_cast<double>(k - first_[e]);
        result.edge.push_back(e);
        result.from.push_back(Metres{from});
        result.to.push_back(Metres{from + piece});
        result.value.push_back(mass_[k] / piece);
      }
    return result;
  }

 private:
  /// On its way along an edge: from a point of it, toward b or a, after a distance, with a share.
  struct Front {
    std::uint32_t edge;
    double at;
    bool toward_b;
    double gone;
    double share;
  };
  struct Incident {
    std::uint32_t edge;
    bool leaves_a;  ///< the node is the edge's a
  };

  [[nodiscard]] double piece_of(std::uint32_t e) const {
    return edges_[e].length.value / static_cast<double>(first_[e + 1] - first_[e]);
  }

  /// What comes to an end of an edge after some whole steps.
  struct Arrival {
    std::uint32_t edge;
    bool at_b;
    double share;
  };

  /// The kernel's mass along [low, high] of an edge, met at low (or high) after `gone`; a metre counts as `scale`.
  void paint(std::uint32_t e, double low, double high, bool upward, double gone, double share, double scale = 1.0) {
    const double piece = piece_of(e);
    const auto pieces = first_[e + 1] - first_[e];
    for (std::size_t k = static_cast<std::size_t>(low / piece); k < pieces; ++k) {
      const double a = std::max(low, piece * static_cast<double>(k)),
                   b = std::min(high, piece * static_cast<double>(k + 1));
      if (a >= high) break;
      if (b <= a) continue;
      const double near = upward ? a - low : high - b, far = upward ? b - low : high - a;
      mass_[first_[e] + k] += share * (mass_until(gone + scale * far, h_) - mass_until(gone + scale * near, h_));
    }
  }

  void add_in_steps(const NetworkEvent& event) {
    const double length = edges_[event.edge].length.value, step = options_.step.value;
    if (arrivals_.empty()) {
      arrivals_.resize(static_cast<std::size_t>(std::ceil(h_ / step)));
      came_.resize(2 * edges_.size(), 0.0);
      sum_.resize(at_.size(), 0.0);
      waits_.resize(at_.size(), 0);
    }
    for (const bool at_b : {false, true}) {
      const double run = at_b ? length - event.offset.value : event.offset.value, steps = std::round(run / step);
      const bool leaves = run < h_ && steps < static_cast<double>(arrivals_.size());
      const double scale = run > 0.0 && run < h_ ? steps * step / run : 1.0, reach = std::min(run, h_);
      const double low = at_b ? event.offset.value : event.offset.value - reach;
      paint(event.edge, low, low + reach, at_b, 0.0, 1.0, scale);
      if (leaves) arrivals_[static_cast<std::size_t>(steps)].push_back({event.edge, at_b, 1.0});
    }
  }

  /// Everything that is at a node after k steps goes on from there.
  void turn_all(std::size_t k) {
    std::vector<std::uint32_t> nodes;
    for (const Arrival& a : arrivals_[k]) {
      const std::uint32_t node = a.at_b ? edges_[a.edge].b : edges_[a.edge].a;
      if (waits_[node] == 0) waits_[node] = 1, nodes.push_back(node);
      came_[2 * a.edge + (a.at_b ? 1 : 0)] += a.share;
      sum_[node] += a.share;
    }
    arrivals_[k] = {};
    for (const std::uint32_t node : nodes) {
      const auto [on, back] = split(at_[node].size());
      for (const Incident& next : at_[node]) {
        double& came = came_[2 * next.edge + (next.leaves_a ? 0 : 1)];
        send(next, k, on * (sum_[node] - came) + back * came);
        came = 0.0;
      }
      sum_[node] = 0.0, waits_[node] = 0;
    }
  }

  void send(const Incident& next, std::size_t k, double share) {
    const double step = options_.step.value, gone = static_cast<double>(k) * step;
    if (std::abs(share) < kLeastShare) {
      lost_ += share * (0.5 - mass_until(gone, h_));
      return;
    }
    const double length = edges_[next.edge].length.value, steps = std::max(1.0, std::round(length / step));
    const double scale = steps * step / length, reach = std::min(length, (h_ - gone) / scale);
    paint(next.edge, next.leaves_a ? 0.0 : length - reach, next.leaves_a ? reach : length, next.leaves_a, gone, share,
          scale);
    const std::size_t then = k + static_cast<std::size_t>(std::min(steps, static_cast<double>(arrivals_.size())));
    if (then < arrivals_.size()) arrivals_[then].push_back({next.edge, next.leaves_a, share});
  }

  struct Split {
    double on, back;
  };
  [[nodiscard]] Split split(std::size_t meeting) const {
    if (meeting == 1) return {0.0, 1.0};
    const double m = static_cast<double>(meeting);
    return options_.kernel == NetworkKernel::continuous ? Split{2.0 / m, 2.0 / m - 1.0} : Split{1.0 / (m - 1.0), 0.0};
  }

  void walk(Front start) {
    std::vector<Front> open{start};
    while (!open.empty()) {
      const Front f = open.back();
      open.pop_back();
      const double length = edges_[f.edge].length.value, left = h_ - f.gone, run = f.toward_b ? length - f.at : f.at;
      const double reach = std::min(run, left);
      if (f.toward_b)
        paint(f.edge, f.at, f.at + reach, true, f.gone, f.share);
      else
        paint(f.edge, f.at - reach, f.at, false, f.gone, f.share);
      if (run < left) turn(f, f.gone + run, open);
    }
  }

  void turn(const Front& f, double gone, std::vector<Front>& open) {
    const std::uint32_t node = f.toward_b ? edges_[f.edge].b : edges_[f.edge].a;
    const auto [on, back] = split(at_[node].size());
    for (const Incident& next : at_[node]) {
      const bool same = next.edge == f.edge && next.leaves_a != f.toward_b;
      const double share = f.share * (same ? back : on);
      if (share == 0.0) continue;
      if (std::abs(share) < kLeastShare) {
        lost_ += share * (0.5 - mass_until(gone, h_));
        continue;
      }
      open.push_back({next.edge, next.leaves_a ? 0.0 : edges_[next.edge].length.value, next.leaves_a, gone, share});
    }
  }

  /// Each piece once, by the shortest way to its middle.
  void add_shortest(const NetworkEvent& event) {
    std::vector<double> distance(at_.size(), std::numeric_limits<double>::infinity());
    std::priority_queue<std::pair<double, std::uint32_t>, std::vector<std::pair<double, std::uint32_t>>, std::greater<>>
        open;
    const auto reach = [&](std::uint32_t node, double d) {
      if (d < distance[node] && d < h_) distance[node] = d, open.push({d, node});
    };
    const NetworkEdge& own = edges_[event.edge];
    reach(own.a, event.offset.value);
    reach(own.b, own.length.value - event.offset.value);
    std::vector<std::uint32_t> touched{event.edge};
    while (!open.empty()) {
      const auto [d, node] = open.top();
      open.pop();
      if (d > distance[node]) continue;
      for (const Incident& next : at_[node]) {
        touched.push_back(next.edge);
        reach(next.leaves_a ? edges_[next.edge].b : edges_[next.edge].a, d + edges_[next.edge].length.value);
      }
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const std::uint32_t e : touched)
      for (std::size_t k = first_[e]; k < first_[e + 1]; ++k) {
        const double piece = piece_of(e), middle = piece * (static_cast<double>(k - first_[e]) + 0.5);
        double d = std::min(distance[edges_[e].a] + middle, distance[edges_[e].b] + edges_[e].length.value - middle);
        if (e == event.edge) d = std::min(d, std::abs(middle - event.offset.value));
        const double u = d / h_;
        if (u < 1.0) mass_[k] += piece * 15.0 / 16.0 * (1.0 - u * u) * (1.0 - u * u) / h_;
      }
  }

  std::span<const NetworkEdge> edges_;
  const StreetDensityOptions& options_;
  double h_;
  std::vector<std::vector<Incident>> at_;
  std::vector<std::size_t> first_;
  std::vector<double> mass_;
  std::vector<std::vector<Arrival>> arrivals_;  ///< by steps
  std::vector<double> came_;                    ///< at a (2 edge), at b (2 edge + 1), in turn_all
  std::vector<double> sum_;                     ///< at each node, in turn_all
  std::vector<std::uint8_t> waits_;             ///< the node is in turn_all's list
  double lost_ = 0.0;
};

}  // namespace

StreetDensity street_density(std::span<const NetworkEdge> edges, std::size_t nodes,
                             std::span<const NetworkEvent> events, const StreetDensityOptions& options) {
  GRID_ASSERT(options.bandwidth.value > 0.0 && options.stretch.value > 0.0 && options.step.value >= 0.0);
  StreetCanvas canvas(edges, nodes, options);
  for (const NetworkEvent& event : events) canvas.add(event);
  return std::move(canvas).done();
}

}  // namespace hotspot
}  // namespace libgrid
