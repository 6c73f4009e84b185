#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/hotspot/reporting_rate.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kSecondsPerDay = 86400.0;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool takes_part(const ForestCase& c) { return c.has_place && !(c.closed && *c.closed < c.opened); }

/// Cases that take part, by category; each category is searched alone.
std::vector<std::vector<std::size_t>> by_category(std::span<const ForestCase> cases) {
  std::vector<std::vector<std::size_t>> lists;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!takes_part(cases[i])) continue;
    if (lists.size() <= cases[i].category) lists.resize(cases[i].category + 1);
    lists[cases[i].category].push_back(i);
  }
  for (auto& list : lists)
    std::ranges::sort(list, {}, [&](std::size_t i) { return std::pair(cases[i].opened, cases[i].id); });
  return lists;
}

/// Finds the incidents of one category, whose cases are sorted by (opened, id).
class Watching {
 public:
  Watching(std::span<const ForestCase> cases, const IncidentRules& rules, std::span<const char> counted, LocalTime last)
      : cases_(cases), rules_(rules), counted_(counted), last_(last) {}

  void category(std::span<const std::size_t> list, ForestSearch search, IncidentList& found) const {
    if (list.empty()) return;
    std::vector<Xy> at;
    for (const std::size_t i : list) at.push_back(cases_[i].at);
    const detail::PointBuckets buckets(at, Metres{rules_.radius.value * std::sqrt(2.0) * (1.0 + 1e-12)});
    for (std::size_t k = 0; k < list.size(); ++k) {
      if (found.of_case[list[k]] != kNoGroup) continue;
      Incident incident{.first = list[k], .watched = end_of(list[k]) - cases_[list[k]].opened};
      found.of_case[list[k]] = found.incidents.size();
      const auto look = [&](std::size_t m) {
        if (m > k) meet(list[m], incident, found);
      };
      if (search == ForestSearch::sweep) {
        buckets.visit_near(at[k], look);
      } else {
        for (std::size_t m = 0; m < list.size(); ++m) look(m);
      }
      found.incidents.push_back(incident);
    }
  }

 private:
  [[nodiscard]] LocalTime end_of(std::size_t i) const {
    LocalTime end = std::min(cases_[i].opened + rules_.watch, last_);
    if (cases_[i].closed) end = std::min(end, *cases_[i].closed);
    return end;
  }

  void meet(std::size_t later, Incident& incident, IncidentList& found) const {
    const ForestCase& first = cases_[incident.first];
    if (cases_[later].opened - first.opened > incident.watched) return;
    const double dx = cases_[later].at.x - first.at.x, dy = cases_[later].at.y - first.at.y;
    const double square = dx * dx + dy * dy, inner = rules_.radius.value * rules_.radius.value;
    if (square > 2.0 * inner) return;
    const bool counts = (counted_.empty() || counted_[later] != 0) && cases_[later].opened > first.opened;
    if (square > inner) return void(incident.nearby += counts ? 1 : 0);
    incident.later += counts ? 1 : 0;
    if (found.of_case[later] == kNoGroup) found.of_case[later] = found.incidents.size();
  }

  std::span<const ForestCase> cases_;
  const IncidentRules& rules_;
  std::span<const char> counted_;
  LocalTime last_;
};

/// Incidents by the first report's (opened, id); of_case follows.
void put_in_order(std::span<const ForestCase> cases, IncidentList& list) {
  std::vector<std::size_t> order(list.incidents.size()), place(order.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t k) {
    const ForestCase& first = cases[list.incidents[k].first];
    return std::pair(first.opened, first.id);
  });
  std::vector<Incident> sorted;
  for (const std::size_t k : order) place[k] = sorted.size(), sorted.push_back(list.incidents[k]);
  list.incidents = std::move(sorted);
  for (std::size_t& k : list.of_case)
    if (k != kNoGroup) k = place[k];
}

