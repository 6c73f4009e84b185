#pragma once
/// The city as map layers, projected once; tiles are cut from them on demand, so a tile is never out of date.
///
///   const TileLayers layers(city);
///   Expected<std::string> bytes = layers.tile("zones2", TileId{12, 1239, 1515}, "");
///
/// | layer             | shapes   | properties (a feature's id is the id of the zone, block, piece or district)
/// |-------------------|----------|----------------------------------------------------------------------------
/// | zones1, zones2 .. | polygons | zone_id code label name_zh name_en parent_id colour workload
/// | labels1, ...      | points   | the same; one inside each zone
/// | blocks            | polygons | zone_id; from zoom 12
/// | duties            | lines    | zone_id zone street road_class colour upper_colour border; lanes from zoom 12
/// |                   |          | (three levels or more: colour1, colour2, ... of the zones above the upper one)
/// | districts         | points   | name
/// | heat              | points   | n; of one category, "" for all
///
/// @cost CPU per tile of Boston: zones2 z12 0.6 ms, z14 0.1 ms; heat of all 80,538 reports z11 2 ms
/// @errors not_found: no such layer or category

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/tile/feature.hpp>
#include <libgrid/tile/tile_id.hpp>
#include <libgrid/workflow/city_view.hpp>

namespace libgrid::service {

class TileLayers {
 public:
  explicit TileLayers(const workflow::CityView& city);

  [[nodiscard]] Expected<std::string> tile(std::string_view layer, tile::TileId id, std::string_view category) const;

 private:
  using Features = std::vector<tile::Feature>;
  void add_zones(const workflow::CityView& city, int level);
  void add_blocks(const workflow::CityView& city);
  void add_duties(const workflow::CityView& city);
  void add_districts(const workflow::CityView& city);
  void add_heat(const workflow::CityView& city);

  std::map<std::string, Features, std::less<>> layers_;
  std::map<std::string, std::vector<tile::WorldXy>, std::less<>> places_;
};

}  // namespace libgrid::service
