#pragma once
/// Whole curves with censoring: Kaplan-Meier, Nelson-Aalen, Aalen-Johansen, and the mean number of repeats.
///
///   std::vector<Subject> watched{{.exit = 3, .cause = 1}, {.exit = 12}};        // cause 0: censored
///   SurvivalCurve curve = survival_curve(watched);
///   CurvePoint at30 = point_at(curve, 30);     // at30.survival, at30.lower, at30.upper, at30.hazard
///
/// Times are whole numbers of any unit (seconds, days); a subject is at risk in (entry, exit], and one censored at u is
/// still at risk at u. Entry > 0 is left truncation: a case settled before the log starts enters at the start.
///   S(t) = prod (1 - d/n); Var S = S^2 sum d / (n (n - d)) (Greenwood); interval S^exp(+-1.96 se(log(-log S)))
///   H(t) = sum d/n, variance sum d/n^2 (Nelson-Aalen, not smoothed)
///   F_k(t) = sum S(u-) d_ku / n_u (Aalen-Johansen): competing endings, e.g. an engineering fix; sum_k F_k = 1 - S
///   Var F_k(t) = sum (F_k(t) - F_k(u))^2 d / (n (n - d)) + sum S(u-)^2 d_k (n - d_k) / n^3
///                - 2 sum (F_k(t) - F_k(u)) S(u-) d_k / n^2, over event times u <= t; interval F^exp(+-1.96 se / (F ln
///                F))
///   M(t) of repeats: sum of events / places watched; robust variance; interval M exp(+-1.96 se / M)
/// F = 0 and M = 0 have the interval [0, 0].
/// S = 1 has the interval [1, 1]; S = 0 has NaN bounds.
/// @guarantee independent of the order of subjects
/// @cost      O(n + range) where the times span at most 2^20 units, else O(n log n)
/// @source    Kaplan & Meier 1958; Greenwood 1926; Aalen 1978; Aalen & Johansen 1978; Lawless & Nadeau 1995;
///            Dinse & Larson 1986, Choudhury 2002 (variance and interval of the incidence)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libgrid {
namespace hotspot {

struct Subject {
  std::int64_t entry = 0;
  std::int64_t exit = 0;
  std::uint32_t cause = 0;  ///< 0: censored; 1, 2, ...: which event ended it
};

/// A step of the curves: at an event time, after the events of that time.
struct CurvePoint {
  std::int64_t time = 0;
  std::int64_t at_risk = 0;
  std::int64_t events = 0;  ///< of any cause
  double survival = 1.0;
  double greenwood = 0.0;  ///< sum d / (n (n - d)); infinite once S is 0
  double lower = 1.0;      ///< 95 % log-log interval of S
  double upper = 1.0;
  double hazard = 0.0;  ///< Nelson-Aalen
  double hazard_variance = 0.0;
};

struct SurvivalCurve {
  std::int64_t subjects = 0;
  std::vector<CurvePoint> points;  ///< event times ascending
};

/// All causes count as the event. @pre 0 <= entry < exit, or entry == exit == 0 (ends at once)
[[nodiscard]] SurvivalCurve survival_curve(std::span<const Subject> subjects);

/// Columns instead of subjects: no left truncation, event[i] != 0 is an event. The fast way for many.
[[nodiscard]] SurvivalCurve survival_curve(std::span<const std::int32_t> times, std::span<const std::uint8_t> events);

/// The step that holds at a time; {.time = 0} with S = 1 before the first event.
[[nodiscard]] CurvePoint point_at(const SurvivalCurve& curve, std::int64_t time);

/// Chance of an event in (elapsed, elapsed + ahead], given none until elapsed: 1 - S(t + ahead) / S(t).
[[nodiscard]] double coming_risk(const SurvivalCurve& curve, std::int64_t elapsed, std::int64_t ahead);

struct IncidencePoint {
  std::int64_t time = 0;
  std::vector<double> incidence;     ///< [k - 1]: F_k
  std::vector<double> variance;      ///< of F_k
  std::vector<double> lower, upper;  ///< 95 % log-log interval of F_k
  friend bool operator==(const IncidencePoint&, const IncidencePoint&) = default;
};
/// @pre every cause <= causes
[[nodiscard]] std::vector<IncidencePoint> cumulative_incidence(std::span<const Subject> subjects, std::size_t causes);

/// One place and all its events until it was last watched.
struct Recurrences {
  std::int64_t watched_until = 0;
  std::vector<std::int64_t> events;  ///< each <= watched_until
};
struct MeanCount {
  std::int64_t time = 0;
  double mean = 0.0;      ///< expected number of events per place until then
  double variance = 0.0;  ///< robust: places independent, their own events not
  double lower = 0.0;     ///< 95 %
  double upper = 0.0;
};
/// @cost O(places x event times) for the variance
[[nodiscard]] std::vector<MeanCount> mean_cumulative_count(std::span<const Recurrences> places);

}  // namespace hotspot
}  // namespace libgrid
