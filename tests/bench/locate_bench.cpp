/// Point location over Boston's 120 level-2 zones: libgrid's plain grid against GEOS prepared polygons behind an
/// STR-tree (the exact rival) in the same run. `locate_bench WORKSPACE`; ./dev bench gives it the demo's workspace.

#include <cstdio>
#include <string>

#include <geos_c.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/workspace.hpp>

#include "bench_header.hpp"

namespace {

using namespace libgrid;

constexpr std::uint64_t kSeed = 20151;
constexpr std::size_t kPoints = 200'000;

/// GEOS: candidates from the tree, then prepared covers; the lowest index wins.
class GeosLocator {
 public:
  explicit GeosLocator(const std::vector<MultiPolygon>& shapes)
      : handle_(GEOS_init_r()), tree_(GEOSSTRtree_create_r(handle_, 10)) {
    for (const MultiPolygon& shape : shapes) {
      const Bytes bytes = to_wkb(shape);
      GEOSGeometry* geometry =
          GEOSGeomFromWKB_buf_r(handle_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
      geometries_.push_back(geometry);
      prepared_.push_back(GEOSPrepare_r(handle_, geometry));
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) ids_.push_back(i);  // complete first: the tree keeps addresses
    for (std::size_t i = 0; i < shapes.size(); ++i) GEOSSTRtree_insert_r(handle_, tree_, geometries_[i], &ids_[i]);
  }
  ~GeosLocator() {
    GEOSSTRtree_destroy_r(handle_, tree_);
    for (const GEOSPreparedGeometry* p : prepared_) GEOSPreparedGeom_destroy_r(handle_, p);
    for (GEOSGeometry* g : geometries_) GEOSGeom_destroy_r(handle_, g);
    GEOS_finish_r(handle_);
  }
  GeosLocator(const GeosLocator&) = delete;
  GeosLocator& operator=(const GeosLocator&) = delete;

  [[nodiscard]] int locate(Xy p) {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(handle_, p.x, p.y);
    Query query{this, point, -1};
    GEOSSTRtree_query_r(handle_, tree_, point, visit, &query);
    GEOSGeom_destroy_r(handle_, point);
    return query.found;
  }

 private:
  struct Query {
    GeosLocator* self;
    GEOSGeometry* point;
    int found;
  };
  static void visit(void* item, void* data) {
    auto* query = static_cast<Query*>(data);
    const int i = static_cast<int>(*static_cast<std::size_t*>(item));
    if (query->found >= 0 && query->found < i) return;
    if (GEOSPreparedCovers_r(query->self->handle_, query->self->prepared_[static_cast<std::size_t>(i)], query->point) ==
        1)
      query->found = i;
  }

  GEOSContextHandle_t handle_;
  GEOSSTRtree* tree_;
  std::vector<GEOSGeometry*> geometries_;
  std::vector<const GEOSPreparedGeometry*> prepared_;
  std::vector<std::size_t> ids_;
};

std::vector<MultiPolygon> zones_of(const PublishedPlan& plan) {
  std::vector<MultiPolygon> shapes;
  for (const Zone& zone : plan.map().zones)
    if (zone.level == 2) shapes.push_back(zone.shape);
  return shapes;
}

std::vector<Xy> random_points(const Box& box) {
  const CounterRandom draw(kSeed, 1);
  std::vector<Xy> points;
  for (std::size_t i = 0; i < kPoints; ++i)
    points.push_back({box.min.x + draw.unit(2 * i) * (box.max.x - box.min.x),
                      box.min.y + draw.unit(2 * i + 1) * (box.max.y - box.min.y)});
  return points;
}

void run(const std::vector<MultiPolygon>& shapes) {
  Box box;
  for (const MultiPolygon& shape : shapes) box.extend(bounds(shape));
  const std::vector<Xy> points = random_points(box);
  const index::Locator ours = index::Locator::build(shapes);
  GeosLocator theirs(shapes);
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
