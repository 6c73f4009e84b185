/// Streets against rivals in the same run, and the goldens of layers that are too large for the repository.
///   build/ci/tests/bench/roads_bench [--data DIR] [--points FILE] [--seed N]
///
/// With --points the 1 M points and libgrid's distances are written (doubles x y distance), for the rival in
/// tests/bench/roads_rival.py: GeoPandas sjoin_nearest on one thread, the index built in both.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <geos_c.h>

#include <libgrid/base/random.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/wkb.hpp>
#include <libgrid/io/layers.hpp>
#include <libgrid/io/road_layer.hpp>
#include <libgrid/roads/network.hpp>
#include <libgrid/roads/snapper.hpp>
#include <libgrid/roads/zone_cut.hpp>

#include "bench_header.hpp"

namespace libgrid::bench {
namespace {

using roads::ProblemCount;
using roads::RoadNetwork;

constexpr std::size_t kPoints = 1'000'000;
constexpr double kOffset = 15.0;

template <class T>
T value_of(Expected<T> result) {
  if (!result) std::fprintf(stderr, "%s\n", message_en(result.error()).c_str()), std::exit(1);
  return std::move(*result);
}

class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  /// Noding as GEOS does it: unary union on the plan lattice.
  [[nodiscard]] std::uint64_t node(const std::vector<RoadLine>& lines) const {
    std::vector<GEOSGeometry*> parts;
    for (const RoadLine& line : lines) parts.push_back(geometry(to_wkb(std::span<const Xy>(line.line))));
    GEOSGeometry* all =
        GEOSGeom_createCollection_r(handle_, GEOS_MULTILINESTRING, parts.data(), static_cast<unsigned>(parts.size()));
    GEOSGeometry* noded = GEOSUnaryUnionPrec_r(handle_, all, kLattice);
    const int count = GEOSGetNumGeometries_r(handle_, noded);
    GEOSGeom_destroy_r(handle_, noded), GEOSGeom_destroy_r(handle_, all);
    return static_cast<std::uint64_t>(count);
  }

