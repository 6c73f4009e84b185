#include <libgrid/zoning/detail/region_search.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Count and sums of the columns of every region.
class Sums {
 public:
  Sums(const BlockAttributes& attributes, std::span<const int> part, std::size_t regions)
      : attributes_(attributes), size_(regions, 0.0), sums_(regions * attributes.columns, 0.0) {
    for (std::size_t i = 0; i < part.size(); ++i) add(i, static_cast<std::size_t>(part[i]), 1.0);
  }

  void add(std::size_t block, std::size_t region, double sign) {
    size_[region] += sign;
    for (std::size_t c = 0; c < attributes_.columns; ++c)
      sums_[region * attributes_.columns + c] += sign * value(block, c);
  }

  /// What the sum of squares grows by if the two become one (Ward's criterion).
  [[nodiscard]] double merge_cost(std::size_t a, std::size_t b) const {
    double squares = 0.0;
    for (std::size_t c = 0; c < attributes_.columns; ++c) {
      const double difference = mean(a, c) - mean(b, c);
      squares += difference * difference;
    }
    return squares * size_[a] * size_[b] / (size_[a] + size_[b]);
  }

  void merge(std::size_t into, std::size_t from) {
    size_[into] += size_[from];
    for (std::size_t c = 0; c < attributes_.columns; ++c)
      sums_[into * attributes_.columns + c] += sums_[from * attributes_.columns + c];
  }

  /// Change of the sum of squares if a block goes over; the region it leaves has more than one.
  [[nodiscard]] double move_cost(std::size_t block, std::size_t from, std::size_t to) const {
    return distance2(block, to) * size_[to] / (size_[to] + 1.0) -
           distance2(block, from) * size_[from] / (size_[from] - 1.0);
  }

  [[nodiscard]] bool single(std::size_t region) const { return size_[region] < 1.5; }

 private:
  [[nodiscard]] double value(std::size_t block, std::size_t column) const {
    return attributes_.values[block * attributes_.columns + column];
  }
  [[nodiscard]] double mean(std::size_t region, std::size_t column) const {
    return sums_[region * attributes_.columns + column] / size_[region];
  }
  [[nodiscard]] double distance2(std::size_t block, std::size_t region) const {
    double squares = 0.0;
    for (std::size_t c = 0; c < attributes_.columns; ++c) {
      const double difference = value(block, c) - mean(region, c);
      squares += difference * difference;
    }
    return squares;
  }

  BlockAttributes attributes_;
  std::vector<double> size_;
  std::vector<double> sums_;
};

/// Pieces to be merged, and the bounds no merge may cross.
struct LoosePieces {
  std::vector<int> of;
  std::vector<int> bounds;
};

/// The neighbours with the cheapest merge; first of equals by index.
std::pair<std::size_t, std::size_t> cheapest_pair(const BlockGraph& graph, const LoosePieces& pieces,
                                                  const Sums& sums) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  double least = kNever;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    for (const BlockNeighbour& next : graph.neighbours(i)) {
      const auto a = static_cast<std::size_t>(pieces.of[i]);
      const auto b = static_cast<std::size_t>(pieces.of[next.block]);
      if (a >= b || pieces.bounds[i] != pieces.bounds[next.block]) continue;
      const double cost = sums.merge_cost(a, b);
      if (cost < least) least = cost, best = {a, b};
    }
  }
  return best;
}

std::vector<int> ward_merged(const BlockGraph& graph, const BlockAttributes& attributes, LoosePieces pieces,
                             std::size_t regions, std::size_t count) {
  Sums sums(attributes, pieces.of, pieces.of.size());
  for (; regions > count; --regions) {
    const auto [into, from] = cheapest_pair(graph, pieces, sums);
    sums.merge(into, from);
    std::replace(pieces.of.begin(), pieces.of.end(), static_cast<int>(from), static_cast<int>(into));
  }
  renumber(pieces.of);
  return pieces.of;
}

/// Two regions to be one, and one to be cut in two.
struct Kick {
  int into = 0;
  int from = 0;
  int cut = 0;
};

/// Is what remains of its region connected without the block?
bool can_leave(const BlockGraph& graph, const std::vector<int>& part, std::size_t block) {
  std::vector<char> seen(graph.size(), 0);
  std::vector<std::size_t> stack;
  bool flooded = false;
  seen[block] = 1;
  for (const BlockNeighbour& next : graph.neighbours(block)) {
    if (part[next.block] != part[block]) continue;
    if (seen[next.block] != 0) continue;
    if (flooded) return false;
    flooded = true;
    stack.push_back(next.block);
    seen[next.block] = 1;
    while (!stack.empty()) {
      const std::size_t at = stack.back();
      stack.pop_back();
      for (const BlockNeighbour& beyond : graph.neighbours(at)) {
        if (part[beyond.block] != part[block] || seen[beyond.block] != 0) continue;
        seen[beyond.block] = 1;
        stack.push_back(beyond.block);
      }
    }
  }
  return true;
}