void finish(ReportingRate& rate) {
  const auto later = static_cast<double>(rate.later), nearby = static_cast<double>(rate.nearby);
  const bool watched = rate.days > 0.0;
  const auto per_day = [&](double count) { return watched ? count / rate.days : kNone; };
  const Interval95 exact = poisson_interval(later), gap = difference_interval(later, nearby);
  rate.per_day = per_day(later), rate.lower = per_day(exact.lower), rate.upper = per_day(exact.upper);
  rate.excess_per_day = per_day(later - nearby);
  rate.excess_lower = per_day(gap.lower), rate.excess_upper = per_day(gap.upper);
}

/// The mean m of a Poisson whose mean above 0 is `mean`: m / (1 - exp(-m)) = mean. @pre mean >= 1
double truncated_poisson_mean(double mean) {
  double low = 0.0, high = mean;
  for (int i = 0; i < 200 && high - low > 1e-15 * high; ++i) {
    const double m = 0.5 * (low + high);
    (m / -std::expm1(-m) < mean ? low : high) = m;
  }
  return 0.5 * (low + high);
}

}  // namespace

IncidentList incidents(std::span<const ForestCase> cases, const IncidentRules& rules, std::span<const char> counted,
                       ForestSearch search) {
  GRID_ASSERT(rules.radius.value > 0.0 && rules.watch.value > 0);
  GRID_ASSERT(counted.empty() || counted.size() == cases.size());
  IncidentList found{{}, std::vector<std::size_t>(cases.size(), kNoGroup)};
  LocalTime last{};
  for (std::size_t i = 0; i < cases.size(); ++i) last = i == 0 ? cases[i].opened : std::max(last, cases[i].opened);
  const Watching watching(cases, rules, counted, last);
  for (const auto& list : by_category(cases)) watching.category(list, search, found);
  put_in_order(cases, found);
  return found;
}

std::vector<ReportingRate> reporting_rates(std::span<const Incident> incidents,
                                           std::span<const std::size_t> of_incident, std::size_t count) {
  GRID_ASSERT(incidents.size() == of_incident.size());
  std::vector<ReportingRate> rates(count);
  std::vector<std::int64_t> seconds(count, 0);
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    if (of_incident[i] == kNoGroup) continue;
    ReportingRate& rate = rates[of_incident[i]];
    ++rate.incidents;
    rate.later += incidents[i].later, rate.nearby += incidents[i].nearby;
    seconds[of_incident[i]] += incidents[i].watched.value;
  }
  for (std::size_t g = 0; g < count; ++g) {
    rates[g].days = static_cast<double>(seconds[g]) / kSecondsPerDay;
    finish(rates[g]);
  }
  return rates;
}

ReportingRate reporting_rate(std::span<const Incident> incidents) {
  return reporting_rates(incidents, std::vector<std::size_t>(incidents.size(), 0), 1).front();
}

UnseenIncidents unseen_incidents(std::span<const std::int64_t> reports) {
  UnseenIncidents told{.seen = std::ssize(reports)};
  double sum = 0.0;
  for (const std::int64_t n : reports) {
    GRID_ASSERT(n >= 1);
    told.once += n == 1 ? 1 : 0, told.twice += n == 2 ? 1 : 0;
    sum += static_cast<double>(n);
  }
  const auto f1 = static_cast<double>(told.once), f2 = static_cast<double>(told.twice);
  told.chao = f2 > 0.0 ? f1 * f1 / (2.0 * f2) : f1 * (f1 - 1.0) / 2.0;
  told.chao_lower = told.chao_upper = kNone;
  if (f1 > 0.0 && f2 > 0.0) {
    const double r = f1 / f2, variance = f2 * (0.25 * r * r * r * r + r * r * r + 0.5 * r * r);
    const double k = std::exp(1.959963984540054 * std::sqrt(std::log1p(variance / (told.chao * told.chao))));
    told.chao_lower = told.chao / k, told.chao_upper = told.chao * k;
  }
  if (reports.empty()) return told;
  const double mean = sum / static_cast<double>(told.seen);
  told.truncated_mean = mean > 1.0 ? truncated_poisson_mean(mean) : 0.0;
  told.truncated = static_cast<double>(told.seen) / std::expm1(told.truncated_mean);
  return told;
}

}  // namespace hotspot
}  // namespace libgrid
