#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include <libgrid/hotspot/global_statistics.hpp>
#include <libgrid/hotspot/intervals.hpp>
#include <libgrid/hotspot/local_map.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/analyse_local.hpp>
#include <libgrid/workflow/detail/analysis_files.hpp>
#include <libgrid/workflow/detail/category_words.hpp>
#include <libgrid/workflow/detail/local_units.hpp>
#include <libgrid/workflow/detail/parameter_rules.hpp>

namespace libgrid::workflow {
namespace {

using hotspot::LocalColumn;
using hotspot::LocalKind;
using hotspot::LocalValue;
using hotspot::PlaceFlag;

constexpr const char* kKinds[] = {"gi", "gi_star", "local_moran", "local_geary", "poisson_score"};
constexpr const char* kFlags[] = {"none", "island", "no_variance", "whole_map", "no_exposure"};
constexpr const char* kQuadrants[] = {"zero", "high_high", "low_low", "high_low", "low_high"};
constexpr const char* kNeighbours[] = {"common border", "common border or corner", "within a distance", "nearest",
                                       "within a street distance"};

template <class Choice>
std::size_t place_of(Choice choice) {
  return static_cast<std::size_t>(choice);
}

enum class Heat : unsigned char { none, hot, cold, undefined };
constexpr const char* kHeats[] = {"none", "hot", "cold", ""};

struct LocalFindings {
  detail::LocalUnits units;
  hotspot::LocalMap map;
  double level = 0.05;

