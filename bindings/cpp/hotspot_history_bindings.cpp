/// Histories: curves by group, repeats, chronic sites, campaigns and what follows them, visits to make.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <libgrid/hotspot/campaign.hpp>
#include <libgrid/hotspot/chronic.hpp>
#include <libgrid/hotspot/control_chart.hpp>
#include <libgrid/hotspot/inequality.hpp>
#include <libgrid/hotspot/lookback.hpp>
#include <libgrid/hotspot/negative_binomial.hpp>
#include <libgrid/hotspot/rebound_curves.hpp>
#include <libgrid/hotspot/survival_curve.hpp>

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "calls.hpp"
#include "columns.hpp"
#include "hotspot_arrays.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

hotspot::ForestRules rules_of(double radius, std::int64_t window, std::int64_t grace) {
  require(radius > 0.0 && grace >= 0 && grace <= window, "radius", "radius > 0 and 0 <= grace <= window");
  return {Metres{radius}, Seconds{window}, Seconds{grace}};
}

py::dict curves(const py::dict& columns, const py::object& groups, std::int64_t last_opening, double radius,
                std::int64_t window, std::int64_t grace) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  const Integers of = integers(groups, "groups");
  require_length(of.size(), cases.size(), "groups", "cases");
  const hotspot::WatchPeriod period{LocalTime{last_opening}, rules_of(radius, window, grace)};
  std::vector<std::size_t> group;
  std::size_t count = 0;
  for (const std::int64_t g : of.values()) {
    require(g >= -1 && g < 10'000'000, "groups", "must be -1 (none) or a number below 10^7");
    group.push_back(g < 0 ? hotspot::kNoGroup : static_cast<std::size_t>(g));
    count = std::max(count, static_cast<std::size_t>(g + 1));
  }
  const std::vector<hotspot::GroupCurve> found = without_gil([&] {
    return hotspot::rebound_curves(cases, hotspot::rebound_forest(cases, period.rules), {group, count}, period);
  });
  using Curve = hotspot::GroupCurve;
  Table table(found);
  table.column("cases", [](const Curve& c) { return c.cases; })
      .column("settled", [](const Curve& c) { return c.settled; })
      .column("watched", [](const Curve& c) { return c.watched; })
      .column("rebounds", [](const Curve& c) { return c.rebounds; })
      .column("suspects", [](const Curve& c) { return c.suspects; })
      .column("naive", [](const Curve& c) { return c.naive; })
      .column("rate", [](const Curve& c) { return c.rate; })
      .column("lower", [](const Curve& c) { return c.lower; })
      .column("upper", [](const Curve& c) { return c.upper; })
      .column("few", [](const Curve& c) { return c.few; });
  return table.done();
}

