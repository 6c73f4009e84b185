#pragma once
/// Streets cut by zones that were not drawn from them: a city's own districts, whose borders only nearly follow
/// streets.
///
///   ZoneCutter cutter = ZoneCutter::build(shapes);            // one MultiPolygon per zone, in the order of their
///   codes std::vector<StreetStretch> cut = cutter.cut(streets, {.tolerance = 2_m}); ZoneMap map =
///   plain_zone_map(shapes, codes);              // zone i + 1 has the one block i + 1 assign_duties(cut, map, "all");
///   // stretches name zone i + 1 as block i + 1 cutter.touched(street.line);                              // every
///   zone that the closed line touches, exactly
///
/// The idea: beside every edge of a street runs a probe on its left and one on its right, `tolerance` away. Where both
/// are in one zone the street is inside it; where they differ the street runs along a border. So a street that wavers
/// about a border by less than the tolerance is one border stretch, not a chain of crumbs. A border stretch shorter
/// than `shortest`, such as the oblique crossing of a border, belongs to the zone of its middle. With tolerance 0 the
/// street itself is asked, and its two sides differ only where it lies exactly on a border. The probes are cut by the
/// room index (index::cut_segments, exact on the coordinates given). Zones that overlap: the lowest
/// position counts. Units: plane metres from the start of the way; touched() takes any planar frame.
/// @guarantee the stretches of a street meet end to end from 0 to its length; touched() is exact on the coordinates
///            given; with tolerance 0 the metres inside a zone are those of GEOS's intersection to 1e-9 per street
/// @cost      O(edges of streets + crossings); tests/bench/roads.md

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/geom/shapes.hpp>
#include <libgrid/index/layer_locator.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>

namespace libgrid::roads {

namespace detail {
struct EdgeGrid;
}

struct ZoneCutOptions {
  Metres tolerance{0.0};
  Metres shortest{0.0};
};

class ZoneCutter {
 public:
  [[nodiscard]] static ZoneCutter build(std::span<const MultiPolygon> zones);

  /// By street in input order, then by measure.
  [[nodiscard]] std::vector<StreetStretch> cut(std::span<const Street> streets, const ZoneCutOptions& options) const;

  /// Positions of the zones whose closed set meets the line, ascending.
  [[nodiscard]] std::vector<std::int32_t> touched(std::span<const Xy> line) const;

 private:
  struct Sides {
    std::optional<BlockId> left;
    std::optional<BlockId> right;
    friend bool operator==(const Sides&, const Sides&) = default;
  };
  class Probes;
  ZoneCutter(index::LayerLocator locator, std::shared_ptr<const detail::EdgeGrid> rings,
             std::vector<std::int32_t> owner)
      : locator_(std::move(locator)), rings_(std::move(rings)), zone_of_ring_(std::move(owner)) {}
  [[nodiscard]] std::optional<BlockId> zone_at(Xy p) const;
  void cut_street(const Street& street, const ZoneCutOptions& options, Probes& probes,
                  std::vector<StreetStretch>& out) const;

  index::LayerLocator locator_;
  std::shared_ptr<const detail::EdgeGrid> rings_;  // shared because it is immutable
  std::vector<std::int32_t> zone_of_ring_;
};

/// Zones of one level, each its own block. @pre shapes.size() == codes.size(), codes ascending
[[nodiscard]] ZoneMap plain_zone_map(std::span<const MultiPolygon> shapes, std::span<const std::string> codes);

}  // namespace libgrid::roads
