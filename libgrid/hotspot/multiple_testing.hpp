#pragma once
/// Many tests at once: adjusted p that keep the share of false discoveries below a level.
///
///   std::vector<double> q = benjamini_hochberg(p);      // gi_star.hpp: independent or positively dependent tests
///   std::vector<double> safe = benjamini_yekutieli(p);  // any dependence, as between overlapping neighbourhoods
///
/// @source Benjamini & Hochberg 1995; Benjamini & Yekutieli 2001

#include <span>
#include <vector>

#include <libgrid/hotspot/gi_star.hpp>

namespace libgrid {
namespace hotspot {

/// benjamini_hochberg times 1 + 1/2 + ... + 1/m, at most 1. @pre 0 <= p <= 1, no NaN
[[nodiscard]] std::vector<double> benjamini_yekutieli(std::span<const double> p);

}  // namespace hotspot
}  // namespace libgrid
