#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/student.hpp>
#include <libgrid/hotspot/negative_binomial.hpp>

namespace libgrid {
namespace hotspot {
namespace {

constexpr std::size_t kPeriods = 3, kEffects = 4;  // effects: during, after, treated x during, treated x after
constexpr int kMostSteps = 200;
constexpr double kTolerance = 1e-13;
constexpr double kLargestTheta = 1e8;

using Effects = std::array<double, kEffects>;
using Square = std::array<Effects, kEffects>;

struct ZoneRow {
  std::array<double, kPeriods> y{}, offset{}, mu{};
  double level = 0.0;
  bool treated = false;
  [[nodiscard]] double x(std::size_t period, std::size_t effect) const {
    if (period == 0 || (effect >= 2 && !treated)) return 0.0;
    return effect % 2 == period - 1 ? 1.0 : 0.0;
  }
};

double total(const std::array<double, kPeriods>& y) { return y[0] + y[1] + y[2]; }

void add_rows(const CampaignSide& side, bool treated, std::vector<ZoneRow>& rows) {
  for (std::size_t i = 0; i < side.counts.size(); ++i) {
    const ZonePeriods& c = side.counts[i];
    ZoneRow row{.y = {c.before, c.during, c.after}, .treated = treated};
    if (!(total(row.y) > 0.0)) continue;
    if (!side.exposure.empty()) {
      const ZonePeriods& e = side.exposure[i];
      row.offset = {std::log(e.before), std::log(e.during), std::log(e.after)};
    }
    row.level = std::log(total(row.y) / 3.0) - (row.offset[0] + row.offset[1] + row.offset[2]) / 3.0;
    rows.push_back(row);
  }
}

/// Solves a x = b by elimination with pivots. @pre a is positive definite
Effects solved(Square a, Effects b) {
  for (std::size_t k = 0; k < kEffects; ++k) {
    std::size_t pivot = k;
    for (std::size_t r = k + 1; r < kEffects; ++r)
      if (std::abs(a[r][k]) > std::abs(a[pivot][k])) pivot = r;
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t r = k + 1; r < kEffects; ++r) {
      const double factor = a[r][k] / a[k][k];
      for (std::size_t c = k; c < kEffects; ++c) a[r][c] -= factor * a[k][c];
      b[r] -= factor * b[k];
    }
  }
  for (std::size_t k = kEffects; k-- > 0;) {
    for (std::size_t c = k + 1; c < kEffects; ++c) b[k] -= a[k][c] * b[c];
    b[k] /= a[k][k];
  }
  return b;
}

/// The model on its way. theta infinite: Poisson.
class CountModel {
 public:
  explicit CountModel(std::vector<ZoneRow> rows) : rows_(std::move(rows)) { update(); }

  /// Weighted least squares on the working response until nothing moves, theta as it is.
  void fit() {
    for (int step = 0; step < kMostSteps; ++step)
      if (improve() <= kTolerance) return;
  }

  /// Newton on log theta for the mu there are. @return the relative change
  double improve_theta() {
    const double before = theta_;
    for (int step = 0; step < 50; ++step) {
      double score = 0.0, information = 0.0;
      for (const ZoneRow& row : rows_)
        for (std::size_t t = 0; t < kPeriods; ++t) add_theta(row.y[t], row.mu[t], score, information);
      // d/d log theta: theta x score; where the curvature is not of a maximum, a step uphill.
      const double slope = theta_ * score, curve = theta_ * theta_ * information - slope;
      const double step_size = curve > 0.0 ? slope / curve : (slope > 0.0 ? 1.0 : -1.0);
      theta_ *= std::exp(std::clamp(step_size, -2.0, 2.0));
      if (theta_ > kLargestTheta || std::abs(step_size) < 1e-14) break;
    }
    return std::abs(theta_ - before) / theta_;
  }

