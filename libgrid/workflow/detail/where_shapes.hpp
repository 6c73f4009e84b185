#pragma once
/// The shape of an answer to "where is it?": as text for a table, as a feature for a map, and as measures on the ways.
///
///   WhereShapes shapes(streets, gazetteer, projector);
///   shapes.wkt(candidate);           // "POINT (113.8 34.0)", "MULTILINESTRING (...)", "POLYGON (...)"
///   shapes.ways(candidate);          // "12:0-85.2;13:0-40": way_no and the metres of it that the stretch covers
///
/// @cost ways: O(vertices of the stretch x vertices of the street's ways)

#include <map>
#include <span>
#include <string>
#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/feature.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/places/where_is.hpp>

namespace libgrid::workflow::detail {

class WhereShapes {
 public:
  WhereShapes(std::vector<Street> streets, const places::Gazetteer& gazetteer, const crs::Projector& projector);

  /// The area, else the stretch, else the point, in longitude and latitude.
  [[nodiscard]] io::LonLatGeometry geometry(const places::WhereCandidate& candidate) const;
  [[nodiscard]] std::string wkt(const places::WhereCandidate& candidate) const;
  /// By way_no; empty for points and areas, and where the stretch was moved off its street.
  [[nodiscard]] std::string ways(const places::WhereCandidate& candidate) const;

 private:
  std::vector<Street> streets_;
  std::map<std::string, std::vector<std::size_t>> of_name_;  ///< by folded name, by way_no
  const places::Gazetteer& gazetteer_;
  const crs::Projector& projector_;
};

/// Metres of the stretch.
[[nodiscard]] Metres stretch_length(const places::WhereCandidate& candidate);

}  // namespace libgrid::workflow::detail
