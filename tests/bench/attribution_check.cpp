/// Whether the answers are right, on many points: libgrid against GEOS covers with the tie rule, against rational
/// arithmetic on borders (of one layer asked of both of two), and against the city's own answers of St. Louis.
///
///   attribution_check [--points N] [--borders N] [--data DIR]        // 10,000,000 and 1,000,000 points
///
/// DIR/stlouis/stlouis.gpkg and DIR/stlouis/stl_csb_2018_01.csv; without --data that part is skipped, and says so.
/// Ends with 1 if a single answer differs from GEOS or from rational arithmetic.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/io/number_text.hpp>
#include <libgrid/io/point_table.hpp>
#include <libgrid/io/zone_layer.hpp>

#include "bench_header.hpp"
#include "coverages.hpp"
#include "rivals.hpp"
#include "tests/index/rational_oracle.hpp"

namespace {

using namespace libgrid;

constexpr std::uint64_t kSeed = 20261129;
constexpr Parallel kOneThread{.threads = 1, .grain = 65'536};

struct Asked {
  std::size_t points = 10'000'000;
  std::size_t borders = 1'000'000;
  std::string data;
};

index::LayerLocator locator_of(const std::vector<MultiPolygon>& shapes) {
  const std::vector<index::LayerShapes> layers{{.shapes = shapes}};
  return index::LayerLocator::build(layers);
}

std::vector<std::int32_t> answers_of(const index::LayerLocator& locator, const std::vector<Xy>& points) {
  std::vector<std::int32_t> answers(points.size());
  locator.locate_all(points, answers, {.touch = {}, .rule = index::TieRule::lowest, .parallel = kOneThread});
  return answers;
}

/// Points whose answer is another than that of GEOS covers with the lowest index on ties.
std::size_t against_geos(const bench::Coverage& coverage, std::size_t count) {
  const index::LayerLocator locator = locator_of(coverage.shapes);
  bench::GeosRival geos(coverage.shapes);
  std::size_t wrong = 0;
  const auto compare = [&](const char* what, const std::vector<Xy>& points) {
    const std::vector<std::int32_t> ours = answers_of(locator, points);
    const double start = bench::cpu_seconds();
    std::size_t differ = 0;
    for (std::size_t i = 0; i < points.size(); ++i) differ += geos.locate(points[i]) != ours[i] ? 1 : 0;
    std::printf("  %-28s %10zu points, %zu differ from GEOS covers (%.1f CPU s)\n", what, points.size(), differ,
                bench::cpu_seconds() - start);
    wrong += differ;
  };
  compare("uniform", bench::uniform_points(coverage.box, count / 2, kSeed));
  compare("clustered", bench::clustered_points(coverage.box, count - count / 2 - count / 10, kSeed + 1));
  compare("vertices and midpoints", bench::border_points(coverage.shapes, count / 10, kSeed + 2));
  return wrong;
}

/// The lowest shape that contains p by rational arithmetic.
std::int32_t by_rationals(const std::vector<MultiPolygon>& shapes, const std::vector<Box>& boxes, Xy p) {
  for (std::size_t s = 0; s < shapes.size(); ++s)
    if (boxes[s].contains(p) && index::locate_by_rationals(shapes[s], p) != Location::outside)
      return static_cast<std::int32_t>(s);
  return -1;
}

std::vector<Box> boxes_of(const std::vector<MultiPolygon>& shapes) {
  std::vector<Box> boxes;
  for (const MultiPolygon& shape : shapes) boxes.push_back(bounds(shape));
  return boxes;
}

/// Points of one coverage's borders asked of that coverage and of another, in one locator of two layers: a point on a
/// border of the first lies anywhere in the second, within a hair of its borders where the two were drawn apart.
std::size_t against_rationals(const std::vector<MultiPolygon>& first, const std::vector<MultiPolygon>& second,
                              std::size_t count, std::uint64_t seed) {
  const std::vector<index::LayerShapes> layers{{.shapes = first}, {.shapes = second}};
  const index::LayerLocator locator = index::LayerLocator::build(layers);
  const std::vector<Box> boxes[] = {boxes_of(first), boxes_of(second)};
  const std::vector<Xy> points = bench::border_points(first, count, seed);
  std::vector<std::int32_t> ours(2 * points.size());
  std::vector<std::uint8_t> touch(points.size());
  locator.locate_all(points, ours, {.touch = touch, .rule = index::TieRule::lowest, .parallel = kOneThread});
  const double start = bench::cpu_seconds();
  std::size_t wrong[2] = {}, on_both = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    wrong[0] += by_rationals(first, boxes[0], points[i]) != ours[i] ? 1 : 0;
    wrong[1] += by_rationals(second, boxes[1], points[i]) != ours[points.size() + i] ? 1 : 0;
    on_both += (touch[i] & 2U) != 0 ? 1 : 0;
  }
  std::printf(
      "  vertices and midpoints: %zu points, differ from rational arithmetic: %zu in their own layer, %zu in the "
      "other (%zu exactly on its borders too; %.1f CPU s)\n",
      points.size(), wrong[0], wrong[1], on_both, bench::cpu_seconds() - start);
  return wrong[0] + wrong[1];
}

/// Rectangles whose lines run through vertices of the other coverage: horizontal and vertical edges at exactly the
/// heights of foreign points, which a ray along them has to take for one side.
std::vector<MultiPolygon> rectangles(const bench::Coverage& other) {
  constexpr std::size_t kLines = 18;
  const std::vector<Xy> some = bench::border_points(other.shapes, 2 * kLines, kSeed + 6);  // every other one: vertices
  std::vector<double> xs{other.box.min.x, other.box.max.x}, ys{other.box.min.y, other.box.max.y};
  for (std::size_t i = 0; i < kLines; ++i) xs.push_back(some[2 * i].x), ys.push_back(some[2 * i].y);
  std::ranges::sort(xs), std::ranges::sort(ys);
  std::vector<MultiPolygon> shapes;
  for (std::size_t j = 1; j < ys.size(); ++j)
    for (std::size_t i = 1; i < xs.size(); ++i) {
      if (xs[i] == xs[i - 1] || ys[j] == ys[j - 1]) continue;
      const Xy low{xs[i - 1], ys[j - 1]}, high{xs[i], ys[j]};
      shapes.push_back({{.outer = {low, {high.x, low.y}, high, {low.x, high.y}, low}, .holes = {}}});
    }
  return shapes;
}

/// Another ground, rectangles, and the same ground of which the other drawing shares most borders to the bit and has
/// the others a hair aside; each asked of the other.
std::size_t across_layers(const bench::CoveragePlan& plan, const bench::Coverage& made, std::size_t count) {
  bench::CoveragePlan foreign = plan, like = plan;
  foreign.seed += 1, like.apart = 0.0;
  const std::vector<MultiPolygon>& own = made.shapes;
  const std::vector<MultiPolygon> other = bench::coverage(foreign).shapes, same = bench::coverage(like).shapes;
  const std::vector<MultiPolygon> boxes = rectangles(made);
  const std::size_t each = count / 6;
  std::size_t wrong = 0;
  for (const auto& [name, second] :
       {std::pair("other ground", &other), std::pair("rectangles through vertices", &boxes),
        std::pair("the same ground, drawn apart", &same)}) {
    std::printf(" two layers, the second: %s (%zu polygons)\n", name, second->size());
    wrong += against_rationals(own, *second, each, kSeed + 3) + against_rationals(*second, own, each, kSeed + 4);
  }
  return wrong;
}

struct Request {
  LonLat place;
  Xy feet;  ///< as the city's geocoder wrote them: state plane of Missouri East, US survey feet
  double ward = -1.0, neighborhood = -1.0;  ///< as the city says; -1: not said
};

double number_or_none(std::string_view text) { return io::parse_number(text).value_or(-1.0); }

/// The located requests, each once.
Expected<std::vector<Request>> requests_of(const std::string& file) {
  std::vector<Request> requests;
  std::set<std::string, std::less<>> seen;
  std::array<std::size_t, 5> at{};
  io::PointHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    constexpr std::array<const char*, 5> kColumns{"requestid", "ward", "neighborhood", "srx", "sry"};
    for (std::size_t c = 0; c < at.size(); ++c)
      at[c] = static_cast<std::size_t>(std::ranges::find(names, kColumns[c]) - names.begin());
    return {};
  };
  handler.row = [&](const io::PointRow& row) -> Expected<void> {
    const auto number = [&](std::size_t c) { return number_or_none(row.fields[at[c]]); };
    if (seen.emplace(row.fields[at[0]]).second)
      requests.push_back({{row.first, row.second}, {number(3), number(4)}, number(1), number(2)});
    return {};
  };
  handler.rejected = [](const RejectedRow&) {};
  GRID_CHECK(io::read_points(file, {}, handler));
  return requests;
}