  [[nodiscard]] GEOSGeometry* geometry(const Bytes& bytes) const {
    return GEOSGeomFromWKB_buf_r(handle_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  }
  [[nodiscard]] double length_inside(const GEOSGeometry* line, const GEOSGeometry* zone) const {
    GEOSGeometry* common = GEOSIntersection_r(handle_, line, zone);
    double length = 0.0;
    GEOSLength_r(handle_, common, &length);
    GEOSGeom_destroy_r(handle_, common);
    return length;
  }
  void drop(GEOSGeometry* g) const { GEOSGeom_destroy_r(handle_, g); }

 private:
  GEOSContextHandle_t handle_;
};

double standard_normal(const CounterRandom& draw, std::uint64_t i) {
  return std::sqrt(-2.0 * std::log(1.0 - draw.unit(2 * i))) * std::cos(2.0 * M_PI * draw.unit(2 * i + 1));
}

/// Uniform along the edges by length, offset N(0, 15 m) in either axis.
std::vector<Xy> points_along(const std::vector<LineString>& lines, std::uint64_t seed) {
  std::vector<double> until;
  double whole = 0.0;
  for (const LineString& line : lines) until.push_back(whole += length(line).value);
  const CounterRandom place{seed, 1}, offset{seed, 2};
  std::vector<Xy> points;
  for (std::uint64_t i = 0; i < kPoints; ++i) {
    const double at = place.unit(i) * whole;
    const auto line = static_cast<std::size_t>(std::upper_bound(until.begin(), until.end(), at) - until.begin());
    const std::size_t k = std::min(line, lines.size() - 1);
    const Xy p = point_at(lines[k], Metres{at - (k > 0 ? until[k - 1] : 0.0)});
    points.push_back(
        {p.x + kOffset * standard_normal(offset, 2 * i), p.y + kOffset * standard_normal(offset, 2 * i + 1)});
  }
  return points;
}

void noding(const std::vector<RoadLine>& lines) {
  const Geos geos;
  const auto results =
      alternate({{"GEOS noding", [&] { return geos.node(lines); }},
                 {"libgrid network", [&] { return value_of(RoadNetwork::node(lines)).segments().size(); }}},
                3);
  for (const Result& r : results) print(r, lines.size());
  std::printf("  more than GEOS    %.2f x of its noding time (wanted <= 0.5)\n",
              (results[1].median - results[0].median) / results[0].median);
  const auto network = value_of(RoadNetwork::node(lines));
  for (const ProblemCount& c : count_problems(network.findings()))
    std::printf("  finding           %-18s %8lld %12.0f m\n", std::string(roads::word(c.problem)).c_str(),
                static_cast<long long>(c.count), c.length.value);
}

void snapping(const std::vector<LineString>& lines, std::uint64_t seed, const std::string& file) {
  const std::vector<Xy> points = points_along(lines, seed);
  std::vector<roads::Snap> snaps(points.size());
  const auto results = alternate({{"libgrid index and snap, 1 thread", [&] {
                                     roads::Snapper::build(lines).snap_all(points, snaps, {.threads = 1});
                                     return static_cast<std::uint64_t>(snaps[7].line);
                                   }}});
  print(results[0], points.size());
  std::printf("  CPU seconds       %.3f for %zu points\n", results[0].median, points.size());
  if (file.empty()) return void(std::printf("  skipped           GeoPandas sjoin_nearest: no --points FILE\n"));
  std::ofstream out(file, std::ios::binary);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double row[3] = {points[i].x, points[i].y, snaps[i].distance.value};
    out.write(reinterpret_cast<const char*>(row), sizeof row);
  }
  std::ofstream edges(file + ".edges", std::ios::binary);
  for (const LineString& line : lines) {
    const double row[4] = {line.front().x, line.front().y, line.back().x, line.back().y};
    edges.write(reinterpret_cast<const char*>(row), sizeof row);
  }
  std::printf("  written           %s, %s.edges; now tests/bench/roads_rival.py %s %.3f\n", file.c_str(), file.c_str(),
              file.c_str(), results[0].median);
}

/// Degrees of a layer's lines, as planar coordinates: the layers were counted in them.
struct TouchCount {
  std::size_t streets = 0, several = 0, none = 0;
};
void show(const char* what, const TouchCount& c, const char* wanted) {
  std::printf("  %-17s %zu of %zu touch more than one zone, %zu touch none (%s)\n", what, c.several, c.streets, c.none,
              wanted);
}

}  // namespace

/// What is wrong by most, and how many were compared.
struct Agreement {
  std::size_t compared = 0, on_border = 0;
  double worst = 0.0, geos_seconds = 0.0;
};

/// The streets that touch one zone, cut by it alone: zones that overlap have no one length.
void compare(const std::vector<Street>& streets, const MultiPolygon& zone, const Geos& geos, Agreement& all) {
  GEOSGeometry* shape = geos.geometry(to_wkb(zone));
  const auto cutter = roads::ZoneCutter::build(std::span(&zone, 1));
  for (const Street& street : streets) {
    if (cutter.touched(street.line).empty()) continue;
    const auto cut = cutter.cut(std::span(&street, 1), {});
    if (std::ranges::any_of(cut, [](const StreetStretch& s) { return s.left != s.right; })) {
      ++all.on_border;  // GEOS counts the closed zone, the cut names the two sides
      continue;
    }
    double mine = 0.0;
    for (const StreetStretch& s : cut) mine += s.left ? (s.to - s.from).value : 0.0;
    GEOSGeometry* line = geos.geometry(to_wkb(std::span<const Xy>(street.line)));
    const double start = cpu_seconds();
    all.worst = std::max(all.worst, std::abs(mine - geos.length_inside(line, shape)));
    all.geos_seconds += cpu_seconds() - start;
    ++all.compared;
    geos.drop(line);
  }
  geos.drop(shape);
}

