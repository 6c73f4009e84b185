#include <algorithm>

#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_curves.hpp>
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
         collapsible({"全部类别", "All categories"}, rebound_table(rows));
}

}  // namespace libgrid::workflow::detail::report
