#include <algorithm>
#include <functional>

#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_curves.hpp>
#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>
#include <libgrid/workflow/detail/report_table.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr std::int64_t kLeastSettled = 200;
constexpr std::size_t kMostRows = 15;

std::vector<Rebound> by_rate(std::vector<Rebound> rows) {
  std::ranges::stable_sort(rows, [](const Rebound& a, const Rebound& b) { return a.km > b.km; });
  return rows;
}

std::string rebound_chart(const std::vector<Rebound>& rows) {
  std::vector<IntervalRow> shown_rows;
  for (const Rebound& r : rows)
    if (r.n_settled >= kLeastSettled && shown_rows.size() < kMostRows)
      shown_rows.push_back({{r.category, r.category}, r.km, r.lower, r.upper, r.naive, percent(r.km)});
  if (shown_rows.empty()) return paragraph({"没有类别达到 200 件已办结案件。", "No category has 200 settled cases."});
  const std::vector<Key> keys{
      {"dot rebound", {"Kaplan–Meier 估计与 95 % 区间", "Kaplan–Meier estimate with 95 % interval"}, KeyShape::dot},
      {"dot hollow plain", {"简单比例（偏低）", "Plain share (too low)"}, KeyShape::dot}};
  return figure(interval_chart({"反弹率", "Rebound rates"}, shown_rows) + legend(keys),
                {"已办结不少于 200 件的类别中反弹率最高的 15 个。",
                 "The 15 highest rates among categories with at least 200 settled cases."});
}

std::string rebound_table(const std::vector<Rebound>& rows) {
  Table table({"各类别反弹", "Rebound of every listed category"}, {{{"类别", "Category"}, Align::left},
                                                                   {{"上报", "Reports"}, Align::right},
                                                                   {{"已办结", "Settled"}, Align::right},
                                                                   {{"反弹", "Rebounds"}, Align::right},
                                                                   {{"简单比例", "Plain share"}, Align::right},
                                                                   {{"反弹率", "Rebound rate"}, Align::right},
                                                                   {{"95 % 区间", "95 % interval"}, Align::right}});
  std::int64_t reports = 0, settled = 0, rebounds = 0;
  for (const Rebound& r : rows) {
    table.row({escaped(r.category), thousands(r.n_reports), thousands(r.n_settled), thousands(r.n_rebound),
               percent(r.naive), percent(r.km), percent(r.lower) + " – " + percent(r.upper)});
    reports += r.n_reports, settled += r.n_settled, rebounds += r.n_rebound;
  }
  table.total({both({"合计", "Sum"}), thousands(reports), thousands(settled), thousands(rebounds), "", "", ""});
  return table.done();
}

std::string worst_table(const std::vector<WorstPlace>& places) {
  Table table({"按反弹件数排列", "By number of rebounds"}, {{{"图上编号", "Number on the map"}, Align::left},
                                                            {{"经度", "Longitude"}, Align::right},
                                                            {{"纬度", "Latitude"}, Align::right},
                                                            {{"上报", "Reports"}, Align::right},
                                                            {{"已办结", "Settled"}, Align::right},
                                                            {{"反弹", "Rebounds"}, Align::right},
                                                            {{"最多的类别", "Main category"}, Align::left}});
  for (const WorstPlace& p : places)
    table.row({thousands(p.rank), fixed(p.centre.lon, 4), fixed(p.centre.lat, 4), thousands(p.n_reports),
               thousands(p.n_settled), thousands(p.n_rebound), escaped(p.top_category)});
  return table.done();
}

/// The upper zones with most of the worst places, so that numbers which crowd the city map can be told apart.
std::string place_sheets(const ReportData& data) {
  constexpr std::size_t kSheets = 2;
  if (data.worst_places.empty() || data.map.zones.empty()) return {};
  const ZoneMaps maps(data);
  std::vector<const Zone*> uppers = data.zones_at(1);
  std::ranges::stable_sort(uppers, std::greater{}, [&](const Zone* zone) { return maps.places_in(*zone); });
  std::string out;
  for (std::size_t i = 0; i < std::min(kSheets, uppers.size()); ++i) {
    const std::string n = thousands(maps.places_in(*uppers[i])), code = "<b>" + escaped(uppers[i]->code) + "</b> ";
    if (n == "0") break;
    const Words words{"其中 " + n + " 处", n + " of these places"};
    out += "<figure>" + maps.sheet(*uppers[i]) + Element("figcaption").inside(code).text(words).done() + "</figure>\n";
  }
  return "<div class=\"sheets\">" + out + "</div>\n";
}

Words rebound_method(const City& city) {
  const std::string days = std::to_string(city.rebound.window.value / 86'400),
                    radius = fixed(city.rebound.radius.value, 0);
  return {
      "办结后 " + days + " 日内，" + radius +
          " m 以内又有同类上报，即为反弹。反弹率用 Kaplan–Meier 法估计：临近文件末尾办结的案件观察不满 " + days +
          " 日，简单比例因此偏低。",
      "A settled case rebounds if another report of its category is opened within " + days + " days and " + radius +
          " m. The rate is a Kaplan–Meier estimate: cases settled near the end of the file are watched for less than " +
          days + " days, so the plain share is too low."};
}

}  // namespace

std::string rebound_section(const ReportData& data) {
  const std::vector<Rebound> rows = by_rate(data.rebounds);
  return heading(2, {"6　办结之后，哪些又回来", "6  What comes back after it was settled?"}) +
         paragraph(rebound_method(data.city)) + rebound_chart(rows) +
         collapsible({"全部类别", "All categories"}, rebound_table(rows)) +
         heading(2, {"7　反弹最多的十处", "7  Places with most rebounds"}) + worst_table(data.worst_places) +
         place_sheets(data) +
         paragraph({"地点是分析方格，坐标为方格中心（WGS 84），编号见第 1 节地图。",
                    "A place is a cell of the analysis raster; coordinates are its centre (WGS 84), numbers as on the "
                    "map of section 1."},
                   "fine");
}

}  // namespace libgrid::workflow::detail::report
