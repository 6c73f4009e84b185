#pragma once
/// What differs from city to city, as data: frame, sectors, levels, post titles, parameters of the steps.
///
/// Read from the city file (data/boston/city.json, read by io) when a workspace is made; never compiled in.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/base/written_time.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/barrier.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/frontage.hpp>
#include <libgrid/model/look_back_policy.hpp>
#include <libgrid/model/merge_rule.hpp>

namespace libgrid {
inline namespace model {

/// 条线: 城管, 环卫, 园林, 市政 ... each sector may have its own zones over the same ground.
struct Sector {
  std::string code;
  std::string name_zh;
  std::string name_en;
  friend bool operator==(const Sector&, const Sector&) = default;
};

/// 层级: 1 = upper ... n = lowest zone level.
struct Level {
  int number = 1;
  int zones_per_parent = 1;  ///< into so many each zone of the level above is cut; 0: as many as `least` allows
  double band = 0.05;        ///< workload of a zone stays within mean x (1 +- band)
  std::string name_zh;       ///< of one zone, "{}" is its number, e.g. "第{}网格"
  std::string name_en;
  double least = 0.0;  ///< every zone holds so much of `least_of`; 0: no bound
  std::string
      least_of{};  ///< workload (1 is all of the city), reports, street_m, area_m2 or a workload; empty: workload
  bool fixed_count = false;  ///< plans with other numbers of zones than zones_per_parent are refused
  friend bool operator==(const Level&, const Level&) = default;
};

/// Title of the posts of one level; level 0 is the head of the city. Synthetic: titles, never names.
struct PostTitle {
  int level = 0;
  std::string title_zh;
  std::string title_en;
  friend bool operator==(const PostTitle&, const PostTitle&) = default;
};

/// How blocks are made (issue 3, section Blocks).
struct BlockRules {
  SquareMetres cut_above{200'000.0};        ///< faces over this area are cut by the lattice
  Metres lattice{500.0};                    ///< lattice lines at multiples of this
  SquareMetres merge_below{1'000.0};        ///< smaller faces are merged
  double thin_quotient = 0.2;               ///< faces of lower isoperimetric quotient ...
  SquareMetres thin_below{10'000.0};        ///< ... and smaller area are merged
  std::vector<std::string> kept_classes{};  ///< road classes along which faces are merged last (main roads)
  MergeRule merge_rule = MergeRule::thresholds;
  std::optional<double> artefact_below{};  ///< index under which a face is an artefact; empty: from the city's faces
  friend bool operator==(const BlockRules&, const BlockRules&) = default;
};

/// A line of the barrier layer with this text in its column bounds blocks, and zones like to end there.
struct BarrierClass {
  std::string value;  ///< as written in the source, e.g. "river"
  BarrierKind kind = BarrierKind::river;
  double factor = 0.3;      ///< what a metre of zone border along it costs
  bool impassable = false;  ///< no zone is connected over a border that it closes but for `gate`
  friend bool operator==(const BarrierClass&, const BarrierClass&) = default;
};

/// OpenStreetMap objects with this tag are lines of a barrier class; of areas the outline.
struct OsmBarrier {
  std::string key;
  std::string value;
  std::string barrier_class;  ///< BarrierClass::value
  friend bool operator==(const OsmBarrier&, const OsmBarrier&) = default;
};

/// How the layer of rivers, railways and walls is read, and what its lines are.
struct BarrierRules {
  std::string column = "kind";
  std::string layer_column{};   ///< lines that are not on the ground (culvert, viaduct, tunnel) bound nothing
  std::string bridge_column{};  ///< likewise
  std::string tunnel_column{};  ///< likewise
  std::vector<BarrierClass> classes{{"river", BarrierKind::river, 0.3, false},
                                    {"railway", BarrierKind::railway, 0.3, false},
                                    {"wall", BarrierKind::wall, 0.1, true}};
  /// Of .osm.pbf and .osm files, in place of the columns; the first row that fits counts.
  std::vector<OsmBarrier> osm{
      {"waterway", "river", "river"},   {"waterway", "canal", "river"},     {"waterway", "stream", "river"},
      {"natural", "water", "river"},    {"waterway", "riverbank", "river"}, {"railway", "rail", "railway"},
      {"barrier", "city_wall", "wall"}, {"barrier", "wall", "wall"},        {"barrier", "fence", "wall"}};
  SquareMetres osm_least_water{10'000.0};  ///< areas of kind river below this bound nothing
  Metres gate{2.0};  ///< an impassable line that leaves this much of a border free does not part the blocks
  friend bool operator==(const BarrierRules&, const BarrierRules&) = default;
};

/// What a border along a street of this class costs per metre: a main road below 1, so that zones end there.
struct RoadClassCost {
  std::string road_class;  ///< as written in the source, e.g. OSM highway
  double factor = 1.0;
  friend bool operator==(const RoadClassCost&, const RoadClassCost&) = default;
};

/// One further workload of a block, which zones share out like the main one.
struct WorkloadRule {
  std::string name;     ///< column and figure name: a-z, 0-9 and _
  std::string name_zh;  ///< empty: the name
  std::string name_en;
  /// street_m, main_road_m, secondary_m, branch_m, back_lane_m (road metres by kind), reports, area_m2, or points:
  /// facilities, population ..., as imported under the name of this workload
  std::string measure;
  double weight = 0.0;                ///< in the main workload; if any is above 0 they replace street_share
  double least = 0.0;                 ///< of every zone, over the mean zone of its level
  double most = 0.0;                  ///< 0: no limit
  std::string column{};               ///< of points: rows that hold one of `values` there count; empty: all rows
  std::vector<std::string> values{};  ///< of points
  std::string amount_column{};        ///< of points: how much a row counts; empty: 1
  friend bool operator==(const WorkloadRule&, const WorkloadRule&) = default;
};

/// What must stay in one zone of every level, by places in it: the wings of a hospital, both ends of a footbridge.
struct MustLinkRule {
  std::string name;
  std::vector<LonLat> places;
  friend bool operator==(const MustLinkRule&, const MustLinkRule&) = default;
};

/// Ground that no zone answers for (a lake, an airport, an army ground): blocks that hold a place, and blocks whose
/// label point lies within the outline.
struct ExcludedGround {
  std::string name;
  std::vector<LonLat> places{};
  std::vector<LonLat> outline{};  ///< a ring, closed or not; empty: none
  friend bool operator==(const ExcludedGround&, const ExcludedGround&) = default;
};

/// How blocks are cut into zones.
struct ZoningRules {
  std::string preset = "default";               ///< fast, default or best
  std::vector<RoadClassCost> road_class_costs;  ///< of the classes that do not cost 1
  std::vector<WorkloadRule> workloads{};
  std::vector<MustLinkRule> must_link{};
  std::vector<ExcludedGround> excluded{};
  std::vector<std::string> locked{};  ///< codes of lowest zones of the newest published plan that stay as they are
  bool within_districts = false;      ///< every zone lies in one district
  friend bool operator==(const ZoningRules&, const ZoningRules&) = default;
};

struct HotspotRules {
  Metres cell{250.0};
  std::int64_t least_reports = 100;  ///< categories with fewer reports are not listed
  double q_level = 0.05;             ///< significant if q <= this
  friend bool operator==(const HotspotRules&, const HotspotRules&) = default;
};

struct ReboundRules {
  Metres radius{50.0};
  Seconds window = days(30);
  std::int64_t worst_places = 10;
  std::vector<std::string> engineering_fixes{};  ///< resolutions or categories that end the matter for good
  friend bool operator==(const ReboundRules&, const ReboundRules&) = default;
};

/// When one coordinate counts as the geocoder's default (docs/differences_from_standards.md):
/// many reports on one place that nevertheless name very many streets and wards, or neither.
struct DefaultCoordinateRules {
  double least_share = 0.005;                 ///< of all reports, on exactly one written coordinate
  std::int64_t least_streets = 100;           ///< distinct street names there
  std::int64_t least_wards = 5;               ///< distinct wards there
  std::int64_t least_without_location = 100;  ///< rows there with neither street nor ward
  friend bool operator==(const DefaultCoordinateRules&, const DefaultCoordinateRules&) = default;
};

/// Which sector answers for a category; a category that is not listed is for every sector.
struct CategorySector {
  std::string category;
  std::string sector;
  friend bool operator==(const CategorySector&, const CategorySector&) = default;
};

/// How it is found out who answers for a report (attribution/responsibility.hpp): the limits of its rules, and where a
/// city keeps its exception areas and its manual decisions.
struct ResponsiblePolicy {
  std::string exceptions;  ///< file of areas (io/rule_tables.hpp), beside the city file; empty: none
  std::string precedents;  ///< table of decisions, likewise
  std::vector<CategorySector> sectors;
  std::string aliases;          ///< table of other names of streets (alias, street), likewise
  bool south_east = false;      ///< ties by the half-open rule instead of the lower code
  Metres segment_reach{300.0};  ///< a report goes to the street it names unless that is farther
  Metres gap_reach{50.0};
  Metres least_accuracy{15.0};
  Metres precedent_radius{50.0};
  friend bool operator==(const ResponsiblePolicy&, const ResponsiblePolicy&) = default;
};

/// Which column of a report table is what. closed, street, ward and source: a table need not have the column of the
/// default name; one that is named otherwise has to be there, an empty name is never looked for.
struct ReportColumns {
  std::string id = "case_id";
  std::string opened = "opened";
  std::string closed = "closed";
  std::string category = "type";
  std::string street = "street";
  std::string ward = "ward";
  std::string lon = "lon";
  std::string lat = "lat";
  std::string accuracy{};         ///< metres that the place may be wrong by; empty: there is no such column
  std::string source = "source";  ///< who saw it (workflow/report_sources.hpp)
  std::string returned{};         ///< how often verification sent the case back; empty: there is no such column
  std::string resolution{};       ///< how the case was settled, in words; empty: there is no such column
  friend bool operator==(const ReportColumns&, const ReportColumns&) = default;
};

/// How a report table is written: declared, never guessed.
struct ReportSource {
  std::string crs = "EPSG:4326";  ///< of the columns lon (east) and lat (north): "EPSG:4547", "GCJ-02", "BD-09"
  std::string encoding{};         ///< "" (UTF-8), "utf-16", "gb18030"
  std::string time_zone{};        ///< of the city (base/time_zone.hpp); empty: times with an offset are refused
  SerialDates serial_dates = SerialDates::refused;
  std::string layer{};  ///< of a GeoPackage; empty: named like the file
  friend bool operator==(const ReportSource&, const ReportSource&) = default;
};

struct City {
  std::string code;  ///< prefix of zone codes, e.g. "BOS"
  std::string name_zh;
  std::string name_en;
  Frame frame;  ///< plane frame of all lengths and areas
  std::vector<Sector> sectors;
  std::vector<Level> levels;
  std::vector<PostTitle> posts;
  double street_share = 0.5;  ///< workload = share x streets + (1 - share) x reports
  std::uint64_t seed = 1;
  BlockRules blocks;
  ZoningRules zoning;
  BarrierRules barriers;
  HotspotRules hotspots;
  ReboundRules rebound;
  LookBackPolicy look_back;
  DefaultCoordinateRules default_coordinate;
  ReportColumns report_columns;
  ReportSource report_source;
  DutyPolicy duties;
  ResponsiblePolicy responsible;
  std::optional<FrontagePolicy> frontage;  ///< empty: no frontage duty on the duty sheets
  std::vector<RoadKindRow> road_kinds;     ///< empty: the classes of OpenStreetMap (roads::osm_road_kinds)
  BackLaneRules back_lanes;                ///< for streets whose class says nothing
  std::string attribution;                 ///< data licence line that travels with the map
  bool synthetic = false;                  ///< invented data: every layer, picture and page made of it says so
  friend bool operator==(const City&, const City&) = default;
};

}  // namespace model
}  // namespace libgrid
