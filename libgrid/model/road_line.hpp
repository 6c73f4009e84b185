#pragma once
/// One line of a street layer with all that a city writes about it, in plane metres, before it is noded.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/ids.hpp>

namespace libgrid {
inline namespace model {

/// In the drawn direction of the line.
enum class OneWay : unsigned char { no, forward, backward };

struct RoadLine {
  StreetId id;                          ///< place in the file, from 1
  std::string source_id = {};           ///< as written in the source, may be empty
  std::vector<std::string> names = {};  ///< the name first, then others (alias, old name, other language)
  std::string road_class = {};          ///< as written in the source
  OneWay one_way = OneWay::no;
  std::optional<int> lanes = {};
  std::optional<Metres> width = {};
  std::string access = {};
  bool bridge = false;
  bool tunnel = false;
  std::optional<int> layer = {};  ///< empty: 1 for a bridge, -1 for a tunnel, else 0
  LineString line;
  friend bool operator==(const RoadLine&, const RoadLine&) = default;
};

}  // namespace model
}  // namespace libgrid