struct Move {
  std::size_t block = 0;
  std::size_t to = 0;
  double cost = kNever;
};

class TabuSearch {
 public:
  TabuSearch(const BlockGraph& graph, const BlockAttributes& attributes, const RegionFloor& floor,
             std::vector<int> start, int count)
      : graph_(graph),
        floor_(floor),
        part_(std::move(start)),
        count_(static_cast<std::size_t>(count)),
        sums_(attributes, part_, count_),
        free_at_(part_.size() * count_, 0) {}

  std::vector<int> run(const RegionOptions& options) {
    std::vector<int> best = part_;
    double change = 0.0;
    double least = 0.0;
    for (int idle = 0; idle < options.idle_moves; ++idle, ++step_) {
      const Move move = best_move(least - change);
      if (move.cost == kNever) break;
      apply(move, options.tabu_moves);
      change += move.cost;
      if (change < least - 1e-9) least = change, best = part_, idle = -1;
    }
    return best;
  }

 private:
  /// The cheapest; a tabu one only if it makes a new best, i.e. costs less than the room.
  [[nodiscard]] Move best_move(double room) const {
    std::vector<Move> moves;
    for (std::size_t i = 0; i < graph_.size(); ++i) {
      const auto from = static_cast<std::size_t>(part_[i]);
      if (sums_.single(from)) continue;
      for (const BlockNeighbour& next : graph_.neighbours(i)) {
        const auto to = static_cast<std::size_t>(part_[next.block]);
        if (to == from) continue;
        const double cost = sums_.move_cost(i, from, to);
        if (free_at_[i * count_ + to] <= step_ || cost < room - 1e-9) moves.push_back({i, to, cost});
      }
    }
    std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) { return a.cost < b.cost; });
    for (const Move& move : moves)
      if (can_leave(graph_, part_, move.block) && floor_.holds_without(part_, move.block)) return move;
    return {};
  }

  void apply(const Move& move, int tabu_moves) {
    const auto from = static_cast<std::size_t>(part_[move.block]);
    sums_.add(move.block, from, -1.0);
    sums_.add(move.block, move.to, 1.0);
    part_[move.block] = static_cast<int>(move.to);
    free_at_[move.block * count_ + from] = step_ + 1 + tabu_moves;
  }

  const BlockGraph& graph_;
  const RegionFloor& floor_;
  std::vector<int> part_;
  std::size_t count_;
  Sums sums_;
  std::vector<int> free_at_;  ///< first step at which a block may enter a region
  int step_ = 0;
};

/// One region cut in two by Ward's criterion after two neighbours have become one; empty if it has a single block.
std::vector<int> kicked(const BlockGraph& graph, const BlockAttributes& attributes, std::vector<int> part,
                        const Kick& kick, std::size_t count) {
  std::replace(part.begin(), part.end(), kick.from, kick.into);
  if (std::count(part.begin(), part.end(), kick.cut) < 2) return {};
  std::vector<int> pieces(part.size());
  std::vector<int> lowest(count, -1);
  std::size_t regions = 0;
  for (std::size_t i = 0; i < part.size(); ++i) {
    int& first = lowest[static_cast<std::size_t>(part[i])];
    if (first < 0 || part[i] == kick.cut) first = static_cast<int>(i), ++regions;
    pieces[i] = first;
  }
  return ward_merged(graph, attributes, {std::move(pieces), std::move(part)}, regions, count);
}

/// Pairs of regions with a common border and a third one, in ascending order; with the merged pair itself as third.
std::vector<Kick> kicks(const BlockGraph& graph, const std::vector<int>& part, int count) {
  std::set<std::pair<int, int>> pairs;
  for (std::size_t i = 0; i < graph.size(); ++i)
    for (const BlockNeighbour& next : graph.neighbours(i))
      if (part[i] < part[next.block]) pairs.emplace(part[i], part[next.block]);
  std::vector<Kick> all;
  for (const auto& [into, from] : pairs)
    for (int cut = 0; cut < count; ++cut)
      if (cut != from) all.push_back({into, from, cut});
  return all;
}

