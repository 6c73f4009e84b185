#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/global_statistics.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/analyse_global.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/category_words.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>
#include <libgrid/workflow/detail/zone_series.hpp>

namespace libgrid::workflow {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct GlobalRow {
  std::string value;  ///< reports, reports_per_km
  std::string name;
  double statistic = 0.0, expectation = 0.0, variance = 0.0, z = 0.0;
  double p_two_sided = kNone, p_permutation = kNone;
};

struct ZoneLinks {
  hotspot::Weights binary, rows;
};

std::vector<std::size_t> above_mean(const std::vector<double>& values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  std::vector<std::size_t> of;
  for (const double value : values) of.push_back(value > mean ? 1 : 0);
  return of;
}

std::vector<GlobalRow> rows_of(const ZoneLinks& links, const std::string& value, const std::vector<double>& values) {
  std::vector<GlobalRow> rows;
  const auto add = [&](const char* name, const hotspot::GlobalStatistic& s) {
    rows.push_back({value, name, s.statistic, s.expectation, s.variance, s.z, s.p_two_sided, kNone});
  };
  add("moran_i", hotspot::moran_i(links.rows, values));
  add("geary_c", hotspot::geary_c(links.rows, values));
  static constexpr const char* kJoins[] = {"joins_low_low", "joins_low_high", "joins_high_high"};
  std::size_t k = 0;
  for (const hotspot::JoinCount& join : hotspot::join_counts(links.binary, above_mean(values), 2)) {
    const double p = std::erfc(std::abs(join.z) / std::sqrt(2.0));
    rows.push_back({value, kJoins[k++], join.statistic, join.expectation, join.variance, join.z, p, kNone});
  }
  return rows;
}

/// Deals the values out anew: a shuffle by the seed.
void shuffle(std::vector<double>& values, std::uint64_t seed, std::uint64_t stream) {
  const CounterRandom draw{seed, stream};
  for (std::size_t i = values.size(); i-- > 1;)
    std::swap(values[i], values[static_cast<std::size_t>(draw.below(i, i + 1))]);
}

void add_permutations(const ZoneLinks& links, const std::vector<double>& values, const GlobalRequest& request,
                      std::vector<GlobalRow>& rows) {
  if (request.permutations == 0) return;
  std::vector<std::size_t> as_far(rows.size(), 1);
  for (std::size_t r = 0; r < request.permutations; ++r) {
    std::vector<double> dealt = values;
    shuffle(dealt, request.seed, r);
    const std::vector<GlobalRow> chance = rows_of(links, rows.front().value, dealt);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const double seen = std::abs(rows[k].statistic - rows[k].expectation);
      as_far[k] += std::abs(chance[k].statistic - rows[k].expectation) >= seen - 1e-12 * (1.0 + seen) ? 1 : 0;
    }
  }
  for (std::size_t k = 0; k < rows.size(); ++k)
    if (std::isfinite(rows[k].statistic))
      rows[k].p_permutation = static_cast<double>(as_far[k]) / static_cast<double>(request.permutations + 1);
}

detail::OutputTable table_of(const std::vector<GlobalRow>& rows) {
  io::CsvWriter csv({"value", "name", "statistic", "expectation", "variance", "z", "p_two_sided", "p_permutation"});
  for (const GlobalRow& row : rows) {
    csv.add(row.value).add(row.name).add(row.statistic).add(row.expectation).add(row.variance).add(row.z);
    csv.add(row.p_two_sided).add(row.p_permutation).end_row();
  }
  return {"global.csv", csv.text()};
}

io::Layer layer_of(const detail::ZoneSeries& series, const std::vector<double>& counts) {
  using io::ColumnType;
  io::Layer layer{.name = "zones",
                  .geometry = io::GeometryKind::multipolygon,
                  .columns = {{"zone_code", ColumnType::text},
                              {"reports", ColumnType::integer},
                              {"street_km", ColumnType::real},
                              {"high", ColumnType::integer}}};
  const std::vector<std::size_t> high = above_mean(counts);
  for (std::size_t i = 0; i < series.size(); ++i)
    layer.rows.push_back({{series.codes[i], static_cast<std::int64_t>(counts[i]), series.kilometres[i],
                           static_cast<std::int64_t>(high[i])},
                          to_wkb(series.shapes[i])});
  return layer;
}

detail::ZonePicture picture_of(const detail::ZoneSeries& series, const GlobalRequest& request,
                               const std::vector<double>& counts) {
  detail::ZonePicture picture;
  picture.title = {"全局空间自相关", "Global spatial autocorrelation"};
  picture.note = detail::words_of(request.categories);
  picture.shapes = series.shapes;
  picture.legend_of = above_mean(counts);
  picture.legend = {{"#f4f4f0", {"上报数不高于平均", "reports at most the mean"}},
                    {"#d7301f", {"上报数高于平均", "reports above the mean"}}};
  return picture;
}

