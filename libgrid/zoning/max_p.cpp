#include <libgrid/zoning/max_p.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/detail/region_search.hpp>
#include <libgrid/zoning/detail/tree_pieces.hpp>

namespace libgrid::zoning {
namespace {

struct Candidate {
  std::vector<int> part;
  int count = 0;
  double within = 0.0;
};

/// More regions first, then the smaller sum.
bool better(const Candidate& a, const Candidate& b) {
  return a.count != b.count ? a.count > b.count : a.within < b.within;
}

Expected<void> check(const BlockGraph& graph, const BlockAttributes& attributes, const MaxPOptions& options) {
  if (graph.size() == 0) return fail(ErrorCode::parameter_invalid, "values are not blocks x columns");
  GRID_CHECK(usable(attributes, graph.size()));
  if (options.extent.size() != graph.size() || !(options.least >= 0.0) || !std::isfinite(options.least) ||
      options.trees < 1 || options.starts < 1)
    return fail(ErrorCode::parameter_invalid, "one extent per block, a bound of 0 or more, 1 tree or more");
  if (std::ranges::any_of(options.extent, [](double extent) { return !(extent >= 0.0 && std::isfinite(extent)); }))
    return fail(ErrorCode::parameter_invalid, "an extent is negative or not finite");
  const Components pieces = components(graph, LinkUse::with_links);
  std::vector<double> held(pieces.count, 0.0);
  for (std::size_t i = 0; i < graph.size(); ++i) held[pieces.of[i]] += options.extent[i];
  const auto lightest = std::ranges::min_element(held);
  if (*lightest >= options.least) return {};
  const auto first = std::ranges::find(pieces.of, static_cast<std::uint32_t>(lightest - held.begin()));
  return fail(make_error(ErrorCode::zone_infeasible,
                         "the component of block " +
                             std::to_string(graph.node(static_cast<std::size_t>(first - pieces.of.begin())).id.value) +
                             " holds " + std::to_string(*lightest) + ", the bound is " +
                             std::to_string(options.least)));
}

/// The best divisions by cutting trees, different from each other.
std::vector<Candidate> cut_trees(const BlockGraph& graph, const BlockAttributes& attributes,
                                 const MaxPOptions& options) {
  std::vector<Candidate> best;
  for (int t = 0; t < options.trees; ++t) {
    Candidate one;
    const detail::SpanningTree tree =
        detail::random_tree(graph, attributes, CounterRandom(options.seed, static_cast<std::uint64_t>(t)),
                            t % 2 == 0 ? detail::TreeKind::long_paths : detail::TreeKind::alike_links);
    one.part = detail::pieces_of_tree(tree, {options.extent, options.least});
    one.count = *std::ranges::max_element(one.part) + 1;
    if (best.size() == static_cast<std::size_t>(options.starts) && one.count < best.back().count) continue;
    one.within = within_squares(attributes, one.part);
    const auto place = std::ranges::upper_bound(best, one, better);
    if (place != best.begin() && std::prev(place)->within == one.within) continue;
    best.insert(place, std::move(one));
    if (best.size() > static_cast<std::size_t>(options.starts)) best.pop_back();
  }
  std::erase_if(best, [&](const Candidate& one) { return one.count < best.front().count; });
  return best;
}

}  // namespace

Expected<Regions> max_p(const BlockGraph& graph, const BlockAttributes& attributes, const MaxPOptions& options) {
  GRID_CHECK(check(graph, attributes, options));
  const detail::RegionFloor floor{options.extent, options.least};
  std::vector<Candidate> best = cut_trees(graph, attributes, options);
  const RegionOptions search{best.front().count, options.tabu_moves, options.idle_moves, options.kick_rounds};
  for (Candidate& one : best) {
    one.part = detail::searched(graph, attributes, floor, std::move(one.part), search);
    one.within = within_squares(attributes, one.part);
  }
  Regions found;
  found.part = detail::kick_rounds(graph, attributes, floor, std::ranges::min_element(best, better)->part, search);
  detail::renumber(found.part);
  found.within = within_squares(attributes, found.part);
  found.total = within_squares(attributes, std::vector<int>(graph.size(), 0));
  return found;
}

}  // namespace libgrid::zoning
