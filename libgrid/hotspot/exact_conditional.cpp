#include <algorithm>
#include <map>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// How often each count occurs, counts less the lowest of all.
struct CountTable {
  std::int64_t lowest = 0;
  std::int64_t range = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> times;  ///< (count - lowest, how often), ascending
};

CountTable count_table(std::span<const std::int64_t> counts) {
  std::vector<std::int64_t> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end());
  CountTable table{sorted.front(), sorted.back() - sorted.front(), {}};
  for (const std::int64_t count : sorted) {
    const std::int64_t shifted = count - table.lowest;
    if (table.times.empty() || table.times.back().first != shifted) table.times.emplace_back(shifted, 0);
    ++table.times.back().second;
  }
  return table;
}

/// weight[k][s]: ways to draw k of the others with sum s, times n^-k (so that nothing overflows).
using DrawWeights = std::vector<std::vector<double>>;

/// Multiplies by (1 + t z^x / n)^m.
void multiply_in(DrawWeights& weights, std::int64_t x, std::int64_t m, double n) {
  const std::size_t most = weights.size() - 1;
  std::vector<double> choose(most + 1, 0.0);
  choose[0] = 1.0;
  for (std::size_t j = 1; j <= most && static_cast<std::int64_t>(j) <= m; ++j)
    choose[j] =
        choose[j - 1] * static_cast<double>(m - static_cast<std::int64_t>(j) + 1) / (static_cast<double>(j) * n);
  for (std::size_t k = most; k > 0; --k)
    for (std::size_t j = 1; j <= k && choose[j] > 0.0; ++j) {
      const std::size_t shift = static_cast<std::size_t>(x) * j;
      const std::vector<double>& from = weights[k - j];
      for (std::size_t s = 0; s < from.size(); ++s) weights[k][s + shift] += choose[j] * from[s];
    }
}

/// Both tails of the sum of k others, by sum less k times the lowest count.
struct SumTails {
  std::vector<double> greater, less;
};

SumTails tails_of(const std::vector<double>& weights) {
  SumTails tails{weights, weights};
  for (std::size_t s = 1; s < weights.size(); ++s) tails.less[s] += tails.less[s - 1];
  for (std::size_t s = weights.size() - 1; s > 0; --s) tails.greater[s - 1] += tails.greater[s];
  const double less_total = tails.less.back(), greater_total = tails.greater.front();
  for (double& value : tails.less) value /= less_total;
  for (double& value : tails.greater) value /= greater_total;
  return tails;
}

/// tails[k] of a place whose own (shifted) count is `own`.
std::vector<SumTails> tails_without(const CountTable& table, std::int64_t own, std::size_t most, double n) {
  DrawWeights weights(most + 1);
  for (std::size_t k = 0; k <= most; ++k) weights[k].assign(k * static_cast<std::size_t>(table.range) + 1, 0.0);
  weights[0][0] = 1.0;
  for (const auto& [x, times] : table.times) multiply_in(weights, x, times - (x == own ? 1 : 0), n);
  std::vector<SumTails> tails;
  for (const std::vector<double>& row : weights) tails.push_back(tails_of(row));
  return tails;
}

std::size_t highest_degree(const Weights& weights) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) most = std::max(most, weights.degree(i));
  return most;
}

}  // namespace

double exact_memory(const Weights& weights, std::span<const std::int64_t> counts) {
  if (counts.empty()) return 0.0;
  const CountTable table = count_table(counts);
  const auto most = static_cast<double>(highest_degree(weights));
  const double sums = most * (most + 1.0) / 2.0 * static_cast<double>(table.range) + most + 1.0;
  return 16.0 * sums * static_cast<double>(table.times.size());
}

double exact_work(const Weights& weights, std::span<const std::int64_t> counts) {
  if (counts.empty()) return 0.0;
  const CountTable table = count_table(counts);
  const std::size_t most = highest_degree(weights);
  double per_count = 0.0;  // k choices of j factors, each over the sums of k - j draws
  for (const auto& [x, times] : table.times)
    for (std::size_t k = 1; k <= most; ++k)
      for (std::size_t j = 1; j <= k && static_cast<std::int64_t>(j) <= times; ++j)
        per_count += static_cast<double>(k - j) * static_cast<double>(table.range) + 1.0;
  return per_count * static_cast<double>(table.times.size());
}

ExactTails exact_conditional(const Weights& weights, std::span<const std::int64_t> counts) {
  GRID_ASSERT(weights.size() == counts.size());
  const std::size_t n = counts.size();
  ExactTails result{std::vector<double>(n, 1.0), std::vector<double>(n, 1.0), std::vector<double>(n, 1.0)};
  if (n == 0) return result;
  const CountTable table = count_table(counts);
  const std::size_t most = highest_degree(weights);
  std::map<std::int64_t, std::vector<SumTails>> known;
  std::vector<const std::vector<SumTails>*> dense(static_cast<std::size_t>(std::min<std::int64_t>(table.range, 4096)) +
                                                  1);
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t degree = 0;
    std::int64_t sum = 0;
    for (const std::uint32_t j : weights.neighbours(i)) {
      if (j == i) continue;
      ++degree;
      sum += counts[j] - table.lowest;
    }
    if (degree == 0) continue;
    const std::int64_t own = counts[i] - table.lowest;
    const std::vector<SumTails>* tails = own < std::ssize(dense) ? dense[static_cast<std::size_t>(own)] : nullptr;
    if (tails == nullptr) {
      auto at = known.find(own);
      if (at == known.end()) at = known.emplace(own, tails_without(table, own, most, static_cast<double>(n))).first;
      tails = &at->second;
      if (own < std::ssize(dense)) dense[static_cast<std::size_t>(own)] = tails;
    }
    result.p_greater[i] = (*tails)[degree].greater[static_cast<std::size_t>(sum)];
    result.p_less[i] = (*tails)[degree].less[static_cast<std::size_t>(sum)];
    result.p_two_sided[i] = std::min(1.0, 2.0 * std::min(result.p_greater[i], result.p_less[i]));
  }
  return result;
}

}  // namespace hotspot
}  // namespace libgrid
