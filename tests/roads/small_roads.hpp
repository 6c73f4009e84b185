#pragma once
/// Streets, stretches and zones in few words, for the tests of this room.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::roads::small {

inline StreetStretch stretch(std::int64_t street, double from, double to, std::optional<BlockId> left,
                             std::optional<BlockId> right) {
  return {StreetId{street}, Metres{from}, Metres{to}, left, right};
}

inline Street street(std::int64_t id, std::string name, LineString line, std::string road_class = "residential") {
  return {StreetId{id}, std::move(name), std::move(road_class), std::move(line)};
}

inline Zone zone(std::int64_t id, std::string code, int level, std::optional<ZoneId> parent, MultiPolygon shape = {}) {
  Zone z;
  z.id = ZoneId{id};
  z.code = std::move(code);
  z.level = level;
  z.parent = parent;
  z.shape = std::move(shape);
  return z;
}

inline MultiPolygon square(double x0, double y0, double x1, double y1) {
  return {Polygon{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

/// Zones 11 (X-02, west of x = 0) and 12 (X-01, east of it) under zone 1 (X); block 1 in 11, block 2 in 12.
inline ZoneMap west_and_east() {
  ZoneMap map;
  map.zones = {zone(1, "X", 1, {}, square(-100, -100, 100, 100)),
               zone(11, "X-02", 2, ZoneId{1}, square(-100, -100, 0, 100)),
               zone(12, "X-01", 2, ZoneId{1}, square(0, -100, 100, 100))};
  map.blocks = {{BlockId{1}, ZoneId{11}}, {BlockId{2}, ZoneId{12}}};
  return map;
}

}  // namespace libgrid::roads::small
