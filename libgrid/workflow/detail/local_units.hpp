#pragma once
/// The units that local statistics are of: zones of a level, or blocks, with counts, exposure and neighbours.
///
///   GRID_TRY(units, local_units(workspace, request));      // units.codes, units.reports, units.exposure, units.around
///
/// @errors those of analyse_local

#include <cstdint>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/hotspot/weights.hpp>
#include <libgrid/workflow/analyse_local.hpp>

namespace libgrid::workflow::detail {

struct LocalUnits {
  std::vector<std::string> codes;   ///< of zones; numbers of blocks
  std::vector<std::string> uppers;  ///< code of the zone above; of a block the name of its district
  std::vector<MultiPolygon> shapes;
  std::vector<double> reports;
  std::vector<double> exposure;
  hotspot::Weights around;      ///< without the unit itself
  std::string origin;           ///< "plan 2 in force from ...", "blocks"
  std::string exposure_of;      ///< "street_km", or the column
  std::int64_t left_out = 0;    ///< reports of the categories without a place or a unit
  std::int64_t off_street = 0;  ///< units without a street near, with street neighbours
  [[nodiscard]] std::size_t size() const { return codes.size(); }
};

[[nodiscard]] Expected<LocalUnits> local_units(const Workspace& workspace, const LocalRequest& request);

}  // namespace libgrid::workflow::detail
