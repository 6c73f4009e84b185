#include <libgrid/workflow/detail/report_data.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kWeek = 7 * kDay;
constexpr std::int64_t kFirstMonday = 4 * kDay;  // 1970-01-05

std::int64_t week_of(LocalTime time) {
  const std::int64_t since = time.seconds - kFirstMonday;
  return since >= 0 ? since / kWeek : -((-since + kWeek - 1) / kWeek);
}

DutyLengths duty_lengths(const std::vector<RoadPiece>& pieces) {
  DutyLengths sums;
  for (const RoadPiece& piece : pieces) {
    Metres& sum = piece.rule == DutyRule::inside    ? sums.inside
                  : piece.rule == DutyRule::outside ? sums.outside
                                                    : sums.border;
    sum += (piece.to - piece.from) * (piece.side == RoadSide::whole ? 1.0 : 0.5);
  }
  return sums;
}

AttributionCounts attribution_counts(const std::vector<Attribution>& all, std::size_t rejected) {
  AttributionCounts counts;
  counts.rejected = static_cast<std::int64_t>(rejected);
  for (const Attribution& a : all) {
    if (a.method == AttributionMethod::inside)
      ++counts.inside;
    else if (a.method == AttributionMethod::border)
      ++counts.border;
    else if (a.reason == UnassignedReason::default_coordinate)
      ++counts.default_coordinate;
    else
      ++counts.outside;
  }
  return counts;
}

std::vector<CategoryCount> category_counts(const std::vector<Report>& reports, const std::vector<Attribution>& all) {
  std::map<std::string, CategoryCount> by_name;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    CategoryCount& count = by_name[reports[i].category];
    ++count.reports;
    if (all[i].reason == UnassignedReason::default_coordinate) ++count.at_default;
  }
  std::vector<CategoryCount> counts;
  for (auto& [name, count] : by_name) {
    count.name = name;
    counts.push_back(std::move(count));
  }
  std::ranges::stable_sort(counts, std::greater{}, &CategoryCount::reports);
  return counts;
}

std::vector<CategoryCells> cells_by_category(std::vector<Hotspot> rows) {
  std::map<std::string, CategoryCells> by_name;
  for (Hotspot& row : rows) {
    CategoryCells& of = by_name[row.category];
    of.reports += row.n;
    if (row.significant) ++(row.z > 0.0 ? of.hot : of.cold);
    of.cells.push_back(std::move(row));
  }
  std::vector<CategoryCells> out;
  for (auto& [name, cells] : by_name) {
    cells.name = name;
    out.push_back(std::move(cells));
  }
  std::ranges::stable_sort(out, std::greater{}, &CategoryCells::hot);
  return out;
}

Expected<std::vector<StepSummary>> step_summaries(const store::Store& store) {
  std::vector<StepSummary> summaries;
  for (const std::string& name : step_names()) {
    GRID_TRY(note, store.note(name));
    if (note) summaries.push_back(summary_from_json(*note));
  }
  return summaries;
}

void set_period(ReportData& data, const std::vector<Report>& reports) {
  if (reports.empty()) return;
  const auto [first, last] = std::ranges::minmax_element(reports, {}, &Report::opened);
  data.first_opening = first->opened;
  data.last_opening = last->opened;
}

/// The box of the blocks, which tile the land: so the raster is the one of the step hotspots.
Box land_box(const std::vector<Block>& blocks) {
  Box box;
  for (const Block& block : blocks) box.extend(bounds(block.shape));
  return box;
}

}  // namespace

int ReportData::lowest_level() const {
  int lowest = 1;
  for (const Zone& zone : map.zones) lowest = std::max(lowest, zone.level);
  return lowest;
}

std::vector<const Zone*> ReportData::zones_at(int level) const {
  std::vector<const Zone*> out;
  for (const Zone& zone : map.zones)
    if (zone.level == level) out.push_back(&zone);
  return out;
}

std::vector<const Zone*> ReportData::lowest_in(const Zone& upper) const {
  const int lowest = lowest_level();
  std::set<ZoneId> inside{upper.id};
  for (int level = upper.level + 1; level <= lowest; ++level)
    for (const Zone* zone : zones_at(level))
      if (zone->parent && inside.contains(*zone->parent)) inside.insert(zone->id);
  std::vector<const Zone*> out;
  for (const Zone* zone : zones_at(lowest))
    if (inside.contains(zone->id)) out.push_back(zone);
  return out;
}

