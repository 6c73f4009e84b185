/// The analyst's statistics on arrays; libgrid/hotspot.py gives them their public face.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <libgrid/hotspot/clusters.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/hotspot/emerging.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>
#include <libgrid/hotspot/forest.hpp>
#include <libgrid/hotspot/global_statistics.hpp>
#include <libgrid/hotspot/inequality.hpp>
#include <libgrid/hotspot/knox.hpp>
#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/lookback_backtest.hpp>
#include <libgrid/hotspot/multiple_testing.hpp>
#include <libgrid/hotspot/rates.hpp>
#include <libgrid/hotspot/survival_curve.hpp>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "errors.hpp"
#include "hotspot_arrays.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

using hotspot::Weights;

py::tuple links(std::int64_t places, const py::object& from, const py::object& to) {
  const Integers a = integers(from, "origin"), b = integers(to, "neighbour");
  require_length(b.size(), a.size(), "neighbour", "origin");
  std::vector<hotspot::WeightedLink> all;
  for (std::size_t k = 0; k < a.size(); ++k) {
    require(a[k] >= 0 && a[k] < places && b[k] >= 0 && b[k] < places, "origin", "a link names no place");
    all.push_back({static_cast<std::uint32_t>(a[k]), static_cast<std::uint32_t>(b[k]), 1.0});
  }
  return parts_of(hotspot::weights_from_links(static_cast<std::size_t>(places), std::move(all)));
}

py::tuple grid(std::int64_t columns, std::int64_t rows, bool queen) {
  require(columns > 0 && rows > 0 && columns < 65536 && rows < 65536, "columns", "must be between 1 and 65535");
  return parts_of(hotspot::grid_weights(static_cast<std::size_t>(columns), static_cast<std::size_t>(rows),
                                        queen ? hotspot::Contiguity::queen : hotspot::Contiguity::rook));
}

/// Who shares a border with whom; the four ragged arrays of shapes whose shared borders have equal vertices.
py::tuple contiguity(const py::tuple& zones, bool queen) {
  const std::vector<MultiPolygon> shapes = shapes_of({zones[0], zones[1], zones[2], zones[3]});
  return parts_of(without_gil([&] {
    return hotspot::contiguity_weights(shapes, queen ? hotspot::Contiguity::queen : hotspot::Contiguity::rook);
  }));
}

py::tuple band(const py::object& x, const py::object& y, double metres) {
  require(metres > 0.0, "metres", "must be above 0");
  return parts_of(hotspot::distance_band_weights(places_of(x, y), Metres{metres}));
}

py::tuple nearest(const py::object& x, const py::object& y, std::int64_t k) {
  const std::vector<Xy> places = places_of(x, y);
  require(k >= 0 && k < std::ssize(places), "k", "must be below the number of places");
  return parts_of(hotspot::nearest_weights(places, static_cast<std::size_t>(k)));
}

py::tuple coded(const py::tuple& weights, const std::string& coding) {
  const std::string codes = "BWCUS";
  const std::size_t at = coding.size() == 1 ? codes.find(coding) : std::string::npos;
  require(at != std::string::npos, "coding", "B, W, C, U or S");
  return parts_of(hotspot::coded(weights_of(weights), static_cast<hotspot::Coding>(at)));
}

py::tuple with_self(const py::tuple& weights) { return parts_of(hotspot::with_self(weights_of(weights))); }

py::dict local(const std::string& name, const py::tuple& parts, const py::object& values) {
  const Weights weights = weights_of(parts);
  const Doubles x = doubles(values, "values");
  require_length(x.size(), weights.size(), "values", "weights");
  require(x.size() >= 3, "values", "three numbers at least");
  require_finite(x, "values");
  hotspot::LocalStatistics s;
  if (name == "gi")
    s = hotspot::gi(weights, x.values());
  else if (name == "gi_star")
    s = hotspot::gi_star(hotspot::with_self(weights), x.values());
  else if (name == "moran")
    s = hotspot::local_moran(weights, x.values());
  else
    s = hotspot::local_geary(weights, x.values());
  std::vector<std::int64_t> flags;
  for (const hotspot::PlaceFlag flag : s.flag) flags.push_back(static_cast<std::int64_t>(flag));
  py::dict out;
  out["q"] = array_of(hotspot::benjamini_hochberg(s.p_two_sided));
  out["statistic"] = array_of(std::move(s.statistic));
  out["expectation"] = array_of(std::move(s.expectation));
  out["variance"] = array_of(std::move(s.variance));
  out["z"] = array_of(std::move(s.z));
  out["p_greater"] = array_of(std::move(s.p_greater));
  out["p_less"] = array_of(std::move(s.p_less));
  out["p_two_sided"] = array_of(std::move(s.p_two_sided));
  out["flag"] = array_of(std::move(flags));
  return out;
}

