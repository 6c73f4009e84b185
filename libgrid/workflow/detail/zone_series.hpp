#pragma once
/// Zones of the lowest level and when reports came in there: what the analyses over space and time stand on.
///
///   GRID_TRY(series, zone_series(workspace, {"Graffiti"}));     // no category: all of them
///   const TimeBins bins = bins_until(series.end, series.first, days(28), 0);
///   std::vector<std::int64_t> counts = cube_of(series, bins);   // counts[zone * bins.count + bin]
///
/// Reports at a default coordinate and reports in no zone take no part; `left_out` counts them. Zones are those of the
/// newest plan, in its order, or of a file (zone_file): those that are nobody's parent, a report in the first that
/// holds it or whose border it is on.
/// @errors plan_missing, step_missing (no reports; not assigned), not_found (category)

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/hotspot/weights.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

struct ZoneEvent {
  std::size_t zone = 0;
  LocalTime opened{};
};

struct ZoneSeries {
  std::vector<std::string> codes;
  std::vector<std::string> uppers;  ///< code of the zone above; empty at the top
  std::vector<MultiPolygon> shapes;
  std::vector<double> kilometres;  ///< of streets; empty for zones of a file
  std::vector<ZoneEvent> events;   ///< of the categories, in the order of the source
  LocalTime first{};               ///< midnight before the first report of any category
  LocalTime end{};                 ///< midnight after the last one
  std::int64_t left_out = 0;       ///< reports of the categories without a place or a zone
  [[nodiscard]] std::size_t size() const { return codes.size(); }
};

[[nodiscard]] Expected<ZoneSeries> zone_series(const Workspace& workspace, const std::vector<std::string>& categories);
/// Zones from a file with columns code and parent (parent may be missing). @errors those of io::read_zones
[[nodiscard]] Expected<ZoneSeries> zone_series(const Workspace& workspace, const std::vector<std::string>& categories,
                                               const std::filesystem::path& zone_file);

/// Equal stretches of time that end together.
struct TimeBins {
  LocalTime begin{};
  Seconds length{};
  std::size_t count = 0;
  [[nodiscard]] LocalTime start_of(std::size_t bin) const {
    return begin + Seconds{length.value * static_cast<std::int64_t>(bin)};
  }
};
/// As many as lie between first and end, at most `most` (0: no limit). @pre length > 0
[[nodiscard]] TimeBins bins_until(LocalTime end, LocalTime first, Seconds length, std::size_t most);

/// Events by zone and bin; those outside the bins are not counted.
[[nodiscard]] std::vector<std::int64_t> cube_of(const ZoneSeries& series, const TimeBins& bins);
/// Events by zone in [from, to).
[[nodiscard]] std::vector<double> counts_between(const ZoneSeries& series, LocalTime from, LocalTime to);

/// Zones that share a border, by the vertices of a coverage; pieces of one zone are one.
[[nodiscard]] hotspot::Weights border_neighbours(const ZoneSeries& series);

}  // namespace libgrid::workflow::detail
