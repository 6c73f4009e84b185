#pragma once
/// Everything that the duty sheets of one workspace are made of, gathered once.

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

using SheetPlace = PlacePoint;

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
  std::map<ZoneId, std::vector<const RoadPiece*>> pieces_of;
  std::vector<RoadPiece> pieces;
  std::map<ZoneId, std::vector<SheetPlace>> places_of;
  std::map<ZoneId, SheetFrontage> frontage_of;  ///< empty: the city has no frontage duty
  std::vector<RejectedRow> refused;             ///< rows of the file that are no place; features that are no building
  std::vector<std::string> outside;             ///< names of places in no zone

  [[nodiscard]] std::vector<const Zone*> lowest() const;  ///< by code
  [[nodiscard]] const Zone* zone(ZoneId id) const;
  /// From the post of the zone up to the head of the city.
  [[nodiscard]] std::vector<const Post*> chain(const Zone& zone) const;
  /// Longest first, then by name.
  [[nodiscard]] std::vector<SheetStreet> streets_of(ZoneId id) const;
  [[nodiscard]] std::array<Metres, 4> metres_of(ZoneId id) const;  ///< by RoadKind
};

[[nodiscard]] Expected<SheetData> read_sheet_data(const Workspace& workspace, const std::filesystem::path& pois);

}  // namespace libgrid::workflow::detail
