#include <algorithm>
#include <cmath>
#include <limits>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/survival_curve.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kNormal975OfCurve = 1.959963984540054;
constexpr std::int64_t kWidestCount = std::int64_t{1} << 20;

void set_interval(CurvePoint& point) {
  if (point.survival == 1.0) return;
  if (point.survival <= 0.0) {
    point.lower = point.upper = std::numeric_limits<double>::quiet_NaN();
    return;
  }
  const double log_s = std::log(point.survival);
  const double width = kNormal975OfCurve * std::sqrt(point.greenwood) / -log_s;
  point.lower = std::exp(log_s * std::exp(width));
  point.upper = std::exp(log_s * std::exp(-width));
}

/// One more event time.
void append(SurvivalCurve& curve, std::int64_t time, std::int64_t at_risk, std::int64_t events) {
  CurvePoint point = curve.points.empty() ? CurvePoint{} : curve.points.back();
  const double n = static_cast<double>(at_risk), d = static_cast<double>(events);
  point.time = time, point.at_risk = at_risk, point.events = events;
  point.survival *= (n - d) / n;
  point.greenwood += d / (n * (n - d));
  point.hazard += d / n;
  point.hazard_variance += d / (n * n);
  set_interval(point);
  curve.points.push_back(point);
}

/// Ends in order, and entries in order.
struct OrderedSubjects {
  std::vector<Subject> by_exit;
  std::vector<std::int64_t> entries;
};

OrderedSubjects ordered(std::span<const Subject> subjects) {
  OrderedSubjects all{{subjects.begin(), subjects.end()}, {}};
  std::sort(all.by_exit.begin(), all.by_exit.end(), [](const Subject& a, const Subject& b) { return a.exit < b.exit; });
  for (const Subject& s : subjects) {
    GRID_ASSERT(s.entry >= 0 && (s.entry < s.exit || s.exit == 0));
    all.entries.push_back(s.exit == 0 ? -1 : s.entry);
  }
  std::sort(all.entries.begin(), all.entries.end());
  return all;
}

/// step(time, at risk, first subject ending then, last + 1) for every time at which an event happens.
template <class Step>
void walk_events(const OrderedSubjects& all, const Step& step) {
  std::size_t entered = 0;
  for (std::size_t begin = 0, end = 0; begin < all.by_exit.size(); begin = end) {
    const std::int64_t time = all.by_exit[begin].exit;
    bool any = false;
    for (; end < all.by_exit.size() && all.by_exit[end].exit == time; ++end) any = any || all.by_exit[end].cause != 0;
    while (entered < all.entries.size() && all.entries[entered] < time) ++entered;
    if (any) step(time, static_cast<std::int64_t>(entered) - static_cast<std::int64_t>(begin), begin, end);
  }
}

SurvivalCurve curve_by_counting(std::span<const std::int32_t> times, std::span<const std::uint8_t> events,
                                std::int64_t low, std::int64_t high) {
  std::vector<std::uint32_t> ended(static_cast<std::size_t>(high - low) + 1, 0), happened(ended.size(), 0);
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto at = static_cast<std::size_t>(times[i] - low);
    ++ended[at];
    happened[at] += events[i] != 0 ? 1U : 0U;
  }
  SurvivalCurve curve{.subjects = std::ssize(times), .points = {}};
  std::int64_t at_risk = std::ssize(times);
  for (std::size_t t = 0; t < ended.size(); ++t) {
    if (happened[t] > 0) append(curve, low + static_cast<std::int64_t>(t), at_risk, happened[t]);
    at_risk -= ended[t];
  }
  return curve;
}

/// Sums over event times u from which Var F(t) follows at any later t: (F(t) - F(u))^2 is taken apart.
struct IncidenceSums {
  double incidence = 0.0;
  double g = 0.0, g_f = 0.0, g_ff = 0.0;  ///< d / (n (n - d)), times F(u), times F(u)^2
  double own = 0.0;                       ///< S(u-)^2 d_k (n - d_k) / n^3
  double cross = 0.0, cross_f = 0.0;      ///< S(u-) d_k / n^2, times F(u)

  void add(double before, double events, double total, double n) {
    incidence += before * events / n;
    own += before * before * events * (n - events) / (n * n * n);
    cross += before * events / (n * n), cross_f += incidence * before * events / (n * n);
    if (!(total < n)) return;  // the last ones: nothing happens after it, and F(t) - F(u) is 0 here
    const double weight = total / (n * (n - total));
    g += weight, g_f += weight * incidence, g_ff += weight * incidence * incidence;
  }
  [[nodiscard]] double variance_now() const {
    const double f = incidence;
    return std::max(0.0, f * f * g - 2.0 * f * g_f + g_ff + own - 2.0 * (f * cross - cross_f));
  }
};

struct Bounds {
  double lower = 0.0, upper = 0.0;
};

