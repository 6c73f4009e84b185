#include <algorithm>
#include <set>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>
#include <libgrid/workflow/detail/report_table.hpp>

namespace libgrid::workflow::detail::report {
namespace {

/// The zone in which the centre of the place lies, on a border the lower code; "–": in none.
std::string zone_code(const ReportData& data, const WorstPlace& place) {
  const Xy centre = hotspot::cell_centre(data.raster, place.cell);
  std::string code;
  for (const Zone* zone : data.zones_at(data.lowest_level()))
    if (locate(zone->shape, centre) != Location::outside && (code.empty() || zone->code < code)) code = zone->code;
  return code.empty() ? "–" : escaped(code);
}

std::string worst_table(const ReportData& data) {
  Table table({"按反弹件数排列", "By number of rebounds"}, {{{"编号", "Number"}, Align::left},
                                                            {{"网格", "Zone"}, Align::left},
                                                            {{"经度", "Longitude"}, Align::right},
                                                            {{"纬度", "Latitude"}, Align::right},
                                                            {{"上报", "Reports"}, Align::right},
                                                            {{"已办结", "Settled"}, Align::right},
                                                            {{"反弹", "Rebounds"}, Align::right},
                                                            {{"最多的类别", "Main category"}, Align::left}});
  for (const WorstPlace& p : data.worst_places)
    table.row({thousands(p.rank), zone_code(data, p), fixed(p.centre.lon, 4), fixed(p.centre.lat, 4),
               thousands(p.n_reports), thousands(p.n_settled), thousands(p.n_rebound), escaped(p.top_category)});
  return table.done();
}

/// How many of the ranks are not among the shown ones.
std::ptrdiff_t news(const std::vector<std::int64_t>& ranks, const std::set<std::int64_t>& shown) {
  return std::ranges::count_if(ranks, [&](std::int64_t rank) { return !shown.contains(rank); });
}

std::string sheet_figure(const ZoneMaps& maps, const Zone& zone) {
  std::string ranks;
  for (const std::int64_t rank : maps.places_in(zone)) ranks += (ranks.empty() ? "" : ", ") + std::to_string(rank);
  const std::string code = "<b>" + escaped(zone.code) + "</b> ";
  const bool several = ranks.find(',') != std::string::npos;
  const Words words{"编号 " + ranks, (several ? "Places " : "Place ") + ranks};
  return "<figure>" + maps.sheet(zone) + Element("figcaption").inside(code).text(words).done() + "</figure>\n";
}

/// Sheets of the upper zones that together show the places, each time the one with most that were not shown yet:
/// numbers that crowd the city map can be told apart here.
std::string place_sheets(const ReportData& data) {
  constexpr int kSheets = 2;
  const std::vector<const Zone*> uppers = data.zones_at(1);
  if (data.worst_places.empty() || uppers.empty()) return {};
  const ZoneMaps maps(data);
  std::set<std::int64_t> shown;
  std::string out;
  for (int i = 0; i < kSheets; ++i) {
    const Zone* best =
        *std::ranges::max_element(uppers, {}, [&](const Zone* zone) { return news(maps.places_in(*zone), shown); });
    const std::vector<std::int64_t> ranks = maps.places_in(*best);
    if (news(ranks, shown) == 0) break;
    shown.insert(ranks.begin(), ranks.end());
    out += sheet_figure(maps, *best);
  }
  return "<div class=\"sheets\">" + out + "</div>\n";
}

}  // namespace

std::string place_section(const ReportData& data) {
  const std::string size = fixed(data.city.hotspots.cell.value, 0) + " m";
  const Words words{
      "地点是边长 " + size + " 的分析方格，坐标为方格中心（WGS 84），网格为中心所在的网格；编号同第 1 节地图。",
      "A place is a cell of " + size +
          " of the analysis raster; coordinates and zone are those of its centre (WGS 84), numbers are "
          "those on the map of section 1."};
  return heading(2, {"7　反弹最多的地点", "7  Places with most rebounds"}) + worst_table(data) +
         paragraph(words, "fine") + place_sheets(data);
}

}  // namespace libgrid::workflow::detail::report
