/// Blocks of whole cities: Wuhan's 92,667 street edges and the demo's Boston, noded, polygonized and merged.
///
///   build/ci/tests/bench/blocks_bench [--data DIR]
///
/// DIR holds wuhan_roads/wuhan_roads.gpkg; without it the program says so and ends. The reference is the count of clean
/// blocks of the simplified network (4,765); 13,802 faces are what polygonizing the raw edges gives elsewhere.

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include <libgrid/coverage/blocks.hpp>
#include <libgrid/coverage/validate.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/enclosing_circle.hpp>
#include <libgrid/io/detail/geopackage_reader.hpp>
#include <libgrid/io/layers.hpp>

#include "bench_header.hpp"

namespace libgrid::bench {
namespace {

/// The convex hull as a closed ring.
Ring hull(const std::vector<Xy>& points) {
  Ring ring = convex_hull(points);
  ring.push_back(ring.front());
  return ring;
}

void run(const std::string& name, const coverage::BlockInput& input, const BlockRules& rules) {
  const double start = cpu_seconds();
  const auto made = coverage::build_blocks(input, rules);
  const double seconds = cpu_seconds() - start;
  if (!made) return void(std::printf("  %-34s %s\n", name.c_str(), message_en(made.error()).c_str()));
  const coverage::BlockStatistics& s = made->statistics;
  SquareMetres sum;
  std::vector<ImportedZone> zones;
  for (const Block& block : made->blocks) {
    sum += block.area;
    zones.push_back({block.id.value, std::to_string(block.id.value), "", {block.shape}});
  }
  const auto check = coverage::validate(zones);
  std::printf("  %-34s %6lld raw faces -> %6zu blocks (small %lld, thin %lld, artefacts %lld) in %.2f s\n",
              name.c_str(), static_cast<long long>(s.raw_faces), made->blocks.size(),
              static_cast<long long>(s.merged_small), static_cast<long long>(s.merged_thin),
              static_cast<long long>(s.merged_artefacts), seconds);
  if (s.artefact_below) std::printf("      artefacts have an index under %.4f\n", *s.artefact_below);
  std::printf(
      "      area %.3f km2, sum of blocks off by %.1e (bar 1e-12); snapping moved %.3f m2 (bar %.1f); "
      "%zu findings\n",
      s.land.value / 1e6, std::abs(sum.value - s.land.value) / s.land.value,
      std::abs((s.districts_snapped - s.districts_given).value), 1e-3 * s.district_border.value,
      check ? check->findings.size() : std::size_t{999'999});
}

void wuhan(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "wuhan_roads" / "wuhan_roads.gpkg";
  if (data.empty() || !std::filesystem::exists(file))
    return void(std::printf("  skipped           wuhan_roads.gpkg is not in --data DIR\n"));
  const auto plane = crs::Projector::make(Frame{32650});
  const std::vector<std::string> columns{"highway"};
  const auto read = io::detail::read_geopackage(file, "roads", columns);
  if (!read) return void(std::printf("  refused           %s\n", message_en(read.error()).c_str()));
  std::vector<Street> streets;
  std::vector<Xy> points;
  for (const io::Feature& feature : read->features) {
    const auto line = plane->to_plane(std::get<io::LonLatMultiLine>(feature.geometry).front());
    const auto* road_class = std::get_if<std::string>(&feature.find("highway")->value);
    streets.push_back({StreetId{feature.number}, "", road_class == nullptr ? "" : *road_class, *line});
    points.insert(points.end(), line->begin(), line->end());
  }
  const std::vector districts{District{DistrictId{1}, "Wuhan", {{hull(points), {}}}}};
  std::printf("  %zu streets, %zu refused\n", streets.size(), read->rejected.size());
  BlockRules rules;
  rules.cut_above = SquareMetres{std::numeric_limits<double>::infinity()};
  coverage::BlockInput input{.districts = districts, .streets = streets};
  run("default rules", input, rules);
  rules.merge_rule = MergeRule::artefacts;
  run("artefacts", input, rules);
  rules.merge_below = SquareMetres{0.0};
  run("artefacts alone", input, rules);
  rules = {.cut_above = rules.cut_above, .merge_below = SquareMetres{5'000.0}};
  rules.thin_quotient = 0.3;
  rules.thin_below = SquareMetres{30'000.0};
  run("5,000 m2, thin 0.3 under 30,000 m2", input, rules);
  rules.merge_below = SquareMetres{10'000.0};
  rules.thin_quotient = 0.3;
  rules.thin_below = SquareMetres{30'000.0};
  run("10,000 m2, thin 0.3 under 30,000 m2", input, rules);
  input.ranks.of_class = {{"motorway", 6},  {"trunk", 5},    {"primary", 4},
                          {"secondary", 3}, {"tertiary", 2}, {"residential", 1}};
  run("the same, main roads kept", input, rules);
}

/// The demo's districts and streets with the demo's rules.
void boston(const std::filesystem::path& folder) {
  const auto plane = crs::Projector::make(Frame{26986});
  const auto districts = io::read_districts(folder / "neighborhoods.gpkg", "neighborhoods", "Name", *plane);
  const auto streets = io::read_streets(folder / "streets.gpkg", "streets", {}, *plane);
  if (!districts || !streets) return void(std::printf("  skipped           data/boston is not in the repository\n"));
  const coverage::BlockInput input{.districts = *districts, .streets = streets->streets};
  BlockRules rules;
  run("Boston, default rules", input, rules);
  rules.merge_rule = MergeRule::artefacts;
  run("Boston, artefacts", input, rules);
}

}  // namespace
}  // namespace libgrid::bench

int main(int argc, char** argv) {
  std::filesystem::path data;
  for (int i = 1; i + 1 < argc; i += 2)
    if (std::string(argv[i]) == "--data") data = argv[i + 1];
  libgrid::bench::print_header("blocks: a whole city", 1);
  libgrid::bench::wuhan(data);
  libgrid::bench::boston(std::filesystem::path(GRID_SOURCE_DIR) / "data" / "boston");
  return 0;
}
