#pragma once
/// An existing layer of zones: what is wrong with it, and a repaired copy; no workspace is needed.
///
///   auto report = check_zones({.file = "grids.shp", .columns = {.code = "BGCODE"}, .repaired = "out/grids.geojson"});
///   report->summary;             // what the terminal shows: a count per kind, areas before and after
///   report->check.findings;      // for a map: ids, m2 or m, lines (coverage/validate.hpp), in the plane report->frame
///
/// Zones that name other zones of the file as their parents are levels: each level is checked by itself, and a parent
/// that is no zone is a finding. Parents in another file are known by `parents`. A repair takes one level.
///
/// Without a frame the UTM zone of the data is the plane in which it measures. An edge that is straight in degrees
/// bends there: vertices are put into it so that it is off by 0.25 mm at most (detail/bent_edges.hpp), both zones at a
/// border get the same, and the summary tells how many. A T-junction that is exact in degrees stays one; a repaired
/// copy has those vertices.
/// @errors those of io/zone_layer.hpp, crs_unknown, coordinate_out_of_range (a frame for another part of the world),
/// parameter_invalid (a repair of several levels), geometry_invalid (a row that is refused is listed, not an error)

#include <filesystem>
#include <optional>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/repair.hpp>
#include <libgrid/coverage/validate.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow {

struct CheckZonesRequest {
  std::filesystem::path file;
  io::ZoneColumns columns = {};
  Frame frame = {};                                    ///< plane; 0: UTM
  coverage::RepairOptions rules = {};                  ///< rules.validate also for the check
  std::optional<std::filesystem::path> repaired = {};  ///< GeoJSON to write; empty: nothing is repaired
  std::optional<std::filesystem::path> findings = {};  ///< GeoJSON of lines to write, for a map
  std::optional<std::filesystem::path> changes = {};   ///< the same of what the repair did, where it did it
  std::optional<std::filesystem::path> parents = {};   ///< zones of the level above, code in the same column
};

struct ZoneReport {
  Frame frame;
  std::vector<ImportedZone> zones;  ///< as read, long edges in degrees with vertices of their own
  std::vector<RejectedRow> rejected;
  coverage::ZoneCheck check;
  std::optional<coverage::ZoneRepair> repair;
  std::size_t levels = 1;                    ///< of zones in the file
  bool parents_unknown = false;              ///< parents are named, but none of them is known
  bool codes_unread = false;                 ///< no column of codes was named: nothing is said about codes
  std::vector<std::int64_t> without_code{};  ///< rows whose code is empty
  StepSummary summary;

  /// Nothing was refused, and nothing is wrong - after the repair, if one was asked for.
  [[nodiscard]] bool good() const {
    return rejected.empty() && without_code.empty() && (repair ? repair->after.findings : check.findings).empty();
  }
};

[[nodiscard]] Expected<ZoneReport> check_zones(const CheckZonesRequest& request);

}  // namespace libgrid::workflow
