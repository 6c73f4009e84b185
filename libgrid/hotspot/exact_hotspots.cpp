#include <algorithm>
#include <limits>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>
#include <libgrid/hotspot/exact_hotspots.hpp>
#include <libgrid/hotspot/gi_star.hpp>

namespace libgrid {
namespace hotspot {
namespace {

using Counts = std::vector<std::int64_t>;

/// The stretch of rows of one category that begins at `from`.
std::span<const Hotspot> category_from(std::span<const Hotspot> rows, std::size_t from) {
  std::size_t to = from;
  while (to < rows.size() && rows[to].category == rows[from].category) ++to;
  return rows.subspan(from, to - from);
}

std::vector<Cell> cells_of(std::span<const Hotspot> rows) {
  std::vector<Cell> cells;
  for (const Hotspot& row : rows) cells.push_back(row.cell);
  return cells;
}

Counts counts_of(std::span<const Hotspot> rows) {
  Counts counts;
  for (const Hotspot& row : rows) counts.push_back(row.n);
  return counts;
}

/// Neighbours are the same for every category of one layer: found once.
class CellNeighbours {
 public:
  const Weights& of(std::span<const Hotspot> rows) {
    std::vector<Cell> cells = cells_of(rows);
    if (cells != cells_) {
      cells_ = std::move(cells);
      weights_ = cell_weights(cells_);
      queen_ = queen_neighbours(cells_);
    }
    return weights_;
  }
  [[nodiscard]] const QueenNeighbours& queen() const { return queen_; }

 private:
  std::vector<Cell> cells_;
  Weights weights_;
  QueenNeighbours queen_;
};

/// Fisher and Yates.
void shuffle(Counts& counts, const CounterRandom& draw) {
  for (std::size_t i = counts.size(); i > 1; --i) std::swap(counts[i - 1], counts[draw.below(i, i)]);
}

bool some_at_most(const std::vector<double>& q, double level) {
  return std::ranges::any_of(q, [level](double value) { return value <= level; });
}

}  // namespace

Weights cell_weights(std::span<const Cell> cells) {
  const QueenNeighbours queen = queen_neighbours(cells);
  std::vector<WeightedLink> links;
  for (std::size_t i = 0; i < cells.size(); ++i)
    for (std::size_t k = queen.first[i]; k < queen.first[i + 1]; ++k)
      if (queen.of[k] != i) links.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(queen.of[k])});
  return weights_from_links(cells.size(), std::move(links));
}

std::vector<ExactHotspot> exact_hotspots(std::span<const Hotspot> rows, double level) {
  CellNeighbours neighbours;
  std::vector<ExactHotspot> result;
  for (std::size_t from = 0; from < rows.size();) {
    const std::span<const Hotspot> category = category_from(rows, from);
    const ExactTails tails = exact_conditional(neighbours.of(category), counts_of(category));
    const std::vector<double> q = benjamini_hochberg(tails.p_two_sided);
    for (std::size_t i = 0; i < category.size(); ++i) {
      const bool told = q[i] <= level, upper = tails.p_greater[i] < tails.p_less[i];
      result.push_back({category[i], tails.p_greater[i], tails.p_less[i], tails.p_two_sided[i], q[i], told && upper,
                        told && !upper});
    }
    from += category.size();
  }
  return result;
}

FalseAlarms false_alarms(std::span<const Hotspot> rows, const NullMaps& how) {
  CellNeighbours neighbours;
  FalseAlarms alarms;
  std::uint64_t number = 0;
  for (std::size_t from = 0; from < rows.size(); ++number) {
    const std::span<const Hotspot> category = category_from(rows, from);
    const Weights& weights = neighbours.of(category);
    for (std::int64_t map = 0; map < how.maps; ++map) {
      Counts counts = counts_of(category);
      shuffle(counts,
              CounterRandom(how.seed, number * static_cast<std::uint64_t>(how.maps) + static_cast<std::uint64_t>(map)));
      std::vector<double> q;
      for (const GiStar& star : gi_star_counts(neighbours.queen(), counts)) q.push_back(star.q);
      alarms.normal_maps += some_at_most(q, how.level) ? 1 : 0;
      const ExactTails tails = exact_conditional(weights, counts);
      alarms.exact_maps += some_at_most(benjamini_hochberg(tails.p_two_sided), how.level) ? 1 : 0;
      ++alarms.maps;
    }
    from += category.size();
  }
  const double none = std::numeric_limits<double>::quiet_NaN(), maps = static_cast<double>(alarms.maps);
  alarms.normal = alarms.maps > 0 ? static_cast<double>(alarms.normal_maps) / maps : none;
  alarms.exact = alarms.maps > 0 ? static_cast<double>(alarms.exact_maps) / maps : none;
  return alarms;
}

}  // namespace hotspot
}  // namespace libgrid
