#pragma once
/// Who is who in a campaign: treated zones, the ring around them, controls, and their counts before, during and after.
///
///   GRID_TRY(sides, campaign_sides(workspace, request));
///   campaign_effect({sides.of(ZoneRole::treated), {}}, {sides.of(ZoneRole::control), {}});

#include <vector>

#include <libgrid/hotspot/campaign.hpp>
#include <libgrid/workflow/analyse_campaign.hpp>
#include <libgrid/workflow/detail/campaign_matching.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

namespace libgrid::workflow::detail {

enum class ZoneRole : unsigned char { treated, control, ring, other };
[[nodiscard]] const char* name_of(ZoneRole role);

struct CampaignSides {
  ZoneSeries series;
  std::vector<ZoneRole> role;                       ///< by zone
  std::vector<hotspot::ZonePeriods> counts;         ///< by zone
  std::vector<hotspot::ZonePeriods> counts_before;  ///< first half of the time before, second half, second half
  CampaignSpan before, during, after;
  ZoneFeatures features;                         ///< what controls are matched on
  std::vector<hotspot::FeatureBalance> balance;  ///< by feature; empty without treated or other zones
  bool short_before = false;                     ///< the data begin later than asked for
  bool short_after = false;
  [[nodiscard]] std::vector<hotspot::ZonePeriods> of(ZoneRole wanted) const;
  [[nodiscard]] std::vector<hotspot::ZonePeriods> halves(ZoneRole wanted) const;
  [[nodiscard]] std::vector<std::size_t> zones(ZoneRole wanted) const;
};

[[nodiscard]] Expected<CampaignSides> campaign_sides(const Workspace& workspace, const CampaignRequest& request);

/// Reports a day in the treated zones.
[[nodiscard]] std::vector<std::int64_t> daily_counts(const ZoneSeries& series, const std::vector<ZoneRole>& role,
                                                     LocalTime from, LocalTime to);

}  // namespace libgrid::workflow::detail