py::dict overall(const std::string& name, const py::tuple& parts, const py::object& values) {
  const Weights weights = weights_of(parts);
  const Doubles x = doubles(values, "values");
  require_length(x.size(), weights.size(), "values", "weights");
  require(x.size() >= 4, "values", "four numbers at least");
  require_finite(x, "values");
  const hotspot::GlobalStatistic g = name == "moran"   ? hotspot::moran_i(weights, x.values())
                                     : name == "geary" ? hotspot::geary_c(weights, x.values())
                                                       : hotspot::general_g(weights, x.values());
  py::dict out;
  out["statistic"] = g.statistic, out["expectation"] = g.expectation, out["variance"] = g.variance, out["z"] = g.z;
  out["variance_normal"] = g.variance_normal;
  out["p_greater"] = g.p_greater, out["p_less"] = g.p_less, out["p_two_sided"] = g.p_two_sided;
  return out;
}

py::dict joins(const py::tuple& parts, const py::object& classes) {
  const Weights weights = weights_of(parts);
  const Integers of = integers(classes, "classes");
  require_length(of.size(), weights.size(), "classes", "weights");
  require(of.size() >= 4, "classes", "four places at least");
  std::vector<std::size_t> kind;
  std::size_t count = 0;
  for (const std::int64_t c : of.values()) {
    require(c >= 0 && c < 1000, "classes", "must be between 0 and 999");
    kind.push_back(static_cast<std::size_t>(c)), count = std::max(count, kind.back() + 1);
  }
  const std::vector<hotspot::JoinCount> rows = hotspot::join_counts(weights, kind, count);
  using Row = hotspot::JoinCount;
  Table table(rows);
  table.column("a", [](const Row& r) { return r.a; }).column("b", [](const Row& r) { return r.b; });
  table.column("statistic", [](const Row& r) { return r.statistic; });
  table.column("expectation", [](const Row& r) { return r.expectation; });
  table.column("variance", [](const Row& r) { return r.variance; });
  table.column("z", [](const Row& r) { return r.z; });
  return table.done();
}

py::array_t<std::int64_t> quadrants(const py::tuple& parts, const py::object& values) {
  const Weights weights = weights_of(parts);
  const Doubles x = doubles(values, "values");
  require_length(x.size(), weights.size(), "values", "weights");
  require_finite(x, "values");
  std::vector<std::int64_t> out;
  for (const hotspot::Quadrant q : hotspot::quadrants(weights, x.values())) out.push_back(static_cast<std::int64_t>(q));
  return array_of(std::move(out));
}

py::array_t<double> yekutieli(const py::object& p) {
  const Doubles values = doubles(p, "p");
  require(std::ranges::all_of(values.values(), [](double v) { return v >= 0.0 && v <= 1.0; }), "p",
          "must be between 0 and 1");
  return array_of(hotspot::benjamini_yekutieli(values.values()));
}

Integers checked_counts(const py::object& counts, std::size_t places) {
  const Integers x = integers(counts, "counts");
  require_length(x.size(), places, "counts", "weights");
  require(std::ranges::all_of(x.values(),
                              [](std::int64_t v) { return v > -(std::int64_t{1} << 40) && v < std::int64_t{1} << 40; }),
          "counts", "must be below 2^40");
  return x;
}

/// The table of draws for these weights.
hotspot::IdTable draws_for(const Weights& weights, std::int64_t replicates, std::uint64_t seed) {
  require(replicates > 0 && replicates < 1'000'000, "replicates", "must be between 1 and 999,999");
  std::size_t width = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) width = std::max(width, weights.degree(i));
  require(width < weights.size(), "weights", "a place has all places as neighbours");
  return without_gil([&] {
    return hotspot::id_table(weights.size(), width, {.replicates = static_cast<std::size_t>(replicates), .seed = seed});
  });
}

py::tuple tail_arrays(const hotspot::TailCounts& tails) {
  return py::make_tuple(array_of(std::vector<std::int64_t>(tails.at_least.begin(), tails.at_least.end())),
                        array_of(std::vector<std::int64_t>(tails.at_most.begin(), tails.at_most.end())));
}

