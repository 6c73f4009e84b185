#include <libgrid/zoning/detail/polish.hpp>

#include <bit>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

class Polisher {
 public:
  Polisher(ZoningCut& cut, Price price, const Polish& how, Draw& draw)
      : cut_(cut), price_(std::move(price)), draw_(draw), home_(how.home), group_(how.group) {
    const auto total = static_cast<double>(std::max<Load>(total_loads(cut.mesh())[0], 1));
    stay_ = how.stay * static_cast<double>(cut.mesh().size()) / total;
  }

  void press(double pressure) {
    price_.press(pressure);
    prices_.resize(static_cast<std::size_t>(cut_.zones()));
    for (int zone = 0; zone < cut_.zones(); ++zone) reprice(zone);
  }

  void sweep(double temperature) {
    const auto nodes = static_cast<std::uint32_t>(cut_.mesh().size());
    for (std::uint32_t node = 0; node < nodes; ++node) visit(node, temperature);
  }
  void sweep(double temperature, std::span<const std::uint32_t> only) {
    for (const std::uint32_t node : only) visit(node, temperature);
  }

 private:
  void visit(std::uint32_t node, double temperature) {
    if (cut_.foreign(node) == 0) return;
    const std::uint64_t bits = draw_();
    const auto pick = static_cast<std::uint32_t>(((bits & 0xFFFFU) * cut_.foreign(node)) >> 16U);
    try_move(node, foreign_zone(node, pick), temperature * exponential_of(bits | 0xFFFFU));
  }

  [[nodiscard]] int foreign_zone(std::uint32_t node, std::uint32_t pick) const {
    for (const MeshEdge& edge : cut_.mesh().row(node)) {
      if (cut_.part(edge.to) != cut_.part(node) && pick-- == 0) return cut_.part(edge.to);
    }
    return cut_.part(node);
  }

  void reprice(int zone) {
    const CutFigures& figures = cut_.figures(zone);
    const auto loads = cut_.loads(zone);
    prices_[static_cast<std::size_t>(zone)] = price_.of_zone(figures.area, figures.perimeter, loads, loads, 0);
  }

  /// Change of the price if the node goes to another zone.
  [[nodiscard]] double change(std::uint32_t node, int to, const Shared& shared) const {
    const Mesh& mesh = cut_.mesh();
    const int from = cut_.part(node);
    const CutFigures& a = cut_.figures(from);
    const CutFigures& b = cut_.figures(to);
    const double area = mesh.area[node];
    const double outline = mesh.perimeter[node];
    return price_.of_cost(shared.cost_own - shared.cost_other) + away_from_home(node, from, to) +
           price_.of_zone(a.area - area, a.perimeter - outline + 2.0 * shared.border_own, cut_.loads(from),
                          mesh.load(node), -1) +
           price_.of_zone(b.area + area, b.perimeter + outline - 2.0 * shared.border_other, cut_.loads(to),
                          mesh.load(node), 1) -
           prices_[static_cast<std::size_t>(from)] - prices_[static_cast<std::size_t>(to)];
  }

  [[nodiscard]] double away_from_home(std::uint32_t node, int from, int to) const {
    if (home_.empty() || (home_[node] != from && home_[node] != to)) return 0.0;
    const double price = stay_ * static_cast<double>(cut_.mesh().load(node)[0]);
    return home_[node] == from ? price : -price;
  }

  void move(std::uint32_t node, const Shared& shared, int to) {
    const int from = cut_.part(node);
    cut_.move(node, shared, to);
    reprice(from);
    reprice(to);
  }

  void try_move(std::uint32_t node, int to, double allowance) {
    const int from = cut_.part(node);
    if (cut_.figures(from).nodes < 2) return;
    if (!group_.empty() && group_[static_cast<std::size_t>(from)] != group_[static_cast<std::size_t>(to)]) return;
    const Shared shared = cut_.shared(node, to);
    const double alone = change(node, to, shared);
    if (alone > allowance) return;
    const auto hanging = cut_.dependents(node);
    if (hanging.empty()) return move(node, shared, to);
    if (hanging.size() > kMostHanging) return;
    const std::vector<std::uint32_t> others(hanging.begin(), hanging.end());
    move_all(node, others, to, allowance);
  }

  /// The node and what hangs on it, and back again if that is too dear.
  void move_all(std::uint32_t node, const std::vector<std::uint32_t>& others, int to, double allowance) {
    const int from = cut_.part(node);
    double sum = 0.0;
    const auto carry = [&](std::uint32_t one, int zone) {
      const Shared shared = cut_.shared(one, zone);
      sum += change(one, zone, shared);
      move(one, shared, zone);
    };
    carry(node, to);
    for (const std::uint32_t other : others) carry(other, to);
    if (sum <= allowance) return;
    for (std::size_t i = others.size(); i-- > 0;) carry(others[i], from);
    carry(node, from);
  }

  static constexpr std::size_t kMostHanging = 64;

  ZoningCut& cut_;
  Price price_;
  Draw& draw_;
  std::span<const int> home_;
  std::span<const int> group_;
  double stay_ = 0.0;
  std::vector<double> prices_;
};

}  // namespace

double exponential_of(std::uint64_t bits) {
  // bits / 2^64 = 2^-(zeros + 1) * (1 + fraction); its binary logarithm is read off, linear between powers of two.
  const int zeros = std::countl_zero(bits | 1U);
  const double fraction = static_cast<double>((bits << zeros << 1) >> 11) * 0x1.0p-53;
  return std::numbers::ln2 * (static_cast<double>(zeros) + 1.0 - fraction);
}

void polish(ZoningCut& cut, Price price, const Polish& how, Draw& draw, const CancelToken& cancel,
            std::span<const std::uint32_t> only) {
  Polisher polisher(cut, std::move(price), how, draw);
  for (int sweep = 0; sweep < how.sweeps && !cancel.cancelled(); ++sweep) {
    const double done = how.sweeps < 2 ? 1.0 : static_cast<double>(sweep) / (how.sweeps - 1);
    const double left = 1.0 - done;
    polisher.press(how.press_from + (how.press_to - how.press_from) * done);
    // A square in place of an exponential: the same to the last bit on every machine.
    const double temperature = how.cold + (how.hot - how.cold) * left * left;
    only.empty() ? polisher.sweep(temperature) : polisher.sweep(temperature, only);
  }
}

}  // namespace libgrid::zoning::detail
