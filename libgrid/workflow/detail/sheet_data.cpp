#include <libgrid/workflow/detail/sheet_data.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
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

std::vector<const Zone*> SheetData::below(const Sheet& sheet) const {
  std::vector<const Zone*> zones;
  for (const Zone& z : map.zones) {
    const bool of_zone = sheet.zone != nullptr && z.parent == sheet.zone->id;
    const bool of_head = sheet.zone == nullptr && sheet.post != nullptr && !z.parent;
    if (of_zone || of_head) zones.push_back(&z);
  }
  std::ranges::sort(zones, {}, &Zone::code);
  return zones;
}

std::vector<const Post*> SheetData::chain(const Post* post) const {
  std::vector<const Post*> posts;
  while (post != nullptr && posts.size() <= map.posts.size()) {
    posts.push_back(post);
    const auto it = post->parent ? std::ranges::find(map.posts, *post->parent, &Post::id) : map.posts.end();
    post = it == map.posts.end() ? nullptr : &*it;
  }
  return posts;
}

namespace {

/// Posts of one sector: without a zone first, then by level and code.
void add_posts(const SheetData& data, const std::string& sector, std::vector<Sheet>& sheets) {
  const auto first = static_cast<std::ptrdiff_t>(sheets.size());
  for (const Post& post : data.map.posts) {
    const Zone* zone = post.zone ? data.zone(*post.zone) : nullptr;
    sheets.push_back({sector, zone == nullptr ? data.city.code : zone->code, zone, &post, {}});
  }
  std::ranges::stable_sort(sheets.begin() + first, sheets.end(), {}, [](const Sheet& sheet) {
    return std::tuple(sheet.zone == nullptr ? 0 : sheet.zone->level, std::string_view(sheet.code));
  });
}

/// What the posts leave: pieces of units that have none, and of nobody.
void add_others(const SheetData& data, const std::string& sector, std::vector<Sheet>& sheets) {
  std::set<std::string_view> there;
  for (const Sheet& sheet : sheets)
    if (sheet.sector == sector) there.insert(sheet.code);
  std::vector<Sheet> others;
  bool nobody = false;
  for (const auto& [key, pieces] : data.pieces_of) {
    if (key.first != sector || there.contains(key.second)) continue;
    if (key.second.empty())
      nobody = true;
    else
      others.push_back({sector, key.second, nullptr, nullptr, {}});
  }
  std::ranges::move(others, std::back_inserter(sheets));
  if (nobody) sheets.push_back({sector, "", nullptr, nullptr, {}});
}

bool plain_name(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

std::vector<Sheet> SheetData::sheets() const {
  std::set<std::string> sectors;
  for (const auto& [key, all] : pieces_of) sectors.insert(key.first);
  std::vector<Sheet> sheets;
  int number = 0;
  for (const std::string& sector : sectors) {
    const std::size_t first = sheets.size();
    add_posts(*this, sector, sheets);
    add_others(*this, sector, sheets);
    const std::string prefix =
        sectors.size() == 1 ? "" : (plain_name(sector) ? sector : std::to_string(++number)) + "-";
    int unit = 0;
    for (std::size_t i = first; i < sheets.size(); ++i) {
      Sheet& sheet = sheets[i];
      const std::string name = sheet.code.empty()       ? "nobody"
                               : plain_name(sheet.code) ? sheet.code
                                                        : "unit-" + std::to_string(++unit);
      sheet.file = prefix + name + ".html";
    }
  }
  return sheets;
}

std::vector<SheetStreet> SheetData::streets_of(const Sheet& sheet) const {
  std::map<std::tuple<std::string, RoadSide, RoadKind>, SheetStreet> rows;
  const auto mine = pieces_of.find({sheet.sector, sheet.code});
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

std::array<Metres, 4> SheetData::metres_of(const Sheet& sheet) const {
  std::array<Metres, 4> sums{};
  const auto mine = pieces_of.find({sheet.sector, sheet.code});
  if (mine == pieces_of.end()) return sums;
  for (const RoadPiece* piece : mine->second)
    sums.at(static_cast<std::size_t>(kinds[place_of_street.at(piece->street)])) +=
        (piece->to - piece->from) * half_or_whole(*piece);
  return sums;
}

std::vector<SheetPlace> SheetData::places_in(const Sheet& sheet) const {
  std::vector<SheetPlace> places;
  if (sheet.zone == nullptr) return places;
  for (const Zone* low : lowest()) {
    const Zone* up = low;
    while (up != nullptr && up != sheet.zone) up = up->parent ? zone(*up->parent) : nullptr;
    const auto found = up == nullptr ? places_of.end() : places_of.find(low->id);
    if (found != places_of.end()) places.insert(places.end(), found->second.begin(), found->second.end());
  }
  return places;
}

std::pair<std::string, std::string> SheetData::sector_name(const std::string& sector) const {
  const bool apart = !pieces_of.empty() && pieces_of.begin()->first.first != pieces_of.rbegin()->first.first;
  std::pair<std::string, std::string> name;
  for (const Sector& known : city.sectors) {
    if (apart && known.code != sector) continue;
    name.first += (name.first.empty() ? "" : "、") + known.name_zh;
    name.second += (name.second.empty() ? "" : ", ") + known.name_en;
  }
  return name.first.empty() ? std::pair(sector, sector) : name;
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
  GRID_TRY(kinds, road_kinds_of(data.city, data.streets));
  data.kinds = std::move(kinds);
  GRID_TRY(pieces, workspace.store().road_pieces());
  data.pieces = std::move(pieces);
  for (const RoadPiece& piece : data.pieces) {
    const Zone* zone = piece.zone ? data.zone(*piece.zone) : nullptr;
    data.pieces_of[{piece.sector, zone == nullptr ? piece.unit : zone->code}].push_back(&piece);
  }
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
