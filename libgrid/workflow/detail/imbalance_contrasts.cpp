#include <algorithm>
#include <map>
#include <numeric>

#include <libgrid/index/line_overlay.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/imbalance_contrasts.hpp>
#include <libgrid/workflow/detail/label_point.hpp>
#include <libgrid/workflow/detail/rebound_groups.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kMetresPerKm = 1000.0;
constexpr std::size_t kKinds = 2;

/// Kilometres of some streets in each shape; along a border half to each side.
std::vector<double> kilometres_in(const index::LayerLocator& locator, const std::vector<LineString>& lines) {
  std::vector<double> lengths = index::metres_per_shape(locator, 0, index::overlay_lines(locator, lines));
  for (double& length : lengths) length /= kMetresPerKm;
  return lengths;
}

/// Kilometres of every district's streets in every zone, and of the streets in no district (last): [zone][district].
std::vector<std::vector<double>> kilometres_by_district(const index::LayerLocator& zones,
                                                        std::span<const MultiPolygon> areas, std::size_t count,
                                                        std::span<const Street> streets) {
  std::vector<index::LineSegment> segments;
  for (const Street& street : streets)
    for (std::size_t k = 1; k < street.line.size(); ++k) segments.push_back({street.line[k - 1], street.line[k]});
  const index::LayerShapes layer{.shapes = areas};
  std::vector<std::vector<index::LineSegment>> of_district(areas.size() + 1);
  const auto along = [](const index::LineSegment& s, double share) {
    return Xy{s.a.x + share * (s.b.x - s.a.x), s.a.y + share * (s.b.y - s.a.y)};
  };
  for (const index::SegmentStretch& part : index::cut_segments(index::LayerLocator::build({&layer, 1}), segments)) {
    const index::LineSegment& whole = segments[part.segment];
    const auto side = std::max(part.left, part.right);
    of_district[side < 0 ? areas.size() : static_cast<std::size_t>(side)].push_back(
        {along(whole, part.from), along(whole, part.to)});
  }
  std::vector<std::vector<double>> km(count, std::vector<double>(areas.size() + 1, 0.0));
  for (std::size_t d = 0; d <= areas.size(); ++d) {
    const std::vector<double> metres =
        index::metres_per_shape(zones, 0, index::overlay_segments(zones, of_district[d]));
    for (std::size_t z = 0; z < count; ++z) km[z][d] = metres[z] / kMetresPerKm;
  }
  return km;
}

/// Almost all streets of every zone lie in one district.
bool keeps_to_one(const std::vector<std::vector<double>>& km) {
  constexpr double kNearlyAll = 0.99;
  return std::ranges::all_of(km, [&](const std::vector<double>& zone) {
    return *std::ranges::max_element(zone) >= kNearlyAll * std::accumulate(zone.begin(), zone.end(), 0.0);
  });
}

constexpr double kLeastKm = 1e-6;  ///< less is rounding where a street is cut

/// Places are now the parts of zones in districts that have streets.
void use_parts(const std::vector<std::vector<double>>& km, const std::vector<std::size_t>& zone_of_report,
               const std::vector<std::size_t>& district_of_report, ContrastGround& ground) {
  ContrastSide parts;
  std::vector<std::size_t> upper;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> place;
  for (std::size_t z = 0; z < km.size(); ++z)
    for (std::size_t d = 0; d < km[z].size(); ++d) {
      if (km[z][d] < kLeastKm) continue;
      place[{z, d}] = parts.group.size();
      parts.kilometres.push_back(km[z][d]), parts.reports.push_back(0.0);
      parts.group.push_back(d), upper.push_back(ground.upper[z]);
    }
  for (std::size_t i = 0; i < zone_of_report.size(); ++i) {
    const auto found = place.find({zone_of_report[i], std::min(district_of_report[i], km.front().size() - 1)});
    if (found != place.end()) parts.reports[found->second] += 1.0;
  }
  ground.zones = std::move(parts), ground.upper = std::move(upper), ground.nested = false;
}

struct GroundShapes {
  const index::LayerLocator& locator;  ///< of the zones
  std::span<const MultiPolygon> zones;
  std::span<const std::size_t> zone_of_report;  ///< kNoZone also where the place is not known
};