py::tuple permuted(const py::tuple& parts, const py::object& counts, std::int64_t replicates, std::uint64_t seed) {
  const Weights weights = weights_of(parts);
  const Integers x = checked_counts(counts, weights.size());
  const hotspot::IdTable table = draws_for(weights, replicates, seed);
  return tail_arrays(without_gil([&] { return hotspot::permuted_tails(weights, x.values(), table); }));
}

/// Of values that are no integers, or weights that differ within a row.
py::tuple permuted_sums(const py::tuple& parts, const py::object& values, std::int64_t replicates, std::uint64_t seed) {
  const Weights weights = weights_of(parts);
  const Doubles x = doubles(values, "values");
  require_length(x.size(), weights.size(), "values", "weights");
  require_finite(x, "values");
  const hotspot::IdTable table = draws_for(weights, replicates, seed);
  return tail_arrays(without_gil([&] { return hotspot::permuted_weighted_tails(weights, x.values(), table); }));
}

constexpr double kMostExactBytes = 1073741824.0;

py::tuple exact(const py::tuple& parts, const py::object& counts) {
  const Weights weights = weights_of(parts);
  const Integers x = checked_counts(counts, weights.size());
  require(hotspot::exact_memory(weights, x.values()) <= kMostExactBytes, "counts",
          "the table of sums would exceed 1 GiB; use the normal p of gi_star, permutation(), or coarser counts");
  auto tails = without_gil([&] { return hotspot::exact_conditional(weights, x.values()); });
  return py::make_tuple(array_of(std::move(tails.p_greater)), array_of(std::move(tails.p_less)),
                        array_of(std::move(tails.p_two_sided)));
}

hotspot::RateTable checked_rates(const Doubles& y, const Doubles& e) {
  require_length(e.size(), y.size(), "exposure", "events");
  const auto fine = [](double v) { return v >= 0.0 && std::isfinite(v); };
  require(std::ranges::all_of(y.values(), fine), "events", "must be 0 or more");
  require(std::ranges::all_of(e.values(), fine), "exposure", "must be 0 or more");
  require(std::ranges::any_of(e.values(), [](double v) { return v > 0.0; }), "exposure", "all are zero");
  return {y.values(), e.values()};
}

py::tuple shrunk(const py::object& events, const py::object& exposure) {
  const Doubles y = doubles(events, "events"), e = doubles(exposure, "exposure");
  const hotspot::RateTable table = checked_rates(y, e);
  const hotspot::EmpiricalBayes eb = hotspot::empirical_bayes(table);
  return py::make_tuple(array_of(eb.estimate), array_of(hotspot::eb_standardised(table)), eb.a, eb.b,
                        array_of(std::vector<std::int64_t>(eb.few.begin(), eb.few.end())));
}

py::dict local_rates(const py::tuple& parts, const py::object& events, const py::object& exposure) {
  const Weights weights = weights_of(parts);
  const Doubles y = doubles(events, "events"), e = doubles(exposure, "exposure");
  const hotspot::RateTable table = checked_rates(y, e);
  require_length(y.size(), weights.size(), "events", "weights");
  py::dict out;
  out["estimate"] = array_of(hotspot::local_empirical_bayes(weights, table));
  out["z"] = array_of(hotspot::poisson_score(weights, table));
  out["poisson_at_most"] = array_of(hotspot::poisson_at_most(table));
  return out;
}

py::dict forest(const py::dict& columns, double radius, std::int64_t window, std::int64_t grace) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  require(radius > 0.0 && grace >= 0 && grace <= window, "radius", "radius > 0 and 0 <= grace <= window");
  const hotspot::ForestRules rules{Metres{radius}, Seconds{window}, Seconds{grace}};
  hotspot::Forest found;
  hotspot::ForestShape shape;
  {
    const py::gil_scoped_release released;
    found = hotspot::rebound_forest(cases, rules);
    shape = hotspot::shape_of(cases, found);
  }
  return forest_columns(found, std::move(shape));
}

