#include <libgrid/workflow/detail/sheet_data.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>
#include <libgrid/workflow/frontage.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow::detail {
namespace {

double half_or_whole(const RoadPiece& piece) { return piece.side == RoadSide::whole ? 1.0 : 0.5; }

}  // namespace

std::vector<const Zone*> SheetData::lowest() const {
  int level = 0;
  for (const Zone& z : map.zones) level = std::max(level, z.level);
  std::vector<const Zone*> zones;
  for (const Zone& z : map.zones)
    if (z.level == level) zones.push_back(&z);
  std::ranges::sort(zones, {}, &Zone::code);
  return zones;
}

const Zone* SheetData::zone(ZoneId id) const {
  const auto it = std::ranges::find(map.zones, id, &Zone::id);
  return it == map.zones.end() ? nullptr : &*it;
}

std::vector<const Post*> SheetData::chain(const Zone& of) const {
  std::vector<const Post*> posts;
  std::optional<PostId> next = of.post;
  while (next && posts.size() <= map.posts.size()) {
    const auto it = std::ranges::find(map.posts, *next, &Post::id);
    if (it == map.posts.end()) break;
    posts.push_back(&*it);
    next = it->parent;
  }
  return posts;
}

std::vector<SheetStreet> SheetData::streets_of(ZoneId id) const {
  std::map<std::tuple<std::string, RoadSide, RoadKind>, SheetStreet> rows;
  const auto mine = pieces_of.find(id);
  if (mine == pieces_of.end()) return {};
  for (const RoadPiece* piece : mine->second) {
    const std::size_t at = place_of_street.at(piece->street);
    SheetStreet& row = rows[{streets[at].name, piece->side, kinds[at]}];
    row = {streets[at].name, piece->side, kinds[at], row.pieces + 1,
           row.length + (piece->to - piece->from) * half_or_whole(*piece)};
  }
  std::vector<SheetStreet> all;
  for (auto& [key, row] : rows) all.push_back(std::move(row));
  std::ranges::stable_sort(all, std::greater<>{}, &SheetStreet::length);
  return all;
}

std::array<Metres, 4> SheetData::metres_of(ZoneId id) const {
  std::array<Metres, 4> sums{};
  const auto mine = pieces_of.find(id);
  if (mine == pieces_of.end()) return sums;
  for (const RoadPiece* piece : mine->second)
    sums.at(static_cast<std::size_t>(kinds[place_of_street.at(piece->street)])) +=
        (piece->to - piece->from) * half_or_whole(*piece);
  return sums;
}

namespace {

/// Of the first sector, as the streets are.
Expected<void> add_frontage(const Workspace& workspace, SheetData& data) {
  if (!data.city.frontage) return {};
  GRID_TRY(made, city_frontage(workspace, data.pieces, data.streets));
  for (const roads::FrontageStrip& strip : made.frontage.strips) {
    if (!strip.zone || strip.sector != data.pieces.front().sector) continue;
    SheetFrontage& sums = data.frontage_of[*strip.zone];
    sums.length.at(static_cast<std::size_t>(data.kinds[data.place_of_street.at(strip.street)])) += strip.length();
    sums.area += strip.area;
  }
  std::ranges::move(made.rejected, std::back_inserter(data.refused));
  return {};
}

}  // namespace

Expected<SheetData> read_sheet_data(const Workspace& workspace, const std::filesystem::path& pois) {
  SheetData data;
  data.city = workspace.city();
  GRID_TRY(plan, newest_plan(workspace.store()));
  data.map = plan.map();
  data.version = plan.version();
  GRID_TRY(streets, workspace.store().streets());
  data.streets = std::move(streets);
  for (std::size_t i = 0; i < data.streets.size(); ++i) data.place_of_street[data.streets[i].id] = i;
  data.kinds = road_kinds_of(data.city, data.streets);
  GRID_TRY(pieces, workspace.store().road_pieces());
  data.pieces = std::move(pieces);
  for (const RoadPiece& piece : data.pieces)
    if (piece.zone && piece.sector == data.pieces.front().sector) data.pieces_of[*piece.zone].push_back(&piece);
  GRID_CHECK(add_frontage(workspace, data));
  if (pois.empty()) return data;
  GRID_TRY(projector, crs::Projector::make(data.city.frame));
  GRID_TRY(file, read_place_file(pois, projector));
  std::ranges::move(file.refused, std::back_inserter(data.refused));
  const auto zones = data.lowest();
  std::vector<MultiPolygon> shapes;
  for (const Zone* zone : zones) shapes.push_back(zone->shape);
  const index::Locator locator = index::Locator::build(std::span<const MultiPolygon>(shapes));
  for (SheetPlace& place : file.places) {
    const index::Hit hit = locator.locate(place.at);
    if (hit.shape >= 0)
      data.places_of[zones[static_cast<std::size_t>(hit.shape)]->id].push_back(std::move(place));
    else
      data.outside.push_back(std::move(place.name));
  }
  return data;
}

}  // namespace libgrid::workflow::detail
