#include <libgrid/zoning/detail/multilevel.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/zoning/detail/coarsen.hpp>
#include <libgrid/zoning/detail/even_out.hpp>
#include <libgrid/zoning/detail/initial.hpp>
#include <libgrid/zoning/detail/lift_worst.hpp>
#include <libgrid/zoning/detail/polish.hpp>

namespace libgrid::zoning::detail {
namespace {

constexpr std::size_t kCoarsest = 9;  ///< nodes per zone of the coarsest mesh

/// Meshes from fine to coarse; cluster i leads from mesh i to mesh i + 1.
struct Ladder {
  std::vector<Mesh> meshes;  ///< without the finest
  std::vector<Clusters> clusters;
};

class Cutting {
 public:
  Cutting(const Mesh& mesh, int zones, std::span<const Limits> limits, const CutOptions& options,
          const CancelToken& cancel)
      : mesh_(mesh),
        zones_(zones),
        limits_(limits),
        options_(options),
        cancel_(cancel),
        draw_(options.seed, options.stream) {}

  CutResult run() {
    CutResult best = options_.crossings > 0 ? crossed() : from_nothing();
    for (int cycle = 0; cycle < options_.cycles; ++cycle) go_on(best, options_.hot);
    // Spanning trees bring loads into a narrow band at the price of crooked borders (wuhan_s, 1 %: 6 % longer).
    constexpr std::size_t kMany = 20;
    const bool crooked = best.overload == 0.0 && kMany * evened_ > mesh_.size();
    for (int round = 0; crooked && round < options_.straightening; ++round) go_on(best, 0.5);
    if (options_.lift && best.overload == 0.0) lift(best);
    return best;
  }

 private:
  static bool better(const CutResult& a, const CutResult& b) {
    return std::pair{a.overload, a.price} < std::pair{b.overload, b.price};
  }

  CutResult from_nothing() {
    const Ladder ladder = climb({});
    const Mesh& top = ladder.meshes.empty() ? mesh_ : ladder.meshes.back();
    std::vector<int> part = initial_parts(top, zones_, limits_[0].band, static_cast<std::uint32_t>(draw_() >> 33U));
    return judged(descend(ladder, std::move(part), options_.hot, options_.sweeps));
  }

  /// Coarser inside the zones, and down again; kept if it is better.
  void go_on(CutResult& best, double hot) {
    if (cancel_.cancelled()) return;
    CutResult next = further(best.part, best.part, hot);
    if (better(next, best)) best = std::move(next);
  }

  /// Coarser without crossing a border of the labels, and down again from a zoning.
  CutResult further(std::vector<int> label, std::vector<int> start, double hot) {
    const Ladder ladder = climb(std::move(label));
    for (const Clusters& clusters : ladder.clusters) start = coarse_parts(clusters, start);
    return judged(descend(ladder, std::move(start), hot, options_.sweeps));
  }

  CutResult crossed() {
    std::vector<CutResult> cuts;
    for (int cut = 0; cut < std::max(2, options_.pool); ++cut) cuts.push_back(from_nothing());
    // First widely, then nearer to what is there (syn10000: 0.4 % shorter; cool from the start: wuhan_s 1 % longer).
    for (int crossing = 0; crossing < options_.crossings && !cancel_.cancelled(); ++crossing)
      cross(cuts, 2 * crossing < options_.crossings ? options_.hot : 0.625 * options_.hot);
    return std::move(*std::ranges::min_element(cuts, better));
  }

  /// Two of the cuts, drawn, make a third: the borders of both stay open to it while the mesh is coarse, so that what
  /// is good in either can be taken over whole. It starts as the better one and takes the place of the worse.
  void cross(std::vector<CutResult>& cuts, double hot) {
    const std::uint32_t a = draw_.below(cuts.size());
    const std::uint32_t b = (a + 1 + draw_.below(cuts.size() - 1)) % static_cast<std::uint32_t>(cuts.size());
    const bool swapped = better(cuts[b], cuts[a]);
    const CutResult& good = cuts[swapped ? b : a];
    CutResult& poor = cuts[swapped ? a : b];
    std::vector<int> label(mesh_.size());
    for (std::size_t node = 0; node < label.size(); ++node) label[node] = good.part[node] * zones_ + poor.part[node];
    CutResult next = further(std::move(label), good.part, hot);
    if (better(next, poor)) poor = std::move(next);
  }

