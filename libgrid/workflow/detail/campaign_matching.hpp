#pragma once
/// Which zones are like the treated ones before a campaign, how alike, and whether both moved together.
///
///   GRID_TRY(before, zone_features(workspace, series, span, request));   // level, trend, shares; by zone
///   CampaignMatch match = matched(before, treated, pool, request.controls);
///
/// Rebound share: of the cases settled in the time before, those that came back before its end (forest.hpp in the
/// plane, radius and window of the city), drawn to the share of all zones by five cases. Level: log(1 + reports
/// before). Trend: least-squares slope of the reports in the bins before, per 30 days. Share: of the first category if
/// several are given, drawn to the share of all zones by one report. Bins: weeks that end with the time before; days if
/// there are fewer than four. By street kilometres if asked for: the first two are per kilometre, and zones without a
/// street are no controls.
/// @errors those of zone_series; parameter_invalid (per_street_km: zones of a file, or a treated one without a street)

#include <string>
#include <utility>
#include <vector>

#include <libgrid/hotspot/matching.hpp>
#include <libgrid/workflow/analyse_campaign.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

namespace libgrid::workflow::detail {

/// From the first second to the first one after.
struct CampaignSpan {
  LocalTime from{};
  LocalTime to{};
};

struct ZoneFeatures {
  std::vector<std::string> names;
  std::vector<double> values;  ///< zone by zone
  TimeBins bins;               ///< of the time before
  std::vector<double> counts;  ///< zone by zone, in the bins
  [[nodiscard]] double step() const { return static_cast<double>(bins.length.value) / (30.0 * 86'400.0); }
};
[[nodiscard]] Expected<ZoneFeatures> zone_features(const Workspace& workspace, const ZoneSeries& series,
                                                   const CampaignSpan& before, const CampaignRequest& request);

/// Rows of some zones, in their order. @pre values.size() = zones x width
[[nodiscard]] std::vector<double> rows_of(const std::vector<double>& values, std::size_t width,
                                          const std::vector<std::size_t>& zones);

struct CampaignMatch {
  std::vector<std::size_t> controls;  ///< zones
  std::vector<hotspot::FeatureBalance> balance;
};
[[nodiscard]] CampaignMatch matched(const ZoneFeatures& before, const std::vector<std::size_t>& treated,
                                    const std::vector<std::size_t>& pool, std::size_t controls);

}  // namespace libgrid::workflow::detail
