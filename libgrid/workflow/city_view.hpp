#pragma once
/// One city, read once and never changed: all that the map service and other readers ask of a workspace.
///
///   Expected<CityView> city = CityView::load("out/boston/workspace");
///   Expected<PlaceAnswer> answer = city->locate(LonLat{-71.0648, 42.3574});
///   for (const Post* post : answer->posts) std::puts(post->title_en.c_str());   // zone, upper zone, city head
///
/// Geometry is handed out in lon/lat (EPSG:4326), beside the plane values it came from. Lists are sorted by id.
/// @guarantee immutable after loading, so any number of threads may ask at once; same workspace, same answers
/// Steps after `publish` that were not run yet leave their lists empty; what they need is there.
/// @errors load: workspace_missing, plan_missing, step_missing (blocks, import) and those of the store;
///         locate: axes_swapped, coordinate_out_of_range, number_not_finite
/// @cost load: everything is read and projected, about 1 s for Boston; locate: about 1 us

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/duty.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/model/hotspot.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/model/report.hpp>
#include <libgrid/tile/feature.hpp>

namespace libgrid::workflow {

/// What a CityView is made of: the content of a workspace, or a test's own small city.
struct CityData {
  City city;
  PlanVersion plan;
  ZoneMap map;
  std::vector<District> districts;
  std::vector<Block> blocks;
  std::vector<Link> links;
  std::vector<Street> streets;
  std::vector<RoadPiece> pieces;
  std::vector<Report> reports;
  std::vector<Attribution> attributions;  ///< one per report
  std::vector<Hotspot> hotspots;
  std::vector<Rebound> rebounds;
  std::string summary_json;  ///< "" if the demo's summary was not written yet
};

using LonLatShape = std::vector<tile::LonLatPolygon>;

struct ZoneView {
  Zone zone;
  LonLatShape shape;
  LonLat label;                        ///< a point well inside the shape
  std::vector<std::string> districts;  ///< names, most area first, each with at least a tenth of the zone
};

struct BlockView {
  Block block;
  ZoneId zone;  ///< lowest level
  LonLatShape shape;
};

struct DistrictView {
  DistrictId id;
  std::string name;
  LonLat label;
};

struct PieceView {
  RoadPiece piece;
  std::string street;  ///< name of the way, may be empty
  std::string road_class;
  tile::LonLatLine line;
};

struct LinkView {
  Link link;
  tile::LonLatLine line;
};

struct HotspotView {
  Hotspot hotspot;
  tile::LonLatLine ring;  ///< the cell, closed, counter-clockwise
};

struct CategoryView {
  std::string name;          ///< as written in the reports
  std::int64_t reports = 0;  ///< without those at the default coordinate
  bool has_hotspots = false;
  std::optional<Rebound> rebound;
};

/// Who is responsible for a place.
struct PlaceAnswer {
  Attribution attribution;
  const ZoneView* zone = nullptr;  ///< null: no zone, attribution.reason says why
  const ZoneView* upper = nullptr;
  std::vector<const Post*> posts;  ///< from the zone's post up to the city head
};

class CityView {
 public:
  /// @param as_of the plan in force at this moment; empty: the latest published one (no clock is read here)
  [[nodiscard]] static Expected<CityView> load(const std::filesystem::path& workspace,
                                               std::optional<LocalTime> as_of = {});
  [[nodiscard]] static Expected<CityView> make(CityData data);

  [[nodiscard]] Expected<PlaceAnswer> locate(LonLat place) const;

  [[nodiscard]] const City& city() const;
  [[nodiscard]] const PlanVersion& plan() const;
  [[nodiscard]] const std::string& summary_json() const;
  [[nodiscard]] int lowest_level() const;

  [[nodiscard]] std::span<const ZoneView> zones() const;               ///< all levels
  [[nodiscard]] const ZoneView* zone(ZoneId id) const;                 ///< null: no such zone
  [[nodiscard]] std::vector<const Post*> post_chain(ZoneId id) const;  ///< up to the city head
  [[nodiscard]] std::span<const BlockView> blocks() const;
  [[nodiscard]] std::span<const DistrictView> districts() const;
  [[nodiscard]] std::span<const LinkView> links() const;
  [[nodiscard]] std::span<const PieceView> pieces() const;
  /// Positions in pieces() of a lowest-level zone, or of all lowest-level zones under an upper one.
  [[nodiscard]] std::vector<std::size_t> pieces_of(ZoneId id) const;

  [[nodiscard]] std::span<const CategoryView> categories() const;  ///< most reports first, ties by name
  [[nodiscard]] std::vector<HotspotView> hotspots(std::string_view category) const;
  /// Places of the reports of a category ("" for all), without those at the default coordinate.
  [[nodiscard]] std::span<const LonLat> report_places(std::string_view category) const;

  CityView(CityView&&) noexcept;
  CityView& operator=(CityView&&) noexcept;
  ~CityView();

 private:
  struct State;
  explicit CityView(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace libgrid::workflow