  Ladder climb(std::vector<int> label) {
    Ladder ladder;
    std::vector<Load> most;
    for (const Limits& limit : limits_) most.push_back(static_cast<Load>(limit.mean / 5.0));
    const Mesh* mesh = &mesh_;
    ladder.meshes.reserve(64);
    while (mesh->size() > 2 * kCoarsest * static_cast<std::size_t>(zones_) && ladder.meshes.size() < 60) {
      Clusters clusters = matched(*mesh, most, label, draw_);
      if (clusters.count * 20 > mesh->size() * 19) break;
      if (!label.empty()) label = coarse_parts(clusters, label);
      ladder.meshes.push_back(contracted(*mesh, clusters.of, clusters.count));
      ladder.clusters.push_back(std::move(clusters));
      mesh = &ladder.meshes.back();
    }
    return ladder;
  }

  std::vector<int> descend(const Ladder& ladder, std::vector<int> part, double hot, int sweeps) {
    for (std::size_t rung = ladder.meshes.size() + 1; rung-- > 0;) {
      const bool finest = rung == 0;
      const Mesh& mesh = finest ? mesh_ : ladder.meshes[rung - 1];
      ZoningCut cut(mesh, std::move(part), zones_);
      const Price price(mesh, limits_, zones_, options_.shape_weight, options_.aim);
      const bool top = rung == ladder.meshes.size();
      polish(cut, price,
             {.sweeps = sweeps,
              .hot = top ? 1.5 * hot : hot,
              .cold = 0.02,
              .press_from = 0.7,
              .press_to = finest ? 6.0 : 2.0},
             draw_, cancel_);
      if (finest) bring_into_limits(cut, price);
      part = finest ? cut.parts() : fine_parts(ladder.clusters[rung - 1], cut.parts());
    }
    return part;
  }

  void bring_into_limits(ZoningCut& cut, const Price& price) {
    const std::vector<int> before = cut.parts();
    even_out(cut, price, limits_, draw_, cancel_);
    evened_ = 0;
    for (std::size_t node = 0; node < before.size(); ++node) evened_ += cut.part(node) != before[node] ? 1 : 0;
  }

  void lift(CutResult& best) {
    ZoningCut cut(mesh_, best.part, zones_);
    lift_worst(cut, Price(mesh_, limits_, zones_, options_.shape_weight, options_.aim), limits_, draw_, cancel_);
    best.part = cut.parts();
  }

  CutResult judged(std::vector<int> part) const {
    ZoningCut cut(mesh_, std::move(part), zones_);
    Price price(mesh_, limits_, zones_, options_.shape_weight, options_.aim);
    price.press(0.0);
    CutResult result;
    result.price = price.of_cost(cut.cut_cost());
    for (int zone = 0; zone < zones_; ++zone) {
      const auto loads = cut.loads(zone);
      result.overload += overload_of(loads, limits_);
      result.price += price.of_zone(cut.figures(zone).area, cut.figures(zone).perimeter, loads, loads, 0);
    }
    result.part = cut.parts();
    return result;
  }

  const Mesh& mesh_;
  int zones_;
  std::span<const Limits> limits_;
  const CutOptions& options_;
  const CancelToken& cancel_;
  Draw draw_;
  std::size_t evened_ = 0;  ///< nodes that changed their zone to bring loads into the limits, in the last descent
};

}  // namespace

CutResult multilevel_cut(const Mesh& mesh, int zones, std::span<const Limits> limits, const CutOptions& options,
                         const CancelToken& cancel) {
  return Cutting(mesh, zones, limits, options, cancel).run();
}

}  // namespace libgrid::zoning::detail