/// Regions short of the floor take the cheapest blocks that their neighbours can spare. False: it cannot be done so.
bool filled(const BlockGraph& graph, const BlockAttributes& attributes, const RegionFloor& floor,
            std::vector<int>& part, int count) {
  if (floor.extent.empty()) return true;
  Sums sums(attributes, part, static_cast<std::size_t>(count));
  for (std::size_t tries = 0; tries < part.size(); ++tries) {
    const int lacking = floor.lacking(part, count);
    if (lacking < 0) return true;
    Move best;
    for (std::size_t i = 0; i < graph.size(); ++i) {
      const auto from = static_cast<std::size_t>(part[i]);
      if (part[i] == lacking || sums.single(from)) continue;
      const bool beside = std::ranges::any_of(graph.neighbours(i),
                                              [&](const BlockNeighbour& next) { return part[next.block] == lacking; });
      if (!beside) continue;
      const double cost = sums.move_cost(i, from, static_cast<std::size_t>(lacking));
      if (cost < best.cost && can_leave(graph, part, i) && floor.holds_without(part, i))
        best = {i, static_cast<std::size_t>(lacking), cost};
    }
    if (best.cost == kNever) return false;
    sums.add(best.block, static_cast<std::size_t>(part[best.block]), -1.0);
    sums.add(best.block, best.to, 1.0);
    part[best.block] = lacking;
  }
  return false;
}

}  // namespace

double RegionFloor::held(std::span<const int> part, int region, std::size_t without) const {
  double sum = 0.0;
  for (std::size_t i = 0; i < part.size(); ++i)
    if (part[i] == region && i != without) sum += extent[i];
  return sum;
}

bool RegionFloor::holds_without(std::span<const int> part, std::size_t block) const {
  return extent.empty() || held(part, part[block], block) >= least;
}

int RegionFloor::lacking(std::span<const int> part, int count) const {
  if (extent.empty()) return -1;
  for (int region = 0; region < count; ++region)
    if (held(part, region, part.size()) < least) return region;
  return -1;
}

/// Region numbers 0, 1, ... by lowest block.
void renumber(std::vector<int>& part) {
  std::vector<int> number(part.size(), -1);
  int count = 0;
  for (int& region : part) {
    int& given = number[static_cast<std::size_t>(region)];
    if (given < 0) given = count++;
    region = given;
  }
}

std::vector<int> ward_start(const BlockGraph& graph, const BlockAttributes& attributes, std::size_t count) {
  LoosePieces pieces{std::vector<int>(graph.size()), std::vector<int>(graph.size(), 0)};
  std::iota(pieces.of.begin(), pieces.of.end(), 0);
  return ward_merged(graph, attributes, std::move(pieces), graph.size(), count);
}

/// Short and long memories find different things: searches with 1, 2, 4, ... times the tabu moves over 8, each from the
/// best so far, until all of them find nothing more.
std::vector<int> searched(const BlockGraph& graph, const BlockAttributes& attributes, const RegionFloor& floor,
                          std::vector<int> best, const RegionOptions& options) {
  double least = within_squares(attributes, best);
  for (bool better = true; better;) {
    better = false;
    for (int factor = 1; factor <= 32; factor *= 2) {
      RegionOptions turn = options;
      turn.tabu_moves = std::max(1, options.tabu_moves * factor / 8);
      std::vector<int> found = TabuSearch(graph, attributes, floor, best, options.count).run(turn);
      const double within = within_squares(attributes, found);
      if (within < least - 1e-9) least = within, best = std::move(found), better = true;
    }
  }
  return best;
}

/// Searches again from every kick of the best, until a whole round of kicks finds nothing more.
std::vector<int> kick_rounds(const BlockGraph& graph, const BlockAttributes& attributes, const RegionFloor& floor,
                             std::vector<int> best, const RegionOptions& options) {
  double least = within_squares(attributes, best);
  for (int round = 0; round < options.kick_rounds; ++round) {
    const double before = least;
    const std::vector<int> base = best;
    for (const Kick& kick : kicks(graph, base, options.count)) {
      std::vector<int> start = kicked(graph, attributes, base, kick, static_cast<std::size_t>(options.count));
      if (start.empty() || !filled(graph, attributes, floor, start, options.count)) continue;
      std::vector<int> found = searched(graph, attributes, floor, std::move(start), options);
      const double within = within_squares(attributes, found);
      if (within < least - 1e-9) least = within, best = std::move(found);
    }
    if (least >= before) break;
    best = searched(graph, attributes, floor, std::move(best), options);
    least = within_squares(attributes, best);
  }
  return best;
}

}  // namespace libgrid::zoning::detail