py::dict survival(const py::object& times, const py::object& events) {
  const Integers t = integers(times, "times"), e = integers(events, "events");
  require_length(e.size(), t.size(), "events", "times");
  std::vector<std::int32_t> short_times(t.size());
  std::vector<std::uint8_t> ends(e.size());
  std::int64_t bits = 0;  // negative if a time is, wide if one is: one pass over the columns
  for (std::size_t i = 0; i < t.size(); ++i) {
    bits |= t[i];
    short_times[i] = static_cast<std::int32_t>(t[i]);
    ends[i] = e[i] != 0 ? std::uint8_t{1} : std::uint8_t{0};
  }
  require(bits >= 0, "times", "must be 0 or more");
  const hotspot::SurvivalCurve curve = without_gil([&] {
    if (bits <= std::numeric_limits<std::int32_t>::max()) return hotspot::survival_curve(short_times, ends);
    std::vector<hotspot::Subject> subjects;
    for (std::size_t i = 0; i < t.size(); ++i)
      subjects.push_back({.entry = 0, .exit = t[i], .cause = e[i] != 0 ? 1U : 0U});
    return hotspot::survival_curve(subjects);
  });
  std::vector<std::int64_t> time, at_risk, happened;
  std::vector<double> s, lower, upper, hazard;
  for (const hotspot::CurvePoint& point : curve.points) {
    time.push_back(point.time), at_risk.push_back(point.at_risk), happened.push_back(point.events);
    s.push_back(point.survival), lower.push_back(point.lower), upper.push_back(point.upper);
    hazard.push_back(point.hazard);
  }
  py::dict out;
  out["time"] = array_of(std::move(time)), out["at_risk"] = array_of(std::move(at_risk));
  out["events"] = array_of(std::move(happened)), out["survival"] = array_of(std::move(s));
  out["lower"] = array_of(std::move(lower)), out["upper"] = array_of(std::move(upper));
  out["hazard"] = array_of(std::move(hazard));
  return out;
}

py::array_t<std::int64_t> clusters(const py::object& x, const py::object& y, double reach, std::int64_t least) {
  const std::vector<Xy> points = places_of(x, y);
  require(reach > 0.0 && least > 0, "reach", "reach and least must be above 0");
  return array_of(
      without_gil([&] { return hotspot::dbscan(points, {Metres{reach}, static_cast<std::size_t>(least)}); }));
}

py::dict knox(const py::object& x, const py::object& y, const py::object& times, const std::vector<double>& distances,
              const std::vector<std::int64_t>& gaps, std::int64_t replicates, std::uint64_t seed,
              const py::object& groups, bool manhattan) {
  const std::vector<Xy> points = places_of(x, y);
  const Integers t = integers(times, "times");
  require_length(t.size(), points.size(), "times", "x");
  require(distances.size() >= 2 && std::ranges::is_sorted(distances) && distances.back() > 0.0, "distances",
          "two ascending edges at least");
  require(gaps.size() >= 2 && std::ranges::is_sorted(gaps) && gaps.front() >= 0, "gaps",
          "two ascending edges at least");
  require(replicates >= 0, "replicates", "must be 0 or more");
  const hotspot::KnoxOptions options{distances, gaps, static_cast<std::size_t>(replicates), seed,
                                     manhattan ? hotspot::PairDistance::manhattan : hotspot::PairDistance::euclidean};
  const Integers of = integers(groups, "groups");
  if (of.size() > 0) require_length(of.size(), points.size(), "groups", "x");
  std::vector<std::uint32_t> group;
  for (const std::int64_t g : of.values()) {
    require(g >= 0 && g < std::int64_t{1} << 31, "groups", "must be between 0 and 2^31");
    group.push_back(static_cast<std::uint32_t>(g));
  }
  hotspot::KnoxTable table = without_gil([&] { return hotspot::knox_table(points, t.values(), group, options); });
  py::dict out;
  out["observed"] = array_of(std::move(table.observed)), out["expectation"] = array_of(std::move(table.expectation));
  out["mean"] = array_of(std::move(table.mean));
  out["at_least"] = array_of(std::vector<std::int64_t>(table.at_least.begin(), table.at_least.end()));
  return out;
}

py::array_t<double> density(const py::object& x, const py::object& y, std::array<double, 3> origin_and_cell,
                            std::array<std::int64_t, 2> size, const std::string& kernel, double bandwidth,
                            bool adaptive) {
  const std::array<std::string, 4> names{"uniform", "quadratic", "quartic", "gaussian"};
  const auto at = std::ranges::find(names, kernel);
  require(at != names.end(), "kernel", "uniform, quadratic, quartic or gaussian");
  require(bandwidth > 0.0 && origin_and_cell[2] > 0.0, "bandwidth", "bandwidth and cell must be above 0");
  require(size[0] > 0 && size[1] > 0 && size[0] < 65536 && size[1] < 65536, "size", "must be between 1 and 65535");
  const std::vector<Xy> points = places_of(x, y);
  const hotspot::DensityRaster raster{{origin_and_cell[0], origin_and_cell[1]},
                                      Metres{origin_and_cell[2]},
                                      static_cast<std::size_t>(size[0]),
                                      static_cast<std::size_t>(size[1])};
  const hotspot::DensityOptions options{static_cast<hotspot::Kernel>(at - names.begin()), Metres{bandwidth}, 1e-6,
                                        adaptive};
  return array_of(without_gil([&] { return hotspot::kernel_density(points, raster, options); }));
}

