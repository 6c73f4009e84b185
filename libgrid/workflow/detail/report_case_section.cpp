#include <algorithm>
#include <array>

#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_curves.hpp>
#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>

namespace libgrid::workflow::detail::report {
namespace {

std::string attribution_bar(const AttributionCounts& a) {
  const auto part = [](Words name, std::int64_t n, const char* css) {
    return BarPart{std::move(name), static_cast<double>(n), thousands(n), css};
  };
  const std::vector<BarPart> parts{
      part({"位于网格内", "Inside a zone"}, a.inside, "assigned"),
      part({"在边界上（归编码较小者）", "On a border (lower code)"}, a.border, "border"),
      part({"未归属：默认坐标", "No zone: default coordinate"}, a.default_coordinate, "open"),
      part({"未归属：网格之外", "No zone: outside all zones"}, a.outside, "outside"),
      part({"被拒（rejected.csv）", "Rejected (rejected.csv)"}, a.rejected, "refused")};
  return figure(share_bar({"上报归属", "Where the reports went"}, parts),
                {"共 " + thousands(a.all()) + " 条记录，各部分之和等于总数。",
                 "All " + thousands(a.all()) + " rows; the parts add up to the whole."});
}

const std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// The first week that begins in each month; over more than a year that in each quarter, with its year.
std::vector<TimeMark> month_marks(const std::vector<WeekCount>& weeks) {
  std::vector<TimeMark> marks;
  std::string before;
  const bool quarters = weeks.size() > 60;
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const std::string month = to_text(weeks[i].monday).substr(5, 2);
    if (month == before) continue;
    before = month;
    const int number = std::stoi(month);
    if (quarters && number % 3 != 1) continue;
    const std::string year_month = to_text(weeks[i].monday).substr(0, 7);
    if (quarters)
      marks.push_back({i, {year_month, year_month}});
    else if (i > 0 || weeks[i].whole)
      marks.push_back({i, {std::to_string(number) + " 月", kMonths[static_cast<std::size_t>(number - 1)]}});
  }
  return marks;
}

std::string week_chart(const std::vector<WeekCount>& weeks) {
  std::vector<TimePoint> points;
  for (const WeekCount& week : weeks)
    points.push_back({to_text(week.monday).substr(0, 10), static_cast<double>(week.reports), week.whole});
  return figure(
      time_chart({"每周上报数", "Reports per week"}, {"件/周", "per week"}, points, month_marks(weeks)),
      {"每周上报数（按受理时间，周一起）。空心点：文件只覆盖该周的一部分。",
       "Reports per week by opening time, weeks from Monday. Hollow: the file covers only part of that week."});
}

std::string category_chart(const std::vector<CategoryCount>& categories) {
  std::vector<BarRow> rows;
  for (const CategoryCount& c : categories) {
    if (rows.size() == 10) break;
    const std::int64_t placed = c.reports - c.at_default;
    rows.push_back(
        {{c.name, c.name},
         {{{"有位置", "with a place"}, static_cast<double>(placed), thousands(placed), "assigned"},
          {{"默认坐标", "default coordinate"}, static_cast<double>(c.at_default), thousands(c.at_default), "open"}},
         thousands(c.reports)});
  }
  const std::vector<Key> keys{{"assigned", {"有位置", "With a place"}},
                              {"open", {"在默认坐标上，位置未知", "At the default coordinate: place not known"}}};
  const std::string all = thousands(static_cast<std::int64_t>(categories.size()));
  return figure(bar_chart({"最多的十个类别", "Ten most frequent categories"}, rows) + legend(keys),
                {"上报最多的十个类别（共 " + all + " 个，名称照数据原文）。",
                 "The ten most frequent of " + all + " categories, named as in the data."});
}

std::string hotspot_figure(const CategoryCells& category, const hotspot::Raster& raster) {
  const std::string n = thousands(category.reports), hot = thousands(category.hot), cold = thousands(category.cold);
  Words counts{n + " 件 · 显著热点 " + hot + " 格", n + " reports · " + hot + " significant hot cells"};
  if (category.cold > 0) counts = {counts.zh + " · 冷点 " + cold + " 格", counts.en + " · " + cold + " cold"};
  const std::string name = "<b>" + escaped(category.name) + "</b><br>";
  return "<figure>" + hotspot_map(category, raster) + Element("figcaption").inside(name).text(counts).done() +
         "</figure>\n";
}

std::string z_legend(bool cold) {
  std::vector<Key> keys{{"framekey", {"显著热点边框", "Frame: significant hot cells"}},
                        {"z0", {"z ≤ 0", "z ≤ 0"}},
                        {"z1", {"0 < z < 2", "0 < z < 2"}},
                        {"z2", {"2 – 4", "2 – 4"}},
                        {"z3", {"4 – 8", "4 – 8"}},
                        {"z4", {"≥ 8", "≥ 8"}}};
  if (cold) keys.push_back({"cold", {"显著冷点", "Significant cold"}});
  return legend(keys);
}

Words hotspot_method(const ReportData& data) {
  const std::string cell = fixed(data.city.hotspots.cell.value, 0), q = fixed(data.city.hotspots.q_level, 2);
  const std::string least = thousands(data.city.hotspots.least_reports),
                    left_out = thousands(data.attributions.default_coordinate);
  return {
      "方法：" + cell +
          " m 方格内上报数的 Gi*（含自身的八邻域，二值权重），双侧 p 值在每个类别内按 Benjamini–Hochberg 校正，q ≤ " +
          q + " 为显著；只列至少 " + least + " 件的类别；默认坐标上的 " + left_out + " 件不参与。",
      "Method: Gi* of the reports per " + cell +
          " m cell (eight neighbours and the cell itself, equal weights); two-sided p adjusted within each category by "
          "Benjamini–Hochberg, significant at q ≤ " +
          q + "; categories of at least " + least + " reports; the " + left_out +
          " reports at the default coordinate are left out."};
}

}  // namespace

std::string case_section(const ReportData& data) {
  return heading(2, {"4　报了什么，归到哪里", "4  What was reported, and where it went"}) +
         attribution_bar(data.attributions) + week_chart(data.weeks) + category_chart(data.categories);
}

std::string hotspot_section(const ReportData& data) {
  std::string maps;
  bool cold = false;
  for (std::size_t i = 0; i < std::min<std::size_t>(6, data.hot_categories.size()); ++i) {
    const CategoryCells& category = data.hot_categories[i];
    if (category.hot == 0) break;
    maps += hotspot_figure(category, data.raster);
    cold = cold || category.cold > 0;
  }
  const std::string body = maps.empty() ? paragraph({"没有显著热点。", "No significant hotspots."})
                                        : "<div class=\"multiples\">" + maps + "</div>\n" + z_legend(cold);
  return heading(2, {"5　哪里扎堆", "5  Where do reports cluster?"}) +
         paragraph({"显著热点单元最多的类别：", "Categories with most significant hot cells:"}) + body +
         paragraph(hotspot_method(data), "fine");
}

}  // namespace libgrid::workflow::detail::report
