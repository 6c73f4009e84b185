/// The analyst's statistics against their bars (docs/performance.md has the last figures).
/// `hotspot_bench [--data DIR] [--only H3]`: DIR may hold leukaemia_centres.csv (data/statistics: the 281 tracts
/// of the printed scan values); what is missing is said. Rivals run from
/// hotspot_rivals.py, which writes the same inputs; figures are CPU seconds of this process.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/hotspot/clusters.hpp>
#include <libgrid/hotspot/conditional_permutation.hpp>
#include <libgrid/hotspot/density.hpp>
#include <libgrid/hotspot/exact_conditional.hpp>
#include <libgrid/hotspot/forest.hpp>
#include <libgrid/hotspot/gi_star.hpp>
#include <libgrid/hotspot/knox.hpp>
#include <libgrid/hotspot/local_statistics.hpp>
#include <libgrid/hotspot/lookback_backtest.hpp>
#include <libgrid/hotspot/multiple_testing.hpp>
#include <libgrid/hotspot/scan.hpp>
#include <libgrid/hotspot/scan_neighbours.hpp>
#include <libgrid/hotspot/street_cases.hpp>
#include <libgrid/hotspot/survival_curve.hpp>

#include "bench_header.hpp"
#include "data/synthetic_city/synthetic_city.hpp"

namespace {

using namespace libgrid;
using namespace libgrid::hotspot;

constexpr std::uint64_t kSeed = 20151124;
constexpr std::size_t kSide = 316;  // 99,856 cells

/// Median of five runs.
double timed(const std::function<std::uint64_t()>& run) { return bench::alternate({{"", run}}).front().median; }

void line(const char* goal, const char* what, double value, const char* bar, bool met) {
  std::printf("%-4s %-62s %12.6g   bar %-14s %s\n", goal, what, value, bar, met ? "met" : "MISSED");
  std::fflush(stdout);
}

/// Poisson by inversion.
std::int64_t poisson(double mean, double u) {
  double p = std::exp(-mean), sum = p;
  std::int64_t k = 0;
  while (u > sum && k < 1000) sum += p *= mean / static_cast<double>(++k);
  return k;
}

std::vector<std::int64_t> counts_of(std::size_t n) {
  const CounterRandom random(kSeed, 1);
  std::vector<std::int64_t> counts;
  for (std::size_t i = 0; i < n; ++i) counts.push_back(poisson(3.0, random.unit(i)));
  return counts;
}

/// Points of a city: nine in ten around 500 centres, the rest anywhere; a square of `size` metres.
std::vector<Xy> town(std::size_t n, double size, std::uint64_t stream) {
  const CounterRandom random(kSeed, stream);
  std::vector<Xy> points;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t centre = random.below(6 * i, 500);
    const double radius = 300.0 * std::sqrt(-2.0 * std::log1p(-random.unit(6 * i + 1)));
    const double angle = 6.283185307179586 * random.unit(6 * i + 2);
    const CounterRandom of(kSeed, 99);
    if (random.unit(6 * i + 3) < 0.9)
      points.push_back({of.unit(2 * centre) * size + radius * std::cos(angle),
                        of.unit(2 * centre + 1) * size + radius * std::sin(angle)});
    else
      points.push_back({random.unit(6 * i + 4) * size, random.unit(6 * i + 5) * size});
  }
  return points;
}

