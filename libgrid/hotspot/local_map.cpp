#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>
#include <libgrid/hotspot/detail/normal.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>
#include <libgrid/hotspot/local_map.hpp>
#include <libgrid/hotspot/multiple_testing.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLeast = 4;

std::vector<double> nothing(std::size_t n) { return std::vector<double>(n, kNone); }

/// Adjusts over the places that have a p.
template <class Adjust>
std::vector<double> adjusted(const std::vector<double>& p, const Adjust& adjust) {
  std::vector<double> known;
  for (const double value : p)
    if (!std::isnan(value)) known.push_back(value);
  const std::vector<double> q = adjust(known);
  std::vector<double> result = nothing(p.size());
  std::size_t k = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) result[i] = q[k++];
  return result;
}

/// Two-sided pseudo p of the places that have a statistic.
std::vector<double> permuted_p(const TailCounts& tails, std::size_t replicates, const LocalStatistics& told) {
  std::vector<double> p = nothing(told.z.size());
  for (std::size_t i = 0; i < p.size(); ++i)
    if (told.flag[i] == PlaceFlag::none)
      p[i] = std::min(1.0, 2.0 * pseudo_p(std::min(tails.at_least[i], tails.at_most[i]), replicates));
  return p;
}

/// One value of every place, its weights, and what its permutations need.
struct MapOfValue {
  const Weights& binary;
  Weights rows;
  std::span<const double> values;
  IdTable table;
};

MapOfValue map_of(const Weights& weights, std::span<const double> values, const LocalMapOptions& options) {
  MapOfValue map{weights, coded(weights, Coding::row_standardised), values, {}};
  std::size_t width = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) width = std::max(width, weights.degree(i));
  if (options.permutations > 0)
    map.table = id_table(values.size(), width, {.replicates = options.permutations, .seed = options.seed});
  return map;
}

void adjust(LocalColumn& column) {
  std::vector<double> normal = column.told.p_two_sided;
  for (std::size_t i = 0; i < normal.size(); ++i)
    if (column.told.flag[i] != PlaceFlag::none) normal[i] = kNone;
  column.q = adjusted(normal, [](const auto& p) { return benjamini_hochberg(p); });
  column.q_dependent = adjusted(normal, [](const auto& p) { return benjamini_yekutieli(p); });
  column.q_permutation = adjusted(column.p_permutation, [](const auto& p) { return benjamini_hochberg(p); });
  column.q_exact = adjusted(column.p_exact, [](const auto& p) { return benjamini_hochberg(p); });
}

/// Gi, Gi*, local Moran and Geary with normal and permutation p; `sums` are the tails of the neighbours' sums.
std::vector<LocalColumn> columns_of(const MapOfValue& map, LocalValue value, const TailCounts& sums) {
  std::vector<LocalColumn> columns;
  const std::size_t n = map.values.size(), replicates = map.table.replicates;
  const auto add = [&](LocalKind kind, LocalStatistics told, const TailCounts& tails) {
    LocalColumn column{kind, value, std::move(told), nothing(n), nothing(n), {}, {}, {}, {}};
    if (replicates > 0) column.p_permutation = permuted_p(tails, replicates, column.told);
    columns.push_back(std::move(column));
  };
  add(LocalKind::gi, gi(map.binary, map.values), sums);
  add(LocalKind::gi_star, gi_star(with_self(map.binary), map.values), sums);
  add(LocalKind::local_moran, local_moran(map.rows, map.values), sums);
  add(LocalKind::local_geary, local_geary(map.rows, map.values),
      replicates > 0 ? permuted_square_tails(map.rows, map.values, map.table) : TailCounts{});
  return columns;
}

std::vector<LocalColumn> columns_of_counts(const Weights& weights, const std::vector<std::int64_t>& counts,
                                           std::span<const double> values, const LocalMapOptions& options) {
  const MapOfValue map = map_of(weights, values, options);
  const TailCounts sums = options.permutations > 0 ? permuted_tails(weights, counts, map.table) : TailCounts{};
  return columns_of(map, LocalValue::reports, sums);
}

std::vector<LocalColumn> columns_of_rates(const Weights& weights, const RateTable& table,
                                          const LocalMapOptions& options) {
  const std::vector<double> values = eb_standardised(table);
  const MapOfValue map = map_of(weights, values, options);
  const TailCounts sums = options.permutations > 0 ? permuted_weighted_tails(weights, values, map.table) : TailCounts{};
  return columns_of(map, LocalValue::rate, sums);
}

void add_exact(const Weights& weights, const std::vector<std::int64_t>& counts, std::vector<LocalColumn>& columns) {
  const ExactTails exact = exact_conditional(weights, counts);
  for (LocalColumn& column : columns)
    for (std::size_t i = 0; i < counts.size() && column.kind != LocalKind::local_geary; ++i)
      if (column.told.flag[i] == PlaceFlag::none) column.p_exact[i] = exact.p_two_sided[i];
}

/// Events around a place against what its exposure lets expect; the variance is Poisson's.
LocalColumn score_column(const Weights& weights, const RateTable& table) {
  const Weights star = with_self(weights);
  const std::size_t n = weights.size();
  LocalColumn column{LocalKind::poisson_score, LocalValue::rate, {}, nothing(n), nothing(n), {}, {}, {}, {}};
  LocalStatistics& told = column.told;
  told.z = poisson_score(star, table);
  const double rate = empirical_bayes(table).b;
  for (std::size_t i = 0; i < n; ++i) {
    double events = 0.0, expected = 0.0;
    for (const std::uint32_t j : star.neighbours(i)) events += table.events[j], expected += rate * table.exposure[j];
    told.statistic.push_back(events), told.expectation.push_back(expected), told.variance.push_back(expected);
    told.p_greater.push_back(detail::upper_tail(told.z[i])), told.p_less.push_back(detail::upper_tail(-told.z[i]));
    told.p_two_sided.push_back(detail::both_tails(told.z[i]));
    told.flag.push_back(PlaceFlag::none);
  }
  return column;
}

