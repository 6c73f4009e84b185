#pragma once
/// 在哪里: location texts of a city's reports as places on its streets.
///
///   auto gazetteer = load_gazetteer(workspace, {.places = "pois.csv", .aliases = "aliases.csv"}, nullptr);
///   auto answers = places::where_are("五一路八一路口", *gazetteer);
///   GRID_CHECK(locate_texts(workspace, *gazetteer, {.input = "reports.csv", .column = "place"}, "out/where.csv", {}));
///
/// Streets come from the workspace. A file of places is CSV with the columns name, class (school, hospital, mall,
/// station, landmark), lon, lat in WGS 84, or GeoJSON (ending .geojson): points with the properties name and class. A
/// file of aliases is CSV with the columns alias, street (or name); those of the city file (`responsible.aliases`) are
/// read before it. A file of house numbers is CSV with the columns street, left_from, left_to, right_from, right_to (0:
/// none), line ("lon lat;lon lat;..." in the drawn direction), as data/baltimore/addresses.csv.gz has them; a street
/// that the workspace does not have becomes known by its line. Bad rows and features are listed in `rejected` by row,
/// the rest goes on.
///
/// where.csv has one line per candidate, best first, and one for a text without any: row (of the input), text, part
/// (from 1), kind, side, status (found, several, area, unknown), candidate (from 1; 0: none), lon, lat, confidence,
/// street, place, missing (the name that is not known), miss (why), doubt (what was not used or only half: a house
/// number without a table, an offset in a straight line; confidence is lower then), from and to (names of a stretch's
/// ends, the other street of a crossing), length_m and ways ("way_no:from-to" in metres, ';' between) of a stretch, wkt
/// (point, lines or the polygon of 四至, in longitude and latitude). The same as features where a GeoJSON file is
/// named.
/// @errors step_missing (no streets), those of the files; column_missing
/// @cost  Boston's 18,218 intersections in about a second

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/places/where_is.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

/// Optional files; an empty path is no file.
struct GazetteerFiles {
  std::filesystem::path places;
  std::filesystem::path aliases;
  std::filesystem::path addresses = {};
  std::vector<std::filesystem::path> landmarks = {};  ///< GeoJSON: named points and lines (detail/landmark_file.hpp)
};

[[nodiscard]] Expected<places::Gazetteer> load_gazetteer(const Workspace& workspace, const GazetteerFiles& files,
                                                         std::vector<RejectedRow>* rejected);

/// The texts of one column of a table.
struct TextColumn {
  std::filesystem::path input;
  std::string column = "street";
  std::filesystem::path geojson = {};  ///< the candidates as features too; empty: not written
};

/// Writes where.csv; the summary counts the texts by status and cause.
[[nodiscard]] Expected<StepSummary> locate_texts(const Workspace& workspace, const places::Gazetteer& gazetteer,
                                                 const TextColumn& texts, const std::filesystem::path& output,
                                                 const StepContext& context);

/// The same lines for one text.
[[nodiscard]] Expected<std::string> where_table(const Workspace& workspace, const places::Gazetteer& gazetteer,
                                                std::string_view text);

}  // namespace libgrid::workflow
