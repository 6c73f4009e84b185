#include <libgrid/workflow/detail/around_places.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/place_file.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::string_view kRing = "ring_";
constexpr std::size_t kNear = 0, kBeyond = 2;  // of the rings

std::vector<AroundPlaces> rows_of_class(const ReboundAnalysis& analysis, const ReboundGroups& ring) {
  const std::size_t categories = analysis.categories.size();
  std::vector<std::size_t> of;
  for (std::size_t i = 0; i < analysis.cases.size(); ++i) {
    const std::size_t category = analysis.cases[i].category;
    of.push_back(ring.of[i] == kNear ? category : ring.of[i] == kBeyond ? categories + category : hotspot::kNoGroup);
  }
  auto curves = hotspot::rebound_curves(analysis.cases, analysis.forest, {of, 2 * categories},
                                        {analysis.last_opening, analysis.rules});
  std::vector<AroundPlaces> rows;
  for (std::size_t c = 0; c < categories; ++c)
    if (curves[c].cases > 0)
      rows.push_back({ring.grouping.substr(kRing.size()), analysis.categories[c], std::move(curves[c]),
                      std::move(curves[categories + c])});
  return rows;
}

std::optional<double> number(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

void add_curve(io::CsvWriter& csv, const hotspot::GroupCurve& curve) {
  csv.add(curve.cases).add(curve.settled).add(curve.rebounds);
  csv.add(number(curve.rate)).add(number(curve.lower)).add(number(curve.upper));
}

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace

std::vector<AroundPlaces> around_places(const ReboundAnalysis& analysis, std::span<const ReboundGroups> rings) {
  std::vector<AroundPlaces> rows;
  for (const ReboundGroups& ring : rings)
    for (AroundPlaces& row : rows_of_class(analysis, ring)) rows.push_back(std::move(row));
  std::ranges::sort(rows, [](const AroundPlaces& a, const AroundPlaces& b) {
    return std::tie(a.place_class, b.near.rebounds, a.category) < std::tie(b.place_class, a.near.rebounds, b.category);
  });
  return rows;
}

OutputTable around_table(std::span<const AroundPlaces> rows) {
  io::CsvWriter csv{"class",           "category",    "near_reports", "near_settled",   "near_rebounds",
                    "near_rate",       "near_lower",  "near_upper",   "beyond_reports", "beyond_settled",
                    "beyond_rebounds", "beyond_rate", "beyond_lower", "beyond_upper"};
  for (const AroundPlaces& row : rows) {
    csv.add(row.place_class).add(row.category);
    add_curve(csv, row.near);
    add_curve(csv, row.beyond);
    csv.end_row();
  }
  return {"around_places.csv", csv.text()};
}

std::vector<Figure> around_figures(std::span<const AroundPlaces> rows) {
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const AroundPlaces& row = rows[i];
    if ((i > 0 && rows[i - 1].place_class == row.place_class) || row.near.rebounds == 0) continue;
    figures.push_back({"around_" + row.place_class, row.near.rebounds, "around_places.csv",
                       "SELECT near_rebounds FROM around_places WHERE class = " + sql_text(row.place_class) +
                           " AND category = " + sql_text(row.category),
                       "Most rebounds within 100 m of places of class " + row.place_class + ": " + row.category,
                       std::string(class_in_chinese(row.place_class)) + "周边 100 米反弹最多：" + row.category, ""});
  }
  return figures;
}

}  // namespace libgrid::workflow::detail
