#include <libgrid/zoning/rebalance.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <libgrid/zoning/detail/even_out.hpp>
#include <libgrid/zoning/detail/flow_moves.hpp>
#include <libgrid/zoning/detail/level_limits.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/problem.hpp>

namespace libgrid::zoning {
namespace {

using detail::Limits;
using detail::Load;
using detail::ZoneArc;
using detail::ZoneFlow;
using detail::ZoningCut;

/// Zones in upper zones 0, 1, ..., each of which has one and lies in one of the next level; "" if so.
std::string wrong_upper(int zones, const std::vector<UpperZones>& upper) {
  for (std::size_t level = 0; level < upper.size(); ++level) {
    const std::vector<int>& of = upper[level].of_zone;
    if (!(upper[level].band > 0.0 && upper[level].band < 1.0)) return "upper: band outside (0, 1)";
    if (of.size() != static_cast<std::size_t>(zones) || std::ranges::min(of) < 0 || std::ranges::max(of) >= zones)
      return "upper: one number per zone, from 0";
    for (int number = 0; number <= std::ranges::max(of); ++number)
      if (std::ranges::find(of, number) == of.end()) return "upper: zone " + std::to_string(number) + " is empty";
    if (level == 0) continue;
    const std::vector<int>& below = upper[level - 1].of_zone;
    for (std::size_t a = 0; a < of.size(); ++a)
      for (std::size_t b = a + 1; b < of.size(); ++b)
        if (below[a] == below[b] && of[a] != of[b]) return "upper: zones of one upper zone lie in different ones";
  }
  return {};
}

detail::Nesting nesting_of(const std::vector<UpperZones>& upper, const detail::Problem& problem) {
  const std::vector<Load> loads = problem.main_loads();
  const Load total = std::accumulate(loads.begin(), loads.end(), Load{0});
  std::vector<detail::UpperLevel> levels;
  for (const UpperZones& zones : upper) {
    const int count = 1 + std::ranges::max(zones.of_zone);
    const std::vector<LevelSpec> alone{{1, count, zones.band}};
    levels.push_back(
        {zones.of_zone, count, detail::level_limits(alone, total, loads.size(), problem.units[0]).front()});
  }
  return detail::Nesting(std::move(levels));
}

/// Numbers of groups that annealing keeps blocks in: zones of one parent and one upper zone; a locked zone is alone.
std::vector<int> groups_of(int zones, const RebalanceOptions& options) {
  std::vector<int> group(static_cast<std::size_t>(zones), 0);
  for (std::size_t zone = 0; zone < group.size(); ++zone) {
    const auto like = [&](std::size_t other) {
      return (options.parents.empty() || options.parents[zone] == options.parents[other]) &&
             (options.upper.empty() || options.upper[0].of_zone[zone] == options.upper[0].of_zone[other]);
    };
    std::size_t first = 0;
    while (!like(first)) ++first;
    group[zone] = static_cast<int>(first);
  }
  for (const int zone : options.locked)
    if (zone >= 0 && zone < zones) group[static_cast<std::size_t>(zone)] = zones + zone;
  return group;
}

std::optional<Error> wrong_input(const BlockGraph& graph, std::span<const int> part, int zones,
                                 const RebalanceOptions& options) {
  const auto invalid = [](std::string detail) { return make_error(ErrorCode::parameter_invalid, std::move(detail)); };
  if (part.size() != graph.size())
    return invalid("part has " + std::to_string(part.size()) + " rows for " + std::to_string(graph.size()) + " blocks");
  if (zones < 1) return invalid("zones < 1");
  if (!(options.band > 0.0 && options.band < 1.0)) return invalid("band outside (0, 1)");
  if (!(options.change >= 1.0)) return invalid("change < 1");
  if (!options.parents.empty() && options.parents.size() != static_cast<std::size_t>(zones))
    return invalid("parents: one per zone");
  if (std::string wrong = wrong_upper(zones, options.upper); !wrong.empty()) return invalid(std::move(wrong));
  std::vector<char> used(static_cast<std::size_t>(zones), 0);
  for (const int zone : part) {
    if (zone < 0 || zone >= zones) return invalid("a block has zone " + std::to_string(zone));
    used[static_cast<std::size_t>(zone)] = 1;
  }
  if (std::ranges::count(used, 0) > 0) return invalid("a zone has no block");
  return std::nullopt;
}

/// One way to shorten the borders.
struct Try {
  Load beyond = 0;  ///< load that moved although it was not allowed
  Metres border;
  std::vector<int> part;
};

class Rebalancing {
 public:
  Rebalancing(const detail::Problem& problem, const detail::Mesh& mesh, std::span<const int> part, int zones,
              const RebalanceOptions& options)
      : graph_(*problem.graph),
        options_(options),
        limits_(problem.limits.back().front()),
        nesting_(nesting_of(options.upper, problem)),
        group_(groups_of(zones, options)),
        home_(part.begin(), part.end()),
        cut_(mesh, home_, zones) {}