struct CityLayer {
  std::vector<MultiPolygon> shapes;
  std::vector<double> codes;
};

Expected<CityLayer> city_layer(const std::string& file, const std::string& layer, Frame plane) {
  GRID_TRY(projector, crs::Projector::make(plane));
  GRID_TRY(read, io::read_zones(file, {.code = "ID", .layer = layer}));
  GRID_TRY(zones, io::to_plane(read.zones, projector));
  CityLayer made;
  for (const ImportedZone& zone : zones) {
    made.shapes.push_back(zone.shape);
    made.codes.push_back(number_or_none(zone.code));
  }
  return made;
}

double metres_to_border(const std::vector<MultiPolygon>& shapes, Xy p) {
  Metres least{INFINITY};
  const auto along = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) least = std::min(least, distance_to_segment(p, ring[i - 1], ring[i]));
  };
  for (const MultiPolygon& shape : shapes)
    for (const Polygon& polygon : shape) {
      along(polygon.outer);
      for (const Ring& hole : polygon.holes) along(hole);
    }
  return least.value;
}

/// By distance to the nearest border: how often the city says what we say, another zone, nothing.
void print_by_distance(const char* what, const CityLayer& layer, const std::vector<Xy>& places,
                       const std::vector<Request>& requests, double Request::* said) {
  constexpr std::array<double, 6> kUpTo{0.001, 15.0, 50.0, 100.0, 200.0, INFINITY};
  const index::Locator locator = index::Locator::build(layer.shapes);
  std::array<std::array<std::size_t, 3>, kUpTo.size()> counts{};
  std::size_t same = 0;
  double farthest = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int32_t shape = locator.locate(places[i]).shape;
    const double ours = shape < 0 ? -2.0 : layer.codes[static_cast<std::size_t>(shape)];
    const std::size_t kind = requests[i].*said < 0.0 ? 2 : ours == requests[i].*said ? 0 : 1;
    const double metres = metres_to_border(layer.shapes, places[i]);
    const auto bin = static_cast<std::size_t>(std::ranges::upper_bound(kUpTo, metres) - kUpTo.begin());
    ++counts[std::min(bin, kUpTo.size() - 1)][kind];
    same += kind == 0 ? 1 : 0;
    if (kind == 1) farthest = std::max(farthest, metres);
  }
  std::printf(
      "  %s: %zu of %zu as the city says (%.2f %%); where it names another zone the border is at most %.1e m away\n",
      what, same, places.size(), 100.0 * static_cast<double>(same) / static_cast<double>(places.size()), farthest);
  for (std::size_t b = 0; b < kUpTo.size(); ++b)
    std::printf("    up to %7g m: the same %5zu, another %3zu, nothing %3zu\n", kUpTo[b], counts[b][0], counts[b][1],
                counts[b][2]);
}