/// A column of the kept places as one of all: the others have nothing, and say why.
LocalColumn spread(const LocalColumn& column, const std::vector<bool>& kept) {
  const auto of = [&](const std::vector<double>& values, double other = kNone) {
    std::vector<double> all;
    std::size_t k = 0;
    for (const bool keep : kept) all.push_back(keep ? values[k++] : other);
    return all;
  };
  const LocalStatistics& t = column.told;
  LocalColumn all{column.kind,
                  column.value,
                  {},
                  of(column.p_permutation),
                  of(column.p_exact),
                  of(column.q),
                  of(column.q_dependent),
                  of(column.q_permutation),
                  of(column.q_exact)};
  all.told = {of(t.statistic),      of(t.expectation), of(t.variance),         of(t.z),
              of(t.p_greater, 1.0), of(t.p_less, 1.0), of(t.p_two_sided, 1.0), {}};
  std::size_t k = 0;
  for (const bool keep : kept) all.told.flag.push_back(keep ? t.flag[k++] : PlaceFlag::no_exposure);
  return all;
}

std::vector<std::optional<Quadrant>> quadrants_where(const std::vector<Quadrant>& of, const LocalStatistics& moran) {
  std::vector<std::optional<Quadrant>> result;
  for (std::size_t i = 0; i < of.size(); ++i)
    result.push_back(moran.flag[i] == PlaceFlag::none ? std::optional(of[i]) : std::nullopt);
  return result;
}

/// The columns that need exposure, over the places that have it.
void add_rates(const Weights& weights, const RateTable& table, const LocalMapOptions& options, LocalMap& map) {
  const std::size_t n = weights.size();
  std::vector<bool> kept;
  std::vector<double> events, exposure;
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    kept.push_back(table.exposure[i] > 0.0);
    if (kept[i]) events.push_back(table.events[i]), exposure.push_back(table.exposure[i]), sum += table.events[i];
  }
  map.rates = {.estimate = nothing(n), .a = kNone, .b = kNone, .few = std::vector<bool>(n, true)};
  map.rates_near = nothing(n), map.at_most = nothing(n);
  map.quadrants_of_rates.assign(n, std::nullopt);
  map.has_rates = events.size() >= kLeast && sum > 0.0;
  if (!map.has_rates) return;
  const Weights among = weights_among(weights, kept);
  const RateTable there{events, exposure};
  std::vector<LocalColumn> columns = columns_of_rates(among, there, options);
  columns.push_back(score_column(among, there));
  for (LocalColumn& column : columns) adjust(column), map.columns.push_back(spread(column, kept));
  const EmpiricalBayes rates = empirical_bayes(there);
  const std::vector<double> near = local_empirical_bayes(among, there), at_most = poisson_at_most(there);
  const auto moran = std::ranges::find(columns, LocalKind::local_moran, &LocalColumn::kind);
  const auto quadrant =
      quadrants_where(quadrants(coded(among, Coding::row_standardised), eb_standardised(there)), moran->told);
  map.rates.a = rates.a, map.rates.b = rates.b;
  for (std::size_t i = 0, k = 0; i < n; ++i) {
    if (!kept[i]) continue;
    map.rates.estimate[i] = rates.estimate[k], map.rates.few[i] = rates.few[k];
    map.rates_near[i] = near[k], map.at_most[i] = at_most[k], map.quadrants_of_rates[i] = quadrant[k];
    ++k;
  }
}

}  // namespace

const LocalColumn& LocalMap::column(LocalKind kind, LocalValue value) const {
  const auto found =
      std::ranges::find_if(columns, [&](const LocalColumn& c) { return c.kind == kind && c.value == value; });
  GRID_ASSERT(found != columns.end());
  return *found;
}

LocalMap local_map(const Weights& weights, const RateTable& table, const LocalMapOptions& options) {
  GRID_ASSERT(weights.size() == table.events.size() && table.exposure.size() == table.events.size());
  GRID_ASSERT(weights.size() >= kLeast);
  std::vector<std::int64_t> counts;
  for (const double value : table.events) counts.push_back(std::llround(value));
  LocalMap map;
  map.columns = columns_of_counts(weights, counts, table.events, options);
  map.exact = exact_work(weights, counts) <= options.most_exact_work;
  if (map.exact) add_exact(weights, counts, map.columns);
  for (LocalColumn& column : map.columns) adjust(column);
  map.quadrants_of_reports = quadrants_where(quadrants(coded(weights, Coding::row_standardised), table.events),
                                             map.column(LocalKind::local_moran, LocalValue::reports).told);
  add_rates(weights, table, options, map);
  return map;
}

Weights weights_among(const Weights& weights, const std::vector<bool>& kept) {
  GRID_ASSERT(weights.size() == kept.size());
  std::vector<std::uint32_t> now(kept.size(), 0);
  std::uint32_t n = 0;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i]) now[i] = n++;
  Weights among;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (!kept[i]) continue;
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k)
      if (kept[weights.of[k]]) among.of.push_back(now[weights.of[k]]), among.weight.push_back(weights.weight[k]);
    among.first.push_back(among.of.size());
  }
  return among;
}

}  // namespace hotspot
}  // namespace libgrid
