#include <algorithm>
#include <set>

#include <libgrid/workflow/detail/campaign_sides.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>

namespace libgrid::workflow::detail {
namespace {

/// A zone is meant by its own code, by that of the zone above, or by the beginning of its code up to a hyphen.
bool is_meant(const ZoneSeries& series, std::size_t zone, const std::string& code) {
  const std::string& own = series.codes[zone];
  return own == code || series.uppers[zone] == code || own.starts_with(code + "-");
}

Expected<std::vector<ZoneRole>> treated_and_ring(const ZoneSeries& series, const CampaignRequest& request) {
  std::vector<ZoneRole> role(series.size(), ZoneRole::other);
  for (const std::string& code : request.zones) {
    bool found = false;
    for (std::size_t i = 0; i < series.size(); ++i)
      if (is_meant(series, i, code)) role[i] = ZoneRole::treated, found = true;
    if (!found) return fail(unknown_name("zone", code, series.codes));
  }
  const hotspot::Weights neighbours = border_neighbours(series);
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (role[i] == ZoneRole::treated) continue;
    if (std::ranges::any_of(neighbours.neighbours(i), [&](std::uint32_t j) { return role[j] == ZoneRole::treated; }))
      role[i] = ZoneRole::ring;
  }
  return role;
}

/// So many controls for each treated zone, of all others; by street kilometres, of those with streets.
Expected<void> add_controls(CampaignSides& sides, const CampaignRequest& request) {
  const std::vector<std::size_t> treated = sides.zones(ZoneRole::treated);
  std::vector<std::size_t> pool = sides.zones(ZoneRole::other);
  const auto has_no_street = [&](std::size_t i) { return !(sides.series.kilometres[i] > 0.0); };
  if (request.per_street_km) {
    if (std::ranges::any_of(treated, has_no_street))
      return fail(ErrorCode::parameter_invalid, "per_street_km: a treated zone has no street");
    std::erase_if(pool, has_no_street);
  }
  CampaignMatch match = matched(sides.features, treated, pool, request.controls);
  for (const std::size_t zone : match.controls) sides.role[zone] = ZoneRole::control;
  sides.balance = std::move(match.balance);
  return {};
}

/// Before and after as long as asked for, else as the campaign; no longer than the data.
Expected<void> set_spans(CampaignSides& sides, const CampaignRequest& request) {
  const Seconds length = request.to - request.from;
  const Seconds before = request.before_days > 0 ? days(request.before_days) : length;
  const Seconds after = request.after_days > 0 ? days(request.after_days) : length;
  sides.during = {request.from, request.to};
  sides.before = {LocalTime{request.from.seconds - before.value}, request.from};
  sides.after = {request.to, request.to + after};
  sides.short_before = sides.before.from < sides.series.first;
  sides.short_after = sides.series.end < sides.after.to;
  sides.before.from = std::max(sides.before.from, sides.series.first);
  sides.after.to = std::min(sides.after.to, sides.series.end);
  if (length.value <= 0) return fail(make_error(ErrorCode::parameter_invalid, "from is not before to").at_field("to"));
  if (sides.before.from >= sides.before.to || sides.after.from >= sides.after.to)
    return fail(make_error(ErrorCode::parameter_invalid, "there must be data before, during and after; they run from " +
                                                             to_text(sides.series.first) + " to " +
                                                             to_text(sides.series.end))
                    .at_field("from, to"));
  return {};
}

std::vector<hotspot::ZonePeriods> counts_in(const ZoneSeries& series, const CampaignSpan& a, const CampaignSpan& b,
                                            const CampaignSpan& c) {
  const std::vector<double> before = counts_between(series, a.from, a.to);
  const std::vector<double> during = counts_between(series, b.from, b.to);
  const std::vector<double> after = counts_between(series, c.from, c.to);
  std::vector<hotspot::ZonePeriods> counts;
  for (std::size_t i = 0; i < before.size(); ++i) counts.push_back({before[i], during[i], after[i]});
  return counts;
}

std::vector<hotspot::ZonePeriods> picked(const std::vector<hotspot::ZonePeriods>& counts,
                                         const std::vector<ZoneRole>& role, ZoneRole wanted) {
  std::vector<hotspot::ZonePeriods> side;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (role[i] == wanted) side.push_back(counts[i]);
  return side;
}

}  // namespace

const char* name_of(ZoneRole role) {
  switch (role) {
    case ZoneRole::treated:
      return "treated";
    case ZoneRole::control:
      return "control";
    case ZoneRole::ring:
      return "ring";
    case ZoneRole::other:
      break;
  }
  return "other";
}

std::vector<hotspot::ZonePeriods> CampaignSides::of(ZoneRole wanted) const { return picked(counts, role, wanted); }

std::vector<hotspot::ZonePeriods> CampaignSides::halves(ZoneRole wanted) const {
  return picked(counts_before, role, wanted);
}

std::vector<std::size_t> CampaignSides::zones(ZoneRole wanted) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < role.size(); ++i)
    if (role[i] == wanted) found.push_back(i);
  return found;
}

Expected<CampaignSides> campaign_sides(const Workspace& workspace, const CampaignRequest& request) {
  CampaignSides sides;
  auto series = request.zone_file.empty() ? zone_series(workspace, request.categories)
                                          : zone_series(workspace, request.categories, request.zone_file);
  if (!series) return fail(std::move(series.error()));
  sides.series = std::move(*series);
  GRID_TRY(role, treated_and_ring(sides.series, request));
  sides.role = std::move(role);
  GRID_CHECK(set_spans(sides, request));
  sides.counts = counts_in(sides.series, sides.before, sides.during, sides.after);
  const LocalTime middle{sides.before.from.seconds + (sides.before.to - sides.before.from).value / 2};
  const CampaignSpan early{sides.before.from, middle}, late{middle, sides.before.to};
  sides.counts_before = counts_in(sides.series, early, late, late);
  GRID_TRY(features, zone_features(workspace, sides.series, sides.before, request));
  sides.features = std::move(features);
  GRID_CHECK(add_controls(sides, request));
  return sides;
}

std::vector<std::int64_t> daily_counts(const ZoneSeries& series, const std::vector<ZoneRole>& role, LocalTime from,
                                       LocalTime to) {
  std::vector<std::int64_t> counts(static_cast<std::size_t>(((to - from).value + 86'399) / 86'400), 0);
  for (const ZoneEvent& event : series.events)
    if (role[event.zone] == ZoneRole::treated && from <= event.opened && event.opened < to)
      ++counts[static_cast<std::size_t>((event.opened - from).value / 86'400)];
  return counts;
}

}  // namespace libgrid::workflow::detail
