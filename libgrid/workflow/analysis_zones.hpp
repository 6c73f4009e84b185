#pragma once
/// The zones that an analysis counts in: those of a published plan, or those of a file.
///
///   GRID_TRY(zones, zones_of_plan(workspace, {.version = 2}));       // or {.as_of = day}; neither: the newest
///   GRID_TRY(drawn, zones_of_file(workspace, "zones.geojson"));      // code, parent, level; no level: all are level 1
///   std::vector<std::size_t> of = zone_of_each(zones, zones.lowest, places);   // kNoZone: in none
///
/// A place on a border is in the zone of the lower code, as `assign` has it. Streets: the plan's own lengths; those of
/// a file are cut here, a run along a border counts half on either side.
/// @errors plan_missing (no plan, no such version, none in force), step_missing (streets), and those of io::read_zones

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/hotspot/weights.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// Which published plan; neither is set: the newest version.
struct PlanChoice {
  std::optional<std::int64_t> version{};
  std::optional<LocalTime> as_of{};
};

struct AnalysisZone {
  std::string code;
  std::string upper;  ///< code of the zone above; may be empty
  int level = 1;
  MultiPolygon shape;
  double kilometres = 0.0;  ///< of street
};

struct AnalysisZones {
  std::vector<AnalysisZone> zones;  ///< by level, then code
  int lowest = 1;                   ///< the highest level number
  std::string origin;               ///< "plan 2 in force from 2022-01-01T00:00:00", or the file's name
  std::optional<std::int64_t> plan_version;

  [[nodiscard]] std::vector<std::size_t> of_level(int level) const;
};

[[nodiscard]] Expected<AnalysisZones> zones_of_plan(const Workspace& workspace, const PlanChoice& choice);
[[nodiscard]] Expected<AnalysisZones> zones_of_file(const Workspace& workspace, const std::filesystem::path& path);

inline constexpr std::size_t kNoZone = static_cast<std::size_t>(-1);
/// The first shape that holds each place or whose border it is on.
[[nodiscard]] std::vector<std::size_t> shape_of_each(std::span<const MultiPolygon> shapes, std::span<const Xy> places);
/// Positions in zones.of_level(level).
[[nodiscard]] std::vector<std::size_t> zone_of_each(const AnalysisZones& zones, int level, std::span<const Xy> places);

/// Zones of a level that share a vertex, by their positions in of_level(level).
[[nodiscard]] hotspot::Weights neighbours_of(const AnalysisZones& zones, int level);

}  // namespace libgrid::workflow
