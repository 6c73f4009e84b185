#include <libgrid/coverage/detail/street_walks.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <libgrid/index/locator.hpp>

namespace libgrid::coverage::detail {
namespace {

/// A vertex of the noded street with its measure on the source's line.
struct Milestone {
  int vertex = 0;
  Metres measure;
};

/// Share of the way from a to b at which p lies, by projection.
double share_along(Xy p, Xy a, Xy b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  return squared == 0.0 ? 0.0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0);
}

/// Measures never run backwards, whatever snapping did to the last millimetre.
Expected<std::vector<Milestone>> milestones(std::span<const Xy> line, const TwoStageWalk& walk,
                                            const Network& network) {
  std::vector<Milestone> stones;
  Metres walked;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Metres step = distance(line[i - 1], line[i]);
    GRID_TRY(vertices, walk(network, line.subspan(i - 1, 2)));
    for (std::size_t k = stones.empty() ? 0 : 1; k < vertices.size(); ++k) {
      const Xy p = network.vertices()[static_cast<std::size_t>(vertices[k])];
      const bool end = k + 1 == vertices.size();
      const Metres at = walked + (end && k > 0 ? step : step * share_along(p, line[i - 1], line[i]));
      stones.push_back({vertices[k], stones.empty() ? Metres{0.0} : std::max(stones.back().measure, at)});
    }
    walked += step;
  }
  stones.back().measure = walked;
  return stones;
}

/// Finds the face of an edge that bounds none: a dead end inside a face, or a street outside all faces.
class DeadEnds {
 public:
  explicit DeadEnds(const Subdivision& subdivision) : locator_(index::Locator::build(subdivision.faces())) {}

  [[nodiscard]] int face_at(Xy p) const { return locator_.locate(p).shape; }

 private:
  index::Locator locator_;
};

class StreetWalker {
 public:
  StreetWalker(const TwoStageWalk& walk, const Network& network, const Subdivision& subdivision,
               const BlockOfFace& block_of)
      : walk_(walk), network_(network), subdivision_(subdivision), block_of_(block_of), dead_ends_(subdivision) {}

  Expected<void> append(const Street& street, std::vector<StreetStretch>& out) const {
    auto stones = milestones(street.line, walk_, network_);
    if (!stones) return fail(std::move(stones.error()).about("street " + std::to_string(street.id.value)));
    const std::size_t first = out.size();
    if (stones->size() == 1) stones->push_back(stones->front()), stones->front().measure = Metres{0.0};
    for (std::size_t i = 1; i < stones->size(); ++i) {
      const auto [left, right] = sides((*stones)[i - 1].vertex, (*stones)[i].vertex);
      const StreetStretch stretch{street.id, (*stones)[i - 1].measure, (*stones)[i].measure, left, right};
      const bool goes_on = out.size() > first && out.back().left == left && out.back().right == right;
      if (goes_on)
        out.back().to = stretch.to;
      else if (stretch.to > stretch.from)
        out.push_back(stretch);
    }
    return {};
  }

 private:
  using Sides = std::pair<std::optional<BlockId>, std::optional<BlockId>>;

  [[nodiscard]] Sides sides(int u, int v) const {
    if (const Subdivision::Edge* edge = u == v ? nullptr : subdivision_.edge(u, v)) {
      const Sides forward{block_of_(edge->left), block_of_(edge->right)};
      return u < v ? forward : Sides{forward.second, forward.first};
    }
    const Xy a = network_.vertices()[static_cast<std::size_t>(u)], b = network_.vertices()[static_cast<std::size_t>(v)];
    const std::optional<BlockId> around = block_of_(dead_ends_.face_at({(a.x + b.x) / 2.0, (a.y + b.y) / 2.0}));
    return {around, around};
  }

  const TwoStageWalk& walk_;
  const Network& network_;
  const Subdivision& subdivision_;
  const BlockOfFace& block_of_;
  DeadEnds dead_ends_;
};

}  // namespace

Expected<std::vector<int>> walk_line(const Network& network, std::span<const Xy> line) {
  std::vector<int> walk;
  for (std::size_t i = 1; i < line.size(); ++i) {
    GRID_TRY(part, network.trace(line[i - 1], line[i]));
    const auto skip = walk.empty() ? 0 : 1;  // the shared vertex
    walk.insert(walk.end(), part.begin() + skip, part.end());
  }
  return walk;
}

Expected<std::vector<int>> TwoStageWalk::operator()(const Network& second, std::span<const Xy> line) const {
  GRID_TRY(early, walk_line(first_, line));
  LineString corners;
  for (const int v : early) corners.push_back(first_.vertices()[static_cast<std::size_t>(v)]);
  if (corners.size() == 1) corners.push_back(corners.front());
  return walk_line(second, corners);
}

Expected<std::vector<StreetStretch>> walk_streets(std::span<const Street> streets, const TwoStageWalk& walk,
                                                  const Network& network, const Subdivision& subdivision,
                                                  const BlockOfFace& block_of) {
  const StreetWalker walker(walk, network, subdivision, block_of);
  std::vector<StreetStretch> stretches;
  for (const Street& street : streets) GRID_CHECK(walker.append(street, stretches));
  return stretches;
}

}  // namespace libgrid::coverage::detail
