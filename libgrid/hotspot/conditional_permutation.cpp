#include <algorithm>
#include <numeric>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::int64_t kWidestRange = 1 << 14;  // sums in a wider range are compared one by one

/// Where in the table an id stands: entries of id p are at[first[p]] ... at[first[p + 1] - 1].
struct IdPositions {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> at;
};

IdPositions positions_of(const IdTable& table, std::size_t places) {
  IdPositions positions;
  positions.first.assign(places + 1, 0);
  for (const std::uint32_t id : table.id) ++positions.first[id + 1];
  std::partial_sum(positions.first.begin(), positions.first.end(), positions.first.begin());
  std::vector<std::uint32_t> next(positions.first.begin(), positions.first.end() - 1);
  positions.at.resize(table.id.size());
  for (std::uint32_t entry = 0; entry < table.id.size(); ++entry) positions.at[next[table.id[entry]]++] = entry;
  return positions;
}

/// The R sums of one width, and how many of them are at most a number.
class SumLedger {
 public:
  SumLedger(std::int64_t low, std::int64_t high, std::vector<std::int64_t> sums)
      : low_(low), direct_(high - low >= kWidestRange), sums_(std::move(sums)) {
    if (direct_) return;
    at_most_.assign(static_cast<std::size_t>(high - low) + 1, 0);
    for (const std::int64_t sum : sums_) ++at_most_[static_cast<std::size_t>(sum - low_)];
    std::partial_sum(at_most_.begin(), at_most_.end(), at_most_.begin());
  }

  void change(std::size_t replicate, std::int64_t delta) {
    const std::int64_t before = sums_[replicate];
    const std::int64_t after = sums_[replicate] += delta;
    if (direct_) return;
    for (std::int64_t s = before; s < after; ++s) --at_most_[static_cast<std::size_t>(s - low_)];
    for (std::int64_t s = after; s < before; ++s) ++at_most_[static_cast<std::size_t>(s - low_)];
  }

  [[nodiscard]] std::uint32_t at_most(std::int64_t sum) const {
    if (direct_) {
      std::uint32_t count = 0;
      for (const std::int64_t other : sums_) count += other <= sum ? 1U : 0U;
      return count;
    }
    if (sum < low_) return 0;
    return at_most_[std::min(static_cast<std::size_t>(sum - low_), at_most_.size() - 1)];
  }

 private:
  std::int64_t low_;
  bool direct_;
  std::vector<std::int64_t> sums_;
  std::vector<std::uint32_t> at_most_;
};

/// Degree without the place itself, and the sum over these neighbours.
struct ObservedSums {
  std::vector<std::uint32_t> degree;
  std::vector<std::int64_t> sum;
};

ObservedSums observed_sums(const Weights& weights, std::span<const std::int64_t> counts) {
  ObservedSums observed{std::vector<std::uint32_t>(counts.size(), 0), std::vector<std::int64_t>(counts.size(), 0)};
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
      if (weights.of[k] == i) continue;
      ++observed.degree[i];
      observed.sum[i] += counts[weights.of[k]];
    }
  return observed;
}

/// The sums of the first `width` ids of every replicate as place 0 sees them.
std::vector<std::int64_t> first_sums(std::span<const std::int64_t> counts, const IdTable& table, std::size_t width) {
  std::vector<std::int64_t> sums(table.replicates, 0);
  for (std::size_t r = 0; r < table.replicates; ++r)
    for (std::size_t k = 0; k < width; ++k) sums[r] += counts[table.id[r * table.width + k] + 1];
  return sums;
}

void count_width(std::span<const std::int64_t> counts, const IdTable& table, const IdPositions& positions,
                 std::size_t width, const ObservedSums& observed, TailCounts& tails) {
  const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
  const auto scale = static_cast<std::int64_t>(width);
  SumLedger ledger(*least * scale, *most * scale, first_sums(counts, table, width));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (i > 0 && counts[i - 1] != counts[i])
      for (std::uint32_t k = positions.first[i - 1]; k < positions.first[i]; ++k) {
        const std::uint32_t entry = positions.at[k];
        if (entry % table.width < width) ledger.change(entry / table.width, counts[i - 1] - counts[i]);
      }
    if (observed.degree[i] != width) continue;
    tails.at_most[i] = ledger.at_most(observed.sum[i]);
    tails.at_least[i] = static_cast<std::uint32_t>(table.replicates) - ledger.at_most(observed.sum[i] - 1);
  }
}

