#include <libgrid/workflow/city_view.hpp>

#include <algorithm>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

#include <libgrid/attribution/attributor.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/hotspot/raster.hpp>
#include <libgrid/workflow/detail/label_point.hpp>

namespace libgrid::workflow {

using tile::LonLatLine;
using tile::LonLatPolygon;

struct CityView::State {
  State(CityData content, crs::Projector frames)
      : data(std::move(content)), projector(std::move(frames)), attributor(data.map, bottom_level(data.map)) {}

  static int bottom_level(const ZoneMap& map) {
    int level = 1;
    for (const Zone& zone : map.zones) level = std::max(level, zone.level);
    return level;
  }

  CityData data;
  crs::Projector projector;
  std::mutex projecting;  // a Projector is used by one thread at a time
  attribution::Attributor attributor;

  std::vector<ZoneView> zones;
  std::unordered_map<ZoneId, std::size_t> zone_at;
  std::unordered_map<PostId, const Post*> post_at;
  std::vector<BlockView> blocks;
  std::vector<DistrictView> districts;
  std::vector<LinkView> links;
  std::vector<PieceView> pieces;
  std::unordered_map<ZoneId, std::vector<std::size_t>> pieces_of;
  std::vector<CategoryView> categories;
  std::map<std::string, std::vector<LonLat>, std::less<>> places;
  hotspot::Raster raster;

  // Filled once, in this order, by make.
  void add_zones();
  void add_blocks();
  void name_districts();
  void add_pieces();
  void add_reports();
  void add_categories();

