/// Coverages: the validator on seeded defects and on real layers, and dissolving against GEOS.
///
///   build/ci/tests/bench/coverage_bench [--data DIR] [--seeds N]
///
/// DIR holds coverage/baltimore_blocks_2020.gpkg and cambridge_ma/cambridge.gpkg; what is not there is named as
/// skipped.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <geos_c.h>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/coverage/repair.hpp>
#include <libgrid/coverage/validate.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/zone_layer.hpp>

#include "../coverage/lattice_city.hpp"
#include "../coverage/zone_defects.hpp"
#include "bench_header.hpp"

namespace libgrid::bench {
namespace {

void seeded_defects(std::uint64_t seeds) {
  std::uint64_t found = 0, alarms = 0, extra = 0;
  const double start = cpu_seconds();
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    test::ZoneCity city(8, seed);
    alarms += coverage::validate(city.zones)->findings.size();
    city.break_zone(static_cast<test::Defect>(seed % test::kDefects), seed);
    const std::size_t findings = coverage::validate(city.zones)->findings.size();
    found += findings > 0 ? 1 : 0;
    extra += findings > 1 ? findings - 1 : 0;
  }
  std::printf(
      "  seeded defects    %llu of %llu found, %llu findings more than defects; %llu false alarms on %llu valid "
      "coverages (%.1f s)\n",
      static_cast<unsigned long long>(found), static_cast<unsigned long long>(seeds),
      static_cast<unsigned long long>(extra), static_cast<unsigned long long>(alarms),
      static_cast<unsigned long long>(seeds), cpu_seconds() - start);
}

void print_findings(const char* when, const coverage::ZoneCheck& check) {
  std::printf("      %-17s", when);
  for (std::size_t k = 0; k < coverage::kFindingKinds; ++k) {
    const auto kind = static_cast<coverage::FindingKind>(k);
    if (check.count(kind) > 0) std::printf(" %s %zu", std::string(coverage::name_of(kind)).c_str(), check.count(kind));
  }
  std::printf("%s; overlap %.2f m2, gaps and holes %.2f m2\n", check.findings.empty() ? " nothing" : "",
              check.overlap.value, check.gap.value);
}

void real_layer(const std::filesystem::path& file, const std::string& layer) {
  if (!std::filesystem::exists(file)) return void(std::printf("  skipped           %s is not there\n", file.c_str()));
  const auto read = io::read_zones(file, {.code = "", .parent = "", .layer = layer});
  if (!read) return void(std::printf("  refused           %s\n", message_en(read.error()).c_str()));
  const auto plane = crs::Projector::make(io::utm_frame(read->zones));
  const auto zones = io::to_plane(read->zones, *plane);
  const double start = cpu_seconds();
  const auto check = coverage::validate(*zones);
  const double seconds = cpu_seconds() - start;
  if (!check) return void(std::printf("  refused           %s\n", message_en(check.error()).c_str()));
  std::set<std::size_t> touched;
  for (const coverage::ZoneFinding& f : check->findings)
    if (f.kind <= coverage::FindingKind::unmatched_border) touched.insert(f.zones.begin(), f.zones.end());
  std::printf("  %-26s %6zu zones  %5.2f s  %zu zones with edges that do not match\n", layer.c_str(), zones->size(),
              seconds, touched.size());
  print_findings("found", *check);
  const double repair_start = cpu_seconds();
  const auto repair = coverage::repair_zones(*zones);
  const double repair_seconds = cpu_seconds() - repair_start;
  if (!repair) return void(std::printf("      not repaired      %s\n", message_en(repair.error()).c_str()));
  std::printf("      repaired          %5.2f s  %zu zones of a new shape, %zu left alone\n", repair_seconds,
              repair->changed.size(), repair->count(coverage::RepairKind::left_alone));
  print_findings("after repair", repair->after);
}

/// n x n blocks in groups of 7 x 7.
void dissolving(int n) {
  const test::LatticeCity city(n, 1);
  constexpr int kSide = 7;
  std::map<int, std::vector<const Polygon*>> groups;
  for (int i = 0; i < n * n; ++i)
    groups[(i / n / kSide) * n + i % n / kSide].push_back(&city.blocks[static_cast<std::size_t>(i)]);
  GEOSContextHandle_t geos = GEOS_init_r();
  std::vector<GEOSGeometry*> inputs;
  for (const auto& [key, group] : groups) {
    MultiPolygon parts;
    for (const Polygon* polygon : group) parts.push_back(*polygon);
    inputs.push_back(test::to_geos(geos, parts));
  }
  const auto results = alternate({{"libgrid dissolve",
                                   [&] {
                                     std::uint64_t vertices = 0;
                                     for (const auto& [key, group] : groups)
                                       for (const Polygon& polygon : coverage::dissolve(group))
                                         vertices += polygon.outer.size();
                                     return vertices;
                                   }},
                                  {"GEOS coverage union",
                                   [&] {
                                     std::uint64_t vertices = 0;
                                     for (const GEOSGeometry* input : inputs) {
                                       GEOSGeometry* joined = GEOSCoverageUnion_r(geos, input);
                                       vertices += static_cast<std::uint64_t>(GEOSGetNumCoordinates_r(geos, joined));
                                       GEOSGeom_destroy_r(geos, joined);
                                     }
                                     return vertices;
                                   }}},
                                 5);
  for (const Result& result : results) print(result, static_cast<std::size_t>(n) * static_cast<std::size_t>(n));
  std::printf("  ratio             %.2f (bar: 1.5)\n", results[0].median / results[1].median);
  for (GEOSGeometry* input : inputs) GEOSGeom_destroy_r(geos, input);
  GEOS_finish_r(geos);
}

}  // namespace
}  // namespace libgrid::bench

int main(int argc, char** argv) {
  std::filesystem::path data;
  std::uint64_t seeds = 1000;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--data") data = argv[i + 1];
    if (std::string(argv[i]) == "--seeds") seeds = std::strtoull(argv[i + 1], nullptr, 10);
  }
  libgrid::bench::print_header("coverage: validate, dissolve", 1);
  libgrid::bench::seeded_defects(seeds);
  if (data.empty()) std::printf("  skipped           real layers: no --data DIR\n");
  if (!data.empty()) {
    libgrid::bench::real_layer(data / "coverage" / "baltimore_blocks_2020.gpkg", "blocks");
    for (const char* layer : {"neighborhoods", "street_sweeping_districts", "address_blocks", "wards_precincts",
                              "police_response_districts", "census_blocks_2020"})
      libgrid::bench::real_layer(data / "cambridge_ma" / "cambridge.gpkg", layer);
  }
  libgrid::bench::dissolving(320);
  return 0;
}
