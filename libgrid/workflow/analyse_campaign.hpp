#pragma once
/// 专项整治 of a finished workspace: what a campaign did against matched control zones, where it went, whether it
/// lasted.
///
///   GRID_TRY(campaign, read_campaign("campaign.csv"));       // columns zone, from, to, categories
///   GRID_TRY(summary, analyse_campaign(workspace, "out/campaign", campaign, context));
///   // campaign.csv: effects; campaign_zones.csv: who is what; campaign_chart.csv: days after; campaign.json, .gpkg,
///   pictures
///
/// Treated are the zones named, or those below them (code, code of the zone above, or beginning of a code). The ring is
/// what touches them: no controls, told by itself. Controls are the nearest of all other zones, so many for each
/// treated one, in level, trend, rebound share and, of several categories, share of the first before
/// (detail/campaign_matching.hpp; hotspot/ matching.hpp); campaign_balance.csv tells how alike they are. Before and
/// after are as long as the campaign unless days are given, and no longer than the data. Effects: Poisson with the
/// closed form and negative binomial with a level for each zone (hotspot/campaign.hpp, negative_binomial.hpp);
/// pre_trend is the same for the second half of the time before against the first, pre_slope the difference of the
/// slopes of the log of the rate before, per 30 days: they should be none. The charts watch the treated zones after the
/// end, against the level during, moved as the controls moved.
/// @errors plan_missing, step_missing, not_found (category, zone), parameter_invalid (times, too few zones or reports),
///         those of the zone file, file_unwritable, cancelled
/// @source hotspot/campaign.hpp, hotspot/negative_binomial.hpp, hotspot/control_chart.hpp

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct CampaignRequest {
  std::vector<std::string> zones{};
  LocalTime from{};                       ///< the campaign's first second
  LocalTime to{};                         ///< and the first one after it
  std::vector<std::string> categories{};  ///< empty: all
  std::filesystem::path zone_file{};      ///< columns code, parent; empty: the zones of the plan
  std::int64_t before_days = 0;           ///< 0: as long as the campaign
  std::int64_t after_days = 0;
  std::size_t controls = 2;    ///< for each treated zone
  bool per_street_km = false;  ///< match on reports per street kilometre
  bool rebound_share = true;   ///< match also on the share of cases that came back before
  double rise = 1.5;           ///< the ratio of rates that the CUSUM is to find
  double arl0 = 200.0;         ///< days to a false alarm
  std::size_t replicates = 999;
  std::uint64_t seed = 1;
};

/// Zones, time and categories from a table: columns zone, from, to and, if there, categories (several by ';'). Every
/// row must tell the same time. @errors those of io::read_csv; column_missing, time_malformed, parameter_invalid
[[nodiscard]] Expected<CampaignRequest> read_campaign(const std::filesystem::path& path);

[[nodiscard]] Expected<StepSummary> analyse_campaign(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const CampaignRequest& request, const StepContext& context);

}  // namespace libgrid::workflow
