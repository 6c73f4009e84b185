#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <libgrid/hotspot/kaplan_meier.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kNormal975 = 1.959963984540054;  // 0.975 quantile of the normal distribution
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Survival survival_at(std::span<const Spell> spells, Seconds time) {
  std::vector<Spell> sorted(spells.begin(), spells.end());
  std::sort(sorted.begin(), sorted.end(), [](const Spell& a, const Spell& b) { return a.length < b.length; });
  Survival result{.cases = sorted.size()};
  for (std::size_t i = 0; i < sorted.size() && sorted[i].length <= time;) {
    const double at_risk = static_cast<double>(sorted.size() - i);  // censored at this very time: still at risk
    double events = 0.0;
    for (const Seconds now = sorted[i].length; i < sorted.size() && sorted[i].length == now; ++i)
      if (sorted[i].ending == Ending::event) ++events;
    if (events == 0.0) continue;
    result.s *= (at_risk - events) / at_risk;
    result.greenwood += events / (at_risk * (at_risk - events));  // infinite when all had the event
  }
  return result;
}

IncidenceInterval incidence_interval(const Survival& survival) {
  if (survival.cases == 0) return {kNaN, kNaN, kNaN};
  if (survival.s == 1.0) return {0.0, 0.0, 0.0};
  if (survival.s == 0.0) return {1.0, kNaN, kNaN};
  const double log_s = std::log(survival.s);
  const double width = kNormal975 * std::sqrt(survival.greenwood) / -log_s;
  return {1.0 - survival.s, -std::expm1(log_s * std::exp(-width)), -std::expm1(log_s * std::exp(width))};
}

}  // namespace hotspot
}  // namespace libgrid
