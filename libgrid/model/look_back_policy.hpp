#pragma once
/// 回头看 as a city file has it: hours, inspectors, and per category how grave, how easily seen, how long a visit
/// takes.
///
///   LookBackPolicy policy{.hours = 8.0, .inspectors = 2};
///   policy.categories.push_back({.category = "渣土", .severity = 3.0, .visit = Seconds{1800}});

#include <cstdint>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>

namespace libgrid {
inline namespace model {

/// Of one category; a category that is not listed has the defaults.
struct CategoryVisit {
  std::string category;
  double severity = 1.0;       ///< w: a rebound of this weighs so many of another
  double detectability = 1.0;  ///< q: share of rebounds that a visit sees
  Seconds visit{0};            ///< 0: as all others
  friend bool operator==(const CategoryVisit&, const CategoryVisit&) = default;
};

struct LookBackPolicy {
  double hours = 10.0;        ///< of all inspectors on the day
  Seconds visit{15 * 60};     ///< one visit with the way to it
  Metres cover{50.0};         ///< a visit checks every candidate within this
  double random_share = 0.1;  ///< of the hours, drawn at random to learn from
  double fairness = 0.0;      ///< 1: all hours by the districts' shares of candidates
  std::int64_t inspectors = 1;
  double other_weekday = 1.0;  ///< detectability is times this where the case was seen on another weekday
  std::vector<CategoryVisit> categories{};
  friend bool operator==(const LookBackPolicy&, const LookBackPolicy&) = default;
};

}  // namespace model
}  // namespace libgrid
