#include <cmath>
#include <limits>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/student.hpp>
#include <libgrid/hotspot/visit_effect.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastPlaces = 4.0;

struct VisitedPlace {
  double found = 0.0, log_visits = 0.0, exposure = 0.0;
};

/// A symmetric 2 x 2 matrix.
struct Square {
  double cc = 0.0, cb = 0.0, bb = 0.0;
  void add(double weight, double x) { cc += weight, cb += weight * x, bb += weight * x * x; }
  [[nodiscard]] double determinant() const { return cc * bb - cb * cb; }
};

struct Line {
  double level = 0.0, exponent = 0.0;
  [[nodiscard]] double mean(const VisitedPlace& p) const {
    return p.exposure * std::exp(level + exponent * p.log_visits);
  }
};

Square information(const std::vector<VisitedPlace>& places, const Line& line) {
  Square sum;
  for (const VisitedPlace& p : places) sum.add(line.mean(p), p.log_visits);
  return sum;
}

double log_likelihood(const std::vector<VisitedPlace>& places, const Line& line) {
  double sum = 0.0;
  for (const VisitedPlace& p : places) sum += p.found * std::log(line.mean(p)) - line.mean(p);
  return sum;
}

/// Newton's steps, halved while they lower the likelihood (it is concave).
Line fitted(const std::vector<VisitedPlace>& places, Line line) {
  for (int round = 0; round < 100; ++round) {
    double gc = 0.0, gb = 0.0;
    for (const VisitedPlace& p : places) gc += p.found - line.mean(p), gb += (p.found - line.mean(p)) * p.log_visits;
    const Square h = information(places, line);
    double dc = (h.bb * gc - h.cb * gb) / h.determinant(), db = (h.cc * gb - h.cb * gc) / h.determinant();
    const double now = log_likelihood(places, line);
    for (int half = 0; half < 60 && !(log_likelihood(places, {line.level + dc, line.exponent + db}) >= now); ++half)
      dc *= 0.5, db *= 0.5;
    line = {line.level + dc, line.exponent + db};
    if (std::abs(dc) + std::abs(db) < 1e-13 * (1.0 + std::abs(line.level) + std::abs(line.exponent))) break;
  }
  return line;
}

void add_error(VisitEffect& effect, const std::vector<VisitedPlace>& places, const Line& line) {
  const Square h = information(places, line);
  Square scores;
  double chi = 0.0;
  for (const VisitedPlace& p : places) {
    const double gap = p.found - line.mean(p);
    scores.add(gap * gap, p.log_visits);
    chi += gap * gap / line.mean(p);
  }
  const double n = static_cast<double>(places.size()), free = n - 2.0, d = h.determinant();
  // The lower right entry of H^-1 S H^-1.
  const double variance = (h.cb * h.cb * scores.cc - 2.0 * h.cb * h.cc * scores.cb + h.cc * h.cc * scores.bb) / (d * d);
  effect.error = std::sqrt(variance * n / free);
  effect.dispersion = chi / free;
  const double width = detail::student_975(free) * effect.error;
  effect.lower = effect.exponent - width, effect.upper = effect.exponent + width;
}

}  // namespace

VisitEffect visit_effect(const VisitTable& table) {
  GRID_ASSERT(table.found.size() == table.visits.size() && table.found.size() == table.exposure.size());
  std::vector<VisitedPlace> places;
  double found = 0.0, exposure = 0.0, visits = 0.0;
  for (std::size_t i = 0; i < table.found.size(); ++i) {
    if (!(table.exposure[i] > 0.0)) continue;
    places.push_back({table.found[i], std::log1p(table.visits[i]), table.exposure[i]});
    found += table.found[i], exposure += table.exposure[i], visits += table.visits[i];
  }
  const double n = static_cast<double>(places.size());
  VisitEffect effect{.lower = kUnknown, .upper = kUnknown, .mean_visits = n > 0.0 ? visits / n : 0.0};
  effect.error = effect.dispersion = kUnknown;
  effect.places = places.size();
  if (n < kLeastPlaces || !(found > 0.0)) return effect;
  const Line flat{std::log(found / exposure), 0.0};
  const Square h = information(places, flat);
  if (!(h.determinant() > 1e-12 * h.cc * h.bb)) return effect;
  const Line line = fitted(places, flat);
  effect.defined = true, effect.exponent = line.exponent, effect.level = line.level;
  add_error(effect, places, line);
  return effect;
}

double visit_factor(double visits, double mean, double exponent) {
  return std::pow((1.0 + mean) / (1.0 + visits), exponent);
}

}  // namespace hotspot
}  // namespace libgrid