  /// Moments say that the counts are wider than Poisson; a first theta from them.
  bool start_theta() {
    double wide = 0.0, squares = 0.0;
    for (const ZoneRow& row : rows_)
      for (std::size_t t = 0; t < kPeriods; ++t) {
        wide += (row.y[t] - row.mu[t]) * (row.y[t] - row.mu[t]) - row.y[t];
        squares += row.mu[t] * row.mu[t];
      }
    if (!(wide > 0.0)) return false;
    theta_ = squares / wide;
    return true;
  }

  [[nodiscard]] double theta() const { return theta_; }
  void set_theta(double theta) { theta_ = theta; }
  [[nodiscard]] const Effects& effects() const { return beta_; }

  /// Variances of the effects, robust by zone.
  [[nodiscard]] Effects variances() const {
    Square bread{}, meat{};
    Effects none{};
    for (const ZoneRow& row : rows_) {
      add_normal(row, bread, none);
      Effects score{};
      for (std::size_t t = 0; t < kPeriods; ++t)
        for (std::size_t k = 0; k < kEffects; ++k)
          score[k] += row.x(t, k) * (row.y[t] - row.mu[t]) / row.mu[t] * weight(row.mu[t]);
      for (std::size_t a = 0; a < kEffects; ++a)
        for (std::size_t b = 0; b < kEffects; ++b) meat[a][b] += score[a] * score[b];
    }
    Effects variance{};
    const double zones = static_cast<double>(rows_.size());
    for (std::size_t k = 0; k < kEffects; ++k) {
      Effects unit{};
      unit[k] = 1.0;
      const Effects column = solved(bread, unit);
      for (std::size_t a = 0; a < kEffects; ++a)
        for (std::size_t b = 0; b < kEffects; ++b) variance[k] += column[a] * meat[a][b] * column[b];
      variance[k] *= zones / (zones - 1.0);
    }
    return variance;
  }

  [[nodiscard]] double log_likelihood() const {
    double sum = 0.0;
    for (const ZoneRow& row : rows_)
      for (std::size_t t = 0; t < kPeriods; ++t) {
        const double y = row.y[t], mu = row.mu[t];
        if (std::isinf(theta_))
          sum += y * std::log(mu) - mu - std::lgamma(y + 1.0);
        else
          sum += std::lgamma(theta_ + y) - std::lgamma(theta_) - std::lgamma(y + 1.0) + theta_ * std::log(theta_) +
                 y * std::log(mu) - (theta_ + y) * std::log(theta_ + mu);
      }
    return sum;
  }

 private:
  [[nodiscard]] double weight(double mu) const { return std::isinf(theta_) ? mu : mu * theta_ / (mu + theta_); }

  void update() {
    for (ZoneRow& row : rows_)
      for (std::size_t t = 0; t < kPeriods; ++t) row.mu[t] = std::exp(linear(row, t) + row.offset[t]);
  }

  [[nodiscard]] double linear(const ZoneRow& row, std::size_t t) const {
    double sum = row.level;
    for (std::size_t k = 0; k < kEffects; ++k) sum += row.x(t, k) * beta_[k];
    return sum;
  }

  struct Means {
    double weight = 0.0, response = 0.0;
    Effects x{};
  };

  /// Working response without the offset.
  [[nodiscard]] double response(const ZoneRow& row, std::size_t t) const {
    return linear(row, t) + (row.y[t] - row.mu[t]) / row.mu[t];
  }

  [[nodiscard]] Means means_of(const ZoneRow& row) const {
    Means means;
    for (std::size_t t = 0; t < kPeriods; ++t) {
      const double w = weight(row.mu[t]);
      means.weight += w;
      means.response += w * response(row, t);
      for (std::size_t k = 0; k < kEffects; ++k) means.x[k] += w * row.x(t, k);
    }
    means.response /= means.weight;
    for (double& x : means.x) x /= means.weight;
    return means;
  }

