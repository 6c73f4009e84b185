#include <libgrid/geom/predicates.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace libgrid {
inline namespace geom {
namespace {

struct TwoTerms {
  double high, low;  // high + low is the exact result
};

// Knuth's two-sum and Dekker's two-product by fused multiply-add of std::fma, exact without overflow.
TwoTerms two_sum(double a, double b) {
  const double sum = a + b;
  const double b_virtual = sum - a;
  const double a_virtual = sum - b_virtual;
  return {sum, (a - a_virtual) + (b - b_virtual)};
}

TwoTerms two_product(double a, double b) {
  const double product = a * b;
  return {product, std::fma(a, b, -product)};
}

/// A sum of non-overlapping doubles in increasing magnitude (Shewchuk's expansion); its sign is that of the last.
class Expansion {
 public:
  void add(double term) {
    std::size_t kept = 0;
    double carry = term;
    for (std::size_t i = 0; i < size_; ++i) {
      const TwoTerms sum = two_sum(carry, terms_[i]);
      carry = sum.high;
      if (sum.low != 0.0) terms_[kept++] = sum.low;
    }
    if (carry != 0.0) terms_[kept++] = carry;
    size_ = kept;
  }

  void add_product(double a, double b) {
    const TwoTerms product = two_product(a, b);
    add(product.low);
    add(product.high);
  }

  [[nodiscard]] int sign() const {
    if (size_ == 0) return 0;
    return terms_[size_ - 1] > 0.0 ? 1 : -1;
  }

 private:
  std::array<double, 16> terms_{};
  std::size_t size_ = 0;
};

/// Sign of (a-p) x (b-p) expanded to ax*by - ax*py - px*by - ay*bx + ay*px + py*bx, summed without error.
int exact_sign(Xy a, Xy b, Xy p) {
  Expansion determinant;
  determinant.add_product(a.x, b.y);
  determinant.add_product(-a.x, p.y);
  determinant.add_product(-p.x, b.y);
  determinant.add_product(-a.y, b.x);
  determinant.add_product(a.y, p.x);
  determinant.add_product(p.y, b.x);
  return determinant.sign();
}

Side side_of_sign(double number) {
  if (number > 0.0) return Side::left;
  return number < 0.0 ? Side::right : Side::on;
}

Location parity(const Polygon& polygon, Xy p, bool& inside) {
  const auto scan = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Crossing crossing = ray_crossing(ring[i - 1], ring[i], p);
      if (crossing == Crossing::touches) return true;
      if (crossing == Crossing::crosses) inside = !inside;
    }
    return false;
  };
  if (scan(polygon.outer)) return Location::border;
  for (const Ring& hole : polygon.holes)
    if (scan(hole)) return Location::border;
  return inside ? Location::inside : Location::outside;
}

}  // namespace

Side orientation(Xy a, Xy b, Xy p) {
  constexpr double kEps = 0x1.0p-53;
  constexpr double kBound = (3.0 + 16.0 * kEps) * kEps;
  const double left = (a.x - p.x) * (b.y - p.y);
  const double right = (a.y - p.y) * (b.x - p.x);
  const double determinant = left - right;
  const double error = kBound * (std::abs(left) + std::abs(right));
  if (determinant > error || -determinant > error) return side_of_sign(determinant);
  return side_of_sign(exact_sign(a, b, p));
}

bool on_segment(Xy a, Xy b, Xy p) {
  if (p.x < std::min(a.x, b.x) || p.x > std::max(a.x, b.x)) return false;
  if (p.y < std::min(a.y, b.y) || p.y > std::max(a.y, b.y)) return false;
  return orientation(a, b, p) == Side::on;
}

Crossing ray_crossing(Xy a, Xy b, Xy p) {
  if (a.y == b.y)
    return a.y == p.y && p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) ? Crossing::touches : Crossing::none;
  const bool upward = a.y < b.y;
  const Xy low = upward ? a : b;
  const Xy high = upward ? b : a;
  if (p.y < low.y || p.y > high.y) return Crossing::none;
  if (p.x > std::max(a.x, b.x)) return Crossing::none;
  const Side side =
      orientation(low, high, p);  // canonical direction: both owners of a shared edge ask the same question
  if (side == Side::on) return Crossing::touches;
  return side == Side::left && p.y < high.y ? Crossing::crosses : Crossing::none;
}

Location locate(const Polygon& polygon, Xy p) {
  bool inside = false;
  return parity(polygon, p, inside);
}

Location locate(const MultiPolygon& polygons, Xy p) {
  bool inside = false;
  for (const Polygon& polygon : polygons)
    if (parity(polygon, p, inside) == Location::border) return Location::border;
  return inside ? Location::inside : Location::outside;
}

}  // namespace geom
}  // namespace libgrid
