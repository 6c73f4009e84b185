#pragma once
/// 专项整治: what a campaign did against matched control zones, and whether it lasted.
///
///   CampaignEffect effect = campaign_effect(treated, control);
///   // 1 - exp(effect.during.estimate): share that was prevented; effect.returned: how much came back (1: all)
///
/// Counts per zone before, during and after. The model log E[y] = zone + period + delta x treated x period has, for
/// Poisson pseudo-likelihood, the closed form delta = ln(T_d C_b / (T_b C_d)) with the totals T of treated and C of
/// control zones: the zones' own levels cancel. Its variance is cluster-robust by zone: sum over the zones of a side of
/// (y_d / Y_d - y_b / Y_b)^2 times m / (m - 1), so overdispersion and repeated measures do not narrow it; the
/// interval uses Student's t with the zones of the smaller side less one.
/// Visits: if exposures are given, counts are divided by what the exposure of the side was (offset with coefficient 1).
/// returned = (after - during) / (before - during) of the treated, each divided by what the controls did; its interval
/// is a bootstrap over zones; it is only told (returned_told) if the effect during is significantly below zero.
/// @pre    at least two zones on either side, a positive total in every period and side
/// @source Angrist & Pischke 2009 ch. 5; Wooldridge 1999 (Poisson pseudo-likelihood with fixed effects)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace libgrid {
namespace hotspot {

struct ZonePeriods {
  double before = 0.0;
  double during = 0.0;
  double after = 0.0;
};

/// exposure empty: none. @pre counts.size() == exposure.size() else
struct CampaignSide {
  std::span<const ZonePeriods> counts;
  std::span<const ZonePeriods> exposure;
};

struct LogEffect {
  double estimate = 0.0;  ///< delta: log of the ratio of ratios
  double error = 0.0;     ///< cluster-robust standard error
  double lower = 0.0;     ///< 95 %
  double upper = 0.0;
};

struct CampaignEffect {
  LogEffect during;
  LogEffect after;
  double difference = 0.0;  ///< plain difference in differences of mean counts, during
  bool returned_told = false;
  double returned = 0.0, returned_lower = 0.0, returned_upper = 0.0;
};

[[nodiscard]] CampaignEffect campaign_effect(const CampaignSide& treated, const CampaignSide& control,
                                             std::uint64_t seed = 1);

/// Two-sided p of the effect during if treatment is dealt out anew among the zones of both sides: (1 + replicates whose
/// effect is at least as far from none) / (replicates + 1). A check that hangs on no distribution.
[[nodiscard]] double permutation_p(const CampaignSide& treated, const CampaignSide& control, std::size_t replicates,
                                   std::uint64_t seed = 1);

/// Control zones for treated ones: without replacement, the nearest in log(1 + rate) of the same kind (road class, ring
/// of a school ...), treated in order; ties by the smaller position. Empty where no zone of the kind is left.
struct MatchZone {
  double rate = 0.0;
  std::size_t kind = 0;
};
[[nodiscard]] std::vector<std::size_t> matched_controls(std::span<const MatchZone> treated,
                                                        std::span<const MatchZone> pool);

}  // namespace hotspot
}  // namespace libgrid