  Expected<Rebalance> run(const CancelToken& cancel) {
    Rebalance result;
    const std::vector<Load> before = loads();
    result.border_before = border();
    const ZoneFlow bound = detail::least_flow(before, limits_.least, limits_.most, arcs(), nesting_.levels());
    if (bound.unmet > 0) return fail(outside_error(kImpossible));
    bring_into_band(cancel);
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    if (outside()) return fail(outside_error(kNotFound));
    GRID_CHECK(shorten(static_cast<Load>(options_.change * static_cast<double>(bound.moved)), cancel));
    tell(result, bound, before);
    return result;
  }

 private:
  static constexpr const char* kImpossible =
      "impossible: no flow of load between neighbouring zones that may exchange it brings all into the band; outside: ";
  static constexpr const char* kNotFound =
      "no plan was found within the work limit, though one may exist; outside the band: ";

  [[nodiscard]] std::vector<Load> loads() const {
    std::vector<Load> all;
    for (int zone = 0; zone < cut_.zones(); ++zone) all.push_back(cut_.loads(zone)[0]);
    return all;
  }
  [[nodiscard]] bool is_outside(int zone) const {
    const Load load = cut_.loads(zone)[0];
    return load < limits_.least || load > limits_.most;
  }
  [[nodiscard]] bool outside() const {
    for (int zone = 0; zone < cut_.zones(); ++zone)
      if (is_outside(zone)) return true;
    return !nesting_.within(cut_);
  }

  [[nodiscard]] bool may_exchange(int a, int b) const {
    const auto locked = [&](int zone) { return std::ranges::find(options_.locked, zone) != options_.locked.end(); };
    if (locked(a) || locked(b)) return false;
    return options_.parents.empty() ||
           options_.parents[static_cast<std::size_t>(a)] == options_.parents[static_cast<std::size_t>(b)];
  }

  /// Both directions between zones that touch and may exchange load, ascending.
  [[nodiscard]] std::vector<ZoneArc> arcs() const {
    std::set<std::pair<int, int>> pairs;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      if (cut_.foreign(node) > 0)
        for (const detail::MeshEdge& edge : cut_.mesh().row(node))
          if (cut_.part(edge.to) != cut_.part(node)) pairs.emplace(cut_.part(node), cut_.part(edge.to));
    std::vector<ZoneArc> all;
    for (const auto& [from, to] : pairs)
      if (may_exchange(from, to)) all.push_back({from, to, 0});
    return all;
  }

  /// Flow, moves, flow again on what is left; later flows aim a little inside the band: blocks are lumps. Below upper
  /// zones only as long as less and less is left. Annealing at a price for every block away from home brings in the
  /// rest.
  void bring_into_band(const CancelToken& cancel) {
    constexpr int kRounds = 24;
    const int patience = nesting_.levels().empty() ? kRounds : 4;
    const Load room = limits_.most - limits_.least;
    Load least = std::numeric_limits<Load>::max();
    int since = 0;
    for (int round = 0; round < kRounds && since < patience && outside() && !cancel.cancelled(); ++round) {
      const Load inner = round < 16 ? 0 : room * std::min(round - 15, 8) / 80;
      ZoneFlow flow =
          detail::least_flow(loads(), limits_.least + inner, limits_.most - inner, arcs(), narrowed_levels(round));
      since = flow.moved < least ? 0 : since + 1;
      least = std::min(least, flow.moved);
      std::erase_if(flow.arcs, [](const ZoneArc& arc) { return arc.flow == 0; });
      std::ranges::stable_sort(flow.arcs, std::ranges::greater{}, &ZoneArc::flow);  // large flows choose first
      if (!detail::FlowMoves(cut_, home_, limits_, nesting_).follow(flow.arcs) && round > 8) break;
    }
    if (outside()) last_resort(cancel);
  }

  /// Upper zones aim further inside their bands with every second round: blocks are lumps there too.
  [[nodiscard]] std::vector<detail::UpperLevel> narrowed_levels(int round) const {
    std::vector<detail::UpperLevel> levels = nesting_.levels();
    for (detail::UpperLevel& level : levels) {
      const Load inner = (level.limits.most - level.limits.least) * std::min(round / 2, 8) / 40;
      level.limits.least += inner;
      level.limits.most -= inner;
    }
    return levels;
  }

