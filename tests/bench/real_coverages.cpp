#include "real_coverages.hpp"

#include <cstdio>
#include <limits>

#include <libgrid/coverage/blocks.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/detail/geopackage_reader.hpp>
#include <libgrid/io/zone_layer.hpp>

namespace libgrid::bench {
namespace {

void add(Coverage& coverage, MultiPolygon shape) {
  for (const Polygon& part : shape) {
    coverage.coordinates += part.outer.size();
    for (const Ring& hole : part.holes) coverage.coordinates += hole.size();
  }
  coverage.box.extend(bounds(shape));
  coverage.shapes.push_back(std::move(shape));
}

Expected<Coverage> zones_of(const std::filesystem::path& file, const std::string& layer) {
  GRID_TRY(read, io::read_zones(file.string(), {.layer = layer}));
  GRID_TRY(plane, crs::Projector::make(io::utm_frame(read.zones)));
  GRID_TRY(zones, io::to_plane(read.zones, plane));
  Coverage coverage;
  for (ImportedZone& zone : zones) add(coverage, std::move(zone.shape));
  return coverage;
}

/// Between all streets, in their bounding box.
Expected<Coverage> blocks_of(const std::filesystem::path& file) {
  GRID_TRY(plane, crs::Projector::make(Frame{32650}));
  GRID_TRY(read, io::detail::read_geopackage(file, "roads", {}));
  std::vector<Street> streets;
  Box box;
  for (const io::Feature& feature : read.features) {
    GRID_TRY(line, plane.to_plane(std::get<io::LonLatMultiLine>(feature.geometry).front()));
    for (const Xy p : line) box.extend(p);
    streets.push_back({StreetId{feature.number}, "", "", line});
  }
  const Ring rim{box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}, box.min};
  const std::vector districts{District{DistrictId{1}, "Wuhan", {{rim, {}}}}};
  BlockRules rules;
  rules.cut_above = SquareMetres{std::numeric_limits<double>::infinity()};
  GRID_TRY(made, coverage::build_blocks({.districts = districts, .streets = streets}, rules));
  Coverage coverage;
  for (Block& block : made.blocks) add(coverage, {std::move(block.shape)});
  return coverage;
}

}  // namespace

std::vector<RealCoverage> real_coverages(const std::filesystem::path& data) {
  std::vector<RealCoverage> all;
  const auto keep = [&](const char* name, Expected<Coverage> made) {
    if (!made) return void(std::printf("skipped: %s (%s)\n", name, message_en(made.error()).c_str()));
    all.push_back({name, std::move(*made)});
  };
  keep("Chicago police beats", zones_of(data / "chicago" / "chicago.gpkg", "police_beats"));
  keep("Baltimore census blocks 2020", zones_of(data / "coverage" / "baltimore_blocks_2020.gpkg", "blocks"));
  keep("Wuhan blocks", blocks_of(data / "wuhan_roads" / "wuhan_roads.gpkg"));
  return all;
}

}  // namespace libgrid::bench
