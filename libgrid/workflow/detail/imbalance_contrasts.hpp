#pragma once
/// 不平衡, the three contrasts of the bulletin: district against district, inside a district, main road against lane.
///
///   GRID_TRY(ground, contrast_ground(workspace, zones, placed));
///   ImbalanceContrasts told = imbalance_contrasts(ground, {.seed = city.seed});
///   OutputTable table = contrast_table(told);                     // imbalance_contrasts.csv
///
/// Places are the zones of the lowest level; for roads the main roads of each zone and its other streets
/// (hotspot/group_contrast.hpp; both parts of a zone are drawn together). A zone belongs to the district that holds a
/// point inside it, where all zones keep to one (99 % of their streets); where they do not, places are the parts of
/// zones in districts, streets cut at both borders, and rows inside districts are by those parts. With one district
/// there is nothing between districts: it is the city.
/// District rows: against all other districts. Rows inside a district: an upper zone against the rest of its district,
/// shrunk among the zones of the district. Road rows: main roads against other streets, in the city and in each
/// district. Theil: of zones by district, and of the parts by kind of road; raw: the same of rates as they are.

#include <string>
#include <vector>

#include <libgrid/hotspot/group_contrast.hpp>
#include <libgrid/workflow/analysis_zones.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow::detail {

/// Places with their exposure, and which group each is in.
struct ContrastSide {
  std::vector<double> reports, kilometres;
  std::vector<std::size_t> group;
  [[nodiscard]] hotspot::RateTable table() const { return {reports, kilometres}; }
};

struct ContrastGround {
  std::vector<std::string> districts;  ///< one: the city
  std::vector<std::string> uppers;
  ContrastSide zones;                     ///< or parts of zones; group: district
  bool nested = true;                     ///< false: parts
  std::vector<std::size_t> upper;         ///< by place of `zones`
  std::vector<std::size_t> district;      ///< by zone: that of a point inside it
  ContrastSide parts;                     ///< main roads (0) and other streets (1) of the zones, two by two
  std::vector<std::size_t> zone_of_part;  ///< which are drawn together
};
[[nodiscard]] Expected<ContrastGround> contrast_ground(const Workspace& workspace, const AnalysisZones& zones,
                                                       const PlacedReports& placed);

struct ContrastRow {
  std::string contrast;  ///< district, inside_district, road
  std::string district;  ///< empty: the city
  std::string name;      ///< district, code of the upper zone, "main"
  hotspot::GroupContrast told;
};

/// Fewer than ten reports: the bootstrap has next to nothing to draw from, so its interval is too narrow.
[[nodiscard]] bool is_few(const hotspot::GroupContrast& side);

/// Of shrunk rates, with the raw ones beside.
struct ContrastTheil {
  hotspot::Theil shrunk, raw;
  hotspot::ImbalanceIntervals sure;
};

struct ImbalanceContrasts {
  std::vector<ContrastRow> rows;
  ContrastTheil by_district, by_road;
};
/// @pre some report on the zones' streets
[[nodiscard]] ImbalanceContrasts imbalance_contrasts(const ContrastGround& ground,
                                                     const hotspot::BootstrapOptions& options);

[[nodiscard]] OutputTable contrast_table(const ImbalanceContrasts& contrasts);

/// Theil's index of rates as they are, weighted by exposure; places without exposure are left out.
[[nodiscard]] hotspot::Theil raw_theil(const ContrastSide& side, std::size_t groups);
/// Gini of rates as they are.
[[nodiscard]] double raw_gini(const hotspot::RateTable& table);

}  // namespace libgrid::workflow::detail