Expected<void> add_districts(const Workspace& workspace, const GroundShapes& shapes, std::span<const Xy> reports,
                             ContrastGround& ground) {
  GRID_TRY(districts, workspace.store().districts());
  GRID_TRY(streets, workspace.store().streets());
  const std::size_t zones = shapes.zones.size();
  ground.district.assign(zones, 0), ground.districts = {workspace.city().name_en};
  ground.zones.group = ground.district;
  if (districts.size() < 2) return {};
  std::vector<MultiPolygon> areas;
  ground.districts.clear();
  for (const District& district : districts) areas.push_back(district.shape), ground.districts.push_back(district.name);
  std::vector<Xy> inside;
  for (const MultiPolygon& shape : shapes.zones) inside.push_back(label_point(shape));
  const std::vector<std::size_t> of = shape_of_each(areas, inside);
  for (std::size_t z = 0; z < zones; ++z) ground.district[z] = std::min(of[z], areas.size());
  ground.zones.group = ground.district;
  const auto km = kilometres_by_district(shapes.locator, areas, zones, streets);
  if (!keeps_to_one(km))
    use_parts(km, {shapes.zone_of_report.begin(), shapes.zone_of_report.end()}, shape_of_each(areas, reports), ground);
  if (std::ranges::find(ground.zones.group, areas.size()) != ground.zones.group.end() ||
      std::ranges::find(ground.district, areas.size()) != ground.district.end())
    ground.districts.emplace_back("none");
  return {};
}

Expected<void> add_parts(const Workspace& workspace, const index::LayerLocator& locator,
                         const std::vector<std::size_t>& zone_of_report, const PlacedReports& placed,
                         ContrastGround& ground) {
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(main, main_roads(workspace.city(), streets));
  std::vector<LineString> of_kind[kKinds];
  for (std::size_t s = 0; s < streets.size(); ++s) of_kind[main[s] ? 0 : 1].push_back(streets[s].line);
  const std::vector<double> km[kKinds] = {kilometres_in(locator, of_kind[0]), kilometres_in(locator, of_kind[1])};
  for (std::size_t z = 0; z < ground.district.size(); ++z)
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      ground.parts.reports.push_back(0.0), ground.parts.kilometres.push_back(km[kind][z]);
      ground.parts.group.push_back(kind), ground.zone_of_part.push_back(z);
    }
  std::vector<hotspot::ForestCase> cases;
  for (const Xy& at : placed.at) cases.push_back({.opened = {}, .closed = {}, .at = at});
  GRID_TRY(roads, groups_by_road(workspace, cases));
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (placed.at_default[i] == 0 && zone_of_report[i] != kNoZone && roads.of[i] < kKinds)
      ground.parts.reports[kKinds * zone_of_report[i] + roads.of[i]] += 1.0;
  return {};
}

/// Some places of a side, by a new grouping.
struct PickedPlaces {
  ContrastSide side;
  std::vector<std::size_t> together;
  std::vector<std::size_t> names;  ///< of the groups
  double reports = 0.0;
};

void rows_inside(const ContrastGround& ground, std::size_t district, const hotspot::BootstrapOptions& options,
                 std::vector<ContrastRow>& rows) {
  PickedPlaces picked;
  std::map<std::size_t, std::size_t> number;
  for (std::size_t z = 0; z < ground.zones.group.size(); ++z) {
    if (ground.zones.group[z] != district) continue;
    picked.side.reports.push_back(ground.zones.reports[z]), picked.reports += ground.zones.reports[z];
    picked.side.kilometres.push_back(ground.zones.kilometres[z]);
    picked.side.group.push_back(number.try_emplace(ground.upper[z], number.size()).first->second);
    if (number.size() > picked.names.size()) picked.names.push_back(ground.upper[z]);
  }
  if (picked.names.size() < 2 || !(picked.reports > 0.0)) return;
  const auto told = hotspot::group_contrasts({picked.side.table(), {picked.side.group, picked.names.size()}}, options);
  for (std::size_t g = 0; g < told.size(); ++g)
    rows.push_back({"inside_district", ground.districts[district], ground.uppers[picked.names[g]], told[g]});
}

/// In one district, or (kNoZone) in the city.
void add_road_row(const ContrastGround& ground, std::size_t district, const hotspot::BootstrapOptions& options,
                  std::vector<ContrastRow>& rows) {
  PickedPlaces picked;
  for (std::size_t p = 0; p < ground.parts.group.size(); ++p) {
    if (district != kNoZone && ground.district[ground.zone_of_part[p]] != district) continue;
    picked.side.reports.push_back(ground.parts.reports[p]), picked.reports += ground.parts.reports[p];
    picked.side.kilometres.push_back(ground.parts.kilometres[p]);
    picked.side.group.push_back(ground.parts.group[p]), picked.together.push_back(ground.zone_of_part[p]);
  }
  const double km = std::accumulate(picked.side.kilometres.begin(), picked.side.kilometres.end(), 0.0);
  if (!(picked.reports > 0.0 && km > 0.0)) return;
  const auto told =
      hotspot::group_contrasts({picked.side.table(), {picked.side.group, kKinds}, picked.together}, options);
  rows.push_back({"road", district == kNoZone ? std::string() : ground.districts[district], "main", told[0]});
}