py::dict sensitivity(const py::dict& columns, std::int64_t last_opening, const std::vector<double>& radii,
                     const std::vector<std::int64_t>& windows, std::int64_t grace) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  hotspot::SensitivityGrid grid{{}, {}};
  for (const double r : radii) grid.radii.push_back(rules_of(r, grace, grace).radius);
  for (const std::int64_t w : windows) grid.windows.push_back(rules_of(1.0, w, grace).window);
  const hotspot::WatchPeriod period{LocalTime{last_opening}, {.grace = Seconds{grace}}};
  const auto rows = without_gil([&] { return hotspot::sensitivity(cases, period, grid); });
  using Row = hotspot::SensitivityRow;
  Table table(rows);
  table.column("radius", [](const Row& r) { return r.radius; })
      .column("days", [](const Row& r) { return static_cast<double>(r.window.value) / 86'400.0; })
      .column("settled", [](const Row& r) { return r.counts.settled; })
      .column("rebounds", [](const Row& r) { return r.counts.rebounds; })
      .column("suspects", [](const Row& r) { return r.counts.suspects; })
      .column("naive", [](const Row& r) { return r.naive; })
      .column("rate", [](const Row& r) { return r.rate; })
      .column("lower", [](const Row& r) { return r.lower; })
      .column("upper", [](const Row& r) { return r.upper; });
  return table.done();
}

py::dict incidence(const py::object& entry, const py::object& exit, const py::object& cause) {
  const Integers from = integers(entry, "entry"), to = integers(exit, "exit"), of = integers(cause, "cause");
  require_length(from.size(), to.size(), "entry", "exit");
  require_length(of.size(), to.size(), "cause", "exit");
  std::vector<hotspot::Subject> subjects;
  std::size_t causes = 0;
  for (std::size_t i = 0; i < to.size(); ++i) {
    require(from[i] >= 0 && (from[i] < to[i] || (from[i] == 0 && to[i] == 0)), "entry", "0 <= entry < exit");
    require(of[i] >= 0 && of[i] < 1000, "cause", "must be between 0 (censored) and 999");
    subjects.push_back({from[i], to[i], static_cast<std::uint32_t>(of[i])});
    causes = std::max(causes, static_cast<std::size_t>(of[i]));
  }
  const auto points = without_gil([&] { return hotspot::cumulative_incidence(subjects, causes); });
  const auto flat = [&](std::vector<double> hotspot::IncidencePoint::* column) {
    std::vector<double> all;
    for (const hotspot::IncidencePoint& p : points) all.insert(all.end(), (p.*column).begin(), (p.*column).end());
    return array_of(std::move(all)).reshape({std::ssize(points), static_cast<py::ssize_t>(causes)});
  };
  Table table(points);
  table.column("time", [](const hotspot::IncidencePoint& p) { return p.time; });
  py::dict out = table.done();
  out["incidence"] = flat(&hotspot::IncidencePoint::incidence);
  out["variance"] = flat(&hotspot::IncidencePoint::variance);
  out["lower"] = flat(&hotspot::IncidencePoint::lower), out["upper"] = flat(&hotspot::IncidencePoint::upper);
  return out;
}

py::dict mean_count(const py::object& subject, const py::object& times, const py::object& watched) {
  const Integers who = integers(subject, "subject"), when = integers(times, "times"),
                 until = integers(watched, "watched");
  require_length(when.size(), who.size(), "times", "subject");
  std::vector<hotspot::Recurrences> places(until.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i].watched_until = until[i];
  for (std::size_t k = 0; k < who.size(); ++k) {
    require(who[k] >= 0 && who[k] < std::ssize(places), "subject", "an event has no subject");
    hotspot::Recurrences& place = places[static_cast<std::size_t>(who[k])];
    require(when[k] <= place.watched_until, "times", "an event lies after its subject was last watched");
    place.events.push_back(when[k]);
  }
  for (hotspot::Recurrences& place : places) std::ranges::sort(place.events);
  const auto points = without_gil([&] { return hotspot::mean_cumulative_count(places); });
  Table table(points);
  table.column("time", [](const hotspot::MeanCount& p) { return p.time; })
      .column("mean", [](const hotspot::MeanCount& p) { return p.mean; })
      .column("variance", [](const hotspot::MeanCount& p) { return p.variance; })
      .column("lower", [](const hotspot::MeanCount& p) { return p.lower; })
      .column("upper", [](const hotspot::MeanCount& p) { return p.upper; });
  return table.done();
}

py::dict chronic(const py::dict& columns, std::int64_t until, double radius, std::int64_t overdue, std::int64_t span,
                 std::int64_t least, std::int64_t window, std::int64_t grace) {
  const std::vector<hotspot::ForestCase> cases = cases_of(columns);
  const hotspot::ForestRules forest = rules_of(radius, window, grace);
  require(overdue >= 0 && span > 0 && least > 0, "overdue", "overdue 0 or more, span and least above 0");
  const hotspot::ChronicRules rules{LocalTime{until}, Metres{radius}, Seconds{overdue}, Seconds{span}, least};
  const auto sites =
      without_gil([&] { return hotspot::chronic_sites(cases, hotspot::rebound_forest(cases, forest), rules); });
  using Site = hotspot::ChronicSite;
  Table table(sites);
  table.column("category", [](const Site& s) { return s.category; })
      .column("x", [](const Site& s) { return s.centre.x; })
      .column("y", [](const Site& s) { return s.centre.y; })
      .column("cases", [](const Site& s) { return s.cases.size(); })
      .column("rebounds", [](const Site& s) { return s.rebounds; })
      .column("comes_back", [](const Site& s) { return s.comes_back; })
      .column("stays_open", [](const Site& s) { return s.stays_open; });
  py::list members;
  for (const Site& s : sites) members.append(array_of(std::vector<std::int64_t>(s.cases.begin(), s.cases.end())));
  py::dict out = table.done();
  out["members"] = members;
  return out;
}

/// Rows before, during, after of every zone.
std::vector<hotspot::ZonePeriods> periods_of(const py::object& table, const char* argument) {
  const Doubles x = doubles(table, argument);
  require(x.size() % 3 == 0, argument, "zones x 3 numbers are needed");
  std::vector<hotspot::ZonePeriods> zones;
  for (std::size_t i = 0; i < x.size(); i += 3) {
    for (std::size_t k = i; k < i + 3; ++k) require(x[k] >= 0.0 && std::isfinite(x[k]), argument, "must be 0 or more");
    zones.push_back({x[i], x[i + 1], x[i + 2]});
  }
  return zones;
}

void require_side(const std::vector<hotspot::ZonePeriods>& counts, const std::vector<hotspot::ZonePeriods>& exposure,
                  const char* argument) {
  require(counts.size() >= 2, argument, "two zones at least");
  require(exposure.empty() || exposure.size() == counts.size(), argument, "exposure needs a row per zone");
  for (const auto* side : {&counts, &exposure}) {
    hotspot::ZonePeriods sum;
    for (const hotspot::ZonePeriods& z : *side) sum.before += z.before, sum.during += z.during, sum.after += z.after;
    require(side->empty() || std::min({sum.before, sum.during, sum.after}) > 0.0, argument, "a period adds up to zero");
  }
}

py::dict campaign(const py::object& treated, const py::object& control, const py::object& treated_exposure,
                  const py::object& control_exposure, std::uint64_t seed) {
  const auto t = periods_of(treated, "treated"), c = periods_of(control, "control");
  const auto te = periods_of(treated_exposure, "treated_exposure");
  const auto ce = periods_of(control_exposure, "control_exposure");
  require_side(t, te, "treated");
  require_side(c, ce, "control");
  const hotspot::CampaignEffect e = without_gil([&] { return hotspot::campaign_effect({t, te}, {c, ce}, seed); });
  const auto effect = [](const hotspot::LogEffect& l) { return py::make_tuple(l.estimate, l.error, l.lower, l.upper); };
  py::dict out;
  out["during"] = effect(e.during), out["after"] = effect(e.after), out["difference"] = e.difference;
  out["returned"] = py::make_tuple(e.returned, e.returned_lower, e.returned_upper);
  out["returned_told"] = e.returned_told;
  return out;
}

py::dict negative_binomial(const py::object& treated, const py::object& control, const py::object& treated_exposure,
                           const py::object& control_exposure) {
  const auto t = periods_of(treated, "treated"), c = periods_of(control, "control");
  const auto te = periods_of(treated_exposure, "treated_exposure");
  const auto ce = periods_of(control_exposure, "control_exposure");
  require_side(t, te, "treated");
  require_side(c, ce, "control");
  const auto told = [](const hotspot::ZonePeriods& z) { return z.before + z.during + z.after > 0.0; };
  require(std::ranges::count_if(t, told) >= 2 && std::ranges::count_if(c, told) >= 2, "treated",
          "two zones with cases on either side are needed");
  const hotspot::NegativeBinomialEffect e =
      without_gil([&] { return hotspot::negative_binomial_effect({t, te}, {c, ce}); });
  const auto effect = [](const hotspot::LogEffect& l) { return py::make_tuple(l.estimate, l.error, l.lower, l.upper); };
  py::dict out;
  out["during"] = effect(e.during), out["after"] = effect(e.after), out["theta"] = e.theta;
  out["log_likelihood"] = e.log_likelihood, out["poisson"] = e.poisson, out["converged"] = e.converged;
  out["left_out"] = e.left_out;
  return out;
}

py::array_t<std::int64_t> controls(const py::object& treated_rate, const py::object& treated_kind,
                                   const py::object& pool_rate, const py::object& pool_kind) {
  const auto zones = [](const py::object& rates, const py::object& kinds, const char* argument) {
    const Doubles rate = doubles(rates, argument);
    const Integers kind = integers(kinds, argument);
    require_length(kind.size(), rate.size(), argument, argument);
    std::vector<hotspot::MatchZone> out;
    for (std::size_t i = 0; i < rate.size(); ++i) {
      require(rate[i] >= 0.0 && kind[i] >= 0, argument, "rates and kinds must be 0 or more");
      out.push_back({rate[i], static_cast<std::size_t>(kind[i])});
    }
    return out;
  };
  const std::vector<std::size_t> found =
      hotspot::matched_controls(zones(treated_rate, treated_kind, "treated"), zones(pool_rate, pool_kind, "pool"));
  return array_of(std::vector<std::int64_t>(found.begin(), found.end()));
}

py::dict chart(const py::object& counts, const std::string& kind, double mean, double ratio, double lambda, double arl0,
               std::uint64_t seed) {
  const std::vector<std::string> names{"cusum", "ewma", "glr"};
  const auto known = std::ranges::find(names, kind);
  require(known != names.end(), "kind", "cusum, ewma or glr");
  require(mean > 0.0 && mean < 1e6 && ratio > 1.0 && lambda > 0.0 && lambda <= 1.0, "mean",
          "mean > 0, ratio > 1, 0 < smoothing <= 1");
  require(arl0 >= 2.0 && arl0 <= 100'000.0, "arl0", "must be between 2 and 100,000 steps");
  const Integers y = integers(counts, "counts");
  for (const std::int64_t v : y.values()) require(v >= 0 && v < std::int64_t{1} << 40, "counts", "must be 0 or more");
  const auto [rules, length] = without_gil([&] {
    const hotspot::ChartRules limits = hotspot::calibrated(
        {.kind = static_cast<hotspot::Chart>(known - names.begin()), .mean = mean, .ratio = ratio, .lambda = lambda},
        arl0, seed);
    const auto steps = static_cast<std::size_t>(20.0 * arl0);
    return std::pair{limits, hotspot::run_length(limits, mean, 1000, steps, seed + 1)};
  });
  const auto alarm = hotspot::first_alarm(y.values(), rules);
  py::dict out;
  out["limit"] = rules.limit, out["arl0"] = length.mean, out["arl0_error"] = length.error;
  out["alarm"] = alarm ? static_cast<std::int64_t>(*alarm) : std::int64_t{-1};
  return out;
}

py::dict visits(const py::object& x, const py::object& y, const py::dict& columns, const py::dict& given) {
  const std::vector<Xy> at = places_of(x, y);
  const auto numbers = [&](const char* name) {
    Doubles d = doubles(columns[name], name);
    require_length(d.size(), at.size(), name, "x");
    for (const double v : d.values()) require(v >= 0.0 && std::isfinite(v), name, "must be 0 or more");
    return d;
  };
  const Doubles p = numbers("probability"), q = numbers("detectability"), w = numbers("severity"),
                cost = numbers("cost");
  const Integers id = integers(columns["id"], "id"), group = integers(columns["group"], "group");
  require_length(id.size(), at.size(), "id", "x");
  require_length(group.size(), at.size(), "group", "x");
  std::vector<hotspot::VisitCandidate> candidates;
  for (std::size_t i = 0; i < at.size(); ++i) {
    require(cost[i] > 0.0 && group[i] >= 0, "cost", "must be above 0");
    candidates.push_back({id[i], at[i], p[i], q[i], w[i], cost[i], static_cast<std::size_t>(group[i])});
  }
  const hotspot::VisitOptions options{given["budget"].cast<double>(), Metres{given["cover"].cast<double>()},
                                      given["random_share"].cast<double>(), given["fairness"].cast<double>(),
                                      given["seed"].cast<std::uint64_t>()};
  require(options.budget >= 0.0 && options.cover.value >= 0.0, "budget", "budget and cover must be 0 or more");
  require(std::min(options.random_share, options.fairness) >= 0.0 &&
              std::max(options.random_share, options.fairness) <= 1.0,
          "random_share", "shares must be between 0 and 1");
  const auto planned = without_gil([&] { return hotspot::plan_visits(candidates, options); });
  using Visit = hotspot::PlannedVisit;
  Table table(planned);
  table.column("candidate", [](const Visit& v) { return v.candidate; })
      .column("reason", [](const Visit& v) { return static_cast<std::int64_t>(v.reason); })
      .column("gain", [](const Visit& v) { return v.gain; })
      .column("chance", [](const Visit& v) { return v.chance; });
  return table.done();
}

py::array_t<std::int64_t> route(const py::object& x, const py::object& y, double start_x, double start_y) {
  const std::vector<Xy> at = places_of(x, y);
  const std::vector<std::size_t> order = without_gil([&] { return hotspot::route_order(at, {start_x, start_y}); });
  return array_of(std::vector<std::int64_t>(order.begin(), order.end()));
}

py::tuple ratio(double events, double exposure, double other_events, double other_exposure) {
  require(exposure > 0.0 && other_exposure > 0.0, "exposure", "must be above 0");
  require(events >= 0.0 && other_events >= 0.0, "events", "must be 0 or more");
  const hotspot::RateRatio r = hotspot::rate_ratio({events, exposure}, {other_events, other_exposure});
  return py::make_tuple(r.ratio, r.lower, r.upper);
}

}  // namespace

void bind_hotspot_history(py::module_& module) {
  module.def("hotspot_curves", &curves, py::arg("cases"), py::arg("groups"), py::arg("last_opening"), py::arg("radius"),
             py::arg("window"), py::arg("grace"));
  module.def("hotspot_sensitivity", &sensitivity, py::arg("cases"), py::arg("last_opening"), py::arg("radii"),
             py::arg("windows"), py::arg("grace"));
  module.def("hotspot_incidence", &incidence, py::arg("entry"), py::arg("exit"), py::arg("cause"));
  module.def("hotspot_mean_count", &mean_count, py::arg("subject"), py::arg("times"), py::arg("watched"));
  module.def("hotspot_chronic", &chronic, py::arg("cases"), py::arg("until"), py::arg("radius"), py::arg("overdue"),
             py::arg("span"), py::arg("least"), py::arg("window"), py::arg("grace"));
  module.def("hotspot_campaign", &campaign, py::arg("treated"), py::arg("control"), py::arg("treated_exposure"),
             py::arg("control_exposure"), py::arg("seed"));
  module.def("hotspot_negative_binomial", &negative_binomial, py::arg("treated"), py::arg("control"),
             py::arg("treated_exposure"), py::arg("control_exposure"));
  module.def("hotspot_controls", &controls, py::arg("treated_rate"), py::arg("treated_kind"), py::arg("pool_rate"),
             py::arg("pool_kind"));
  module.def("hotspot_chart", &chart, py::arg("counts"), py::arg("kind"), py::arg("mean"), py::arg("ratio"),
             py::arg("smoothing"), py::arg("arl0"), py::arg("seed"));
  module.def("hotspot_visits", &visits, py::arg("x"), py::arg("y"), py::arg("columns"), py::arg("options"));
  module.def("hotspot_route", &route, py::arg("x"), py::arg("y"), py::arg("start_x"), py::arg("start_y"));
  module.def("hotspot_ratio", &ratio, py::arg("events"), py::arg("exposure"), py::arg("other_events"),
             py::arg("other_exposure"));
}

}  // namespace libgrid::bindings
