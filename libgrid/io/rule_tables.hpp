#pragma once
/// What a city decides beside its plan: areas that answer to a zone of their own, and manual decisions.
///
///   GRID_TRY(areas, io::read_exception_areas("parks.geojson", projector));       // columns code, priority, sector,
///   zone GRID_TRY(decisions, io::read_decisions("precedents.csv", projector));        // id, sector, category, lon,
///   lat, zone
///
/// `zone` is the code of a zone; whether the plan has such a zone is looked at where the plan is. An area's priority is
/// a whole number, the lowest answers; a sector may be empty: every sector. A row that is wrong is listed in `rejected`
/// with file, row, field and code, and the others go on.
///
/// Units: degrees of WGS 84 in the files, plane metres in the rows.
/// @errors of the file: those of zone_layer.hpp and csv_reader.hpp; of a row: id_missing (code, id, zone),
/// id_duplicate,
///         number_malformed, geometry_type, geometry_empty, and those of the projector

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::io {

/// A park, a station, a fenced site, as the file has it.
struct ExceptionRow {
  std::string code;
  std::int64_t priority = 0;
  std::string sector;
  std::string zone;
  MultiPolygon shape;
};

/// A manual decision, as the file has it.
struct DecisionRow {
  std::string id;
  std::string sector;
  std::string category;
  std::string zone;
  Xy at;
};

template <class Row>
struct RuleTable {
  std::vector<Row> rows;
  std::vector<RejectedRow> rejected;
};

[[nodiscard]] Expected<RuleTable<ExceptionRow>> read_exception_areas(const std::filesystem::path& path,
                                                                     const crs::Projector& projector);
[[nodiscard]] Expected<RuleTable<DecisionRow>> read_decisions(const std::filesystem::path& path,
                                                              const crs::Projector& projector);

}  // namespace libgrid::io
