#include <libgrid/workflow/detail/plan_scope.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/label_point.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/edit_plan.hpp>

namespace libgrid::workflow::detail {
namespace {

Error no_block(const char* field, std::string what, std::string why) {
  return make_error(ErrorCode::parameter_invalid, std::move(why)).at_field(field).about(std::move(what));
}

/// Collects excluded blocks from places, outlines, ids and files.
class Excluding {
 public:
  Excluding(const Ground& ground, crs::Projector projector) : ground_(ground), projector_(std::move(projector)) {
    std::vector<Polygon> shapes;
    for (const Block& block : ground.blocks) shapes.push_back(block.shape);
    locator_ = index::Locator::build(shapes);
  }

  Expected<void> add(const ExcludedGround& rule) {
    const std::size_t before = found_.size();
    for (const LonLat place : rule.places) {
      GRID_TRY(at, projector_.to_plane(place));
      const index::Hit hit = locator_->locate(at);
      if (hit.shape < 0) return fail(no_block("excluded", rule.name, "a place lies in no block"));
      found_.push_back(ground_.blocks[static_cast<std::size_t>(hit.shape)].id);
    }
    if (rule.outline.empty()) return {};
    Polygon outline;
    for (const LonLat corner : rule.outline) {
      GRID_TRY(at, projector_.to_plane(corner));
      outline.outer.push_back(at);
    }
    if (outline.outer.front() != outline.outer.back()) outline.outer.push_back(outline.outer.front());
    add_within({outline});
    if (found_.size() == before) return fail(no_block("excluded", rule.name, "no block lies in the outline"));
    return {};
  }

  /// A block id, or a file.
  Expected<void> add(const std::string& wish) {
    std::int64_t number = 0;
    const char* const end = wish.data() + wish.size();
    if (const auto read = std::from_chars(wish.data(), end, number); read.ec != std::errc() || read.ptr != end)
      return add_file(wish);
    if (std::ranges::find(ground_.blocks, BlockId{number}, &Block::id) == ground_.blocks.end())
      return fail(no_block("exclude", wish, "no such block"));
    found_.emplace_back(number);
    return {};
  }