detail::AnalysisDocument document_of(const detail::ZoneSeries& series, const hotspot::Weights& links,
                                     const GlobalRequest& request, const std::vector<GlobalRow>& rows) {
  detail::AnalysisDocument document;
  document.parameters = {{"categories", detail::words_of(request.categories).en},
                         {"zones", static_cast<std::int64_t>(series.size())},
                         {"neighbours", std::string("common border")},
                         {"permutations", static_cast<std::int64_t>(request.permutations)}};
  document.seed = request.seed;
  document.n = std::ssize(series.events);
  for (const GlobalRow& row : rows)
    document.statistics.push_back({.name = row.value + "_" + row.name,
                                   .statistic = row.statistic,
                                   .expectation = row.expectation,
                                   .variance = row.variance,
                                   .p = row.p_two_sided});
  std::size_t alone = 0;
  for (std::size_t i = 0; i < links.size(); ++i) alone += links.degree(i) == 0 ? 1 : 0;
  const auto warn = [&](std::size_t n, const std::string& en, const std::string& zh) {
    if (n > 0) document.warnings.push_back(std::to_string(n) + en + " | " + std::to_string(n) + zh);
  };
  warn(alone, " zones without a neighbour stay in n", " 个网格无邻居，仍计入 n");
  warn(static_cast<std::size_t>(series.left_out), " reports without a place or a zone", " 件上报无有效位置或网格");
  if (rows.back().value == "reports")
    document.warnings.emplace_back("Zones without streets: no values per km | 有网格无道路：不计每公里值");
  return document;
}

/// What a row is, for a reader.
detail::report::Words words_of_row(const std::string& name) {
  if (name == "moran_i") return {"莫兰指数 I", "Moran's I"};
  if (name == "geary_c") return {"吉尔里指数 C", "Geary's C"};
  if (name == "joins_low_low") return {"邻接计数：低与低", "Joins of low with low"};
  if (name == "joins_low_high") return {"邻接计数：低与高", "Joins of low with high"};
  return {"邻接计数：高与高", "Joins of high with high"};
}

StepSummary summary_of(const detail::AnalysisDocument& document, const std::vector<GlobalRow>& rows) {
  StepSummary summary{"global", 0.0, {}, document.warnings};
  summary.figures.push_back({"global_reports", document.n, "global.json", "", "Reports", "上报", ""});
  for (const GlobalRow& row : rows) {
    if (!std::isfinite(row.z)) continue;
    const std::string where = " FROM \"global\" WHERE value = '" + row.value + "' AND name = '" + row.name + "'";
    const std::string name = "global_" + row.value + "_" + row.name;
    const bool km = row.value == "reports_per_km";
    const detail::report::Words words = words_of_row(row.name);
    const std::string of = words.en + (km ? " (per km)" : ""), zh = words.zh + (km ? "（每公里）" : "");
    summary.figures.push_back({name, row.statistic, "global.csv", "SELECT statistic" + where, of, zh, ""});
    summary.figures.push_back({name + "_z", row.z, "global.csv", "SELECT z" + where, "  z", "  z", ""});
    summary.figures.push_back(
        {name + "_p", row.p_two_sided, "global.csv", "SELECT p_two_sided" + where, "  p (normal)", "  p（正态）", ""});
    if (std::isfinite(row.p_permutation))  // never below 1 / (permutations + 1)
      summary.figures.push_back({name + "_p_permutation", row.p_permutation, "global.csv",
                                 "SELECT p_permutation" + where, "  p (permutation)", "  p（置换）", ""});
  }
  return summary;
}

/// The table of both values. @pre at least four zones
std::vector<GlobalRow> all_rows(const detail::ZoneSeries& series, const ZoneLinks& links,
                                const std::vector<double>& counts, const GlobalRequest& request) {
  std::vector<GlobalRow> rows = rows_of(links, "reports", counts);
  add_permutations(links, counts, request, rows);
  if (!std::ranges::all_of(series.kilometres, [](double km) { return km > 0.0; })) return rows;
  std::vector<double> rates;
  for (std::size_t i = 0; i < counts.size(); ++i) rates.push_back(counts[i] / series.kilometres[i]);
  std::vector<GlobalRow> more = rows_of(links, "reports_per_km", rates);
  add_permutations(links, rates, request, more);
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

}  // namespace

Expected<StepSummary> analyse_global(const Workspace& workspace, const std::filesystem::path& folder,
                                     const GlobalRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  const auto permutations = static_cast<double>(request.permutations);
  GRID_CHECK(detail::parameters_hold({{"permutations", permutations, permutations <= 1e6, "at most 1000000"}}));
  GRID_TRY(series, detail::zone_series(workspace, request.categories));
  GRID_CHECK(detail::enough_zones(series.size()));
  const hotspot::Weights borders = detail::border_neighbours(series);
  const ZoneLinks links{borders, hotspot::coded(borders, hotspot::Coding::row_standardised)};
  const std::vector<double> counts = detail::counts_between(series, series.first, series.end);
  context.progress.report("global", 0.2);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  const std::vector<GlobalRow> rows = all_rows(series, links, counts, request);
  context.progress.report("global", 0.9);
  detail::AnalysisFiles files{.name = "global",
                              .tables = {table_of(rows)},
                              .layers = {layer_of(series, counts)},
                              .picture = picture_of(series, request, counts),
                              .document = document_of(series, borders, request, rows)};
  StepSummary summary = summary_of(files.document, rows);
  return detail::finish_analysis(workspace, folder, std::move(files), {std::move(summary), start, context});
}

}  // namespace libgrid::workflow