void h2_to_h5() {
  const std::vector<std::int64_t> counts = counts_of(kSide * kSide);
  const Weights queen = grid_weights(kSide, kSide, Contiguity::queen);
  const IdTable table = id_table(counts.size(), 8, {.replicates = 999, .seed = 7});
  const double counting = timed([&] { return std::uint64_t{permuted_tails(queen, counts, table).at_least[17]}; });
  line("H3", "999 permutations, 99,856 cells, ids given [s]", counting, "<= 0.02", counting <= 0.02);
  std::vector<double> values(counts.begin(), counts.end());
  const double whole = timed([&] {
    const IdTable ids = id_table(counts.size(), 8, {.replicates = 999, .seed = 7});
    const LocalStatistics star = gi_star(with_self(queen), values);
    return std::uint64_t{permuted_tails(queen, counts, ids).at_least[17]} + (star.z[3] > 0.0 ? 1U : 0U);
  });
  line("H3", "  whole call: ids, analytic z and p, counting [s]", whole, "<= 0.04", whole <= 0.04);
  const IdTable many = id_table(counts.size(), 8, {.replicates = 9999, .seed = 7});
  const double ten = timed([&] { return std::uint64_t{permuted_tails(queen, counts, many).at_least[17]}; });
  line("H3", "  9,999 permutations [s]", ten, "<= 0.2", ten <= 0.2);
  const Weights small = grid_weights(50, 50, Contiguity::queen);
  const std::vector<std::int64_t> few = counts_of(2500);
  const IdTable ids = id_table(2500, 8, {.replicates = 999, .seed = 3});
  const TailCounts fast = permuted_tails(small, few, ids), slow = permuted_tails(small, few, ids, Counting::recount);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < 2500; ++i) wrong += fast.at_least[i] != slow.at_least[i] ? 1 : 0;
  line("H2", "cells with a wrong tie count of 2,500", static_cast<double>(wrong), "0", wrong == 0);
  const double exact =
      timed([&] { return static_cast<std::uint64_t>(exact_conditional(queen, counts).p_less[5] * 1e6); });
  line("H4", "exact conditional p, 99,856 cells [s]", exact, "<= 0.01", exact <= 0.01);
  std::vector<Cell> cells;
  for (std::int64_t y = 0; y < static_cast<std::int64_t>(kSide); ++y)
    for (std::int64_t x = 0; x < static_cast<std::int64_t>(kSide); ++x) cells.push_back({x, y});
  const double z = timed([&] {
    const LocalStatistics star = gi_star(with_self(grid_weights(kSide, kSide, Contiguity::queen)), values);
    return static_cast<std::uint64_t>(star.z[9] > 0.0);
  });
  line("H5", "analytic Gi* with its neighbours, 99,856 cells [s]", z, "<= 0.02", z <= 0.02);
}