const Figure* ReportData::figure(std::string_view name) const {
  for (const StepSummary& step : steps)
    for (const Figure& figure : step.figures)
      if (figure.name == name) return &figure;
  return nullptr;
}

std::string shown_with_signs(const Figure& figure) {
  std::string text = shown(figure);
  if (figure.unit.ends_with("m2")) text.replace(text.size() - 1, 1, "²");
  return text;
}

Expected<ReportData> read_report_data(const Workspace& workspace) {
  const store::Store& store = workspace.store();
  GRID_TRY(ground, store.ground());
  GRID_TRY(districts, store.districts());
  GRID_TRY(plan, newest_plan(store));
  GRID_TRY(pieces, store.road_pieces());
  GRID_TRY(reports, store.reports());
  GRID_TRY(attributions, store.attributions());
  GRID_TRY(hotspots, store.hotspots());
  GRID_TRY(rebounds, store.rebounds());
  GRID_TRY(worst_places, store.worst_places());
  GRID_TRY(steps, step_summaries(store));
  ReportData data;
  data.city = workspace.city();
  data.plan = plan.version();
  data.map = plan.map();
  data.districts = districts_of_zones(data.map, ground.blocks, districts);
  data.links = std::move(ground.links);
  data.steps = std::move(steps);
  data.duties = duty_lengths(pieces);
  data.attributions = attribution_counts(attributions, reports.rejected.size());
  set_period(data, reports.reports);
  data.weeks = weekly_counts(reports.reports);
  data.categories = category_counts(reports.reports, attributions);
  data.hot_categories = cells_by_category(std::move(hotspots));
  data.raster = hotspot::raster_over(land_box(ground.blocks), data.city.hotspots.cell);
  data.rebounds = std::move(rebounds);
  data.worst_places = std::move(worst_places);
  return data;
}

std::map<ZoneId, std::vector<std::string>> districts_of_zones(const ZoneMap& map, const std::vector<Block>& blocks,
                                                              const std::vector<District>& districts) {
  std::map<BlockId, ZoneId> zone_of;
  for (const BlockZone& row : map.blocks) zone_of[row.block] = row.zone;
  std::map<ZoneId, std::optional<ZoneId>> parent_of;
  for (const Zone& zone : map.zones) parent_of[zone.id] = zone.parent;
  std::map<ZoneId, std::map<DistrictId, SquareMetres>> areas;
  for (const Block& block : blocks) {
    const auto row = zone_of.find(block.id);  // an excluded block has no zone
    for (std::optional<ZoneId> zone = row == zone_of.end() ? std::nullopt : std::optional(row->second); zone;
         zone = parent_of.at(*zone))
      areas[*zone][block.district] += block.area;
  }
  std::map<DistrictId, std::string> name_of;
  for (const District& district : districts) name_of[district.id] = district.name;

  std::map<ZoneId, std::vector<std::string>> names;
  for (const auto& [zone, shares] : areas) {
    std::vector<std::pair<SquareMetres, DistrictId>> order;
    SquareMetres all;
    for (const auto& [district, size] : shares) order.emplace_back(-size, district), all += size;
    std::ranges::sort(order);
    for (const auto& [size, district] : order)
      if (-size >= all / 10.0) names[zone].push_back(name_of[district]);
  }
  return names;
}

std::vector<WeekCount> weekly_counts(const std::vector<Report>& reports) {
  if (reports.empty()) return {};
  const auto [first, last] = std::ranges::minmax_element(reports, {}, &Report::opened);
  const std::int64_t from = week_of(first->opened), to = week_of(last->opened);
  std::vector<WeekCount> weeks;
  for (std::int64_t week = from; week <= to; ++week) weeks.push_back({LocalTime{kFirstMonday + week * kWeek}, 0, true});
  for (const Report& report : reports) ++weeks[static_cast<std::size_t>(week_of(report.opened) - from)].reports;
  // A week counts as whole if there are reports of its first and of its last day.
  if (first->opened - weeks.front().monday >= days(1)) weeks.front().whole = false;
  if (last->opened - weeks.back().monday < days(6)) weeks.back().whole = false;
  return weeks;
}

}  // namespace libgrid::workflow::detail::report