  /// Several tries from the zoning the flow left, each with another price for a block away from home; the one with the
  /// shortest border among those that move no more than is allowed.
  Expected<void> shorten(Load allowed, const CancelToken& cancel) {
    const std::vector<int> start = cut_.parts();
    std::optional<Try> best;
    constexpr std::size_t kUsual = 3;
    constexpr std::array<double, 6> kPrices{0.3, 0.5, 0.4, 0.8, 1.6, 3.2};  // the dear ones where too much load moved
    for (std::size_t i = 0; i < kPrices.size() && (i < kUsual || !best || best->beyond > 0); ++i) {
      if (i > 0) cut_ = ZoningCut(cut_.mesh(), start, cut_.zones());
      anneal_open_zones(kPrices[i], i, cancel);
      bring_into_band(cancel);
      if (cancel.cancelled()) return fail(ErrorCode::cancelled);
      if (outside()) continue;
      detail::FlowMoves moves(cut_, home_, limits_, nesting_);
      moves.send_home(allowed);
      Try made{std::max<Load>(0, moves.load_away() - allowed), border(), cut_.parts()};
      if (!best || std::pair{made.beyond, made.border} < std::pair{best->beyond, best->border}) best = std::move(made);
    }
    if (!best) return fail(outside_error(kNotFound));
    cut_ = ZoningCut(cut_.mesh(), std::move(best->part), cut_.zones());
    return {};
  }

  /// Annealing of the zones that gave or took, at a price for every block away from home.
  void anneal_open_zones(double stay, std::size_t stream, const CancelToken& cancel) {
    const std::vector<std::uint32_t> nodes = nodes_of_open_zones();
    if (nodes.empty()) return;
    constexpr double kAim = 0.9;
    const std::vector<Limits> limits{limits_};
    const detail::Price price(cut_.mesh(), limits, cut_.zones(), kShape, kAim);
    detail::Draw draw(options_.seed, 0x5403 + stream);
    detail::polish(cut_, price,
                   {.sweeps = 300,
                    .hot = 0.6,
                    .cold = 0.02,
                    .press_from = 3.0,
                    .press_to = 20.0,
                    .home = home_,
                    .stay = stay,
                    .group = group_},
                   draw, cancel, nodes);
    for (int round = 0; round < 8 && outside(); ++round)
      detail::polish(cut_, price,
                     {.sweeps = 60,
                      .hot = 0.1 + 0.02 * round,
                      .cold = 0.01,
                      .press_from = 20.0,
                      .press_to = 40.0 * (round + 1),
                      .home = home_,
                      .stay = stay,
                      .group = group_},
                     draw, cancel, nodes);
  }

  /// Nodes of the zones that some block left or joined.
  [[nodiscard]] std::vector<std::uint32_t> nodes_of_open_zones() const {
    std::vector<char> open(static_cast<std::size_t>(cut_.zones()), 0);
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      if (cut_.part(node) != home_[node])
        for (const int zone : {cut_.part(node), home_[node]}) open[static_cast<std::size_t>(zone)] = 1;
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      if (open[static_cast<std::size_t>(cut_.part(node))] != 0) nodes.push_back(node);
    return nodes;
  }

  /// At a price for every block away from home first: 0.15 moves least (0.1 to 0.5 were tried, and none).
  void last_resort(const CancelToken& cancel) {
    const std::vector<Limits> limits{limits_};
    constexpr double kAim = 0.95;
    detail::Draw draw(options_.seed, 0x5eba1a);
    const detail::Price price(cut_.mesh(), limits, cut_.zones(), kShape, kAim);
    detail::even_out(cut_, price, limits, draw, cancel, {.home = home_, .stay = 0.15, .group = group_});
    if (outside()) detail::even_out(cut_, price, limits, draw, cancel, {.group = group_});
  }

  /// The worst of the zones outside their bands; `why` says whether they must be, or were not brought in.
  [[nodiscard]] Error outside_error(const char* why) const {
    constexpr std::size_t kShown = 5;
    std::vector<Outside> all = outside_zones();
    std::ranges::stable_sort(all, std::ranges::greater{}, [](const Outside& one) { return one.beyond(); });
    std::string list;
    for (std::size_t i = 0; i < std::min(kShown, all.size()); ++i)
      list += (i == 0 ? "" : ", ") + all[i].name + ": " + detail::fixed(all[i].load, 4) + " (+-" +
              detail::plain(all[i].band) + ")";
    if (all.size() > kShown) list += " and " + std::to_string(all.size() - kShown) + " more";
    return make_error(ErrorCode::zone_infeasible, why + list);
  }

