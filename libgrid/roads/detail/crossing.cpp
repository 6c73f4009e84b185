#include <libgrid/roads/detail/crossing.hpp>

#include <cmath>

namespace libgrid::roads::detail {
namespace {

constexpr double kNarrow = 0.01;  // 1e-16 / 0.01 of a street of 1 km is 1e-11 m

/// The sum of two doubles that do not overlap (Dekker 1971, Knuth 1969).
struct Twofold {
  double high = 0.0;
  double low = 0.0;
};

Twofold difference(double a, double b) {
  const double s = a - b, t = s - a;
  return {s, (a - (s - t)) - (b + t)};
}

Twofold sum(double a, double b) {
  const double s = a + b, t = s - a;
  return {s, (a - (s - t)) + (b - t)};
}

Twofold product(Twofold x, Twofold y) {
  const double p = x.high * y.high;
  const double error = std::fma(x.high, y.high, -p) + (x.high * y.low + x.low * y.high);
  return sum(p, error);
}

Twofold minus(Twofold x, Twofold y) {
  const Twofold s = difference(x.high, y.high);
  return sum(s.high, s.low + (x.low - y.low));
}

double quotient(Twofold x, Twofold y) {
  const double q = x.high / y.high;
  const Twofold rest = minus(x, product({q, 0.0}, y));
  return q + rest.high / y.high;
}

struct Vector {
  Twofold x;
  Twofold y;
};

Vector from_to(Xy a, Xy b) { return {difference(b.x, a.x), difference(b.y, a.y)}; }

Twofold cross(const Vector& u, const Vector& v) { return minus(product(u.x, v.y), product(u.y, v.x)); }

}  // namespace

CrossingShares crossing_shares(Xy a, Xy b, Xy c, Xy d) {
  const double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y, qx = c.x - a.x, qy = c.y - a.y;
  const double plain = rx * sy - ry * sx;
  if (std::abs(plain) > kNarrow * (std::abs(rx * sy) + std::abs(ry * sx)))
    return {(qx * sy - qy * sx) / plain, (qx * ry - qy * rx) / plain, false};
  const Vector r = from_to(a, b), s = from_to(c, d), q = from_to(a, c);
  const Twofold whole = cross(r, s);
  if (whole.high == 0.0) return {.parallel = true};
  return {quotient(cross(q, s), whole), quotient(cross(q, r), whole), false};
}

}  // namespace libgrid::roads::detail
