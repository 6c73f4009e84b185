#pragma once
/// Quantities with a unit: metres, square metres, seconds. Bare doubles with a unit do not appear in public signatures.
///
///   using namespace libgrid::literals;
///   Metres walk = 50_m + 2.5_m;
///   SquareMetres yard = 20_m * 30_m;     // 600 m2
///   double ratio = walk / 10_m;          // a plain number
///   // Metres wrong = yard;              // does not compile (tests/compile_fail/units_do_not_mix.cpp)
///
/// Lengths and areas are plane metres in the frame of the workspace unless a name says otherwise.

#include <compare>
#include <cstdint>

namespace libgrid {
inline namespace base {

/// A double that carries its unit in its type; Quantity of one unit adds and compares only with its own kind.
template <class Unit>
struct Quantity {
  double value = 0.0;

  constexpr Quantity() = default;
  constexpr explicit Quantity(double number) : value(number) {}

  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value -= other.value;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value + b.value}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value - b.value}; }
  friend constexpr Quantity operator-(Quantity a) { return Quantity{-a.value}; }
  friend constexpr Quantity operator*(Quantity a, double k) { return Quantity{a.value * k}; }
  friend constexpr Quantity operator*(double k, Quantity a) { return Quantity{k * a.value}; }
  friend constexpr Quantity operator/(Quantity a, double k) { return Quantity{a.value / k}; }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;
};

using Metres = Quantity<struct MetreUnit>;
using SquareMetres = Quantity<struct SquareMetreUnit>;

constexpr SquareMetres operator*(Metres a, Metres b) { return SquareMetres{a.value * b.value}; }

/// Whole seconds: a difference of two LocalTime values, or a limit.
struct Seconds {
  std::int64_t value = 0;

  constexpr Seconds() = default;
  constexpr explicit Seconds(std::int64_t number) : value(number) {}
  friend constexpr Seconds operator+(Seconds a, Seconds b) { return Seconds{a.value + b.value}; }
  friend constexpr Seconds operator-(Seconds a, Seconds b) { return Seconds{a.value - b.value}; }
  friend constexpr auto operator<=>(Seconds, Seconds) = default;
};

constexpr Seconds days(std::int64_t n) { return Seconds{n * 86'400}; }

}  // namespace base

namespace literals {
constexpr Metres operator""_m(long double n) { return Metres{static_cast<double>(n)}; }
constexpr Metres operator""_m(unsigned long long n) { return Metres{static_cast<double>(n)}; }
constexpr SquareMetres operator""_m2(long double n) { return SquareMetres{static_cast<double>(n)}; }
constexpr SquareMetres operator""_m2(unsigned long long n) { return SquareMetres{static_cast<double>(n)}; }
}  // namespace literals
}  // namespace libgrid
