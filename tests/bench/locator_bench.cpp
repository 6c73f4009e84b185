/// LayerLocator against GEOS (prepared polygons, STR-tree) and Boost (R-tree) over coverages made to the figures of
/// real cities: A 280 large polygons, B 35,000 polygons of 62 vertices, C 10^6 blocks. One thread unless it says two.
/// `locator_bench [A] [B] [C] [geos] [border] [alone] [cells=N] [leaf=N] [--python PROGRAM] [--data DIR]`; without
/// names A and B. geos: 10 M points against GEOS covers, border: 1 M border points against GEOS, each printing how many
/// answers differ; alone: without rivals; cells=N, leaf=N: LayerOptions. Rivals see the first 100,000 points, those in
/// Python (locator_rivals.py) 300,000. --data: real coverages beside the made ones, without bars.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include <libgrid/index/layer_locator.hpp>

#include "bench_header.hpp"
#include "coverages.hpp"
#include "real_coverages.hpp"
#include "rivals.hpp"

namespace {

using namespace libgrid;
using index::LayerLocator;
using index::LayerShapes;

constexpr std::uint64_t kSeed = 20'260;
constexpr std::size_t kPoints = 4'000'000;
constexpr std::size_t kRivalPoints = 100'000;
constexpr std::size_t kPythonPoints = 300'000;
constexpr std::size_t kOnePoints = 1'000'000;

struct Bar {
  double random, ordered, ratio;
};

struct Subject {
  std::string name;
  bench::CoveragePlan plan;
  Bar bar;
};

std::uint64_t sum(std::span<const std::int32_t> answers) {
  std::uint64_t total = 0;
  for (const std::int32_t a : answers) total += static_cast<std::uint64_t>(a + 1);
  return total;
}

std::uint64_t ask(const LayerLocator& locator, std::span<const Xy> points, std::vector<std::int32_t>& out,
                  int threads = 1) {
  locator.locate_all(points, out, {.parallel = {threads, 65'536}});
  return sum(std::span(out).first(1000));
}

/// The median of five runs, CPU nanoseconds per point.
double figure(const char* what, const LayerLocator& locator, std::span<const Xy> points) {
  std::vector<std::int32_t> out(locator.layers() * points.size());
  const auto results = bench::alternate({{what, [&] { return ask(locator, points, out); }}}, 5);
  bench::print(results.front(), points.size());
  return results.front().median * 1e9 / static_cast<double>(points.size());
}

void verdict(const char* what, double value, double bar, bool at_most = true) {
  std::printf("    %-24s %.2f, bar %s %.2f: %s\n", what, value, at_most ? "<=" : ">=", bar,
              (at_most ? value <= bar : value >= bar) ? "held" : "MISSED");
}

/// Shapely, DuckDB and SedonaDB see the same polygons and points, as files.
void race_python(const std::string& python, const bench::Coverage& made, const LayerLocator& ours,
                 std::span<const Xy> points) {
  const auto few = points.first(std::min(points.size(), kPythonPoints));
  const std::string base = (std::filesystem::temp_directory_path() / "locator_bench").string();
  std::ofstream areas(base + ".wkb", std::ios::binary), places(base + ".f64", std::ios::binary);
  for (const MultiPolygon& shape : made.shapes) {
    const Bytes bytes = to_wkb(shape);
    const auto size = static_cast<std::uint32_t>(bytes.size());
    areas.write(reinterpret_cast<const char*>(&size), sizeof size);
    areas.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  places.write(reinterpret_cast<const char*>(few.data()), static_cast<std::streamsize>(few.size_bytes()));
  const double ns = figure("libgrid, Python's points", ours, few);
  std::vector<std::int32_t> mine(few.size());
  (void)ask(ours, few, mine);
  std::ofstream answers(base + ".i32", std::ios::binary);
  answers.write(reinterpret_cast<const char*>(mine.data()), static_cast<std::streamsize>(mine.size() * 4));
  areas.close(), places.close(), answers.close();
  std::fflush(stdout);
  const std::string command = "'" + python + "' '" GRID_SOURCE_DIR "/tests/bench/locator_rivals.py' '" + base +
                              ".wkb' '" + base + ".f64' '" + base + ".i32' " + std::to_string(ns);
  if (std::system(command.c_str()) != 0) std::printf("  the rivals in Python did not finish\n");
  for (const char* end : {".wkb", ".f64", ".i32"}) std::remove((base + end).c_str());
}

template <class Rival>
void race(const char* name, Rival& rival, const LayerLocator& ours, std::span<const Xy> points, double bar) {
  const auto few = points.first(std::min(points.size(), kRivalPoints));
  std::vector<std::int32_t> mine(few.size()), theirs(few.size());
  const auto results = bench::alternate({{"libgrid, the same points", [&] { return ask(ours, few, mine); }},
                                         {name,
                                          [&] {
                                            for (std::size_t i = 0; i < few.size(); ++i)
                                              theirs[i] = rival.locate(few[i]);
                                            return sum(theirs);
                                          }}},
                                        3);
  for (const auto& r : results) bench::print(r, few.size());
  std::size_t differ = 0;
  for (std::size_t i = 0; i < few.size(); ++i) differ += mine[i] != theirs[i] ? 1U : 0U;
  std::printf("    %zu of %zu answers differ\n", differ, few.size());
  const double times = results[1].median / results[0].median;
  if (bar == 0.0) return void(std::printf("    times faster             %.0f\n", times));
  verdict("times faster", times, bar, false);
}

void threads(const LayerLocator& locator, std::span<const Xy> points) {
  std::vector<std::int32_t> out(points.size());
  double best[2] = {1e9, 1e9};
  const auto wall = [&](int n, int passes) {
    const auto start = std::chrono::steady_clock::now();
    for (int pass = 0; pass < passes; ++pass) (void)ask(locator, points, out, n);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const int passes = 1 + static_cast<int>(0.3 / wall(1, 1));  // below 50 ms a busy machine shows no second thread
  for (int run = 0; run < 7; ++run)
    for (const int n : {1, 2}) best[n - 1] = std::min(best[n - 1], wall(n, passes));
  double load = 0.0;
  (void)getloadavg(&load, 1);
  std::printf("    load now %.1f\n", load);
  verdict("two threads, best of 7", best[0] / best[1], 1.8, false);
}

/// As a service asks: each point in a call of its own. The hardest for a memory that does not hold the index.
void one_by_one(const LayerLocator& locator, std::span<const Xy> points) {
  const auto few = points.first(std::min(points.size(), kOnePoints));
  const auto results = bench::alternate({{"one point a call, random order",
                                          [&] {
                                            std::uint64_t total = 0;
                                            std::int32_t answer = -1;
                                            for (const Xy p : few) {
                                              total += locator.locate(p, {&answer, 1});
                                              total += static_cast<std::uint64_t>(answer + 1);
                                            }
                                            return total;
                                          }}},
                                        5);
  bench::print(results.front(), few.size());
  verdict("one point a call, ns", results.front().median * 1e9 / static_cast<double>(few.size()), 100.0);
}

void borders(const bench::Coverage& made, const LayerLocator& locator, bool against_geos) {
  const auto points = bench::border_points(made.shapes, 1'000'000, kSeed + 5);
  verdict("border points", figure("on vertices and middles", locator, points), 300.0);
  if (!against_geos) return;
  std::vector<std::int32_t> out(points.size());
  (void)ask(locator, points, out);
  bench::GeosRival geos(made.shapes);
  std::size_t differ = 0;
  for (std::size_t i = 0; i < points.size(); ++i) differ += out[i] != geos.locate(points[i]) ? 1U : 0U;
  std::printf("    %zu of %zu border points differ from GEOS covers\n", differ, points.size());
}

void all_against_geos(const bench::Coverage& made, const LayerLocator& locator) {
  const auto points = bench::uniform_points(made.box, 10'000'000, kSeed + 9);
  std::vector<std::int32_t> out(points.size());
  (void)ask(locator, points, out);
  bench::GeosRival geos(made.shapes);
  std::size_t differ = 0;
  for (std::size_t i = 0; i < points.size(); ++i) differ += out[i] != geos.locate(points[i]) ? 1U : 0U;
  std::printf("    %zu of %zu points differ from GEOS covers\n", differ, points.size());
}

/// One pass for two layers against the passes for one, in turn.
void pair(const char* what, const bench::Coverage& made, const LayerLocator& first, const bench::Coverage& second) {
  const std::vector<LayerShapes> both{{.shapes = made.shapes}, {.shapes = second.shapes}};
  const LayerLocator other = LayerLocator::build(std::span(both).last(1), {.parallel = {1}});
  const LayerLocator joined = LayerLocator::build(both, {.parallel = {1}});
  const auto points = bench::uniform_points(made.box, kPoints, kSeed);
  std::vector<std::int32_t> one(points.size()), two(2 * points.size());
  std::printf("  two layers, the second %s (%zu polygons)\n", what, second.shapes.size());
  const auto results = bench::alternate({{"the first alone", [&] { return ask(first, points, one); }},
                                         {"the second alone", [&] { return ask(other, points, one); }},
                                         {"both in one pass", [&] { return ask(joined, points, two); }}},
                                        5);
  for (const auto& r : results) bench::print(r, points.size());
  const double a = results[0].median, b = results[1].median, together = results[2].median;
  verdict("both / the first", together / a, 1.5);
  verdict("both / the slower", together / std::max(a, b), 1.5);
  std::printf("    both / two passes        %.2f\n", together / (a + b));
}

void two_layers(const Subject& subject, const bench::Coverage& made, const LayerLocator& first) {
  bench::CoveragePlan coarse{.columns = 46, .rows = 46, .border_vertices = 8, .seed = kSeed + 3};
  coarse.cell = (made.box.max.x - made.box.min.x) / 46.0;
  pair("of other polygons", made, first, bench::coverage(coarse));
  if (subject.name == "C") return;
  bench::CoveragePlan like = subject.plan;
  like.seed += 7;
  pair("like the first", made, first, bench::coverage(like));
}

/// A real coverage: figures beside those of the made ones, no bars.
void beside(const bench::RealCoverage& real, bool rivals, const std::string& python) {
  const bench::Coverage& made = real.coverage;
  const std::vector<LayerShapes> layers{{.shapes = made.shapes}};
  const LayerLocator locator = LayerLocator::build(layers, {.parallel = {1}});
  const auto found = locator.findings();
  std::printf("%s: %zu polygons, %zu coordinates, %.1f bytes per unique edge\n", real.name.c_str(), made.shapes.size(),
              made.coordinates, static_cast<double>(found.bytes) / static_cast<double>(found.unique_edges));
  auto points = bench::uniform_points(made.box, kPoints, kSeed);
  figure("uniform, random order", locator, points);
  if (rivals) {
    bench::GeosRival geos(made.shapes);
    race("GEOS prepared + STRtree", geos, locator, points, 0.0);
  }
  if (!python.empty()) race_python(python, made, locator, points);
  bench::sort_along_curve(points, made.box);
  figure("uniform, in spatial order", locator, points);
  figure("on vertices and middles", locator, bench::border_points(made.shapes, 1'000'000, kSeed + 5));
}

struct Asked {
  bool geos = false, border = false, rivals = true;
  std::string python = {}, data = {};
  index::LayerOptions options{.parallel = {1}};
};

void run(const Subject& subject, const Asked& asked) {
  const bench::Coverage made = bench::coverage(subject.plan);
  std::printf("%s: %zu polygons, %zu coordinates\n", subject.name.c_str(), made.shapes.size(), made.coordinates);
  const std::vector<LayerShapes> layers{{.shapes = made.shapes}};
  const double start = bench::cpu_seconds();
  const LayerLocator locator = LayerLocator::build(layers, asked.options);
  const double build = bench::cpu_seconds() - start;
  const auto found = locator.findings();
  verdict("build us / coordinate", build * 1e6 / static_cast<double>(made.coordinates), 1.0);
  verdict("bytes / unique edge", static_cast<double>(found.bytes) / static_cast<double>(found.unique_edges), 100.0);
  auto points = bench::uniform_points(made.box, kPoints, kSeed);
  const double uniform = figure("uniform, random order", locator, points);
  verdict("random order", uniform, subject.bar.random);
  const auto clustered = bench::clustered_points(made.box, kPoints, kSeed);
  verdict("random order, clusters", figure("clusters, random order", locator, clustered), subject.bar.random);
  one_by_one(locator, points);
  threads(locator, points);
  if (!asked.rivals) {
  } else if (subject.name.starts_with("C")) {
    bench::BoostRival boost(made.shapes);
    race("Boost R-tree", boost, locator, points, subject.bar.ratio);
  } else {
    bench::GeosRival rival(made.shapes);
    race("GEOS prepared + STRtree", rival, locator, points, subject.bar.ratio);
    bench::BoostRival boost(made.shapes);
    race("Boost R-tree", boost, locator, points, subject.bar.ratio);
  }
  if (!asked.python.empty()) race_python(asked.python, made, locator, points);
  bench::sort_along_curve(points, made.box);
  verdict("spatial order", figure("uniform, in spatial order", locator, points), subject.bar.ordered);
  two_layers(subject, made, locator);
  borders(made, locator, asked.border);
  if (asked.geos) all_against_geos(made, locator);
  std::printf("  peak memory %.0f MB\n", bench::peak_memory_mb());
}

}  // namespace

int main(int argc, char** argv) {
  const Subject subjects[] = {
      {"A",
       {.columns = 20, .rows = 14, .border_vertices = 87, .apart = 0.85, .cell = 2500.0, .seed = kSeed},
       {10, 4, 30}},
      {"B", {.columns = 187, .rows = 187, .border_vertices = 14, .apart = 0.03, .seed = kSeed + 1}, {25, 10, 35}},
      {"C", {.columns = 1000, .rows = 1000, .border_vertices = 3, .cell = 150.0, .seed = kSeed + 2}, {50, 25, 20}}};
  const auto named = [&](const std::string& name) {
    return std::any_of(argv + 1, argv + argc, [&](const char* a) { return name == a; });
  };
  Asked asked{.geos = named("geos"), .border = named("border"), .rivals = !named("alone")};
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "cells=", 6) == 0) asked.options.cells_per_edge = std::atof(argv[i] + 6);
    if (std::strncmp(argv[i], "leaf=", 5) == 0)
      asked.options.edges_per_leaf = static_cast<std::uint32_t>(std::atoi(argv[i] + 5));
    if (std::strcmp(argv[i], "--python") == 0 && i + 1 < argc) asked.python = argv[i + 1];
    if (std::strcmp(argv[i], "--data") == 0 && i + 1 < argc) asked.data = argv[i + 1];
  }
  const bool any = named("A") || named("B") || named("C");
  bench::print_header("point location over made coverages, " + std::to_string(kPoints) + " points", kSeed);
  if (asked.python.empty()) std::printf("skipped: Shapely, DuckDB, SedonaDB (no --python)\n");
  if (asked.data.empty()) std::printf("skipped: real coverages (no --data)\n");
  for (const Subject& subject : subjects)
    if (named(subject.name) || (!any && subject.name != "C")) run(subject, asked);
  if (asked.data.empty()) return 0;
  for (const bench::RealCoverage& real : bench::real_coverages(asked.data)) beside(real, asked.rivals, asked.python);
}
