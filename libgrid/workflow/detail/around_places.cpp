#include <libgrid/workflow/detail/around_places.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/named_columns.hpp>
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

template <class Number>
bool read_number(std::string_view text, Number& value) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc() && end == text.data() + text.size();
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

Expected<std::vector<AroundPlaces>> read_around_table(const std::filesystem::path& file) {
  std::vector<AroundPlaces> rows;
  const std::vector<std::string> columns{"class",          "category",       "near_reports",    "near_settled",
                                         "near_rebounds",  "near_rate",      "near_lower",      "near_upper",
                                         "beyond_reports", "beyond_settled", "beyond_rebounds", "beyond_rate",
                                         "beyond_lower",   "beyond_upper"};
  const auto use = [&](const io::CsvRow& row, std::span<const std::string_view> values) -> Expected<void> {
    AroundPlaces& out = rows.emplace_back();
    out.place_class = values[0], out.category = values[1];
    for (auto [curve, first] : {std::pair(&out.near, std::size_t{2}), std::pair(&out.beyond, std::size_t{8})}) {
      for (auto [count, at] : {std::pair(&curve->cases, first), std::pair(&curve->settled, first + 1),
                               std::pair(&curve->rebounds, first + 2)})
        if (!read_number(values[at], *count))
          return fail(make_error(ErrorCode::number_malformed, std::string(values[at]))
                          .at_row(row.number)
                          .at_field(columns[at]));
      for (auto [share, at] : {std::pair(&curve->rate, first + 3), std::pair(&curve->lower, first + 4),
                               std::pair(&curve->upper, first + 5)}) {
        *share = std::numeric_limits<double>::quiet_NaN();
        if (!values[at].empty() && !read_number(values[at], *share))
          return fail(make_error(ErrorCode::number_malformed, std::string(values[at]))
                          .at_row(row.number)
                          .at_field(columns[at]));
      }
    }
    return {};
  };
  GRID_CHECK(read_columns(file, columns, use, nullptr));
  return rows;
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