  /// By one of the q columns of Gi*.
  [[nodiscard]] Heat heat(const LocalColumn& star, const std::vector<double>& q, std::size_t i) const {
    if (star.told.flag[i] != PlaceFlag::none || std::isnan(q[i])) return Heat::undefined;
    if (q[i] > level) return Heat::none;
    return star.told.z[i] > 0.0 ? Heat::hot : Heat::cold;
  }
  [[nodiscard]] Heat heat_of_rate(std::size_t i) const {
    if (!map.has_rates) return Heat::undefined;
    const LocalColumn& star = map.column(LocalKind::gi_star, LocalValue::rate);
    return heat(star, star.q, i);
  }
  /// The exact p is about the neighbours, so their side decides: Gi, not Gi*.
  [[nodiscard]] Heat heat_exact(std::size_t i) const {
    const LocalColumn& gi = map.column(LocalKind::gi, LocalValue::reports);
    return heat(gi, gi.q_exact, i);
  }
  [[nodiscard]] const char* quadrant(std::size_t i) const {
    const auto& of = map.has_rates ? map.quadrants_of_rates[i] : map.quadrants_of_reports[i];
    return of ? kQuadrants[place_of(*of)] : "";
  }
  [[nodiscard]] PlaceFlag flag(std::size_t i) const {
    if (!(units.exposure[i] > 0.0)) return PlaceFlag::no_exposure;
    return map.column(LocalKind::gi_star, map.has_rates ? LocalValue::rate : LocalValue::reports).told.flag[i];
  }
};

/// What local.csv and the layer say about a unit, beside texts and counts.
std::vector<std::pair<const char*, double>> numbers_of(const LocalFindings& f, std::size_t i) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const double exposure = f.units.exposure[i];
  const bool rated = f.map.has_rates && exposure > 0.0;
  const hotspot::Interval95 sure = hotspot::poisson_interval(f.units.reports[i]);
  const auto of = [&](LocalKind kind, const std::vector<double> LocalColumn::* column, LocalValue value) {
    return value == LocalValue::rate && !f.map.has_rates ? none : (f.map.column(kind, value).*column)[i];
  };
  const auto z = [&](LocalKind kind, LocalValue value) {
    return value == LocalValue::rate && !f.map.has_rates ? none : f.map.column(kind, value).told.z[i];
  };
  using enum LocalKind;
  using enum LocalValue;
  return {{"exposure", exposure},
          {"expected", rated ? f.map.rates.b * exposure : none},
          {"rate", rated ? f.units.reports[i] / exposure : none},
          {"rate_lower", rated ? sure.lower / exposure : none},
          {"rate_upper", rated ? sure.upper / exposure : none},
          {"rate_eb", f.map.rates.estimate[i]},
          {"rate_eb_near", f.map.rates_near[i]},
          {"p_at_most", f.map.at_most[i]},
          {"poisson_score", z(poisson_score, rate)},
          {"gi_star_z", z(gi_star, rate)},
          {"gi_star_q", of(gi_star, &LocalColumn::q, rate)},
          {"gi_star_q_permutation", of(gi_star, &LocalColumn::q_permutation, rate)},
          {"counts_q_exact", of(gi, &LocalColumn::q_exact, reports)},
          {"moran_q_permutation", of(local_moran, &LocalColumn::q_permutation, rate)},
          {"geary_z", z(local_geary, rate)},
          {"geary_q_permutation", of(local_geary, &LocalColumn::q_permutation, rate)}};
}

detail::OutputTable unit_table(const LocalFindings& f) {
  std::vector<std::string> header{"unit_code", "upper_code", "reports",    "neighbours", "flag",
                                  "few",       "heat_rate",  "heat_exact", "quadrant"};
  for (const auto& [name, number] : numbers_of(f, 0)) header.emplace_back(name);
  io::CsvWriter csv(header);
  for (std::size_t i = 0; i < f.units.size(); ++i) {
    csv.add(f.units.codes[i]).add(f.units.uppers[i]).add(std::llround(f.units.reports[i]));
    csv.add(f.units.around.degree(i)).add(kFlags[place_of(f.flag(i))]).add(bool{f.map.rates.few[i]});
    csv.add(kHeats[place_of(f.heat_of_rate(i))]).add(kHeats[place_of(f.heat_exact(i))]).add(f.quadrant(i));
    for (const auto& [name, number] : numbers_of(f, i)) csv.add(number);
    csv.end_row();
  }
  return {"local.csv", csv.text()};
}

detail::OutputTable statistic_table(const LocalFindings& f) {
  io::CsvWriter csv({"unit_code", "value", "name", "flag", "statistic", "expectation", "variance", "z", "p_greater",
                     "p_less", "p_two_sided", "p_permutation", "p_exact", "q", "q_dependent", "q_permutation",
                     "q_exact"});
  for (std::size_t i = 0; i < f.units.size(); ++i)
    for (const LocalColumn& column : f.map.columns) {
      const hotspot::LocalStatistics& told = column.told;
      const bool known = told.flag[i] == PlaceFlag::none;
      const auto p = [&](double value) { return known ? std::optional(value) : std::nullopt; };
      csv.add(f.units.codes[i]).add(column.value == LocalValue::rate ? "rate" : "reports");
      csv.add(kKinds[place_of(column.kind)]).add(kFlags[place_of(told.flag[i])]);
      csv.add(told.statistic[i]).add(told.expectation[i]).add(told.variance[i]).add(told.z[i]);
      csv.add(p(told.p_greater[i])).add(p(told.p_less[i])).add(p(told.p_two_sided[i]));
      csv.add(column.p_permutation[i]).add(column.p_exact[i]).add(column.q[i]).add(column.q_dependent[i]);
      csv.add(column.q_permutation[i]).add(column.q_exact[i]).end_row();
    }
  return {"local_statistics.csv", csv.text()};
}

io::Layer layer_of(const LocalFindings& f) {
  using io::ColumnType;
  io::Layer layer{.name = "local",
                  .geometry = io::GeometryKind::multipolygon,
                  .columns = {{"unit_code", ColumnType::text},
                              {"upper_code", ColumnType::text},
                              {"reports", ColumnType::integer},
                              {"neighbours", ColumnType::integer},
                              {"flag", ColumnType::text},
                              {"few", ColumnType::integer},
                              {"heat_rate", ColumnType::text},
                              {"heat_exact", ColumnType::text},
                              {"quadrant", ColumnType::text}}};
  for (const auto& [name, number] : numbers_of(f, 0)) layer.columns.push_back({name, ColumnType::real});
  for (std::size_t i = 0; i < f.units.size(); ++i) {
    io::LayerRow row{{f.units.codes[i], f.units.uppers[i], std::int64_t{std::llround(f.units.reports[i])},
                      static_cast<std::int64_t>(f.units.around.degree(i)), std::string(kFlags[place_of(f.flag(i))]),
                      std::int64_t{f.map.rates.few[i] ? 1 : 0}, std::string(kHeats[place_of(f.heat_of_rate(i))]),
                      std::string(kHeats[place_of(f.heat_exact(i))]), std::string(f.quadrant(i))},
                     to_wkb(f.units.shapes[i])};
    for (const auto& [name, number] : numbers_of(f, i)) row.cells.emplace_back(number);
    layer.rows.push_back(std::move(row));
  }
  return layer;
}

detail::ZonePicture picture_of(const LocalFindings& f, const LocalRequest& request) {
  detail::ZonePicture picture;
  picture.title = {"局部热点", "Local hot spots"};
  const detail::report::Words what = detail::words_of(request.categories);
  const std::string n = std::to_string(f.units.size()), by = f.units.exposure_of;
  picture.note = {what.zh + "，" + n + " 个单元，Gi*（" + by + " 收缩率）",
                  what.en + ", " + n + " units, Gi* of shrunk rates (" + by + ")"};
  picture.shapes = f.units.shapes;
  picture.legend = {{"#f4f4f0", {"不显著", "not significant"}},
                    {"#b30000", {"热点", "hot"}},
                    {"#2b8cbe", {"冷点", "cold"}},
                    {"#d9d9d9", {"无值（无道路或无邻居）", "no value (no exposure, or no neighbour)"}}};
  for (std::size_t i = 0; i < f.units.size(); ++i) {
    const Heat heat = f.map.has_rates ? f.heat_of_rate(i) : f.heat_exact(i);
    picture.legend_of.push_back(place_of(heat));
    const detail::report::Words word = picture.legend[place_of(heat)].words;
    const std::string count = std::to_string(std::llround(f.units.reports[i]));
    picture.tips.push_back({f.units.codes[i] + "：" + count + " 件，" + word.zh,
                            f.units.codes[i] + ": " + count + " reports, " + word.en});
  }
  return picture;
}

/// The whole map under the same neighbours: Moran, Geary, general G, joins of high with high.
void add_global(const LocalFindings& f, detail::AnalysisDocument& document) {
  const hotspot::Weights rows = hotspot::coded(f.units.around, hotspot::Coding::row_standardised);
  const std::vector<double>& counts = f.units.reports;
  const auto add = [&](const char* name, double statistic, double expectation, double variance, double p) {
    document.statistics.push_back(
        {.name = name, .statistic = statistic, .expectation = expectation, .variance = variance, .p = p});
  };
  const auto told = [&](const char* name, const hotspot::GlobalStatistic& s) {
    add(name, s.statistic, s.expectation, s.variance, s.p_two_sided);
  };
  told("moran_i", hotspot::moran_i(rows, counts));
  told("geary_c", hotspot::geary_c(rows, counts));
  told("general_g", hotspot::general_g(f.units.around, counts));
  const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
  std::vector<std::size_t> high;
  for (const double count : counts) high.push_back(count > mean ? 1 : 0);
  static constexpr const char* kJoins[] = {"joins_low_low", "joins_low_high", "joins_high_high"};
  const auto joins = hotspot::join_counts(f.units.around, high, 2);
  for (std::size_t k = 0; k < joins.size(); ++k)
    add(kJoins[k], joins[k].statistic, joins[k].expectation, joins[k].variance,
        std::erfc(std::abs(joins[k].z) / std::sqrt(2.0)));
}

struct LocalCounts {
  std::int64_t hot = 0, cold = 0, hot_exact = 0, cold_exact = 0, few = 0, islands = 0, no_exposure = 0;
};

LocalCounts counts_of(const LocalFindings& f) {
  LocalCounts n;
  const auto& gi = f.map.column(LocalKind::gi, LocalValue::reports).told;
  for (std::size_t i = 0; i < f.units.size(); ++i) {
    n.hot += f.heat_of_rate(i) == Heat::hot ? 1 : 0, n.cold += f.heat_of_rate(i) == Heat::cold ? 1 : 0;
    n.hot_exact += f.heat_exact(i) == Heat::hot ? 1 : 0, n.cold_exact += f.heat_exact(i) == Heat::cold ? 1 : 0;
    n.few += f.map.rates.few[i] && f.units.exposure[i] > 0.0 ? 1 : 0;
    n.islands += gi.flag[i] == PlaceFlag::island ? 1 : 0, n.no_exposure += f.units.exposure[i] > 0.0 ? 0 : 1;
  }
  return n;
}

std::vector<std::string> warnings_of(const LocalFindings& f, const LocalRequest& request, const LocalCounts& n) {
  std::vector<std::string> warnings;
  const auto warn = [&](std::int64_t count, const std::string& en, const std::string& zh) {
    if (count > 0) warnings.push_back(std::to_string(count) + en + " | " + std::to_string(count) + zh);
  };
  warn(f.units.left_out, " reports without a place or a unit", " 件上报无有效位置或不在任何单元内");
  warn(n.islands, " units without a neighbour: no statistic", " 个单元没有邻居：无统计量");
  warn(n.no_exposure, " units without exposure: counted, but no rate", " 个单元没有暴露量：计数而无率");
  warn(f.units.off_street, " units without a street within 1000 m: no neighbours",
       " 个单元 1000 米内没有道路：没有邻居");
  warn(n.few, " units where fewer than ten reports are expected: read rate_eb, not rate, and the interval beside it",
       " 个单元期望上报不足十件：请看收缩率 rate_eb 及其旁的区间，不看原始率");
  if (!f.map.has_rates)
    warnings.emplace_back("No rates: fewer than four units with exposure | 无率：有暴露量的单元不足四个");
  if (!f.map.exact)
    warnings.emplace_back(
        "No exact p: the counts are too wide for it; take one category, or the permutation p | "
        "未计算精确 p 值：计数范围过大；请只选一个类别，或用置换 p 值");
  const double finest = 2.0 / (static_cast<double>(request.permutations) + 1.0);
  const double wanted = request.level / static_cast<double>(f.units.size());
  if (request.permutations > 0 && finest > 20.0 * wanted) {
    const std::string least = io::shortest_text(finest), most = std::to_string(std::llround(std::ceil(2.0 / wanted)));
    warnings.push_back(
        "A permutation p is never below " + least + ": after adjustment over " + std::to_string(f.units.size()) +
        " units few can pass; up to " + most + " permutations tell more | 置换 p 值不会低于 " + least + "：经 " +
        std::to_string(f.units.size()) + " 个单元校正后很少能通过；可增加置换次数，至多 " + most + " 次");
  }
  return warnings;
}

detail::AnalysisDocument document_of(const LocalFindings& f, const LocalRequest& request, const LocalCounts& n) {
  detail::AnalysisDocument document;
  document.parameters = {{"categories", detail::words_of(request.categories).en},
                         {"of", request.of},
                         {"plan", f.units.origin},
                         {"units", static_cast<std::int64_t>(f.units.size())},
                         {"exposure", f.units.exposure_of},
                         {"neighbours", std::string(kNeighbours[place_of(request.neighbours)])},
                         {"reach", request.reach.value},
                         {"nearest", static_cast<std::int64_t>(request.nearest)},
                         {"permutations", static_cast<std::int64_t>(request.permutations)},
                         {"level", request.level}};
  document.seed = request.seed;
  for (const double count : f.units.reports) document.n += std::llround(count);
  add_global(f, document);
  document.statistics.push_back({.name = "eb_rate", .statistic = f.map.rates.b, .variance = f.map.rates.a});
  document.definitions = {
      {"heat_rate",
       {"Gi*（经验贝叶斯标准化率）经 BH 校正后 q 不超过 level",
        "Gi* of rates standardised by empirical Bayes, q (Benjamini-Hochberg) at most the level"}},
      {"heat_exact",
       {"邻居计数之和的精确条件 p 经 BH 校正后不超过 level",
        "exact conditional p of the sum of the neighbours' counts, after Benjamini-Hochberg at most the level"}},
      {"quadrant",
       {"本单元与其邻居高于或低于平均（莫兰散点图象限）",
        "the unit and its neighbours above or below the mean (Moran's scatter plot)"}}};
  document.warnings = warnings_of(f, request, n);
  return document;
}

StepSummary summary_of(const LocalFindings& f, const detail::AnalysisDocument& document, const LocalCounts& n) {
  StepSummary summary{"local", 0.0, {}, document.warnings};
  const auto add = [&](const std::string& name, std::int64_t value, const std::string& what, const std::string& en,
                       const std::string& zh) {
    summary.figures.push_back({name, value, "local.csv", "SELECT " + what + " FROM local", en, zh, ""});
  };
  const auto units_where = [](const std::string& condition) { return "count(*) FILTER (WHERE " + condition + ")"; };
  add("local_units", std::ssize(f.units.codes), "count(*)", "Zones or blocks", "网格或街区");
  add("local_reports", document.n, "sum(reports)", "Reports in them", "其中上报");
  if (f.map.has_rates) {
    add("local_hot_rate", n.hot, units_where("heat_rate = 'hot'"), "Hot by Gi* of the shrunk rates",
        "热点（收缩率的 Gi*）");
    add("local_cold_rate", n.cold, units_where("heat_rate = 'cold'"), "Cold by it", "冷点（收缩率的 Gi*）");
  }
  if (f.map.exact) {
    add("local_hot_exact", n.hot_exact, units_where("heat_exact = 'hot'"),
        "Hot neighbourhoods by the exact p of counts", "邻域热点（计数的精确 p）");
    add("local_cold_exact", n.cold_exact, units_where("heat_exact = 'cold'"), "Cold ones by it",
        "邻域冷点（计数的精确 p）");
  }
  add("local_few", n.few, units_where("few = 1 AND exposure > 0"), "Fewer than ten reports expected",
      "期望上报不足十件");
  return summary;
}

Expected<void> sensible(const LocalRequest& request) {
  const double level = request.level, reach = request.reach.value;
  const auto permutations = static_cast<double>(request.permutations), nearest = static_cast<double>(request.nearest);
  return detail::parameters_hold({{"permutations", permutations, permutations <= 1e6, "at most 1000000"},
                                  {"level", level, level > 0.0 && level < 1.0, "above 0, below 1"},
                                  {"reach", reach, reach > 0.0, "above 0 m"},
                                  {"nearest", nearest, nearest >= 1.0, "1 or more"}});
}

}  // namespace

Expected<StepSummary> analyse_local(const Workspace& workspace, const std::filesystem::path& folder,
                                    const LocalRequest& request, const StepContext& context) {
  const double start = context.stopwatch();
  GRID_CHECK(sensible(request));
  LocalFindings found;
  GRID_TRY(units, detail::local_units(workspace, request));
  found.units = std::move(units), found.level = request.level;
  context.progress.report("local", 0.3);
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  found.map = hotspot::local_map(found.units.around, {found.units.reports, found.units.exposure},
                                 {.permutations = request.permutations, .seed = request.seed});
  context.progress.report("local", 0.9);
  const LocalCounts counts = counts_of(found);
  detail::AnalysisFiles files{.name = "local",
                              .tables = {unit_table(found), statistic_table(found)},
                              .layers = {layer_of(found)},
                              .picture = picture_of(found, request),
                              .document = document_of(found, request, counts)};
  StepSummary summary = summary_of(found, files.document, counts);
  return detail::finish_analysis(workspace, folder, std::move(files), {std::move(summary), start, context});
}

}  // namespace libgrid::workflow
