#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/campaign.hpp>
#include <libgrid/hotspot/detail/student.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kBootstraps = 1000;

/// Counts and exposures of a side added up; weight[i] times zone i.
struct SideTotals {
  ZonePeriods counts, exposure;
};

template <class Weight>
SideTotals totals_with(const CampaignSide& side, const Weight& weight) {
  SideTotals totals;
  const auto add = [](ZonePeriods& sum, const ZonePeriods& zone, double w) {
    sum.before += w * zone.before, sum.during += w * zone.during, sum.after += w * zone.after;
  };
  for (std::size_t i = 0; i < side.counts.size(); ++i) {
    add(totals.counts, side.counts[i], weight(i));
    if (!side.exposure.empty()) add(totals.exposure, side.exposure[i], weight(i));
  }
  if (side.exposure.empty()) totals.exposure = {1.0, 1.0, 1.0};
  return totals;
}

double rate(const SideTotals& totals, double ZonePeriods::* period) {
  return totals.counts.*period / totals.exposure.*period;
}

/// Sum of squared influences of the zones of a side on ln(Y_period / Y_before).
double side_variance(const CampaignSide& side, double ZonePeriods::* period) {
  const SideTotals totals = totals_with(side, [](std::size_t) { return 1.0; });
  double sum = 0.0;
  for (std::size_t i = 0; i < side.counts.size(); ++i) {
    double influence = side.counts[i].*period / totals.counts.*period - side.counts[i].before / totals.counts.before;
    if (!side.exposure.empty())
      influence -=
          side.exposure[i].*period / totals.exposure.*period - side.exposure[i].before / totals.exposure.before;
    sum += influence * influence;
  }
  const double m = static_cast<double>(side.counts.size());
  return sum * m / (m - 1.0);
}

LogEffect effect_in(const CampaignSide& treated, const CampaignSide& control, double ZonePeriods::* period) {
  const auto one = [](std::size_t) { return 1.0; };
  const SideTotals t = totals_with(treated, one), c = totals_with(control, one);
  LogEffect effect;
  effect.estimate =
      std::log(rate(t, period) * rate(c, &ZonePeriods::before) / (rate(t, &ZonePeriods::before) * rate(c, period)));
  effect.error = std::sqrt(side_variance(treated, period) + side_variance(control, period));
  const double zones = static_cast<double>(std::min(treated.counts.size(), control.counts.size()));
  const double width = detail::student_975(zones - 1.0) * effect.error;
  effect.lower = effect.estimate - width;
  effect.upper = effect.estimate + width;
  return effect;
}

/// The treated's rates, each over what the controls' rate did since before.
double returned_of(const SideTotals& t, const SideTotals& c) {
  const auto adjusted = [&](double ZonePeriods::* period) {
    return rate(t, period) / (rate(c, period) / rate(c, &ZonePeriods::before));
  };
  const double before = adjusted(&ZonePeriods::before), during = adjusted(&ZonePeriods::during);
  return (adjusted(&ZonePeriods::after) - during) / (before - during);
}

void add_returned(CampaignEffect& effect, const CampaignSide& treated, const CampaignSide& control,
                  std::uint64_t seed) {
  const auto one = [](std::size_t) { return 1.0; };
  effect.returned = returned_of(totals_with(treated, one), totals_with(control, one));
  effect.returned_told = effect.during.upper < 0.0;
  std::vector<double> draws;
  for (std::size_t b = 0; b < kBootstraps; ++b) {
    const CounterRandom random(seed, b);
    std::array<std::vector<double>, 2> times{std::vector<double>(treated.counts.size(), 0.0),
                                             std::vector<double>(control.counts.size(), 0.0)};
    std::uint64_t index = 0;
    for (std::vector<double>& side : times)
      for (std::size_t k = 0; k < side.size(); ++k) side[random.below(index++, side.size())] += 1.0;
    const double value = returned_of(totals_with(treated, [&](std::size_t i) { return times[0][i]; }),
                                     totals_with(control, [&](std::size_t i) { return times[1][i]; }));
    if (std::isfinite(value)) draws.push_back(value);
  }
  std::sort(draws.begin(), draws.end());
  const double none = std::numeric_limits<double>::quiet_NaN();
  const auto at = [&](double q) {
    return draws.empty() ? none : draws[static_cast<std::size_t>(q * static_cast<double>(draws.size() - 1))];
  };
  effect.returned_lower = at(0.025);
  effect.returned_upper = at(0.975);
}

}  // namespace

