#include <libgrid/zoning/links.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <queue>
#include <tuple>

#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/detail/shore.hpp>

namespace libgrid::zoning {
namespace {

Xy nearest_on_segment(Xy p, Xy a, Xy b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const double all = dx * dx + dy * dy;
  if (along <= 0.0) return a;
  if (along >= all) return b;
  return {a.x + dx * (along / all), a.y + dy * (along / all)};
}

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  [[nodiscard]] std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t i, std::size_t j) { parent_[root(i)] = root(j); }

 private:
  std::vector<std::size_t> parent_;
};

/// A pair of components with its gap, or with a lower bound of its length as long as nobody needed more.
struct Candidate {
  std::size_t one = 0;
  std::size_t other = 0;
  detail::BlockGap gap;
  bool exact = false;
};

/// Shortest last in a heap; a bound comes before an exact gap of the same length, since it may turn out to be better.
bool later(const Candidate& a, const Candidate& b) {
  if (a.gap.length != b.gap.length) return b.gap.length < a.gap.length;
  if (a.exact != b.exact) return a.exact;
  if (a.exact) return detail::better(b.gap, a.gap);
  return std::pair{b.one, b.other} < std::pair{a.one, a.other};
}

/// Kruskal's tree; gaps are measured only when their lower bound comes up.
std::vector<detail::BlockGap> shortest_tree(const std::vector<detail::Shore>& shores) {
  std::priority_queue<Candidate, std::vector<Candidate>, decltype(&later)> queue(&later);
  for (std::size_t i = 0; i < shores.size(); ++i) {
    for (std::size_t j = i + 1; j < shores.size(); ++j) {
      const Metres bound = detail::box_distance(shores[i].box(), shores[j].box());
      // Box distances are rounded: a bound is taken a little lower so that it never exceeds its gap.
      queue.push(
          {i,
           j,
           {.length = Metres{std::max(0.0, bound.value * (1.0 - 1e-12) - 1e-9)}, .from = {}, .to = {}, .gap = {}},
           false});
    }
  }
  DisjointSets sets(shores.size());
  std::vector<detail::BlockGap> tree;
  while (tree.size() + 1 < shores.size()) {
    Candidate next = queue.top();
    queue.pop();
    if (sets.root(next.one) == sets.root(next.other)) continue;
    if (next.exact) {
      sets.join(next.one, next.other);
      tree.push_back(next.gap);
    } else {
      queue.push({next.one, next.other, shores[next.one].nearest(shores[next.other]), true});
    }
  }
  return tree;
}

std::vector<Link> to_links(std::vector<detail::BlockGap> gaps) {
  std::ranges::sort(gaps, {}, [](const detail::BlockGap& gap) { return std::pair{gap.from, gap.to}; });
  std::vector<Link> links;
  for (const detail::BlockGap& gap : gaps) {
    links.push_back({.id = LinkId{static_cast<std::int64_t>(links.size()) + 1},
                     .from = gap.from,
                     .to = gap.to,
                     .length = gap.length,
                     .line = {gap.gap.on_first, gap.gap.on_second}});
  }
  return links;
}

}  // namespace

Gap shortest_gap(Xy a, Xy b, Xy c, Xy d) {
  const std::array gaps{Gap{a, nearest_on_segment(a, c, d)}, Gap{b, nearest_on_segment(b, c, d)},
                        Gap{nearest_on_segment(c, a, b), c}, Gap{nearest_on_segment(d, a, b), d}};
  return *std::ranges::min_element(
      gaps, {}, [](const Gap& gap) { return std::tuple{gap.length(), gap.on_first, gap.on_second}; });
}

std::vector<Link> declare_links(std::span<const Block> blocks, std::span<const BlockBorder> borders) {
  const Components land = components(BlockGraph::build(blocks, borders, {}), LinkUse::borders_only);
  if (land.count < 2) return {};
  std::vector<const Block*> by_id;
  for (const Block& block : blocks) by_id.push_back(&block);
  std::ranges::sort(by_id, {}, [](const Block* block) { return block->id; });

  std::vector<detail::Shore> shores;
  for (auto& edges : detail::shore_edges(by_id, land.of, land.count)) shores.emplace_back(std::move(edges));
  return to_links(shortest_tree(shores));
}

}  // namespace libgrid::zoning