  struct Outside {
    std::string name;
    double load = 0.0;  ///< over the mean
    double band = 0.0;
    [[nodiscard]] long long beyond() const {  // in billionths: rounding makes no order
      return std::llround((std::abs(load - 1.0) - band) * 1e9);
    }
  };

  /// By its code, else "zone 7" and `behind`.
  [[nodiscard]] static std::string name_of(const std::vector<std::string>& names, int zone, const std::string& behind) {
    const auto place = static_cast<std::size_t>(zone);
    return place < names.size() ? names[place] : "zone " + std::to_string(zone) + behind;
  }

  [[nodiscard]] std::vector<Outside> outside_zones() const {
    std::vector<Outside> all;
    const auto add = [&](std::string name, Load load, const Limits& limits) {
      if (load < limits.least || load > limits.most)
        all.push_back({std::move(name), static_cast<double>(load) / limits.mean, limits.band});
    };
    for (int zone = 0; zone < cut_.zones(); ++zone)
      add(name_of(options_.names, zone, ""), cut_.loads(zone)[0], limits_);
    for (std::size_t i = 0; i < nesting_.levels().size(); ++i) {
      const detail::UpperLevel& level = nesting_.levels()[i];
      const std::vector<Load> sums = nesting_.loads(cut_, level);
      for (std::size_t number = 0; number < sums.size(); ++number)
        add(name_of(options_.upper[i].names, static_cast<int>(number), " of " + std::to_string(i + 1) + " above"),
            sums[number], level.limits);
    }
    return all;
  }

  [[nodiscard]] Metres border() const {
    double twice = 0.0;
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node)
      for (const detail::MeshEdge& edge : cut_.mesh().row(node))
        if (cut_.part(edge.to) != cut_.part(node)) twice += static_cast<double>(edge.border);
    return Metres{twice / 2.0};
  }

  void tell(Rebalance& result, const ZoneFlow& bound, const std::vector<Load>& before) const {
    double total = 0.0;
    for (const Load load : before) total += static_cast<double>(load);
    const auto share = [total](Load load) { return static_cast<double>(load) / total; };
    result.part = cut_.parts();
    result.border_after = border();
    result.bound_share = share(bound.moved);
    std::vector<char> passed(static_cast<std::size_t>(cut_.zones()), 0);
    for (const ZoneArc& arc : bound.arcs) {
      if (arc.flow == 0) continue;
      result.transfers.push_back({arc.from, arc.to, share(arc.flow)});
      for (const int zone : {arc.from, arc.to}) passed[static_cast<std::size_t>(zone)] = 1;
    }
    for (std::uint32_t node = 0; node < cut_.mesh().size(); ++node) {
      if (cut_.part(node) == home_[node]) continue;
      const Load load = cut_.mesh().load(node)[0];
      result.moved_share += share(load);
      const bool flowed =
          passed[static_cast<std::size_t>(cut_.part(node))] != 0 && passed[static_cast<std::size_t>(home_[node])] != 0;
      MoveReason why = flowed ? MoveReason::passes_on : MoveReason::shortens_border;
      if (before[static_cast<std::size_t>(cut_.part(node))] < limits_.least) why = MoveReason::fills;
      if (before[static_cast<std::size_t>(home_[node])] > limits_.most) why = MoveReason::relieves;
      result.moved.push_back({graph_.node(node).id, home_[node], cut_.part(node), share(load), why});
    }
  }

  static constexpr double kShape = 0.1;  // at 0.25, as for new zones, wuhan_o misses the border that is allowed

  const BlockGraph& graph_;
  const RebalanceOptions& options_;
  Limits limits_;
  detail::Nesting nesting_;
  std::vector<int> group_;
  std::vector<int> home_;
  ZoningCut cut_;
};

}  // namespace

Expected<Rebalance> rebalance(const BlockGraph& graph, std::span<const int> part, int zones,
                              const RebalanceOptions& options, const CancelToken& cancel) {
  if (std::optional<Error> wrong = wrong_input(graph, part, zones, options)) return fail(std::move(*wrong));
  PartitionOptions problem_options;
  problem_options.levels = {{1, zones, options.band}};
  GRID_TRY(problem, detail::make_problem(graph, problem_options));
  const std::vector<std::uint32_t> blocks = problem.active_blocks();
  const detail::Mesh mesh = problem.mesh_of(blocks);
  return Rebalancing(problem, mesh, part, zones, options).run(cancel);
}

}  // namespace libgrid::zoning
