#include <algorithm>

#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_curves.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>
#include <libgrid/workflow/detail/report_table.hpp>

namespace libgrid::workflow::detail::report {
namespace {

/// Zones of one level with the mean workload that they are measured by.
struct LevelZones {
  std::vector<const Zone*> zones;
  double mean = 1.0;
  double band = 0.0;

  LevelZones(const ReportData& data, int level) : zones(data.zones_at(level)) {
    double sum = 0.0;
    for (const Zone* zone : zones) sum += zone->workload;
    if (!zones.empty()) mean = sum / static_cast<double>(zones.size());
    for (const Level& rule : data.city.levels)
      if (rule.number == level) band = rule.band;
  }

  [[nodiscard]] double ratio(const Zone& zone) const { return zone.workload / mean; }
};

std::string km(Metres length) { return fixed(length.value / 1000.0, 1); }
std::string km2(SquareMetres area) { return fixed(area.value / 1e6, 2); }

std::string district_names(const ReportData& data, const Zone& zone) {
  const auto names = data.districts.find(zone.id);
  if (names == data.districts.end()) return "–";
  std::string text;
  for (const std::string& name : names->second) text += (text.empty() ? "" : ", ") + escaped(name);
  return text;
}

std::string upper_table(const ReportData& data, const LevelZones& level) {
  Table table({"大网格一览", "Upper zones"}, {{{"编码", "Code"}, Align::left},
                                              {{"主要辖区", "Main districts"}, Align::left},
                                              {{"工作量/均值", "Workload / mean"}, Align::right},
                                              {{"道路 km", "Streets, km"}, Align::right},
                                              {{"上报", "Reports"}, Align::right},
                                              {{"面积 km²", "Area, km²"}, Align::right},
                                              {{"紧凑度", "Compact-ness"}, Align::right}});
  std::int64_t reports = 0;
  Metres streets;
  SquareMetres land;
  for (const Zone* z : level.zones) {
    table.row({escaped(z->code), district_names(data, *z), fixed(level.ratio(*z), 3), km(z->street_length),
               thousands(z->reports), km2(z->area), fixed(z->polsby_popper, 2)});
    reports += z->reports, streets += z->street_length, land += z->area;
  }
  table.total({both({"合计", "Sum"}), "", "", km(streets), thousands(reports), km2(land), ""});
  return table.done();
}

std::string extreme_table(const LevelZones& level, const Words& caption, bool heaviest) {
  std::vector<const Zone*> zones = level.zones;
  std::ranges::sort(zones, [&](const Zone* a, const Zone* b) {
    return a->workload != b->workload ? (a->workload > b->workload) == heaviest : a->code < b->code;
  });
  Table table(caption, {{{"编码", "Code"}, Align::left},
                        {{"工作量/均值", "Workload / mean"}, Align::right},
                        {{"道路 km", "Streets, km"}, Align::right},
                        {{"上报", "Reports"}, Align::right}});
  for (std::size_t i = 0; i < std::min<std::size_t>(5, zones.size()); ++i)
    table.row({escaped(zones[i]->code), fixed(level.ratio(*zones[i]), 3), km(zones[i]->street_length),
               thousands(zones[i]->reports)});
  return table.done();
}

std::string workload_histogram(const LevelZones& level) {
  Histogram histogram{.values = {},
                      .width = 0.01,
                      .low = 1.0 - level.band,
                      .high = 1.0 + level.band,
                      .axis = {"网格工作量 / 均值", "workload of a zone / mean"}};
  for (const Zone* zone : level.zones) histogram.values.push_back(level.ratio(*zone));
  return histogram_chart({"网格工作量分布", "Distribution of workloads"}, histogram);
}

Words table_notes() {
  return {
      "主要辖区：至少占该大网格面积的十分之一。紧凑度为 4πA/P²（Polsby–Popper），圆为 "
      "1；跨水或沿锯齿状岸线的网格数值偏小。",
      "Main districts hold at least a tenth of the zone's area. Compactness is 4πA/P² (Polsby–Popper): 1 for a "
      "circle, little for zones across water or along a ragged shore."};
}

Words fairness(const ReportData& data, const LevelZones& level) {
  const std::string share = fixed(data.city.street_share * 100.0, 0),
                    rest = fixed((1.0 - data.city.street_share) * 100.0, 0);
  const auto within = std::ranges::count_if(
      level.zones, [&](const Zone* z) { return std::abs(level.ratio(*z) - 1.0) <= level.band + 1e-12; });
  const std::string n = thousands(within), all = thousands(static_cast<std::int64_t>(level.zones.size())),
                    band = "±" + fixed(level.band * 100.0, 0) + " %";
  return {"工作量 = " + share + " % 道路长度占比 + " + rest + " % 上报数量占比。" + all + " 个网格中有 " + n +
              " 个在均值 " + band + " 以内（阴影带）。",
          "Workload = " + share + " % share of street length + " + rest + " % share of reports. " + n + " of " + all +
              " zones lie within " + band + " of the mean (shaded band)."};
}

}  // namespace

std::string zone_section(const ReportData& data) {
  const LevelZones upper(data, 1), lowest(data, data.lowest_level());
  return heading(2, {"2　活分得匀不匀", "2  Is the work shared fairly?"}) + upper_table(data, upper) +
         paragraph(table_notes(), "fine") + figure(workload_histogram(lowest), fairness(data, lowest)) +
         "<div class=\"columns\">" + extreme_table(lowest, {"工作量最重的五个网格", "Five heaviest zones"}, true) +
         extreme_table(lowest, {"工作量最轻的五个网格", "Five lightest zones"}, false) + "</div>\n";
}

std::string duty_section(const ReportData& data) {
  const DutyLengths& d = data.duties;
  const std::vector<BarPart> parts{
      {{"在一个网格之内", "Inside one zone"}, d.inside.value, km(d.inside) + " km", "assigned"},
      {{"沿网格边界（归编码较小者）", "Along a zone border (lower code answers)"},
       d.border.value,
       km(d.border) + " km",
       "border"},
      {{"陆地以外（无人负责）", "Outside the land (nobody answers)"}, d.outside.value, km(d.outside) + " km", "open"}};
  const std::string all = km(d.inside + d.border + d.outside);
  return heading(2, {"3　哪米路归谁", "3  Who answers for the streets?"}) +
         figure(share_bar({"道路责任", "Street duties"}, parts),
                {"全部道路 " + all + " km，每一米只在一段责任里出现一次。",
                 "All " + all + " km of streets; every metre appears in exactly one duty."});
}

}  // namespace libgrid::workflow::detail::report
