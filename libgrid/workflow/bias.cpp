#include <libgrid/workflow/bias.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/workflow/detail/bias_input.hpp>
#include <libgrid/workflow/detail/bias_visits.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>

namespace libgrid::workflow {
namespace {

constexpr double kMostFactor = 3.0;
constexpr double kSecondsOfDay = 86400.0;

// ---- sources ----

void add_counts(BiasAnalysis& analysis, const std::string& grouping, const std::map<std::string, KindCounts>& groups) {
  for (const auto& [name, counts] : groups) {
    double of = 0.0;
    for (const double n : counts) of += n;
    for (std::size_t k = 0; k < counts.size(); ++k)
      analysis.sources.push_back({grouping, name, static_cast<SourceKind>(k), counts[k], of});
  }
}

void split_sources(BiasAnalysis& analysis, const detail::BiasInput& input) {
  std::map<std::string, KindCounts> all, month, zone;
  std::map<std::string, double> word;
  for (std::size_t i = 0; i < input.zone.size(); ++i) {
    const auto kind = static_cast<std::size_t>(input.kind_of(i));
    all["all"][kind] += 1.0;
    month[to_text(input.reports.table.reports[i].opened).substr(0, 7)][kind] += 1.0;
    word[input.sources->names[input.sources->of_report[i]]] += 1.0;
    if (input.zone[i] != kNoZone) zone[analysis.zones[input.zone[i]].zone.code][kind] += 1.0;
  }
  add_counts(analysis, "all", all);
  const auto total = static_cast<double>(input.zone.size());
  for (std::size_t k = 0; k < input.sources->names.size(); ++k) {
    const std::string& name = input.sources->names[k];
    analysis.sources.push_back({"source", name, input.sources->kind[k], word[name], total});
  }
  add_counts(analysis, "month", month);
  add_counts(analysis, "zone", zone);
}

void count_zones(BiasAnalysis& analysis, const detail::BiasInput& input) {
  for (const std::size_t z : input.zones.of_level(input.zones.lowest))
    analysis.zones.push_back({.zone = input.zones.zones[z], .rate = {}});
  for (std::size_t i = 0; i < input.zone.size(); ++i) {
    if (input.zone[i] == kNoZone) continue;
    BiasZone& zone = analysis.zones[input.zone[i]];
    zone.reports += 1.0;
    zone.by_kind[static_cast<std::size_t>(input.kind_of(i))] += 1.0;
    ++analysis.placed;
  }
}

// ---- reporting rate ----

struct RatedIncidents {
  std::vector<hotspot::Incident> incidents;
  std::vector<std::size_t> category, zone;  ///< of each incident's first report
  std::vector<std::int64_t> reports;        ///< of each incident, all sources
  std::vector<hotspot::ReportingRate> by_category;
  std::vector<char> is_later;  ///< of every report: of an incident that an earlier one opened
};

RatedIncidents incidents_of(const detail::BiasInput& input, const hotspot::IncidentRules& rules) {
  std::vector<hotspot::ForestCase> cases;
  std::vector<char> counted;
  for (std::size_t i = 0; i < input.columns.rows.size(); ++i) {
    const hotspot::LocatedReport& row = input.columns.rows[i];
    cases.push_back({.id = input.reports.table.reports[i].row,
                     .category = row.category,
                     .opened = row.opened,
                     .closed = row.closed,
                     .at = row.at,
                     .has_place = row.has_place});
    counted.push_back(!input.sources || input.kind_of(i) == SourceKind::open ? 1 : 0);
  }
  hotspot::IncidentList list = hotspot::incidents(cases, rules, counted);
  RatedIncidents rated{.incidents = std::move(list.incidents),
                       .category = {},
                       .zone = {},
                       .reports = {},
                       .by_category = {},
                       .is_later = {}};
  rated.reports.assign(rated.incidents.size(), 0);
  rated.is_later.assign(cases.size(), 0);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::size_t k = list.of_case[i];
    if (k == hotspot::kNoGroup) continue;
    ++rated.reports[k];
    rated.is_later[i] = rated.incidents[k].first == i ? 0 : 1;
  }
  for (const hotspot::Incident& incident : rated.incidents) {
    rated.category.push_back(cases[incident.first].category);
    const std::size_t zone = input.zone[incident.first];
    rated.zone.push_back(zone == kNoZone ? hotspot::kNoGroup : zone);
  }
  rated.by_category = hotspot::reporting_rates(rated.incidents, rated.category, input.columns.categories.names.size());
  return rated;
}

hotspot::UnseenIncidents unseen_in(const RatedIncidents& rated, std::span<const std::size_t> of, std::size_t group) {
  std::vector<std::int64_t> reports;
  for (std::size_t k = 0; k < of.size(); ++k)
    if (of[k] == group) reports.push_back(rated.reports[k]);
  return hotspot::unseen_incidents(reports);
}

/// A report that takes no part in incidents (closed before it was opened) stands for itself.
void count_firsts(BiasAnalysis& analysis, const RatedIncidents& rated, const detail::BiasInput& input) {
  for (std::size_t i = 0; i < input.zone.size(); ++i)
    if (input.zone[i] != kNoZone && rated.is_later[i] == 0)
      analysis.zones[input.zone[i]].first_by_kind[static_cast<std::size_t>(input.kind_of(i))] += 1.0;
}

void add_rates(BiasAnalysis& analysis, const RatedIncidents& rated, const detail::BiasInput& input,
               std::int64_t least_reports) {
  const std::vector<std::size_t> one(rated.incidents.size(), 0);
  analysis.rates.push_back({"all", "all", hotspot::reporting_rate(rated.incidents), unseen_in(rated, one, 0)});
  for (const std::size_t c : hotspot::listed_categories(input.columns.view(), least_reports))
    analysis.rates.push_back(
        {"category", input.columns.categories.names[c], rated.by_category[c], unseen_in(rated, rated.category, c)});
  const auto by_zone = hotspot::reporting_rates(rated.incidents, rated.zone, analysis.zones.size());
  for (std::size_t z = 0; z < by_zone.size(); ++z) {
    analysis.zones[z].rate = by_zone[z];
    analysis.rates.push_back({"zone", analysis.zones[z].zone.code, by_zone[z], unseen_in(rated, rated.zone, z)});
  }
}

/// Excess later reports of every zone over those that its mix of categories lets expect, shrunk, 1 on average. Counts
/// and expectations are divided by the dispersion of an incident's excess first (Poisson: 1), so duplicates that come
/// in bunches, and the noise of the ring, are not taken for a difference between zones.
void add_relative_rates(BiasAnalysis& analysis, const RatedIncidents& rated) {
  std::vector<double> excess(analysis.zones.size(), 0.0), expected(analysis.zones.size(), 0.0);
  double squares = 0.0, means = 0.0;
  for (std::size_t k = 0; k < rated.incidents.size(); ++k) {
    if (rated.zone[k] == hotspot::kNoGroup) continue;
    const hotspot::Incident& incident = rated.incidents[k];
    const double rate = rated.by_category[rated.category[k]].excess_per_day;
    if (!(rate > 0.0)) continue;
    const double mean = rate * static_cast<double>(incident.watched.value) / kSecondsOfDay;
    const double gap = static_cast<double>(incident.later - incident.nearby) - mean;
    expected[rated.zone[k]] += mean, means += mean, squares += gap * gap;
  }
  const double dispersion = std::max(1.0, squares / means);
  double some = 0.0;
  for (std::size_t z = 0; z < excess.size(); ++z) {
    const hotspot::ReportingRate& rate = analysis.zones[z].rate;
    excess[z] = std::max(0.0, static_cast<double>(rate.later - rate.nearby));
    some += std::min(excess[z], expected[z]);
    excess[z] /= dispersion, expected[z] /= dispersion;
  }
  if (!(some > 0.0)) return;
  const hotspot::EmpiricalBayes bayes = hotspot::empirical_bayes({excess, expected});
  for (std::size_t z = 0; z < excess.size(); ++z)
    if (expected[z] > 0.0) analysis.zones[z].relative_rate = bayes.estimate[z] / bayes.b;
}

void adjust_rates(BiasAnalysis& analysis, Seconds soon) {
  const hotspot::ReportingRate& all = analysis.rates.front().rate;
  analysis.rates_adjusted = all.excess_lower > 0.0;
  if (!analysis.rates_adjusted) {
    analysis.findings.emplace_back(
        "Later reports are not more than chance neighbours: reporting rates do not adjust anything | "
        "后续上报不多于偶然相邻的上报：未按上报率校正");
    return;
  }
  const double week = static_cast<double>(soon.value) / kSecondsOfDay;
  const auto chance = [&](double relative) { return -std::expm1(-all.excess_per_day * relative * week); };
  std::int64_t cut = 0;
  for (BiasZone& zone : analysis.zones) {
    const double p = chance(zone.relative_rate);
    const double factor = p > 0.0 ? chance(1.0) / p : 2.0 * kMostFactor;
    zone.reporting_factor = std::clamp(factor, 1.0 / kMostFactor, kMostFactor);
    cut += factor == zone.reporting_factor ? 0 : 1;
  }
  if (cut == 0) return;
  const std::string n = std::to_string(cut);
  analysis.findings.push_back(n + " reporting factors are cut to [1/3, 3] | " + n + " 个上报率系数被限于 [1/3, 3]");
}

// ---- layers ----

BiasLayer layer_of(const BiasAnalysis& analysis, const detail::BiasInput& input, const std::string& name,
                   std::span<const double> events, double q_level) {
  const std::size_t n = analysis.zones.size();
  const double none = std::numeric_limits<double>::quiet_NaN();
  BiasLayer layer{name,
                  std::vector<double>(n, none),
                  std::vector<double>(n, none),
                  std::vector<double>(n, 1.0),
                  std::vector<bool>(n, false),
                  std::vector<bool>(n, true)};
  std::vector<std::size_t> kept;
  std::vector<MultiPolygon> shapes;
  std::vector<double> y, km;
  double sum = 0.0;
  for (std::size_t z = 0; z < n; ++z) {
    if (!(analysis.zones[z].zone.kilometres > 0.0)) continue;
    kept.push_back(z), shapes.push_back(analysis.zones[z].zone.shape);
    y.push_back(events[z]), km.push_back(analysis.zones[z].zone.kilometres), sum += events[z];
  }
  if (kept.size() < 3 || !(sum > 0.0)) return layer;
  const hotspot::Weights near = kept.size() == n ? neighbours_of(input.zones, input.zones.lowest)
                                                 : hotspot::contiguity_weights(shapes, hotspot::Contiguity::queen);
  const hotspot::LayerMap map = hotspot::layer_map(near, {y, km}, q_level);
  for (std::size_t k = 0; k < kept.size(); ++k) {
    layer.rate[kept[k]] = map.rates.estimate[k], layer.few[kept[k]] = map.rates.few[k];
    layer.z[kept[k]] = map.z[k], layer.q[kept[k]] = map.q[k], layer.hot[kept[k]] = map.hot[k];
  }
  return layer;
}

void add_layers(BiasAnalysis& analysis, const detail::BiasInput& input, double q_level) {
  constexpr auto kPatrol = static_cast<std::size_t>(SourceKind::patrol),
                 kOpen = static_cast<std::size_t>(SourceKind::open);
  std::vector<double> all, adjusted, open;
  for (BiasZone& zone : analysis.zones) {
    KindCounts factor{1.0, 1.0, 1.0, 1.0};
    factor[kPatrol] = zone.visit_factor, factor[kOpen] = zone.reporting_factor;
    if (!analysis.has_sources) factor.fill(zone.reporting_factor);  // by whom the rate speaks
    zone.adjusted = std::inner_product(factor.begin(), factor.end(), zone.first_by_kind.begin(), 0.0);
    all.push_back(zone.reports), adjusted.push_back(zone.adjusted), open.push_back(zone.by_kind[kOpen]);
  }
  analysis.layers.push_back(layer_of(analysis, input, "all", all, q_level));
  analysis.layers.push_back(layer_of(analysis, input, "adjusted", adjusted, q_level));
  if (analysis.has_sources) analysis.layers.push_back(layer_of(analysis, input, "public", open, q_level));
}

void tell_sources(BiasAnalysis& analysis, const ReportSources& sources) {
  std::string words;  // that some reports have none is told below
  for (const std::string& name : sources.unknown)
    if (!name.empty()) words += (words.empty() ? "" : ", ") + name;
  if (!words.empty()) {
    analysis.findings.push_back("Sources without a class count as other: " + words + " | 未分类的来源计入其他：" +
                                words);
  }
  if (sources.missing > 0) {
    const std::string n = std::to_string(sources.missing);
    analysis.findings.push_back(n + " reports have no source | " + n + " 件上报没有来源");
  }
}

Expected<void> sensible(const BiasRequest& request) {
  const auto in_days = [](std::string_view field, Seconds time) {
    return detail::ParameterRule{field, static_cast<double>(time.value) / 86'400.0, time.value > 0, "above 0"};
  };
  const double radius = request.rules.radius.value, level = request.q_level;
  return detail::parameters_hold({{"radius", radius, radius > 0.0, "above 0 m"},
                                  in_days("watch", request.rules.watch),
                                  in_days("soon", request.soon),
                                  {"level", level, level > 0.0 && level < 1.0, "above 0, below 1"}});
}

}  // namespace

Expected<BiasAnalysis> analyse_bias(const Workspace& workspace, const BiasRequest& request,
                                    const StepContext& context) {
  GRID_CHECK(sensible(request));
  GRID_TRY(input, detail::bias_input(workspace, request));
  context.progress.report("bias", 0.3);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  BiasAnalysis analysis;
  analysis.zones_origin = input.zones.origin, analysis.reports = std::ssize(input.zone);
  analysis.has_sources = input.sources.has_value();
  count_zones(analysis, input);
  if (input.sources) {
    tell_sources(analysis, *input.sources);
    split_sources(analysis, input);
  }
  const RatedIncidents rated = incidents_of(input, request.rules);
  add_rates(analysis, rated, input, workspace.city().hotspots.least_reports);
  count_firsts(analysis, rated, input);
  add_relative_rates(analysis, rated);
  adjust_rates(analysis, request.soon);
  context.progress.report("bias", 0.7);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  if (!request.visits.empty()) {
    std::vector<char> found;
    for (std::size_t i = 0; i < input.zone.size(); ++i)
      found.push_back(!input.sources || input.kind_of(i) == SourceKind::patrol ? 1 : 0);
    GRID_CHECK(detail::add_visits(analysis, {request.visits, input.reports, input.zones, found}));
  }
  add_layers(analysis, input, request.q_level);
  context.progress.report("bias", 1.0);
  return analysis;
}

}  // namespace libgrid::workflow
