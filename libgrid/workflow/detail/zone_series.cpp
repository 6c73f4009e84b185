#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::int64_t kDay = 86'400;

LocalTime midnight(LocalTime time) {
  const std::int64_t rest = ((time.seconds % kDay) + kDay) % kDay;
  return LocalTime{time.seconds - rest};
}

/// Which reports are of the categories; all of them without any.
Expected<std::vector<char>> wanted_of(const PlacedReports& reports, const std::vector<std::string>& categories) {
  std::set<std::string> known;
  for (const Report& report : reports.table.reports) known.insert(report.category);
  for (const std::string& category : categories)
    if (!known.contains(category))
      return fail(unknown_name("category", category, std::vector<std::string>(known.begin(), known.end())));
  std::vector<char> wanted;
  for (const Report& report : reports.table.reports)
    wanted.push_back(categories.empty() || std::ranges::find(categories, report.category) != categories.end() ? 1 : 0);
  return wanted;
}

/// Adds the events; zone_of(i) is the zone of report i, if it has one.
template <class ZoneOf>
Expected<void> add_events(ZoneSeries& series, const PlacedReports& reports, const std::vector<std::string>& categories,
                          const ZoneOf& zone_of) {
  GRID_TRY(wanted, wanted_of(reports, categories));
  if (wanted.empty()) return fail(ErrorCode::step_missing, "import");
  LocalTime first = reports.table.reports.front().opened, last = first;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Report& report = reports.table.reports[i];
    first = std::min(first, report.opened), last = std::max(last, report.opened);
    if (wanted[i] == 0) continue;
    const std::optional<std::size_t> zone = reports.at_default[i] != 0 ? std::nullopt : zone_of(i);
    if (zone)
      series.events.push_back({*zone, report.opened});
    else
      ++series.left_out;
  }
  series.first = midnight(first);
  series.end = midnight(last) + days(1);
  return {};
}

/// Looks a place up among shapes, by their boxes first.
class ShapeFinder {
 public:
  explicit ShapeFinder(const std::vector<MultiPolygon>& shapes) : shapes_(shapes) {
    for (const MultiPolygon& shape : shapes) boxes_.push_back(bounds(shape));
  }
  [[nodiscard]] std::optional<std::size_t> find(Xy p) const {
    for (std::size_t i = 0; i < shapes_.size(); ++i)
      if (boxes_[i].contains(p) && locate(shapes_[i], p) != Location::outside) return i;
    return std::nullopt;
  }

 private:
  const std::vector<MultiPolygon>& shapes_;
  std::vector<Box> boxes_;
};

/// A file without the column parent is read without it.
Expected<io::ZoneLayer> read_layer(const std::filesystem::path& file) {
  auto layer = io::read_zones(file, {.code = "code", .parent = "parent"});
  if (layer || layer.error().code != ErrorCode::column_missing) return layer;
  return io::read_zones(file, {.code = "code"});
}

}  // namespace

Expected<ZoneSeries> zone_series(const Workspace& workspace, const std::vector<std::string>& categories) {
  GRID_TRY(plan, newest_plan(workspace.store()));
  GRID_TRY(attributions, workspace.store().attributions());
  GRID_TRY(reports, placed_reports(workspace));
  if (attributions.size() != reports.at.size()) return fail(make_error(ErrorCode::step_missing, "assign"));
  ZoneSeries series;
  std::map<ZoneId, std::string> code;
  std::map<ZoneId, std::size_t> place;
  int lowest = 0;
  for (const Zone& zone : plan.map().zones) lowest = std::max(lowest, zone.level), code[zone.id] = zone.code;
  for (const Zone& zone : plan.map().zones) {
    if (zone.level != lowest) continue;
    place[zone.id] = series.codes.size();
    series.codes.push_back(zone.code);
    series.uppers.push_back(zone.parent ? code[*zone.parent] : std::string());
    series.shapes.push_back(zone.shape);
    series.kilometres.push_back(zone.street_length.value / 1000.0);
  }
  const auto zone_of = [&](std::size_t i) -> std::optional<std::size_t> {
    if (!attributions[i].zone) return std::nullopt;
    const auto found = place.find(*attributions[i].zone);
    return found == place.end() ? std::nullopt : std::optional(found->second);
  };
  GRID_CHECK(add_events(series, reports, categories, zone_of));
  return series;
}

Expected<ZoneSeries> zone_series(const Workspace& workspace, const std::vector<std::string>& categories,
                                 const std::filesystem::path& zone_file) {
  GRID_TRY(layer, read_layer(zone_file));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  GRID_TRY(zones, io::to_plane(layer.zones, projector));
  GRID_TRY(reports, placed_reports(workspace));
  std::set<std::string> parents;
  for (const ImportedZone& zone : zones) parents.insert(zone.parent);
  ZoneSeries series;
  for (const ImportedZone& zone : zones) {
    if (parents.contains(zone.code)) continue;
    series.codes.push_back(zone.code);
    series.uppers.push_back(zone.parent);
    series.shapes.push_back(zone.shape);
  }
  if (series.codes.empty()) return fail(make_error(ErrorCode::geometry_empty).in_file(zone_file.filename().string()));
  const ShapeFinder finder(series.shapes);
  GRID_CHECK(add_events(series, reports, categories, [&](std::size_t i) { return finder.find(reports.at[i]); }));
  return series;
}

TimeBins bins_until(LocalTime end, LocalTime first, Seconds length, std::size_t most) {
  GRID_ASSERT(length.value > 0);
  auto count = static_cast<std::size_t>(std::max<std::int64_t>(0, (end - first).value / length.value));
  if (most > 0) count = std::min(count, most);
  return {LocalTime{end.seconds - length.value * static_cast<std::int64_t>(count)}, length, count};
}

std::vector<std::int64_t> cube_of(const ZoneSeries& series, const TimeBins& bins) {
  std::vector<std::int64_t> counts(series.size() * bins.count, 0);
  for (const ZoneEvent& event : series.events) {
    const std::int64_t since = (event.opened - bins.begin).value;
    if (since < 0) continue;
    const auto bin = static_cast<std::size_t>(since / bins.length.value);
    if (bin < bins.count) ++counts[event.zone * bins.count + bin];
  }
  return counts;
}

std::vector<double> counts_between(const ZoneSeries& series, LocalTime from, LocalTime to) {
  std::vector<double> counts(series.size(), 0.0);
  for (const ZoneEvent& event : series.events)
    if (from <= event.opened && event.opened < to) counts[event.zone] += 1.0;
  return counts;
}

hotspot::Weights border_neighbours(const ZoneSeries& series) {
  return hotspot::contiguity_weights(series.shapes, hotspot::Contiguity::rook);
}

}  // namespace libgrid::workflow::detail