  std::vector<BlockId> blocks() && {
    std::ranges::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  Expected<void> add_file(const std::string& file) {
    GRID_TRY(layer, io::read_zones(file));
    if (!layer.rejected.empty()) return fail(std::move(layer.rejected.front().error));
    GRID_TRY(areas, io::to_plane(layer.zones, projector_));
    const std::size_t before = found_.size();
    for (const ImportedZone& area : areas) add_within(area.shape);
    if (found_.size() == before) return fail(no_block("exclude", file, "no block lies in its polygons"));
    return {};
  }

  void add_within(const MultiPolygon& area) {
    const index::Locator here = index::Locator::build(std::span<const MultiPolygon>(&area, 1));
    for (const Block& block : ground_.blocks)
      if (here.locate(label_point({block.shape})).shape >= 0) found_.push_back(block.id);
  }

  const Ground& ground_;
  crs::Projector projector_;
  std::optional<index::Locator> locator_;
  std::vector<BlockId> found_;
};

Expected<std::vector<BlockId>> excluded_blocks(const Workspace& workspace, const Ground& ground,
                                               const std::vector<std::string>& wishes) {
  const City& city = workspace.city();
  if (city.zoning.excluded.empty() && wishes.empty()) return std::vector<BlockId>();
  GRID_TRY(projector, crs::Projector::make(city.frame));
  Excluding excluding(ground, std::move(projector));
  for (const ExcludedGround& rule : city.zoning.excluded) GRID_CHECK(excluding.add(rule));
  for (const std::string& wish : wishes) GRID_CHECK(excluding.add(wish));
  return std::move(excluding).blocks();
}

Expected<KeptZone> kept_zone(const ZoneMap& map, const std::string& name, int lowest) {
  auto id = zone_named(map, name);
  if (!id) return fail(std::move(id.error()).at_field("locked"));
  const Zone& zone = *std::ranges::find(map.zones, *id, &Zone::id);
  if (zone.level != lowest)
    return fail(no_block("locked", name, "a zone of an upper level; those of the lowest are locked"));
  KeptZone kept{.lock = {.code = zone.code, .blocks = {}}, .name = zone.name};
  for (const BlockZone& row : map.blocks)
    if (row.zone == *id) kept.lock.blocks.push_back(row.block);
  return kept;
}

/// Of the newest plan; an error where `names` ask for one that is not there.
Expected<std::vector<KeptZone>> kept_zones(const Workspace& workspace, const std::vector<std::string>& names) {
  std::vector<KeptZone> kept;
  if (names.empty()) return kept;
  GRID_TRY(versions, workspace.store().plans());
  if (versions.empty()) return fail(make_error(ErrorCode::plan_missing, "locked zones are those of a published plan"));
  GRID_CHECK(require_its_blocks(workspace.store(), versions.back().version));
  GRID_TRY(stored, workspace.store().plan(versions.back().version));
  for (const std::string& name : names) {
    GRID_TRY(zone, kept_zone(stored.map, name, workspace.city().levels.back().number));
    const auto same = [&](const KeptZone& other) { return other.lock.code == zone.lock.code; };
    if (std::ranges::none_of(kept, same)) kept.push_back(std::move(zone));
  }
  return kept;
}

/// The locked zone that holds a block that is excluded: what is told is the block and both wishes.
Expected<void> refuse_contradiction(const PlanScope& scope) {
  for (const KeptZone& zone : scope.locked)
    for (const BlockId block : zone.lock.blocks)
      if (std::ranges::binary_search(scope.excluded, block))
        return fail(make_error(ErrorCode::zone_infeasible,
                               "contradictory wishes: it is excluded, and in the locked zone " + zone.lock.code)
                        .about("block " + std::to_string(block.value)));
  return {};
}

}  // namespace

Expected<PlanScope> wished_scope(const Workspace& workspace, const Ground& ground, const DraftWishes& wishes) {
  PlanScope scope;
  scope.within_districts = workspace.city().zoning.within_districts || wishes.within_districts;
  GRID_TRY(excluded, excluded_blocks(workspace, ground, wishes.excluded));
  scope.excluded = std::move(excluded);
  std::vector<std::string> names = workspace.city().zoning.locked;
  names.insert(names.end(), wishes.locked.begin(), wishes.locked.end());
  GRID_TRY(locked, kept_zones(workspace, names));
  scope.locked = std::move(locked);
  GRID_CHECK(refuse_contradiction(scope));
  return scope;
}

Expected<PlanScope> scope_of(const Workspace& workspace, const Ground& ground, const ZoneMap& map) {
  PlanScope scope;
  scope.within_districts = workspace.city().zoning.within_districts;
  scope.excluded = blocks_in_no_zone(ground, map);
  auto locked = kept_zones(workspace, workspace.city().zoning.locked);
  if (locked) {
    scope.locked = std::move(*locked);
  } else if (locked.error().code == ErrorCode::store_failed) {
    return fail(std::move(locked.error()));
  }
  return scope;
}

std::vector<BlockId> blocks_in_no_zone(const Ground& ground, const ZoneMap& map) {
  std::unordered_set<BlockId> in_zones;
  for (const BlockZone& row : map.blocks) in_zones.insert(row.block);
  std::vector<BlockId> rest;
  for (const Block& block : ground.blocks)
    if (!in_zones.contains(block.id)) rest.push_back(block.id);
  std::ranges::sort(rest);
  return rest;
}

Ground without_blocks(Ground ground, std::span<const BlockId> excluded) {
  const auto out = [&](BlockId block) { return std::ranges::binary_search(excluded, block); };
  std::erase_if(ground.blocks, [&](const Block& block) { return out(block.id); });
  std::erase_if(ground.borders, [&](const BlockBorder& border) { return out(border.a) || out(border.b); });
  std::erase_if(ground.links, [&](const Link& link) { return out(link.from) || out(link.to); });
  return ground;
}

zoning::NamesInErrors names_in_errors(const PlanScope& scope, std::span<const District> districts) {
  zoning::NamesInErrors names;
  for (const KeptZone& zone : scope.locked) names.locked.push_back(zone.lock.code);
  if (scope.within_districts)
    for (const District& district : districts) names.parents.emplace(district.id.value, district.name);
  return names;
}

void keep_codes(ZoneMap& map, std::span<const KeptZone> locked) {
  for (const auto& [lock, name] : locked) {
    const auto row = std::ranges::find(map.blocks, lock.blocks.front(), &BlockZone::block);
    if (row == map.blocks.end()) continue;
    const auto zone = std::ranges::find(map.zones, row->zone, &Zone::id);
    const auto other = std::ranges::find(map.zones, lock.code, &Zone::code);
    if (other != map.zones.end() && other != zone) {
      other->code = zone->code;
      other->name = zone->name;
    }
    zone->code = lock.code;
    zone->name = name;
  }
}

}  // namespace libgrid::workflow::detail