ContrastTheil theil_of(const ContrastSide& side, std::size_t groups, const hotspot::BootstrapOptions& options) {
  const hotspot::PlaceGroups of{side.group, groups};
  return {hotspot::imbalance(side.table(), of).theil, raw_theil(side, groups),
          hotspot::imbalance_intervals(side.table(), of, options)};
}

}  // namespace

Expected<ContrastGround> contrast_ground(const Workspace& workspace, const AnalysisZones& zones,
                                         const PlacedReports& placed) {
  ContrastGround ground;
  std::vector<MultiPolygon> shapes;
  std::map<std::string, std::size_t> uppers;
  for (const std::size_t z : zones.of_level(zones.lowest)) {
    const AnalysisZone& zone = zones.zones[z];
    shapes.push_back(zone.shape), ground.zones.kilometres.push_back(zone.kilometres);
    ground.upper.push_back(uppers.try_emplace(zone.upper, uppers.size()).first->second);
    if (uppers.size() > ground.uppers.size()) ground.uppers.push_back(zone.upper);
  }
  ground.zones.reports.assign(shapes.size(), 0.0);
  std::vector<std::size_t> of = shape_of_each(shapes, placed.at);
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (placed.at_default[i] != 0) of[i] = kNoZone;
    if (of[i] != kNoZone) ground.zones.reports[of[i]] += 1.0;
  }
  const index::LayerShapes layer{.shapes = shapes};
  const auto locator = index::LayerLocator::build({&layer, 1});
  GRID_CHECK(add_districts(workspace, {locator, shapes, of}, placed.at, ground));
  GRID_CHECK(add_parts(workspace, locator, of, placed, ground));
  return ground;
}

ImbalanceContrasts imbalance_contrasts(const ContrastGround& ground, const hotspot::BootstrapOptions& options) {
  ImbalanceContrasts all;
  const std::size_t districts = ground.districts.size();
  if (districts > 1) {
    const auto told = hotspot::group_contrasts({ground.zones.table(), {ground.zones.group, districts}}, options);
    for (std::size_t d = 0; d < districts; ++d) all.rows.push_back({"district", "", ground.districts[d], told[d]});
  }
  for (std::size_t d = 0; d < districts; ++d) rows_inside(ground, d, options, all.rows);
  add_road_row(ground, kNoZone, options, all.rows);
  for (std::size_t d = 0; d < districts && districts > 1; ++d) add_road_row(ground, d, options, all.rows);
  all.by_district = theil_of(ground.zones, districts, options);
  if (std::accumulate(ground.parts.reports.begin(), ground.parts.reports.end(), 0.0) > 0.0)
    all.by_road = theil_of(ground.parts, kKinds, options);
  return all;
}

bool is_few(const hotspot::GroupContrast& side) { return side.events < 10.0; }

OutputTable contrast_table(const ImbalanceContrasts& contrasts) {
  io::CsvWriter csv({"contrast", "district", "name", "reports", "street_km", "rate", "rate_eb", "ratio_raw",
                     "raw_lower", "raw_upper", "ratio_eb", "lower", "upper", "few"});
  for (const ContrastRow& row : contrasts.rows) {
    const hotspot::GroupContrast& c = row.told;
    csv.add(std::string_view(row.contrast)).add(std::string_view(row.district)).add(std::string_view(row.name));
    csv.add(c.events).add(c.exposure).add(c.raw_rate).add(c.rate).add(c.raw.ratio).add(c.raw.lower).add(c.raw.upper);
    csv.add(c.ratio).add(c.interval.lower).add(c.interval.upper).add(is_few(c)).end_row();
  }
  return {"imbalance_contrasts.csv", csv.text()};
}

hotspot::Theil raw_theil(const ContrastSide& side, std::size_t groups) {
  std::vector<double> rates, weights;
  std::vector<std::size_t> group;
  for (std::size_t i = 0; i < side.reports.size(); ++i) {
    if (!(side.kilometres[i] > 0.0)) continue;
    rates.push_back(side.reports[i] / side.kilometres[i]), weights.push_back(side.kilometres[i]);
    group.push_back(side.group[i]);
  }
  return hotspot::theil_index(rates, group, groups, weights);
}

double raw_gini(const hotspot::RateTable& table) {
  std::vector<double> rates;
  for (std::size_t i = 0; i < table.events.size(); ++i)
    if (table.exposure[i] > 0.0) rates.push_back(table.events[i] / table.exposure[i]);
  return hotspot::gini(rates);
}

}  // namespace libgrid::workflow::detail
