#pragma once
/// Everything that the duty sheets of one workspace are made of, gathered once.

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

using SheetPlace = PlacePoint;

/// One sheet: a post of any level for one sector, a unit that is no zone (a register's, the road authority), or nobody.
struct Sheet {
  std::string sector;
  std::string code;            ///< of the zone or the city; the unit as written; empty: nobody answers
  const Zone* zone = nullptr;  ///< none: the head of the city, a unit, nobody
  const Post* post = nullptr;
  std::string file;  ///< name of the page
};

/// Pieces of one name, side and kind that one zone answers for.
struct SheetStreet {
  std::string name;
  RoadSide side = RoadSide::whole;
  RoadKind kind = RoadKind::branch;
  std::int64_t pieces = 0;
  Metres length;  ///< one side counts half
  friend bool operator==(const SheetStreet&, const SheetStreet&) = default;
};

/// 门前三包 of one zone.
struct SheetFrontage {
  std::array<Metres, 4> length{};  ///< metres of front by RoadKind; both sides of a street count
  SquareMetres area;
};

struct SheetData {
  City city;
  ZoneMap map;
  PlanVersion version;
  std::vector<Street> streets;
  std::map<StreetId, std::size_t> place_of_street;
  std::vector<RoadKind> kinds;
  std::map<std::pair<std::string, std::string>, std::vector<const RoadPiece*>> pieces_of;  ///< by sector and code
  std::vector<RoadPiece> pieces;
  std::map<ZoneId, std::vector<SheetPlace>> places_of;
  std::map<ZoneId, SheetFrontage> frontage_of;  ///< empty: the city has no frontage duty
  std::vector<RejectedRow> refused;             ///< rows of the file that are no place; features that are no building
  std::vector<std::string> outside;             ///< names of places in no zone

  [[nodiscard]] std::vector<const Zone*> lowest() const;  ///< by code
  [[nodiscard]] const Zone* zone(ZoneId id) const;
  /// The zones and the posts below a post: of the next level, by code.
  [[nodiscard]] std::vector<const Zone*> below(const Sheet& sheet) const;
  /// From the post up to the head of the city.
  [[nodiscard]] std::vector<const Post*> chain(const Post* post) const;
  /// Every sector that was cut; in each the head of the city, the posts by level and code, units, and nobody where
  /// there is something that nobody owns: the sheets of a sector add up to its streets.
  [[nodiscard]] std::vector<Sheet> sheets() const;
  /// Longest first, then by name.
  [[nodiscard]] std::vector<SheetStreet> streets_of(const Sheet& sheet) const;
  [[nodiscard]] std::array<Metres, 4> metres_of(const Sheet& sheet) const;  ///< by RoadKind
  /// With those of all zones below it. By zone code, then as in the file.
  [[nodiscard]] std::vector<SheetPlace> places_in(const Sheet& sheet) const;
  /// What the sector is called, all of the city's where one cut is for all.
  [[nodiscard]] std::pair<std::string, std::string> sector_name(const std::string& sector) const;  ///< zh, en
};

[[nodiscard]] Expected<SheetData> read_sheet_data(const Workspace& workspace, const std::filesystem::path& pois);

}  // namespace libgrid::workflow::detail
