/// Whether the answers are right, on many points: libgrid against GEOS covers with the tie rule, against rational
/// arithmetic on borders, and against the city's own answers of St. Louis.
///
///   attribution_check [--points N] [--borders N] [--data DIR]        // 10,000,000 and 1,000,000 points
///
/// DIR/stlouis/stlouis.gpkg and DIR/stlouis/stl_csb_2018_01.csv; without --data that part is skipped, and says so.
/// Ends with 1 if a single answer differs from GEOS or from rational arithmetic.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/io/detail/number_text.hpp>
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

std::size_t against_rationals(const bench::Coverage& coverage, std::size_t count) {
  const index::LayerLocator locator = locator_of(coverage.shapes);
  std::vector<Box> boxes;
  for (const MultiPolygon& shape : coverage.shapes) boxes.push_back(bounds(shape));
  const std::vector<Xy> points = bench::border_points(coverage.shapes, count, kSeed + 3);
  const std::vector<std::int32_t> ours = answers_of(locator, points);
  const double start = bench::cpu_seconds();
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < points.size(); ++i)
    wrong += by_rationals(coverage.shapes, boxes, points[i]) != ours[i] ? 1 : 0;
  std::printf("  %-28s %10zu points, %zu differ from rational arithmetic (%.1f CPU s)\n", "vertices and midpoints",
              points.size(), wrong, bench::cpu_seconds() - start);
  return wrong;
}

struct Request {
  Xy at;
  double ward = -1.0, neighborhood = -1.0;  ///< as the city says; -1: not said
};

double number_or_none(std::string_view text) { return io::detail::parse_number(text).value_or(-1.0); }

Expected<std::vector<Request>> requests_of(const std::string& file, const crs::Projector& plane) {
  std::vector<Request> requests;
  std::size_t ward = 0, neighborhood = 0;
  io::PointHandler handler;
  handler.header = [&](std::span<const std::string> names) -> Expected<void> {
    ward = static_cast<std::size_t>(std::ranges::find(names, "ward") - names.begin());
    neighborhood = static_cast<std::size_t>(std::ranges::find(names, "neighborhood") - names.begin());
    return {};
  };
  handler.row = [&](const io::PointRow& row) -> Expected<void> {
    GRID_TRY(at, plane.to_plane(LonLat{row.first, row.second}));
    requests.push_back({at, number_or_none(row.fields[ward]), number_or_none(row.fields[neighborhood])});
    return {};
  };
  handler.rejected = [](const RejectedRow&) {};
  GRID_CHECK(io::read_points(file, {}, handler));
  return requests;
}

/// How often the city's own answer is ours, and how far the others lie from the polygon that the city names.
Expected<void> against_city(const std::string& file, const std::string& layer, const crs::Projector& plane,
                            const std::vector<Request>& requests, double Request::* said) {
  GRID_TRY(read, io::read_zones(file, {.code = "ID", .layer = layer}));
  GRID_TRY(zones, io::to_plane(read.zones, plane));
  std::vector<MultiPolygon> shapes;
  for (const ImportedZone& zone : zones) shapes.push_back(zone.shape);
  const index::Locator locator = index::Locator::build(shapes);
  std::size_t unsaid = 0, same = 0, within[4] = {};
  for (const Request& request : requests) {
    if (request.*said < 0.0) {
      ++unsaid;
      continue;
    }
    const index::Hit hit = locator.locate(request.at);
    const auto code = [&](std::int32_t shape) { return number_or_none(zones[static_cast<std::size_t>(shape)].code); };
    if (hit.shape >= 0 && code(hit.shape) == request.*said) {
      ++same;
      continue;
    }
    double away = INFINITY;
    for (const index::Nearest& near : locator.within(request.at, Metres{1000.0}))
      if (code(near.shape) == request.*said) away = std::min(away, near.distance.value);
    ++within[away <= 15.0 ? 0 : away <= 50.0 ? 1 : away <= 1000.0 ? 2 : 3];
  }
  const auto all = static_cast<double>(std::max<std::size_t>(requests.size(), 1));
  std::printf(
      "  %-14s %zu of %zu as the city says (%.1f %%); %zu of which the city says nothing; of the others the polygon "
      "that it names is within 15 m: %zu, 50 m: %zu, 1 km: %zu, farther: %zu\n",
      layer.c_str(), same, requests.size(), 100.0 * static_cast<double>(same) / all, unsaid, within[0], within[1],
      within[2], within[3]);
  return {};
}

Expected<void> saint_louis(const std::string& data) {
  const std::string folder = data + "/stlouis/";
  GRID_TRY(plane, crs::Projector::make(Frame{32615}));
  GRID_TRY(requests, requests_of(folder + "stl_csb_2018_01.csv", plane));
  std::printf("St. Louis, January 2018: %zu located requests\n", requests.size());
  GRID_CHECK(against_city(folder + "stlouis.gpkg", "wards_2010", plane, requests, &Request::ward));
  return against_city(folder + "stlouis.gpkg", "neighborhoods", plane, requests, &Request::neighborhood);
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
  const bench::Coverage coverage =
      bench::coverage({.columns = 20, .rows = 14, .border_vertices = 180, .apart = 0.3, .seed = kSeed});
  std::printf("%zu polygons, %zu coordinates\n", coverage.shapes.size(), coverage.coordinates);
  const std::size_t wrong = against_geos(coverage, asked.points) + against_rationals(coverage, asked.borders);
  if (asked.data.empty()) std::printf("St. Louis: skipped (no --data)\n");
  if (!asked.data.empty())
    if (const auto done = saint_louis(asked.data); !done)
      std::printf("St. Louis: skipped (%s)\n", message_en(done.error()).c_str());
  std::printf("wrong answers: %zu (bar 0)\n", wrong);
  return wrong == 0 ? 0 : 1;
}