void recount_place(std::span<const std::int64_t> counts, const IdTable& table, const ObservedSums& observed,
                   std::size_t i, TailCounts& tails) {
  for (std::size_t r = 0; r < table.replicates; ++r) {
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < observed.degree[i]; ++k) {
      const std::uint32_t id = table.id[r * table.width + k];
      sum += counts[id < i ? id : id + 1];
    }
    tails.at_least[i] += sum >= observed.sum[i] ? 1U : 0U;
    tails.at_most[i] += sum <= observed.sum[i] ? 1U : 0U;
  }
}

/// Tails of sum_j w_ij term(x_i, x_j), every sum in the order of the row.
template <class Term>
TailCounts tails_of_terms(const Weights& weights, std::span<const double> values, const IdTable& table,
                          const Term& term) {
  GRID_ASSERT(weights.size() == values.size());
  TailCounts tails{std::vector<std::uint32_t>(values.size(), 0), std::vector<std::uint32_t>(values.size(), 0)};
  std::vector<double> row;
  for (std::size_t i = 0; i < values.size(); ++i) {
    row.clear();
    double observed = 0.0;
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) {
      if (weights.of[k] == i) continue;
      row.push_back(weights.weight[k]);
      observed += weights.weight[k] * term(values[i], values[weights.of[k]]);
    }
    GRID_ASSERT(row.size() <= table.width);
    for (std::size_t r = 0; r < table.replicates; ++r) {
      double sum = 0.0;
      for (std::size_t k = 0; k < row.size(); ++k) {
        const std::uint32_t id = table.id[r * table.width + k];
        sum += row[k] * term(values[i], values[id < i ? id : id + 1]);
      }
      tails.at_least[i] += sum >= observed ? 1U : 0U;
      tails.at_most[i] += sum <= observed ? 1U : 0U;
    }
  }
  return tails;
}

}  // namespace

IdTable id_table(std::size_t places, std::size_t width, const PermutationOptions& options) {
  GRID_ASSERT(width < places);
  IdTable table{options.replicates, width, {}};
  table.id.reserve(options.replicates * width);
  for (std::size_t r = 0; r < options.replicates; ++r) {
    const CounterRandom random(options.seed, r);
    std::uint64_t index = 0;
    for (std::size_t k = 0; k < width;) {
      const auto id = static_cast<std::uint32_t>(random.below(index++, places - 1));
      const auto row = table.id.end() - static_cast<std::ptrdiff_t>(k);
      if (std::find(row, table.id.end(), id) != table.id.end()) continue;  // drawn already: draw again
      table.id.push_back(id);
      ++k;
    }
  }
  return table;
}

TailCounts permuted_tails(const Weights& weights, std::span<const std::int64_t> counts, const IdTable& table,
                          Counting counting) {
  GRID_ASSERT(weights.size() == counts.size() && table.id.size() == table.replicates * table.width);
  const ObservedSums observed = observed_sums(weights, counts);
  TailCounts tails{std::vector<std::uint32_t>(counts.size(), 0), std::vector<std::uint32_t>(counts.size(), 0)};
  std::vector<bool> occurs(table.width + 1, false);
  for (const std::uint32_t degree : observed.degree) {
    GRID_ASSERT(degree <= table.width);
    occurs[degree] = true;
  }
  if (counting == Counting::recount) {
    for (std::size_t i = 0; i < counts.size(); ++i) recount_place(counts, table, observed, i, tails);
    return tails;
  }
  const IdPositions positions = positions_of(table, counts.size());
  for (std::size_t width = 0; width <= table.width; ++width)
    if (occurs[width]) count_width(counts, table, positions, width, observed, tails);
  return tails;
}

TailCounts permuted_weighted_tails(const Weights& weights, std::span<const double> values, const IdTable& table) {
  return tails_of_terms(weights, values, table, [](double, double other) { return other; });
}

TailCounts permuted_square_tails(const Weights& weights, std::span<const double> values, const IdTable& table) {
  return tails_of_terms(weights, values, table, [](double own, double other) { return (own - other) * (own - other); });
}

}  // namespace hotspot
}  // namespace libgrid