  /// A zone's part of the normal equations with its level eliminated.
  void add_normal(const ZoneRow& row, Square& matrix, Effects& right) const {
    const Means means = means_of(row);
    for (std::size_t t = 0; t < kPeriods; ++t) {
      const double w = weight(row.mu[t]);
      for (std::size_t a = 0; a < kEffects; ++a) {
        const double xa = row.x(t, a) - means.x[a];
        right[a] += w * xa * (response(row, t) - means.response);
        for (std::size_t b = 0; b < kEffects; ++b) matrix[a][b] += w * xa * (row.x(t, b) - means.x[b]);
      }
    }
  }

  double improve() {
    Square matrix{};
    Effects right{};
    for (const ZoneRow& row : rows_) add_normal(row, matrix, right);
    const Effects next = solved(matrix, right);
    double moved = 0.0;
    std::vector<double> levels;
    for (const ZoneRow& row : rows_) {
      const Means means = means_of(row);
      double level = means.response;
      for (std::size_t k = 0; k < kEffects; ++k) level -= means.x[k] * next[k];
      levels.push_back(level);
      moved = std::max(moved, std::abs(level - row.level));
    }
    for (std::size_t k = 0; k < kEffects; ++k) moved = std::max(moved, std::abs(next[k] - beta_[k]));
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].level = levels[i];
    beta_ = next;
    update();
    return moved;
  }

  /// psi(theta + y) - psi(theta) and its derivative are finite sums for whole y.
  void add_theta(double y, double mu, double& score, double& information) const {
    double sum = 0.0, squares = 0.0;
    for (double k = 0.0; k < y; k += 1.0) sum += 1.0 / (theta_ + k), squares += 1.0 / ((theta_ + k) * (theta_ + k));
    const double both = theta_ + mu;
    score += sum - std::log1p(mu / theta_) + 1.0 - (y + theta_) / both;
    information += squares - 1.0 / theta_ + 2.0 / both - (y + theta_) / (both * both);
  }

  std::vector<ZoneRow> rows_;
  Effects beta_{};
  double theta_ = std::numeric_limits<double>::infinity();
};

LogEffect log_effect(double estimate, double variance, double width) {
  const double error = std::sqrt(variance);
  return {estimate, error, estimate - width * error, estimate + width * error};
}

/// Theta and the rest in turns; back to Poisson where theta runs away.
bool fit_theta(CountModel& model, bool& poisson) {
  poisson = !model.start_theta();
  if (poisson) return true;
  for (int step = 0; step < kMostSteps; ++step) {
    model.fit();
    const double change = model.improve_theta();
    if (model.theta() > kLargestTheta) {
      poisson = true;
      model.set_theta(std::numeric_limits<double>::infinity());
      model.fit();
      return true;
    }
    if (change < 1e-12) return true;
  }
  return false;
}

}  // namespace

NegativeBinomialEffect negative_binomial_effect(const CampaignSide& treated, const CampaignSide& control) {
  std::vector<ZoneRow> rows;
  add_rows(treated, true, rows);
  const std::size_t treated_rows = rows.size();
  add_rows(control, false, rows);
  const std::size_t control_rows = rows.size() - treated_rows;
  GRID_ASSERT(treated_rows >= 2 && control_rows >= 2);
  NegativeBinomialEffect effect;
  effect.left_out = treated.counts.size() + control.counts.size() - rows.size();
  CountModel model(std::move(rows));
  model.fit();
  effect.converged = fit_theta(model, effect.poisson);
  effect.theta = model.theta();
  effect.log_likelihood = model.log_likelihood();
  const Effects variance = model.variances();
  const double width = detail::student_975(static_cast<double>(std::min(treated_rows, control_rows)) - 1.0);
  effect.during = log_effect(model.effects()[2], variance[2], width);
  effect.after = log_effect(model.effects()[3], variance[3], width);
  return effect;
}

}  // namespace hotspot
}  // namespace libgrid