py::dict emerging(const py::tuple& parts, const py::object& counts, std::int64_t bins, double level,
                  std::int64_t before) {
  const Weights weights = weights_of(parts);
  const Doubles x = doubles(counts, "counts");
  require(bins > 0 && before >= 0 && x.size() == weights.size() * static_cast<std::size_t>(bins), "counts",
          "places x bins numbers are needed");
  require(level > 0.0 && level < 1.0, "level", "must be above 0 and below 1");
  const auto places = without_gil([&] {
    return hotspot::emerging_hotspots(weights, {x.values(), static_cast<std::size_t>(bins)},
                                      {level, static_cast<std::size_t>(before)});
  });
  std::vector<std::int64_t> kind, hot, cold;
  std::vector<double> trend_z, trend_p, z;
  for (const hotspot::EmergingPlace& place : places) {
    kind.push_back(static_cast<std::int64_t>(place.kind)), hot.push_back(place.hot), cold.push_back(place.cold);
    trend_z.push_back(place.trend.z), trend_p.push_back(place.trend.p);
    z.insert(z.end(), place.z.begin(), place.z.end());
  }
  py::dict out;
  out["kind"] = array_of(std::move(kind)), out["hot"] = array_of(std::move(hot)),
  out["cold"] = array_of(std::move(cold));
  out["trend_z"] = array_of(std::move(trend_z)), out["trend_p"] = array_of(std::move(trend_p)),
  out["z"] = array_of(std::move(z));
  return out;
}

py::tuple theil(const py::object& values, const py::object& groups, const py::object& weights) {
  const Doubles x = doubles(values, "values"), weight = doubles(weights, "weights");
  const Integers of = integers(groups, "groups");
  require_length(of.size(), x.size(), "groups", "values");
  require_length(weight.size(), x.size(), "weights", "values");
  require(std::ranges::all_of(weight.values(), [](double v) { return v > 0.0; }), "weights", "must be above 0");
  require(std::ranges::all_of(x.values(), [](double v) { return v >= 0.0; }) &&
              std::ranges::any_of(x.values(), [](double v) { return v > 0.0; }),
          "values", "must be 0 or more, one above");
  std::vector<std::size_t> group;
  std::size_t count = 0;
  for (const std::int64_t g : of.values()) {
    require(g >= 0 && g < 1'000'000, "groups", "must be between 0 and 999,999");
    group.push_back(static_cast<std::size_t>(g)), count = std::max(count, group.back() + 1);
  }
  const hotspot::Theil t = hotspot::theil_index(x.values(), group, count, weight.values());
  return py::make_tuple(t.total, t.between, t.within, hotspot::gini(x.values()));
}

py::tuple probability(const py::dict& columns, std::int64_t day, double radius, std::int64_t window, std::int64_t ahead,
                      std::int64_t history) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  require(radius > 0.0 && window > 0 && ahead > 0 && history > 0, "radius", "all rules must be above 0");
  const hotspot::LookBackRules rules{Metres{radius}, Seconds{window}, Seconds{ahead}, Seconds{history}};
  std::vector<std::size_t> candidates;
  std::vector<double> p;
  {
    const py::gil_scoped_release released;
    candidates = hotspot::lookback_candidates(cases, LocalTime{day}, rules);
    p = hotspot::rebound_probability(cases, candidates, LocalTime{day}, rules);
  }
  return py::make_tuple(array_of(std::vector<std::int64_t>(candidates.begin(), candidates.end())),
                        array_of(std::move(p)));
}

