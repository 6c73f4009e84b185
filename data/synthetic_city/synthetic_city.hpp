#pragma once
/// The synthetic city of README.md. Fixed: see there before changing anything.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/forest.hpp>

namespace libgrid::data {

struct CityCategory {
  double share;    ///< of the sites
  double returns;  ///< h: mean of -log(1 - chance to come back) at frailty 1
  double scale;    ///< Weibull delay, days
  double shape;
  double settle;  ///< mean days to settlement
};

inline constexpr std::array<CityCategory, 6> kCityCategories{{{0.25, 0.60, 6.0, 0.9, 1.0},      // vending
                                                              {0.20, 0.40, 15.0, 1.0, 3.0},     // dumping
                                                              {0.15, 0.30, 20.0, 1.2, 2.0},     // bicycles
                                                              {0.20, 0.20, 25.0, 1.0, 5.0},     // small ads
                                                              {0.10, 0.08, 40.0, 1.0, 8.0},     // rubbish bins
                                                              {0.10, 0.03, 60.0, 1.0, 12.0}}};  // road damage
inline constexpr double kCityDays = 270.0;

/// Draws one after another from one stream.
class CityDraws {
 public:
  CityDraws(std::uint64_t seed, std::uint64_t stream) : random_(seed, stream) {}
  double unit() { return random_.unit(index_++); }
  double exponential(double mean) { return -mean * std::log1p(-unit()); }
  double normal() {
    const double u = unit(), v = unit();
    return std::sqrt(-2.0 * std::log1p(-u)) * std::cos(2.0 * std::numbers::pi * v);
  }
  /// Gamma of shape below 1 and scale 1 (Ahrens & Dieter).
  double gamma_below_one(double shape) {
    const double b = 1.0 + shape / std::numbers::e;
    for (;;) {
      const double p = b * unit(), e = exponential(1.0);
      const double x = p <= 1.0 ? std::pow(p, 1.0 / shape) : -std::log((b - p) / shape);
      if (p <= 1.0 ? x <= e : (1.0 - shape) * std::log(x) <= e) return x;
    }
  }

 private:
  CounterRandom random_;
  std::uint64_t index_ = 0;
};

inline std::size_t drawn_category(CityDraws& draws) {
  double u = draws.unit();
  for (std::size_t k = 0; k < kCityCategories.size(); ++k) {
    if (u < kCityCategories[k].share) return k;
    u -= kCityCategories[k].share;
  }
  return kCityCategories.size() - 1;
}

inline Xy drawn_place(CityDraws& draws) {
  const double along = draws.unit() * 10'000.0, across = draws.normal() * 15.0;
  const double road = 10'000.0 * (1.0 + std::floor(draws.unit() * 3.0)) / 4.0;
  const double u = draws.unit(), v = draws.unit(), which = draws.unit();
  if (which < 0.2) return {along, road + across};
  if (which < 0.4) return {road + across, along};
  return {u * 10'000.0, v * 10'000.0};
}

inline hotspot::ForestCase city_case(CityDraws& draws, std::size_t category, Xy site, double opened, double lasts) {
  const auto seconds = [](double day) { return LocalTime{static_cast<std::int64_t>(day * 86'400.0)}; };
  hotspot::ForestCase c{.category = category, .opened = seconds(opened)};
  if (opened + lasts < kCityDays) c.closed = seconds(opened + lasts);
  c.at = {site.x + draws.normal() * 8.0, site.y + draws.normal() * 8.0};
  return c;
}

/// All cases of a site, one story after another: appear, settle, come back or not.
inline void add_site(CityDraws& draws, std::vector<hotspot::ForestCase>& cases) {
  const std::size_t category = drawn_category(draws);
  const CityCategory& kind = kCityCategories[category];
  const Xy site = drawn_place(draws);
  const double frailty = draws.gamma_below_one(0.6) / 0.6;
  double day = draws.exponential(1.0 / (0.003 * frailty));
  while (day < kCityDays) {
    if (static_cast<std::int64_t>(day) % 7 >= 5 && draws.unit() < 0.4) {  // fewer at weekends
      day += draws.exponential(1.0 / (0.003 * frailty));
      continue;
    }
    const double lasts = draws.exponential(kind.settle);
    cases.push_back(city_case(draws, category, site, day, lasts));
    if (draws.unit() < 0.15)
      cases.push_back(city_case(draws, category, site, day + lasts * draws.unit(), lasts * draws.unit()));
    day += lasts;
    if (draws.unit() < -std::expm1(-kind.returns * frailty))
      day += kind.scale * std::pow(draws.exponential(1.0), 1.0 / kind.shape);
    else
      day += draws.exponential(1.0 / (0.003 * frailty));
  }
}

/// The log of cases, ordered by opening, ids from 1.
inline std::vector<hotspot::ForestCase> synthetic_city(std::uint64_t seed) {
  std::vector<hotspot::ForestCase> cases;
  for (std::uint64_t site = 0; site < 3'000; ++site) {
    CityDraws draws(seed, site);
    add_site(draws, cases);
  }
  CityDraws draws(seed, 1'000'000);
  for (int k = 0; k < 2'500; ++k) {
    const std::size_t category = drawn_category(draws);
    const Xy place{draws.unit() * 10'000.0, draws.unit() * 10'000.0};
    const double day = draws.unit() * kCityDays, lasts = draws.exponential(kCityCategories[category].settle);
    cases.push_back(city_case(draws, category, place, day, lasts));
  }
  std::stable_sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.opened < b.opened; });
  std::erase_if(cases,
                [](const auto& c) { return c.opened >= LocalTime{static_cast<std::int64_t>(kCityDays * 86'400.0)}; });
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i].id = static_cast<std::int64_t>(i) + 1;
  return cases;
}

}  // namespace libgrid::data
