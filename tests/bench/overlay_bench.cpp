/// Metres of segments per polygon: overlay_segments against GEOS (STR-tree, prepared containsProperly, intersection),
/// in turn over the same made coverage, and through a child process against Shapely and DuckDB.
/// `overlay_bench [A] [B] [--python PROGRAM]`: without names B. Segments: 100,000 short ones (median 150 m), of which
/// GEOS sees 20,000, and 20,000 of twenty times that length, of which it sees 4,000. Also the edit row: one zone of
/// 10,000 drawn anew.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include <geos_c.h>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/index/line_overlay.hpp>

#include "bench_header.hpp"
#include "coverages.hpp"

namespace {

using namespace libgrid;
using index::LayerLocator;
using index::LayerShapes;
using index::LineSegment;

constexpr std::uint64_t kSeed = 20'261;

/// Lengths log-normal about the median, directions uniform.
std::vector<LineSegment> segments(const Box& box, std::size_t count, double median, std::uint64_t seed) {
  const auto starts = bench::uniform_points(box, count, seed);
  const CounterRandom draw(seed, 1);
  std::vector<LineSegment> lines;
  for (std::size_t i = 0; i < count; ++i) {
    const double normal =
        std::sqrt(-2.0 * std::log(1.0 - draw.unit(3 * i))) * std::cos(6.283185307 * draw.unit(3 * i + 1));
    const double length = median * std::exp(0.5 * normal), turn = 6.283185307 * draw.unit(3 * i + 2);
    lines.push_back({starts[i], {starts[i].x + length * std::cos(turn), starts[i].y + length * std::sin(turn)}});
  }
  return lines;
}

class GeosOverlay {
 public:
  explicit GeosOverlay(const std::vector<MultiPolygon>& shapes)
      : handle_(GEOS_init_r()), tree_(GEOSSTRtree_create_r(handle_, 10)), ids_(shapes.size()) {
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      const Bytes bytes = to_wkb(shapes[i].front());
      geometries_.push_back(
          GEOSGeomFromWKB_buf_r(handle_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
      if (GEOSisValid_r(handle_, geometries_.back()) != 1) make_valid();
      prepared_.push_back(GEOSPrepare_r(handle_, geometries_.back()));
      ids_[i] = i;
      GEOSSTRtree_insert_r(handle_, tree_, geometries_.back(), &ids_[i]);
    }
  }
  ~GeosOverlay() {
    GEOSSTRtree_destroy_r(handle_, tree_);
    for (const GEOSPreparedGeometry* p : prepared_) GEOSPreparedGeom_destroy_r(handle_, p);
    for (GEOSGeometry* g : geometries_) GEOSGeom_destroy_r(handle_, g);
    GEOS_finish_r(handle_);
  }
  GeosOverlay(const GeosOverlay&) = delete;
  GeosOverlay& operator=(const GeosOverlay&) = delete;

  /// Polygons whose crooked rings cross themselves; GEOS takes them apart by even-odd parity before it can cut them.
  [[nodiscard]] std::size_t mended() const { return mended_; }

  std::vector<double> metres(std::span<const LineSegment> lines) {
    metres_.assign(geometries_.size(), 0.0);
    for (const LineSegment& line : lines) {
      GEOSCoordSequence* ends = GEOSCoordSeq_create_r(handle_, 2, 2);
      GEOSCoordSeq_setXY_r(handle_, ends, 0, line.a.x, line.a.y);
      GEOSCoordSeq_setXY_r(handle_, ends, 1, line.b.x, line.b.y);
      line_ = GEOSGeom_createLineString_r(handle_, ends);
      GEOSLength_r(handle_, line_, &length_);
      GEOSSTRtree_query_r(handle_, tree_, line_, visit, this);
      GEOSGeom_destroy_r(handle_, line_);
    }
    return metres_;
  }

 private:
  static void visit(void* item, void* data) {
    auto& self = *static_cast<GeosOverlay*>(data);
    const auto i = *static_cast<std::size_t*>(item);
    if (GEOSPreparedContainsProperly_r(self.handle_, self.prepared_[i], self.line_) == 1)
      return void(self.metres_[i] += self.length_);
    if (GEOSPreparedIntersects_r(self.handle_, self.prepared_[i], self.line_) != 1) return;
    GEOSGeometry* part = GEOSIntersection_r(self.handle_, self.geometries_[i], self.line_);
    double metres = 0.0;
    if (part != nullptr) GEOSLength_r(self.handle_, part, &metres);
    self.metres_[i] += metres;
    if (part != nullptr) GEOSGeom_destroy_r(self.handle_, part);
  }

  void make_valid() {
    GEOSGeometry* valid = GEOSMakeValid_r(handle_, geometries_.back());
    GEOSGeom_destroy_r(handle_, geometries_.back());
    geometries_.back() = valid;
    ++mended_;
  }

  GEOSContextHandle_t handle_;
  GEOSSTRtree* tree_;
  std::vector<std::size_t> ids_;
  std::vector<GEOSGeometry*> geometries_;
  std::vector<const GEOSPreparedGeometry*> prepared_;
  std::vector<double> metres_;
  GEOSGeometry* line_ = nullptr;
  double length_ = 0.0;
  std::size_t mended_ = 0;
};

void verdict(const char* what, double value, double bar, bool at_most) {
  std::printf("    %-28s %.3g, bar %s %.3g: %s\n", what, value, at_most ? "<=" : ">=", bar,
              (at_most ? value <= bar : value >= bar) ? "held" : "MISSED");
}

void race(const LayerLocator& locator, GeosOverlay& geos, std::span<const LineSegment> lines, std::size_t few) {
  const auto sample = lines.first(few);
  std::vector<double> mine, theirs;
  const auto ours = [&](std::span<const LineSegment> asked) {
    mine = index::metres_per_shape(locator, 0,
                                   index::overlay_segments(locator, asked, {.border = index::BorderRun::both}));
    return static_cast<std::uint64_t>(mine.front());
  };
  bench::print(bench::alternate({{"libgrid, all segments", [&] { return ours(lines); }}}, 5).front(), lines.size());
  const auto results = bench::alternate({{"libgrid, the rival's segments", [&] { return ours(sample); }},
                                         {"GEOS C",
                                          [&] {
                                            theirs = geos.metres(sample);
                                            return static_cast<std::uint64_t>(theirs.front());
                                          }}},
                                        3);
  for (const auto& result : results) bench::print(result, few);
  double worst = 0.0, total = 0.0, total_theirs = 0.0;
  for (std::size_t i = 0; i < mine.size(); ++i) {
    total += mine[i], total_theirs += theirs[i];
    worst = std::max(worst, std::abs(mine[i] - theirs[i]) / std::max(mine[i], 1.0));
  }
  std::printf(
      "    totals %.9g and %.9g m, apart %.2g; the largest difference of a polygon, relative (at least to 1 m): %.2g\n",
      total, total_theirs, std::abs(total - total_theirs) / total, worst);
  verdict("times faster than GEOS C", results[1].median / results[0].median, 18.0, false);
}

/// Shapely and DuckDB see the same coverage and the same segments, as WKB and as columns.
void race_python(const std::string& python, const bench::Coverage& made, std::span<const LineSegment> lines,
                 const char* folder) {
  const std::string base = std::string(folder) + "/overlay_bench";
  std::ofstream areas(base + ".wkb", std::ios::binary), ends(base + ".f64", std::ios::binary);
  for (const MultiPolygon& shape : made.shapes) {
    const Bytes bytes = to_wkb(shape.front());
    const auto size = static_cast<std::uint32_t>(bytes.size());
    areas.write(reinterpret_cast<const char*>(&size), sizeof size);
    areas.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  ends.write(reinterpret_cast<const char*>(lines.data()), static_cast<std::streamsize>(lines.size_bytes()));
  areas.close(), ends.close();
  std::fflush(stdout);
  const std::string command =
      "'" + python + "' '" GRID_SOURCE_DIR "/tests/bench/overlay_rivals.py' '" + base + ".wkb' '" + base + ".f64'";
  if (std::system(command.c_str()) != 0) std::printf("    the rivals in Python did not finish\n");
  std::remove((base + ".wkb").c_str());
  std::remove((base + ".f64").c_str());
}

/// One zone of 10,000 gets a corner moved: what is rebuilt, in milliseconds.
void edits() {
  bench::Coverage made = bench::coverage({.columns = 100, .rows = 100, .border_vertices = 14, .seed = kSeed + 4});
  const std::vector<LayerShapes> layers{{.shapes = made.shapes}};
  const LayerLocator locator = LayerLocator::build(layers, {.parallel = {1}});
  const double whole =
      bench::alternate({{"build", [&] { return LayerLocator::build(layers, {.parallel = {1}}).size(0); }}}, 3)
          .front()
          .median;
  made.shapes[5050].front().outer[3].x += 0.125;
  const std::vector<index::LayerShape> changed{{0, 5050}};
  const auto edit =
      bench::alternate({{"one zone of 10,000 drawn anew", [&] { return locator.rebuilt(layers, changed).size(0); }}});
  std::printf("edit: %zu coordinates; whole build %.1f ms, one zone %.2f ms (median of 5)\n", made.coordinates,
              whole * 1e3, edit.front().median * 1e3);
  verdict("ms per edit of one zone", edit.front().median * 1e3, 10.0, true);
}

void run(const char* name, const bench::CoveragePlan& plan, const std::string& python, const char* folder) {
  const bench::Coverage made = bench::coverage(plan);
  const std::vector<LayerShapes> layers{{.shapes = made.shapes}};
  const LayerLocator locator = LayerLocator::build(layers, {.parallel = {1}});
  GeosOverlay geos(made.shapes);
  std::printf(
      "%s: %zu polygons, %zu coordinates; %zu polygons were made valid for GEOS\n  short segments, median 150 m\n",
      name, made.shapes.size(), made.coordinates, geos.mended());
  const auto brief = segments(made.box, 100'000, 150.0, kSeed), lengthy = segments(made.box, 20'000, 3000.0, kSeed + 1);
  race(locator, geos, brief, 20'000);
  if (!python.empty()) race_python(python, made, std::span(brief).first(20'000), folder);
  std::printf("  long segments, median 3 km\n");
  race(locator, geos, lengthy, 4'000);
  if (!python.empty()) race_python(python, made, std::span(lengthy).first(4'000), folder);
}

}  // namespace

int main(int argc, char** argv) {
  std::string python;
  bool a = false, b = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "A") == 0) a = true;
    if (std::strcmp(argv[i], "B") == 0) b = true;
    if (std::strcmp(argv[i], "--python") == 0 && i + 1 < argc) python = argv[i + 1];
  }
  const char* folder = std::getenv("TMPDIR") != nullptr ? std::getenv("TMPDIR") : "/tmp";
  bench::print_header("metres of segments per polygon", kSeed);
  if (python.empty()) std::printf("skipped: Shapely and DuckDB (no --python)\n");
  if (a)
    run("A", {.columns = 20, .rows = 14, .border_vertices = 87, .apart = 0.85, .cell = 2500.0, .seed = kSeed}, python,
        folder);
  if (b || !a)
    run("B", {.columns = 187, .rows = 187, .border_vertices = 14, .apart = 0.03, .seed = kSeed + 1}, python, folder);
  edits();
}