py::dict backtest(const py::dict& columns, const std::vector<std::int64_t>& days, double share, std::int64_t window,
                  std::uint64_t seed) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  require(days.size() >= 2 && std::ranges::is_sorted(days), "days", "two ascending days at least");
  require(share > 0.0 && share <= 1.0, "share", "must be above 0, at most 1");
  std::vector<LocalTime> starts;
  for (const std::int64_t day : days) starts.push_back(LocalTime{day});
  hotspot::LookBackRules rules;
  rules.window = Seconds{window};
  const hotspot::BackTest test = without_gil([&] {
    return hotspot::backtest(cases, starts, rules, {.budget_share = share, .bootstraps = 1000, .seed = seed});
  });
  const auto triple = [](const hotspot::Interval& i) { return py::make_tuple(i.estimate, i.lower, i.upper); };
  py::dict out, found, yield;
  for (const hotspot::RuleResult& rule : test.rules) {
    const py::str name(std::string(hotspot::kLookBackRuleNames[static_cast<std::size_t>(rule.rule)]));
    found[name] = rule.found;
    yield[name] = triple(rule.yield);
  }
  out["candidates"] = test.candidates, out["came_back"] = test.came_back, out["found"] = found, out["yield"] = yield;
  out["best_simple"] = std::string(hotspot::kLookBackRuleNames[static_cast<std::size_t>(test.best_simple)]);
  out["against_random"] = triple(test.against_random), out["against_best"] = triple(test.against_best);
  out["calibration_error"] = test.calibration_error, out["brier"] = test.brier;
  return out;
}

}  // namespace

void bind_hotspot(py::module_& module) {
  module.def("hotspot_links", &links, py::arg("places"), py::arg("origin"), py::arg("neighbour"));
  module.def("hotspot_grid", &grid, py::arg("columns"), py::arg("rows"), py::arg("queen"));
  module.def("hotspot_contiguity", &contiguity, py::arg("zones"), py::arg("queen"));
  module.def("hotspot_band", &band, py::arg("x"), py::arg("y"), py::arg("metres"));
  module.def("hotspot_nearest", &nearest, py::arg("x"), py::arg("y"), py::arg("k"));
  module.def("hotspot_coded", &coded, py::arg("weights"), py::arg("coding"));
  module.def("hotspot_with_self", &with_self, py::arg("weights"));
  module.def("hotspot_local", &local, py::arg("name"), py::arg("weights"), py::arg("values"));
  module.def("hotspot_global", &overall, py::arg("name"), py::arg("weights"), py::arg("values"));
  module.def("hotspot_joins", &joins, py::arg("weights"), py::arg("classes"));
  module.def("hotspot_quadrants", &quadrants, py::arg("weights"), py::arg("values"));
  module.def("hotspot_yekutieli", &yekutieli, py::arg("p"));
  module.def("hotspot_local_rates", &local_rates, py::arg("weights"), py::arg("events"), py::arg("exposure"));
  module.def("hotspot_permuted", &permuted, py::arg("weights"), py::arg("counts"), py::arg("replicates"),
             py::arg("seed"));
  module.def("hotspot_permuted_sums", &permuted_sums, py::arg("weights"), py::arg("values"), py::arg("replicates"),
             py::arg("seed"));
  module.def("hotspot_exact", &exact, py::arg("weights"), py::arg("counts"));
  module.def("hotspot_rates", &shrunk, py::arg("events"), py::arg("exposure"));
  module.def("hotspot_forest", &forest, py::arg("cases"), py::arg("radius"), py::arg("window"), py::arg("grace"));
  module.def("hotspot_survival", &survival, py::arg("times"), py::arg("events"));
  module.def("hotspot_dbscan", &clusters, py::arg("x"), py::arg("y"), py::arg("reach"), py::arg("least"));
  module.def("hotspot_knox", &knox, py::arg("x"), py::arg("y"), py::arg("times"), py::arg("distances"), py::arg("gaps"),
             py::arg("replicates"), py::arg("seed"), py::arg("groups"), py::arg("manhattan"));
  module.def("hotspot_density", &density, py::arg("x"), py::arg("y"), py::arg("origin_and_cell"), py::arg("size"),
             py::arg("kernel"), py::arg("bandwidth"), py::arg("adaptive"));
  module.def("hotspot_emerging", &emerging, py::arg("weights"), py::arg("counts"), py::arg("bins"), py::arg("level"),
             py::arg("before"));
  module.def("hotspot_theil", &theil, py::arg("values"), py::arg("groups"), py::arg("weights"));
  module.def("hotspot_probability", &probability, py::arg("cases"), py::arg("day"), py::arg("radius"),
             py::arg("window"), py::arg("ahead"), py::arg("history"));
  module.def("hotspot_backtest", &backtest, py::arg("cases"), py::arg("days"), py::arg("share"), py::arg("window"),
             py::arg("seed"));
}

}  // namespace libgrid::bindings