Bounds incidence_bounds(double incidence, double variance) {
  if (!(incidence > 0.0)) return {0.0, 0.0};
  if (!(incidence < 1.0)) return {1.0, 1.0};
  const double width = kNormal975OfCurve * std::sqrt(variance) / (incidence * std::log(incidence));  // below 0
  return {std::pow(incidence, std::exp(-width)), std::pow(incidence, std::exp(width))};
}

}  // namespace

SurvivalCurve survival_curve(std::span<const Subject> subjects) {
  const OrderedSubjects all = ordered(subjects);
  SurvivalCurve curve{.subjects = std::ssize(subjects), .points = {}};
  walk_events(all, [&](std::int64_t time, std::int64_t at_risk, std::size_t begin, std::size_t end) {
    std::int64_t events = 0;
    for (std::size_t i = begin; i < end; ++i) events += all.by_exit[i].cause != 0 ? 1 : 0;
    append(curve, time, at_risk, events);
  });
  return curve;
}

SurvivalCurve survival_curve(std::span<const std::int32_t> times, std::span<const std::uint8_t> events) {
  GRID_ASSERT(times.size() == events.size());
  if (times.empty()) return {};
  const auto [low, high] = std::minmax_element(times.begin(), times.end());
  GRID_ASSERT(*low >= 0);
  if (std::int64_t{*high} - *low < kWidestCount) return curve_by_counting(times, events, *low, *high);
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < times.size(); ++i)
    subjects.push_back({.exit = times[i], .cause = events[i] != 0 ? 1U : 0U});
  return survival_curve(subjects);
}

CurvePoint point_at(const SurvivalCurve& curve, std::int64_t time) {
  const auto after = std::upper_bound(curve.points.begin(), curve.points.end(), time,
                                      [](std::int64_t t, const CurvePoint& point) { return t < point.time; });
  if (after == curve.points.begin()) return {.at_risk = curve.subjects};
  return *(after - 1);
}

double coming_risk(const SurvivalCurve& curve, std::int64_t elapsed, std::int64_t ahead) {
  const double now = point_at(curve, elapsed).survival;
  return now > 0.0 ? 1.0 - point_at(curve, elapsed + ahead).survival / now : 0.0;
}

std::vector<IncidencePoint> cumulative_incidence(std::span<const Subject> subjects, std::size_t causes) {
  const OrderedSubjects all = ordered(subjects);
  std::vector<IncidencePoint> points;
  std::vector<IncidenceSums> sums(causes);
  double before = 1.0;  // S(u-)
  walk_events(all, [&](std::int64_t time, std::int64_t at_risk, std::size_t begin, std::size_t end) {
    const double n = static_cast<double>(at_risk);
    std::vector<double> events(causes, 0.0);
    double total = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
      if (all.by_exit[i].cause == 0) continue;
      GRID_ASSERT(all.by_exit[i].cause <= causes);
      events[all.by_exit[i].cause - 1] += 1.0;
      total += 1.0;
    }
    IncidencePoint point{.time = time, .incidence = {}, .variance = {}, .lower = {}, .upper = {}};
    for (std::size_t k = 0; k < causes; ++k) {
      sums[k].add(before, events[k], total, n);
      point.incidence.push_back(sums[k].incidence);
      point.variance.push_back(sums[k].variance_now());
      const Bounds bounds = incidence_bounds(sums[k].incidence, point.variance.back());
      point.lower.push_back(bounds.lower), point.upper.push_back(bounds.upper);
    }
    before *= (n - total) / n;
    points.push_back(std::move(point));
  });
  return points;
}

std::vector<MeanCount> mean_cumulative_count(std::span<const Recurrences> places) {
  std::vector<std::int64_t> times, ends;
  for (const Recurrences& place : places) {
    ends.push_back(place.watched_until);
    times.insert(times.end(), place.events.begin(), place.events.end());
  }
  std::sort(ends.begin(), ends.end());
  std::sort(times.begin(), times.end());
  std::vector<MeanCount> result;
  std::vector<double> residual(places.size(), 0.0);  // sum over times of (own events - own risk x dM) / Y
  double mean = 0.0;
  for (std::size_t begin = 0, end = 0; begin < times.size(); begin = end) {
    const std::int64_t time = times[begin];
    while (end < times.size() && times[end] == time) ++end;
    const double at_risk = static_cast<double>(ends.end() - std::lower_bound(ends.begin(), ends.end(), time));
    const double step = static_cast<double>(end - begin) / at_risk;
    mean += step;
    double variance = 0.0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i].watched_until >= time) {
        const double own = static_cast<double>(std::count(places[i].events.begin(), places[i].events.end(), time));
        residual[i] += (own - step) / at_risk;
      }
      variance += residual[i] * residual[i];
    }
    const double factor = mean > 0.0 ? std::exp(kNormal975OfCurve * std::sqrt(variance) / mean) : 1.0;
    result.push_back({time, mean, variance, mean / factor, mean * factor});
  }
  return result;
}

}  // namespace hotspot
}  // namespace libgrid