void h6() {
  const std::vector<Xy> points = town(1'000'000, 20'000.0, 2);
  const DensityRaster raster{.origin = {0, 0}, .cell = Metres{20.0}, .columns = 1000, .rows = 1000};
  const double quadratic = timed([&] {
    return static_cast<std::uint64_t>(1e9 * kernel_density(points, raster, {.kernel = Kernel::quadratic})[500'500]);
  });
  line("H6", "1 M points onto 1000 x 1000, exact quadratic kernel [s]", quadratic, "<= 0.30", quadratic <= 0.30);
  const double gaussian = timed([&] {
    return static_cast<std::uint64_t>(1e9 * kernel_density(points, raster, {.kernel = Kernel::gaussian})[500'500]);
  });
  line("H6", "  gaussian, bound 1e-6 [s]", gaussian, "<= 0.25", gaussian <= 0.25);
}

void h7_to_h9() {
  const std::vector<Xy> events = town(100'000, 20'000.0, 3);
  const CounterRandom random(kSeed, 4);
  std::vector<std::int64_t> times;
  for (std::size_t i = 0; i < events.size(); ++i) times.push_back(static_cast<std::int64_t>(random.below(i, 365)));
  KnoxTable table;
  const KnoxOptions options{.distances = {0, 50}, .gaps = {0, 7}, .replicates = 99, .seed = 5};
  const double knox =
      timed([&] { return static_cast<std::uint64_t>((table = knox_table(events, times, options)).observed[0]); });
  line("H7", "Knox, 100,000 events, 99 permutations [s]", knox, "<= 0.3", knox <= 0.3);
  const std::vector<Xy> few = town(10'000, 6'000.0, 3);
  const std::span<const std::int64_t> first = std::span(times).first(few.size());
  const double small =
      timed([&] { return static_cast<std::uint64_t>((table = knox_table(few, first, options)).observed[0]); });
  std::printf("H7     10,000 events [s] %50.6g\n", small);
  const std::vector<Xy> points = town(1'000'000, 30'000.0, 6);
  const double before = bench::peak_memory_mb();
  const double clusters = timed([&] { return static_cast<std::uint64_t>(dbscan(points, {})[77] + 1); });
  line("H8", "DBSCAN, 1 M points, 50 m, 10 [s]", clusters, "<= 1.0", clusters <= 1.0);
  std::printf("     (peak memory of the process %.0f MB, %.0f before)\n", bench::peak_memory_mb(), before);
  std::vector<std::int32_t> days;
  std::vector<std::uint8_t> ends;
  for (std::size_t i = 0; i < 1'000'000; ++i) {
    days.push_back(1 + static_cast<std::int32_t>(random.below(2 * i, 90)));
    ends.push_back(static_cast<std::uint8_t>(random.below(2 * i + 1, 2)));
  }
  const double one =
      timed([&] { return static_cast<std::uint64_t>(1e9 * point_at(survival_curve(days, ends), 30).survival); });
  line("H9", "Kaplan-Meier and Nelson-Aalen, 1 M spells in days [s]", one, "<= 0.005", one <= 0.005);
  const double all = timed([&] {
    double sum = 0.0;
    for (std::size_t k = 0; k < 40'000; ++k)
      sum += point_at(survival_curve(std::span(days).subspan(k * 25, 25), std::span(ends).subspan(k * 25, 25)), 30)
                 .survival;
    return static_cast<std::uint64_t>(sum);
  });
  line("H9", "  40,000 curves of 25 spells [s]", all, "<= 1", all <= 1.0);
}

void h11(const std::string& data) {
  std::ifstream in(data + "/leukaemia_centres.csv");
  if (data.empty() || !in) {
    std::printf("H11  printed New York values: skipped, no leukaemia_centres.csv (--data data/statistics)\n");
  } else {
    std::vector<Xy> places;
    std::vector<double> population;
    std::vector<std::int64_t> cases;
    std::string text;
    for (std::getline(in, text); std::getline(in, text);) {
      std::istringstream row(text);
      char comma = 0;
      double lon = 0, lat = 0, people = 0;
      std::int64_t n = 0;
      row >> lon >> comma >> lat >> comma >> people >> comma >> n;
      places.push_back({lon, lat}), population.push_back(people), cases.push_back(n);
    }
    const std::array<double, 7> printed{11.577255, 9.019716, 6.114140, 4.651839, 4.169203, 3.363518, 3.209485};
    const ScanResult found = scan({places, population, cases, 1}, {.max_share = 0.1});
    double worst = 0.0;
    for (std::size_t k = 0; k < printed.size(); ++k)
      worst = std::max(worst, std::abs(found.clusters[k].llr - printed[k]));
    line("H11", "largest difference to the seven printed LLR", worst, "<= 5e-7", worst <= 5e-7);
  }
  std::vector<Xy> cells;
  std::vector<std::int64_t> counts;
  const CounterRandom random(kSeed, 8);
  for (std::size_t i = 0; i < 5000; ++i) {
    cells.push_back({static_cast<double>(i % 100), static_cast<double>(i / 100)});
    for (std::size_t d = 0; d < 60; ++d) counts.push_back(poisson(0.05, random.unit(i * 60 + d)));
  }
  ScanOptions options{.model = ScanModel::permutation,
                      .max_radius = Metres{4.0},
                      .max_days = 7,
                      .prospective = true,
                      .replicates = 999,
                      .seed = 2,
                      .most_clusters = 20};
  const auto timed_scan = [&](const char* what, const std::function<std::vector<ScanNeighbours>()>& neighbours) {
    const double start = bench::cpu_seconds();
    const std::vector<ScanNeighbours> around = neighbours();
    const ScanResult found = scan({cells, {}, counts, 60, around}, options);
    const double spent = bench::cpu_seconds() - start;
    line("H11", what, spent, "<= 60", found.maxima.size() == 999 && spent <= 60.0);
  };
  const auto circles = [] { return std::vector<ScanNeighbours>{}; };
  const auto sets = [] { return connected_neighbours(grid_weights(100, 50, Contiguity::rook), 4); };
  const auto balls = [&] {  // a street through every row and every column of cells
    std::vector<LineString> lines;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i % 100 + 1 < 100) lines.push_back({cells[i], cells[i + 1]});
      if (i + 100 < cells.size()) lines.push_back({cells[i], cells[i + 100]});
    }
    const StreetGround ground = street_ground(lines, Metres{0.5});
    return street_neighbours(ground, on_streets(ground, cells), Metres{4.25});
  };
  std::printf("     permutation scans of 5,000 cells x 60 days, 999 simulations, radius <= 4 cells, <= 7 days [s]\n");
  timed_scan("prospective, circles", circles);
  timed_scan("prospective, street balls", balls);
  timed_scan("prospective, connected sets, <= 4 steps", sets);
  options.prospective = false;
  timed_scan("retrospective, circles", circles);
  timed_scan("retrospective, street balls", balls);
  timed_scan("retrospective, connected sets, <= 4 steps", sets);
}

void h13() {
  const std::vector<Xy> places = town(1'000'000, 30'000.0, 9);
  const CounterRandom random(kSeed, 10);
  std::vector<ForestCase> cases;
  for (std::size_t i = 0; i < places.size(); ++i) {
    ForestCase c{.id = static_cast<std::int64_t>(i), .category = random.below(3 * i, 20)};
    c.opened = LocalTime{static_cast<std::int64_t>(random.below(3 * i + 1, 365 * 86'400))};
    c.closed = c.opened + Seconds{static_cast<std::int64_t>(random.below(3 * i + 2, 10 * 86'400))};
    c.at = places[i];
    cases.push_back(c);
  }
  const double linking =
      timed([&] { return static_cast<std::uint64_t>(rebound_forest(cases, {}).links[55].gap.value); });
  line("H13", "rebound forest of 1 M cases, 50 m, 30 days [s]", linking, "<= 3", linking <= 3.0);
  const std::span<const ForestCase> part(cases.data(), 3000);
  const bool same = rebound_forest(part, {.radius = Metres{900.0}}) ==
                    rebound_forest(part, {.radius = Metres{900.0}}, ForestSearch::brute_force);
  line("H13", "  equal to all pairs on 3,000", same ? 1.0 : 0.0, "1", same);
}

/// Streets every 100 m in a square of 30 km; cases as in h13, each within the reach of a street.
void h13_streets() {
  std::vector<LineString> lines;
  for (double a = 0.0; a <= 30'000.0; a += 100.0)
    for (double b = 0.0; b < 30'000.0; b += 100.0)
      lines.push_back({{a, b}, {a, b + 100.0}}), lines.push_back({{b, a}, {b + 100.0, a}});
  const CounterRandom random(kSeed, 11);
  std::vector<ForestCase> cases;
  std::vector<Xy> places = town(1'000'000, 30'000.0, 12);
  for (std::size_t i = 0; i < places.size(); ++i) {
    ForestCase c{.id = static_cast<std::int64_t>(i), .category = random.below(4 * i, 20)};
    c.opened = LocalTime{static_cast<std::int64_t>(random.below(4 * i + 1, 365 * 86'400))};
    c.closed = c.opened + Seconds{static_cast<std::int64_t>(random.below(4 * i + 2, 10 * 86'400))};
    places[i].x =
        100.0 * std::round(std::clamp(places[i].x, 0.0, 30'000.0) / 100.0) + 20.0 * (random.unit(4 * i + 3) - 0.5);
    places[i].y = std::clamp(places[i].y, 0.0, 30'000.0);
    c.at = places[i];
    cases.push_back(c);
  }
  const double start = bench::cpu_seconds();
  const StreetGround ground = street_ground(lines, Metres{30.0});
  const double built = bench::cpu_seconds();
  const StreetPlaces on = on_streets(ground, places);
  const double snapped = bench::cpu_seconds();
  const std::vector<CasePair> pairs = near_pairs(cases, ground, on, {});
  const double paired = bench::cpu_seconds();
  const Forest forest = rebound_forest(cases, pairs, {});
  const double linked = bench::cpu_seconds();
  std::printf("     (%zu streets; ground %.2f s, snapping %.2f s, %zu pairs %.2f s, linking %.2f s)\n", lines.size(),
              built - start, snapped - built, pairs.size(), paired - snapped, linked - paired);
  line("H13", "rebound forest of 1 M cases along streets, snapping and all [s]", linked - built, "<= 3",
       linked - built <= 3.0);
  const std::span<const ForestCase> part(cases.data(), 3000);
  const StreetPlaces few = on_streets(ground, std::span<const Xy>(places.data(), 3000));
  const ForestRules wide{.radius = Metres{400.0}};
  std::vector<CasePair> every;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    if (!few.place[i]) continue;
    const roads::StreetsAround around = ground.graph.around(*few.place[i], wide.radius);
    for (std::uint32_t j = i + 1; j < 3000; ++j)
      if (few.place[j])
        if (const auto distance = around.to(*few.place[j])) every.push_back({i, j, *distance});
  }
  const bool same =
      rebound_forest(part, near_pairs(part, ground, few, wide), wide) == rebound_forest(part, every, wide);
  line("H13", "  equal to all pairs of 3,000 along streets, 400 m", same ? 1.0 : 0.0, "1", same);
}

void h14() {
  double random = 0.0, best = 0.0, calibration = 0.0, least = 1e9;
  constexpr int kCities = 20;
  for (std::uint64_t seed = 1; seed <= kCities; ++seed) {
    std::vector<LocalTime> months;
    for (int month = 4; month <= 9; ++month) months.push_back(LocalTime{month * 30 * std::int64_t{86'400}});
    const BackTest test = backtest(data::synthetic_city(seed), months, {}, {.bootstraps = 100});
    random += test.against_random.estimate / kCities;
    best += test.against_best.estimate / kCities;
    least = std::min(least, test.against_best.estimate);
    calibration += test.calibration_error / kCities;
  }
  line("H14", "look-back over random, 20 synthetic cities, 5 %", random, ">= 1.5", random >= 1.5);
  line("H14", "  over the best simple rule, mean", best, ">= 1.15", best >= 1.15);
  line("H14", "  over the best simple rule, worst city", least, "(told)", least >= 1.0);
  line("H14", "  calibration error by tenths", calibration, "<= 0.03", calibration <= 0.03);
}

void h16() {
  double share = 0.0;
  constexpr int kMaps = 500;
  const Weights queen = with_self(grid_weights(30, 30, Contiguity::queen));
  for (int map = 0; map < kMaps; ++map) {
    const CounterRandom random(kSeed, 1000 + static_cast<std::uint64_t>(map));
    std::vector<double> values;
    for (std::size_t i = 0; i < 900; ++i)
      values.push_back(std::sqrt(-2.0 * std::log1p(-random.unit(2 * i))) *
                       std::cos(6.283185307179586 * random.unit(2 * i + 1)));
    const std::vector<double> q = benjamini_hochberg(gi_star(queen, values).p_two_sided);
    bool any = false;
    for (const double value : q) any = any || value <= 0.05;
    share += any ? 1.0 / kMaps : 0.0;
  }
  line("H16", "realised FDR on 500 maps without any hot spot (BH, 5 %)", share, "<= 0.055", share <= 0.055);
}

}  // namespace

int main(int argc, char** argv) {
  std::string data, only;
  for (int k = 1; k + 1 < argc; k += 2) {
    if (std::strcmp(argv[k], "--data") == 0) data = argv[k + 1];
    if (std::strcmp(argv[k], "--only") == 0) only = argv[k + 1];
  }
  bench::print_header("hotspot statistics", kSeed);
  const auto wanted = [&](const char* goal) { return only.empty() || only == goal; };
  if (wanted("H3")) h2_to_h5();
  if (wanted("H6")) h6();
  if (wanted("H7")) h7_to_h9();
  if (wanted("H11")) h11(data);
  if (wanted("H13")) h13();
  if (wanted("H13") || only == "H13s") h13_streets();
  if (wanted("H14")) h14();
  if (wanted("H16")) h16();
  std::printf("H1, H12, H15: tests (spdep's printed values, all 3^n patterns, coverage); H10: not in C++\n");
}