CampaignEffect campaign_effect(const CampaignSide& treated, const CampaignSide& control, std::uint64_t seed) {
  GRID_ASSERT(treated.counts.size() >= 2 && control.counts.size() >= 2);
  CampaignEffect effect{.during = effect_in(treated, control, &ZonePeriods::during),
                        .after = effect_in(treated, control, &ZonePeriods::after)};
  const auto one = [](std::size_t) { return 1.0; };
  const SideTotals t = totals_with(treated, one), c = totals_with(control, one);
  effect.difference = (t.counts.during - t.counts.before) / static_cast<double>(treated.counts.size()) -
                      (c.counts.during - c.counts.before) / static_cast<double>(control.counts.size());
  add_returned(effect, treated, control, seed);
  return effect;
}

double permutation_p(const CampaignSide& treated, const CampaignSide& control, std::size_t replicates,
                     std::uint64_t seed) {
  const std::size_t m = treated.counts.size(), all = m + control.counts.size();
  const auto effect_of = [&](const std::vector<double>& on) {
    SideTotals t = totals_with(treated, [&](std::size_t i) { return on[i]; });
    SideTotals c = totals_with(treated, [&](std::size_t i) { return 1.0 - on[i]; });
    const SideTotals t2 = totals_with(control, [&](std::size_t i) { return on[m + i]; });
    const SideTotals c2 = totals_with(control, [&](std::size_t i) { return 1.0 - on[m + i]; });
    const auto merge = [](SideTotals& into, const SideTotals& from) {
      for (const auto period : {&ZonePeriods::before, &ZonePeriods::during})
        into.counts.*period += from.counts.*period, into.exposure.*period += from.exposure.*period;
    };
    merge(t, t2), merge(c, c2);
    return std::abs(std::log(rate(t, &ZonePeriods::during) * rate(c, &ZonePeriods::before) /
                             (rate(t, &ZonePeriods::before) * rate(c, &ZonePeriods::during))));
  };
  std::vector<double> on(all, 0.0);
  std::fill(on.begin(), on.begin() + static_cast<std::ptrdiff_t>(m), 1.0);
  const double observed = effect_of(on);
  std::size_t as_far = 0;
  for (std::size_t r = 0; r < replicates; ++r) {
    const CounterRandom random(seed, r);
    for (std::size_t n = all; n > 1; --n) std::swap(on[n - 1], on[random.below(n, n)]);
    as_far += effect_of(on) >= observed - 1e-12 ? 1 : 0;
  }
  return (1.0 + static_cast<double>(as_far)) / (static_cast<double>(replicates) + 1.0);
}

std::vector<std::size_t> matched_controls(std::span<const MatchZone> treated, std::span<const MatchZone> pool) {
  std::vector<bool> used(pool.size(), false);
  std::vector<std::size_t> matches;
  for (const MatchZone& zone : treated) {
    std::size_t best = pool.size();
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < pool.size(); ++k) {
      const double gap = std::abs(std::log1p(pool[k].rate) - std::log1p(zone.rate));
      if (!used[k] && pool[k].kind == zone.kind && gap < least) least = gap, best = k;
    }
    if (best == pool.size()) continue;
    used[best] = true;
    matches.push_back(best);
  }
  return matches;
}

}  // namespace hotspot
}  // namespace libgrid