void cut_against_geos(const std::vector<Street>& streets, const std::vector<MultiPolygon>& zones) {
  const Geos geos;
  const roads::ZoneCutter cutter = roads::ZoneCutter::build(zones);
  const auto results = alternate({{"libgrid cut", [&] { return cutter.cut(streets, {}).size(); }}}, 3);
  print(results[0], streets.size());
  Agreement all;
  for (const MultiPolygon& zone : zones) compare(streets, zone, geos, all);
  std::printf(
      "  against GEOS      %zu lengths, largest difference %.3g m (wanted 1e-9), %zu along a border; GEOS %.2f CPU s\n",
      all.compared, all.worst, all.on_border, all.geos_seconds);
}

void wuhan(const std::filesystem::path& data, std::uint64_t seed, const std::string& file) {
  const auto plane = value_of(crs::Projector::make(Frame{32650}));
  const double start = cpu_seconds();
  const io::RoadLayer layer = value_of(io::read_road_layer(data / "wuhan_roads" / "wuhan_roads.gpkg", {}, plane));
  std::printf("Wuhan\n  read              %zu lines, %zu refused, %.2f CPU s\n", layer.lines.size(),
              layer.rejected.size(), cpu_seconds() - start);
  std::vector<LineString> lines;
  for (const RoadLine& line : layer.lines) lines.push_back(line.line);
  snapping(lines, seed, file);
  noding(layer.lines);
}

/// Touch counts in degrees, cuts in the plane.
void baltimore(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "baltimore_lanes" / "baltimore_shared.gpkg";
  const auto plane = value_of(crs::Projector::make(Frame{26985}));
  const auto degrees_of = [&](Xy p) {
    const LonLat q = plane.to_lonlat(p);
    return Xy{q.lon, q.lat};
  };
  const io::RoadLayer layer = value_of(
      io::read_road_layer(file, {.layer = "streets", .columns = {.id = "subtype", .names = {"fullname"}}}, plane));
  std::vector<MultiPolygon> zones, in_degrees;
  for (const District& d : value_of(io::read_districts(file, "neighborhoods", "name", plane))) {
    zones.push_back(d.shape), in_degrees.push_back(d.shape);
    for (Polygon& polygon : in_degrees.back()) {
      for (Xy& p : polygon.outer) p = degrees_of(p);
      for (Ring& hole : polygon.holes)
        for (Xy& p : hole) p = degrees_of(p);
    }
  }
  const roads::ZoneCutter cutter = roads::ZoneCutter::build(in_degrees);
  std::map<std::string, TouchCount> counts;
  std::vector<Street> streets;
  for (const RoadLine& road : layer.lines) {
    LineString line;
    for (const Xy p : road.line) line.push_back(degrees_of(p));
    const auto touched = cutter.touched(line);
    TouchCount& count = counts[road.source_id];
    ++count.streets, count.several += touched.size() > 1 ? 1U : 0U, count.none += touched.empty() ? 1U : 0U;
    streets.push_back({road.id, "", road.source_id, road.line});
  }
  std::printf("Baltimore\n");
  show("paved streets", counts["STRPRD"], "wanted 1127 of 11347");
  show("alleys", counts["STRALY"], "wanted 198 of 4128");
  std::printf("  touch none        %zu of both (wanted 65)\n", counts["STRPRD"].none + counts["STRALY"].none);
  cut_against_geos(streets, zones);
}

}  // namespace libgrid::bench

int main(int argc, char** argv) {
  std::filesystem::path data;
  std::string points;
  std::uint64_t seed = 20156;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--data") data = argv[i + 1];
    if (std::string(argv[i]) == "--points") points = argv[i + 1];
    if (std::string(argv[i]) == "--seed") seed = std::stoull(argv[i + 1]);
  }
  libgrid::bench::print_header("roads", seed);
  if (data.empty()) return std::printf("  skipped           everything: no --data DIR\n"), 0;
  libgrid::bench::wuhan(data, seed, points);
  libgrid::bench::baltimore(data);
  return 0;
}
