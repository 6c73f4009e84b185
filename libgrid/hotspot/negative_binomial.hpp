#pragma once
/// The campaign's effect once more, with counts that are wider than Poisson.
///
///   NegativeBinomialEffect effect = negative_binomial_effect({treated, visits}, {control, visits});
///   // effect.during.estimate beside that of campaign_effect: far apart means that few zones carry the effect
///
/// log E[y] = zone + period + delta x treated x period + log exposure, Var[y] = mu + mu^2 / theta, by maximum
/// likelihood of all parameters and theta. Zones weigh less the larger they are, unlike in the Poisson model, whose
/// closed form adds them up. Errors are cluster-robust by zone (sandwich, times G / (G - 1) for G zones); intervals use
/// Student's t as campaign_effect does. A zone without any case tells nothing and is left out. Counts that are not
/// wider than Poisson have no theta: the Poisson fit is given and `poisson` says so. With a level for each zone and
/// three periods theta is too large (levels take up part of the spread): that is why the errors are the robust ones.
/// @pre    at least two zones with cases on either side, a positive total in every period and side, exposure > 0
/// @guarantee independent of the order of zones up to rounding
/// @cost   O(zones x most cases) per step, about ten steps
/// @source MASS (Venables & Ripley 2002, ch. 7.4), glm.nb, whose numbers the tests hold; Liang & Zeger 1986

#include <cstddef>

#include <libgrid/hotspot/campaign.hpp>

namespace libgrid {
namespace hotspot {

struct NegativeBinomialEffect {
  LogEffect during;
  LogEffect after;
  double theta = 0.0;  ///< infinity where `poisson`
  double log_likelihood = 0.0;
  bool poisson = false;    ///< no more spread than Poisson's
  bool converged = false;  ///< false: the estimates are those of the last step
  std::size_t left_out = 0;
};

[[nodiscard]] NegativeBinomialEffect negative_binomial_effect(const CampaignSide& treated, const CampaignSide& control);

}  // namespace hotspot
}  // namespace libgrid
