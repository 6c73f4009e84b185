#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>
#include <libgrid/workflow/detail/report_table.hpp>

namespace libgrid::workflow::detail::report {
namespace {

constexpr std::size_t kCategories = 4;  ///< listed per class
constexpr std::size_t kDrawn = 2;       ///< drawn per class

struct ClassSums {
  std::int64_t near = 0, near_settled = 0, near_rebounds = 0, beyond_rebounds = 0;
};

Words class_words(const std::string& place_class) {
  return {std::string(class_in_chinese(place_class)) + "周边", "around places of class " + place_class};
}

/// Rows of one class, as they stand in the table: most rebounds near first.
std::vector<std::span<const AroundPlaces>> by_class(const std::vector<AroundPlaces>& rows) {
  std::vector<std::span<const AroundPlaces>> classes;
  for (std::size_t i = 0, j = 0; i < rows.size(); i = j) {
    while (j < rows.size() && rows[j].place_class == rows[i].place_class) ++j;
    classes.push_back(std::span(rows).subspan(i, j - i));
  }
  return classes;
}

std::string class_table(const std::vector<AroundPlaces>& rows) {
  Table table({"各类场所周边 100 米内的反弹", "Rebounds within 100 m of each kind of place"},
              {{{"场所", "Places"}, Align::left},
               {{"上报", "Reports"}, Align::right},
               {{"已办结", "Settled"}, Align::right},
               {{"反弹", "Rebounds"}, Align::right},
               {{"200 米以外的反弹", "Rebounds beyond 200 m"}, Align::right}});
  for (const auto& of_class : by_class(rows)) {
    ClassSums sums;
    for (const AroundPlaces& row : of_class) {
      sums.near += row.near.cases, sums.near_settled += row.near.settled, sums.near_rebounds += row.near.rebounds;
      sums.beyond_rebounds += row.beyond.rebounds;
    }
    table.row({both(class_words(of_class.front().place_class)), thousands(sums.near), thousands(sums.near_settled),
               thousands(sums.near_rebounds), thousands(sums.beyond_rebounds)});
  }
  return table.done();
}

std::string rate_text(const hotspot::GroupCurve& curve) {
  return std::isnan(curve.rate)
             ? "–"
             : percent(curve.rate) + " (" + percent(curve.lower) + " – " + percent(curve.upper) + ")";
}

std::string category_table(const std::vector<AroundPlaces>& rows) {
  Table table({"复发最多的类别", "What comes back most"}, {{{"场所", "Places"}, Align::left},
                                                           {{"类别", "Category"}, Align::left},
                                                           {{"反弹", "Rebounds"}, Align::right},
                                                           {{"100 米内反弹率", "Rate within 100 m"}, Align::right},
                                                           {{"200 米以外", "Beyond 200 m"}, Align::right}});
  for (const auto& of_class : by_class(rows))
    for (const AroundPlaces& row : of_class.first(std::min(kCategories, of_class.size())))
      if (row.near.rebounds > 0)
        table.row({both(class_words(row.place_class)), escaped(row.category), thousands(row.near.rebounds),
                   rate_text(row.near), rate_text(row.beyond)});
  return table.done();
}

BarRow bar_of(const AroundPlaces& row, const hotspot::GroupCurve& curve, bool near) {
  const Words where = near ? class_words(row.place_class) : Words{"200 米以外", "beyond 200 m"};
  const double rate = std::isnan(curve.rate) ? 0.0 : curve.rate;
  return {{row.category + " · " + where.zh, row.category + " · " + where.en},
          {{where, rate * 100.0, percent(rate), near ? "assigned" : "open"}},
          percent(rate)};
}

std::string rate_chart(const std::vector<AroundPlaces>& rows) {
  std::vector<BarRow> bars;
  for (const auto& of_class : by_class(rows))
    for (const AroundPlaces& row : of_class.first(std::min(kDrawn, of_class.size())))
      if (row.near.rebounds > 0)
        bars.push_back(bar_of(row, row.near, true)), bars.push_back(bar_of(row, row.beyond, false));
  const std::vector<Key> keys{{"assigned", {"场所 100 米内", "Within 100 m of a place"}},
                              {"open", {"200 米以外", "Beyond 200 m of all of them"}}};
  return figure(
      bar_chart({"反弹率：场所周边与别处", "Rates of rebound: around places and elsewhere"}, bars) + legend(keys),
      {"每类场所反弹最多的两个类别：办结后在期限内于同处再次出现的比例。",
       "The two categories with most rebounds around each kind of place: the share that comes back there within "
       "the window."});
}

}  // namespace

std::string around_section(const ReportData& data) {
  if (data.around.empty()) return {};
  return heading(
             3, {"学校、医院、商场、车站周边的复发", "What comes back around schools, hospitals, malls and stations"}) +
         class_table(data.around) + rate_chart(data.around) + category_table(data.around) +
         paragraph(
             {"数据：around_places.csv（libgrid forest --places）。距离按街道计；100 至 200 "
              "米之间的案件不计入两边。括号内为 95% 区间。",
              "Data: around_places.csv (libgrid forest --places). Cases between 100 and 200 m count on neither side; "
              "95 % intervals in brackets."},
             "fine");
}

}  // namespace libgrid::workflow::detail::report