  [[nodiscard]] LonLatLine lonlat(std::span<const Xy> line) const;
  [[nodiscard]] LonLatShape lonlat(const MultiPolygon& shape) const;
};

LonLatLine CityView::State::lonlat(std::span<const Xy> line) const {
  LonLatLine out;
  out.reserve(line.size());
  for (const Xy& p : line) out.push_back(projector.to_lonlat(p));
  return out;
}

LonLatShape CityView::State::lonlat(const MultiPolygon& shape) const {
  LonLatShape out;
  for (const Polygon& polygon : shape) {
    LonLatPolygon& part = out.emplace_back();
    part.outer = lonlat(polygon.outer);
    for (const Ring& hole : polygon.holes) part.holes.push_back(lonlat(hole));
  }
  return out;
}

void CityView::State::add_zones() {
  std::ranges::sort(data.map.zones, {}, &Zone::id);
  for (const Zone& zone : data.map.zones) {
    zone_at[zone.id] = zones.size();
    zones.push_back({.zone = zone,
                     .shape = lonlat(zone.shape),
                     .label = projector.to_lonlat(detail::label_point(zone.shape)),
                     .districts = {}});
  }
  for (const Post& post : data.map.posts) post_at[post.id] = &post;
}

void CityView::State::add_blocks() {
  std::unordered_map<BlockId, ZoneId> zone_of;
  for (const BlockZone& row : data.map.blocks) zone_of[row.block] = row.zone;
  std::ranges::sort(data.blocks, {}, &Block::id);
  Box land;
  for (const Block& block : data.blocks) {
    blocks.push_back({.block = block, .zone = zone_of[block.id], .shape = lonlat(MultiPolygon{block.shape})});
    land.extend(bounds(block.shape));
  }
  // Blocks cover the land exactly, so this is the raster of the step hotspots.
  if (!land.empty()) raster = hotspot::raster_over(land, data.city.hotspots.cell);
  for (const Link& link : data.links) links.push_back({.link = link, .line = lonlat(link.line)});
}

void CityView::State::name_districts() {
  std::unordered_map<DistrictId, std::string> name_of;
  for (const District& district : data.districts) {
    name_of[district.id] = district.name;
    if (area(district.shape) > SquareMetres{})
      districts.push_back({district.id, district.name, projector.to_lonlat(detail::label_point(district.shape))});
  }
  std::unordered_map<ZoneId, std::map<DistrictId, double>> area_of;
  for (const BlockView& view : blocks) {
    for (auto at = zone_at.find(view.zone); at != zone_at.end();) {
      const Zone& zone = zones[at->second].zone;
      area_of[zone.id][view.block.district] += view.block.area.value;
      at = zone.parent ? zone_at.find(*zone.parent) : zone_at.end();
    }
  }
  for (ZoneView& view : zones) {
    std::vector<std::pair<double, DistrictId>> shares;
    double all = 0.0;
    for (const auto& [district, size] : area_of[view.zone.id]) {
      shares.emplace_back(-size, district);
      all += size;
    }
    std::ranges::sort(shares);
    for (const auto& [size, district] : shares)
      if (-size >= 0.1 * all) view.districts.push_back(name_of[district]);
  }
}

void CityView::State::add_pieces() {
  std::unordered_map<StreetId, const Street*> street_at;
  for (const Street& street : data.streets) street_at[street.id] = &street;
  std::ranges::sort(data.pieces, {}, &RoadPiece::id);
  for (const RoadPiece& piece : data.pieces) {
    const auto street = street_at.find(piece.street);
    if (street == street_at.end() || street->second->line.size() < 2) continue;
    if (piece.zone) pieces_of[*piece.zone].push_back(pieces.size());
    pieces.push_back({.piece = piece,
                      .street = street->second->name,
                      .road_class = street->second->road_class,
                      .line = lonlat(substring(street->second->line, piece.from, piece.to))});
  }
}

void CityView::State::add_reports() {
  for (std::size_t i = 0; i < data.reports.size(); ++i) {
    const bool at_default =
        i < data.attributions.size() && data.attributions[i].reason == UnassignedReason::default_coordinate;
    if (at_default) continue;
    places[""].push_back(data.reports[i].at);
    places[data.reports[i].category].push_back(data.reports[i].at);
  }
}

void CityView::State::add_categories() {
  std::map<std::string, CategoryView> by_name;
  for (const auto& [name, at] : places)
    if (!name.empty()) by_name[name].reports = static_cast<std::int64_t>(at.size());
  std::ranges::stable_sort(data.hotspots, {}, &Hotspot::category);
  for (const Hotspot& row : data.hotspots) by_name[row.category].has_hotspots = true;
  for (const Rebound& row : data.rebounds) by_name[row.category].rebound = row;
  for (auto& [name, view] : by_name) {
    view.name = name;
    categories.push_back(view);
  }
  std::ranges::stable_sort(categories, std::greater{}, &CategoryView::reports);
}

CityView::CityView(std::unique_ptr<State> state) : state_(std::move(state)) {}
CityView::CityView(CityView&&) noexcept = default;
CityView& CityView::operator=(CityView&&) noexcept = default;
CityView::~CityView() = default;

Expected<CityView> CityView::make(CityData data) {
  GRID_TRY(projector, crs::Projector::make(data.city.frame));
  auto state = std::make_unique<State>(std::move(data), std::move(projector));
  state->add_zones();
  state->add_blocks();
  state->name_districts();
  state->add_pieces();
  state->add_reports();
  state->add_categories();
  return CityView(std::move(state));
}

Expected<PlaceAnswer> CityView::locate(LonLat place) const {
  const auto in_plane = [&] {
    const std::lock_guard lock(state_->projecting);
    return state_->projector.to_plane(place);
  }();
  if (!in_plane) return fail(in_plane.error());
  PlaceAnswer answer;
  answer.attribution = state_->attributor.attribute(*in_plane);
  if (!answer.attribution.zone) return answer;
  answer.zone = zone(*answer.attribution.zone);
  if (answer.zone->zone.parent) answer.upper = zone(*answer.zone->zone.parent);
  answer.posts = post_chain(*answer.attribution.zone);
  return answer;
}

const City& CityView::city() const { return state_->data.city; }
const PlanVersion& CityView::plan() const { return state_->data.plan; }
const std::string& CityView::summary_json() const { return state_->data.summary_json; }
int CityView::lowest_level() const { return State::bottom_level(state_->data.map); }
std::span<const ZoneView> CityView::zones() const { return state_->zones; }
std::span<const BlockView> CityView::blocks() const { return state_->blocks; }
std::span<const DistrictView> CityView::districts() const { return state_->districts; }
std::span<const LinkView> CityView::links() const { return state_->links; }
std::span<const PieceView> CityView::pieces() const { return state_->pieces; }
std::span<const CategoryView> CityView::categories() const { return state_->categories; }

const ZoneView* CityView::zone(ZoneId id) const {
  const auto at = state_->zone_at.find(id);
  return at == state_->zone_at.end() ? nullptr : &state_->zones[at->second];
}

std::vector<const Post*> CityView::post_chain(ZoneId id) const {
  std::vector<const Post*> chain;
  const ZoneView* view = zone(id);
  std::optional<PostId> next = view ? view->zone.post : std::nullopt;
  // A chain longer than the number of posts would be a circle.
  while (next && chain.size() < state_->post_at.size()) {
    const auto at = state_->post_at.find(*next);
    if (at == state_->post_at.end()) break;
    chain.push_back(at->second);
    next = at->second->parent;
  }
  return chain;
}

std::vector<std::size_t> CityView::pieces_of(ZoneId id) const {
  std::vector<std::size_t> found;
  const auto add = [&](ZoneId lowest) {
    const auto at = state_->pieces_of.find(lowest);
    if (at != state_->pieces_of.end()) found.insert(found.end(), at->second.begin(), at->second.end());
  };
  // Zones are sorted by level, so a zone's parent is known before the zone.
  std::set<ZoneId> inside{id};
  for (const ZoneView& view : state_->zones)
    if (view.zone.parent && inside.contains(*view.zone.parent)) inside.insert(view.zone.id);
  for (const ZoneId zone : inside) add(zone);
  std::ranges::sort(found);
  return found;
}

std::vector<HotspotView> CityView::hotspots(std::string_view category) const {
  const auto rows = std::ranges::equal_range(state_->data.hotspots, category, {}, &Hotspot::category);
  std::vector<HotspotView> out;
  const std::lock_guard lock(state_->projecting);
  for (const Hotspot& row : rows) {
    const Box box = hotspot::cell_box(state_->raster, row.cell);
    const Ring ring = {box.min, {box.max.x, box.min.y}, box.max, {box.min.x, box.max.y}, box.min};
    out.push_back({.hotspot = row, .ring = state_->lonlat(ring)});
  }
  return out;
}

std::span<const LonLat> CityView::report_places(std::string_view category) const {
  const auto at = state_->places.find(category);
  return at == state_->places.end() ? std::span<const LonLat>{} : at->second;
}

}  // namespace libgrid::workflow
