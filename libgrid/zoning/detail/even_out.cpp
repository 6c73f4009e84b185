#include <libgrid/zoning/detail/even_out.hpp>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <libgrid/zoning/detail/tree_split.hpp>

namespace libgrid::zoning::detail {
namespace {

class EvenOut {
 public:
  EvenOut(ZoningCut& cut, const Price& price, std::span<const Limits> limits, Draw& draw, const CancelToken& cancel,
          const Polish& ties)
      : cut_(cut), price_(price), limits_(limits), draw_(draw), cancel_(cancel), ties_(ties) {}

  void run() {
    constexpr int kRounds = 12;
    double last = std::numeric_limits<double>::infinity();
    for (int round = 0; round < kRounds && !cancel_.cancelled(); ++round) {
      const double now = overload();
      if (now == 0.0 || (ties_.home.empty() && now > kStalled * last && hopeless())) return;
      last = now;
      anneal_near(2 + round / 3, round);
      if (overload() == 0.0) return;
      if (ties_.home.empty() || round >= kRounds / 3) cut_pairs_anew(1 + round / 2);
    }
  }

 private:
  static constexpr double kStalled = 0.95;  ///< of the overload is left after a round

  /// Many zones are outside several workloads' limits, so that load has nowhere to go (what one workload lacks, trees
  /// still find). Spanning trees for all of them with all their neighbours
  /// are most of the work of a search for a count of zones (9 of 10 parts on Boston): not where they help no more.
  [[nodiscard]] bool hopeless() const {
    constexpr int kFew = 6;
    int count = 0;
    for (int zone = 0; zone < cut_.zones(); ++zone) count += outside(zone) ? 1 : 0;
    return limits_.size() > 1 && cut_.zones() >= kFew && 3 * count > cut_.zones();
  }

  [[nodiscard]] double overload() const {
    double sum = 0.0;
    for (int zone = 0; zone < cut_.zones(); ++zone) sum += overload_of(cut_.loads(zone), limits_);
    return sum;
  }
  [[nodiscard]] bool outside(int zone) const { return overload_of(cut_.loads(zone), limits_) > 0.0; }

  [[nodiscard]] std::vector<std::vector<std::uint32_t>> members() const {
    std::vector<std::vector<std::uint32_t>> lists(static_cast<std::size_t>(cut_.zones()));
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      lists[static_cast<std::size_t>(cut_.part(node))].push_back(node);
    return lists;
  }

  [[nodiscard]] std::vector<int> neighbours(const std::vector<std::uint32_t>& nodes) const {
    std::vector<int> zones;
    for (const std::uint32_t node : nodes) {
      for (const MeshEdge& edge : cut_.mesh().row(node)) {
        if (cut_.part(edge.to) != cut_.part(node)) zones.push_back(cut_.part(edge.to));
      }
    }
    std::ranges::sort(zones);
    zones.erase(std::ranges::unique(zones).begin(), zones.end());
    return zones;
  }

  /// Annealing of the zones within some steps of one outside the band; undone if the overload grew.
  void anneal_near(int steps, int round) {
    const auto lists = members();
    std::vector<char> active(lists.size(), 0);
    for (int zone = 0; zone < cut_.zones(); ++zone) active[static_cast<std::size_t>(zone)] = outside(zone) ? 1 : 0;
    for (int step = 0; step < steps; ++step) {
      std::vector<char> wider = active;
      for (std::size_t zone = 0; zone < lists.size(); ++zone) {
        if (active[zone] == 0) continue;
        for (const int next : neighbours(lists[zone])) wider[static_cast<std::size_t>(next)] = 1;
      }
      active = std::move(wider);
    }
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node) {
      if (active[static_cast<std::size_t>(cut_.part(node))] != 0) nodes.push_back(node);
    }
    const double before = overload();
    const std::vector<int> kept = cut_.parts();
    polish(cut_, price_,
           {.sweeps = 60 + 20 * round,
            .hot = 0.4 + 0.05 * round,
            .cold = 0.02,
            .press_from = 2.0,
            .press_to = 10.0 + 5.0 * round,
            .home = ties_.home,
            .stay = ties_.stay,
            .group = ties_.group},
           draw_, cancel_, nodes);
    if (overload() > before) restore(kept);
  }

  void restore(const std::vector<int>& parts) { cut_ = ZoningCut(cut_.mesh(), parts, cut_.zones()); }

  /// Every zone outside, with each neighbour in turn; load may spread to a neighbour if it spreads at all.
  void cut_pairs_anew(int repeats) {
    for (int repeat = 0; repeat < repeats; ++repeat) {
      auto lists = members();
      for (int zone = 0; zone < cut_.zones() && !cancel_.cancelled(); ++zone) {
        if (outside(zone)) cut_anew(zone, lists);
      }
    }
  }

  void cut_anew(int zone, std::vector<std::vector<std::uint32_t>>& lists) {
    constexpr int kTrees = 40;
    auto& own = lists[static_cast<std::size_t>(zone)];
    for (const int other : neighbours(own)) {
      if (!ties_.group.empty() &&
          ties_.group[static_cast<std::size_t>(zone)] != ties_.group[static_cast<std::size_t>(other)])
        continue;
      auto& foreign = lists[static_cast<std::size_t>(other)];
      std::vector<std::uint32_t> both = own;
      both.insert(both.end(), foreign.begin(), foreign.end());
      const double now = violation_of(cut_.loads(zone), limits_) + violation_of(cut_.loads(other), limits_);
      const TreeSplit split = tree_split(cut_.mesh(), both, limits_, kTrees, now, draw_);
      if (split.side.empty()) continue;
      assign(both, split.side, zone, other, lists);
      if (!outside(zone)) return;
    }
  }

  void assign(const std::vector<std::uint32_t>& both, const std::vector<std::uint32_t>& side, int zone, int other,
              std::vector<std::vector<std::uint32_t>>& lists) {
    std::vector<std::uint32_t> sorted = side;
    std::ranges::sort(sorted);
    auto& own = lists[static_cast<std::size_t>(zone)];
    auto& foreign = lists[static_cast<std::size_t>(other)];
    own.clear();
    foreign.clear();
    for (const std::uint32_t node : both) {
      const int to = std::ranges::binary_search(sorted, node) ? zone : other;
      (to == zone ? own : foreign).push_back(node);
      if (cut_.part(node) != to) cut_.move(node, cut_.shared(node, to), to);
    }
  }

  ZoningCut& cut_;
  const Price& price_;
  std::span<const Limits> limits_;
  Draw& draw_;
  const CancelToken& cancel_;
  const Polish& ties_;
};

}  // namespace

void even_out(ZoningCut& cut, const Price& price, std::span<const Limits> limits, Draw& draw, const CancelToken& cancel,
              const Polish& ties) {
  EvenOut(cut, price, limits, draw, cancel, ties).run();
}

}  // namespace libgrid::zoning::detail
