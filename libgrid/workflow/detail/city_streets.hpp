#pragma once
/// The streets of a city from the file that it has: GeoPackage and GeoJSON with its own ids, Shapefile and OSM PBF by
/// the usual columns (io/road_layer.hpp).
///
/// The id of a street is the whole number that the file gives it. Where a Shapefile or PBF has none for every line, or
/// one twice (the parts of a multi-line), streets are numbered by their place in the file, and a finding says so.
/// The columns of id, name, class, width and access may be named (CityFiles); a named one must be there.
/// A file without a column of names or classes is read all the same: every street then counts as nameless or classless.
/// @errors those of io::read_streets and io::read_road_layer

#include <vector>

#include <libgrid/crs/projector.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow::detail {

struct CityStreets {
  std::vector<Street> streets;
  std::vector<RejectedRow> rejected;
  std::vector<FindingText> findings;  ///< about ids and texts; those about lines: street_findings
};

[[nodiscard]] Expected<CityStreets> read_city_streets(const CityFiles& files, const crs::Projector& projector);

}  // namespace libgrid::workflow::detail
