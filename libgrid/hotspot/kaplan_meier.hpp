#pragma once
/// Kaplan-Meier: the share still without an event at a time, when some cases were not watched to the end.
///
///   std::vector<Spell> spells{{days(3), Ending::event}, {days(12), Ending::censored}};
///   Survival at_30 = survival_at(spells, days(30));                   // S and Greenwood's sum
///   IncidenceInterval shown = incidence_interval(at_30);              // 1 - S with its 95 % log-log interval
///
/// S(t) = product over event times u <= t of (1 - d_u / n_u); a case censored at u is still at risk at u (events come
/// before censorings at equal times). Var S = S^2 sum d / (n (n - d)) (Greenwood).
/// Interval: S^exp(+-1.959963984540054 sqrt(sum) / ln S), turned into 1 - S.
/// Where the log-log interval does not exist this room decides: no event (S = 1) gives [0, 0]; S = 0 gives NaN bounds;
/// no case at all gives NaN, estimate and bounds.
/// @source Kaplan & Meier 1958; Greenwood 1926; Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data

#include <cstddef>
#include <span>

#include <libgrid/base/units.hpp>

namespace libgrid {
namespace hotspot {

enum class Ending : unsigned char { event, censored };

/// One watched case: how long, and how the watching ended.
struct Spell {
  Seconds length;
  Ending ending = Ending::event;
};

struct Survival {
  std::size_t cases = 0;   ///< how many spells entered
  double s = 1.0;          ///< S(t)
  double greenwood = 0.0;  ///< sum d / (n (n - d)) over event times <= t; infinite if S fell to 0
};

/// @guarantee independent of the order of spells; an event exactly at `time` is included
/// @cost O(n log n)
[[nodiscard]] Survival survival_at(std::span<const Spell> spells, Seconds time);

struct IncidenceInterval {
  double estimate = 0.0;  ///< 1 - S
  double lower = 0.0;
  double upper = 0.0;
};

[[nodiscard]] IncidenceInterval incidence_interval(const Survival& survival);

}  // namespace hotspot
}  // namespace libgrid