/// Both in degrees through one plane, and in the plane in which the city itself works.
Expected<void> saint_louis(const std::string& data) {
  constexpr double kFoot = 1200.0 / 3937.0;
  constexpr Frame kUtm{32'615}, kMissouriEast{26'996};
  const std::string file = data + "/stlouis/stlouis.gpkg";
  GRID_TRY(requests, requests_of(data + "/stlouis/stl_csb_2018_01.csv"));
  GRID_TRY(utm, crs::Projector::make(kUtm));
  std::vector<Xy> from_degrees, from_feet;
  for (const Request& request : requests) {
    GRID_TRY(at, utm.to_plane(request.place));
    from_degrees.push_back(at);
    from_feet.push_back({request.feet.x * kFoot, request.feet.y * kFoot});
  }
  std::printf("St. Louis, January 2018: %zu located requests\n", requests.size());
  for (const auto& [name, said] :
       {std::pair{"wards_2010", &Request::ward}, {"neighborhoods", &Request::neighborhood}}) {
    GRID_TRY(in_utm, city_layer(file, name, kUtm));
    print_by_distance((std::string(name) + ", lon and lat").c_str(), in_utm, from_degrees, requests, said);
    GRID_TRY(in_state, city_layer(file, name, kMissouriEast));
    print_by_distance((std::string(name) + ", the city's feet").c_str(), in_state, from_feet, requests, said);
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  Asked asked;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--points") == 0) asked.points = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--borders") == 0) asked.borders = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--data") == 0) asked.data = argv[i + 1];
  }
  bench::print_header("attribution: right or wrong", kSeed);
  const bench::CoveragePlan plan{.columns = 20, .rows = 14, .border_vertices = 180, .apart = 0.3, .seed = kSeed};
  const bench::Coverage coverage = bench::coverage(plan);
  std::printf("%zu polygons, %zu coordinates\n", coverage.shapes.size(), coverage.coordinates);
  const std::size_t wrong = against_geos(coverage, asked.points) + across_layers(plan, coverage, asked.borders);
  if (asked.data.empty()) std::printf("St. Louis: skipped (no --data)\n");
  if (!asked.data.empty())
    if (const auto done = saint_louis(asked.data); !done)
      std::printf("St. Louis: skipped (%s)\n", message_en(done.error()).c_str());
  std::printf("wrong answers: %zu (bar 0)\n", wrong);
  return wrong == 0 ? 0 : 1;
}
