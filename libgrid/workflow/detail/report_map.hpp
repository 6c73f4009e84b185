#pragma once
/// The maps of the plan and the small maps of the hotspots.
///
///   const ZoneMaps maps(data);
///   std::string all = maps.city();               // every zone, links, worst places, scale, north
///   std::string one = maps.sheet(upper_zone);    // one upper zone, larger, with the codes of its zones

#include <map>
#include <span>
#include <string>
#include <vector>

#include <libgrid/workflow/detail/report_data.hpp>

namespace libgrid::workflow::detail::report {

class MapView;

/// Zones of the upper level as calm fills, the lowest level as outlines with codes where they can be read.
/// @pre data outlives the object and has zones
class ZoneMaps {
 public:
  explicit ZoneMaps(const ReportData& data);

  [[nodiscard]] std::string city() const;
  [[nodiscard]] std::string sheet(const Zone& upper) const;
  /// Ranks of the worst places that lie in the zone, also in part.
  [[nodiscard]] std::vector<std::int64_t> places_in(const Zone& zone) const;

 private:
  [[nodiscard]] std::string ground(const MapView& view, std::span<const Zone* const> uppers,
                                   std::span<const Zone* const> zones) const;
  [[nodiscard]] std::string outlines(const MapView& view, std::span<const Zone* const> zones,
                                     std::string_view css) const;
  [[nodiscard]] std::string links(const MapView& view, const Box& within) const;
  [[nodiscard]] std::string upper_codes(const MapView& view) const;
  [[nodiscard]] std::string codes(const MapView& view, std::span<const Zone* const> zones, bool below_uppers) const;
  [[nodiscard]] std::string places(const MapView& view, const Zone* only) const;
  [[nodiscard]] std::string short_code(const Zone& zone) const;

  const ReportData& data_;
  std::vector<const Zone*> uppers_;
  std::vector<const Zone*> lowest_;
  std::map<ZoneId, MultiPolygon> shapes_;  ///< simplified
  std::map<ZoneId, int> tints_;            ///< of the upper zones
};

/// One of `tints` colours per zone so that neighbours differ: among the colours that no earlier neighbour has the one
/// used least, then the lowest. Neighbours share an edge. @pre tints > 0
[[nodiscard]] std::vector<int> neighbour_tints(std::span<const Zone* const> zones, int tints);

/// The cells of one category coloured by z, the significant hot ones framed.
[[nodiscard]] std::string hotspot_map(const CategoryCells& category, const hotspot::Raster& raster);

/// The class of a cell by z: "cold" (significant, z < 0), "z0" .. "z4".
[[nodiscard]] std::string z_class(const Hotspot& cell);

}  // namespace libgrid::workflow::detail::report
