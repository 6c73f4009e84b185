/// Point location over Boston's 120 level-2 zones: libgrid's plain grid against GEOS prepared polygons behind an
/// STR-tree (the exact rival) in the same run. `locate_bench WORKSPACE`; ./dev bench gives it the demo's workspace.

#include <cstdio>
#include <string>

#include <libgrid/index/locator.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/workspace.hpp>

#include "bench_header.hpp"
#include "coverages.hpp"
#include "rivals.hpp"

namespace {

using namespace libgrid;

constexpr std::uint64_t kSeed = 20151;
constexpr std::size_t kPoints = 200'000;

std::vector<MultiPolygon> zones_of(const PublishedPlan& plan) {
  std::vector<MultiPolygon> shapes;
  for (const Zone& zone : plan.map().zones)
    if (zone.level == 2) shapes.push_back(zone.shape);
  return shapes;
}

void run(const std::vector<MultiPolygon>& shapes) {
  Box box;
  for (const MultiPolygon& shape : shapes) box.extend(bounds(shape));
  const std::vector<Xy> points = bench::uniform_points(box, kPoints, kSeed);
  const index::Locator ours = index::Locator::build(shapes);
  bench::GeosRival theirs(shapes);
  const auto sum = [&](const auto& locate) {
    std::uint64_t total = 0;
    for (const Xy p : points) total += static_cast<std::uint64_t>(locate(p) + 1);
    return total;
  };
  const auto results =
      bench::alternate({{"libgrid Locator", [&] { return sum([&](Xy p) { return ours.locate(p).shape; }); }},
                        {"GEOS STRtree + prepared", [&] { return sum([&](Xy p) { return theirs.locate(p); }); }}});
  for (const bench::Result& result : results) bench::print(result, points.size());
  std::printf("  ratio %.1f, same answers: %s, peak memory %.0f MB\n", results[1].median / results[0].median,
              results[0].checksum == results[1].checksum ? "yes" : "NO", bench::peak_memory_mb());
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "out/boston/workspace";
  bench::print_header(
      "point location, 120 zones of Boston, " + std::to_string(kPoints) + " uniform points in their box, one thread",
      kSeed);
  const auto workspace = workflow::Workspace::open(folder);
  if (!workspace) {
    std::printf("  skipped: %s\n", message_en(workspace.error()).c_str());
    return 0;
  }
  const auto plan = workflow::newest_plan(workspace->store());
  if (!plan) return std::printf("  skipped: %s\n", message_en(plan.error()).c_str()), 0;
  run(zones_of(*plan));
}
