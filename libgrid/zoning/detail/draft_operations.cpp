#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <libgrid/zoning/detail/draft_change.hpp>
#include <libgrid/zoning/detail/finite_line.hpp>
#include <libgrid/zoning/detail/split_ground.hpp>
#include <libgrid/zoning/detail/zone_label.hpp>
#include <libgrid/zoning/detail/zone_side.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning::detail {
namespace {

Error refuse_edit(std::string what, std::string why) {
  return make_error(ErrorCode::parameter_invalid, std::move(why)).about(std::move(what));
}
/// By its code; an id that is no zone stays an id.
std::string named(const ChangeBuilder& builder, ZoneId id) {
  const DraftZone* zone = builder.find(id);
  return zone == nullptr ? "zone " + std::to_string(id.value) : zone_label(zone->zone);
}
std::string named(BlockId id) { return "block " + std::to_string(id.value); }

Expected<const DraftZone*> zone_at(const ChangeBuilder& builder, ZoneId id) {
  const DraftZone* zone = builder.find(id);
  if (zone == nullptr) return fail(refuse_edit(named(builder, id), "no such zone"));
  return zone;
}

void insert_sorted(std::vector<BlockId>& members, BlockId block) {
  members.insert(std::ranges::lower_bound(members, block), block);
}

/// Why a block is in no zone.
std::string missing_block(const DraftState& state, BlockId block) {
  return state.ground().rules.is_excluded(block) ? "it is excluded: in no zone until the next partition"
                                                 : "no such block";
}

Expected<void> operate(ChangeBuilder& builder, const MoveBlocks& move) {
  GRID_TRY(to, zone_at(builder, move.to));
  if (to->zone.level != builder.state().lowest_level())
    return fail(refuse_edit(named(builder, move.to), "blocks belong to zones of the lowest level"));
  std::vector<BlockId> blocks = move.blocks;
  std::ranges::sort(blocks);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  bool any = false;
  for (const BlockId block : blocks) {
    const auto from = builder.state().zone_of(block);
    if (!from) return fail(refuse_edit(named(block), missing_block(builder.state(), block)));
    if (*from == move.to) continue;
    any = true;
    std::vector<BlockId>& left = builder.edit_members(*from).members;
    left.erase(std::ranges::lower_bound(left, block));
    insert_sorted(builder.edit_members(move.to).members, block);
  }
  if (!any) return fail(refuse_edit(named(builder, move.to), "the blocks are in this zone already"));
  return {};
}

Expected<void> operate(ChangeBuilder& builder, const MoveZones& move) {
  GRID_TRY(to, zone_at(builder, move.to));
  const int level = to->zone.level + 1;
  bool any = false;
  for (const ZoneId id : move.zones) {
    GRID_TRY(zone, zone_at(builder, id));
    if (zone->zone.level != level)
      return fail(refuse_edit(named(builder, id), "is not of the level below " + named(builder, move.to)));
    if (zone->zone.parent == move.to) continue;
    any = true;
    builder.edit(id).zone.parent = move.to;
  }
  if (!any) return fail(refuse_edit(named(builder, move.to), "the zones are below this zone already"));
  return {};
}

/// What a zone is made of: its blocks, or the zones of the level below.
struct Unit {
  std::vector<BlockId> blocks;
  std::optional<ZoneId> zone;
};

std::vector<Unit> units_of(const ChangeBuilder& builder, const DraftZone& zone) {
  std::vector<Unit> units;
  if (zone.zone.level == builder.state().lowest_level()) {
    for (const BlockId block : zone.members) units.push_back({{block}, {}});
  } else {
    for (const ZoneId child : builder.children(zone.zone.id)) units.push_back({builder.find(child)->members, child});
  }
  return units;
}

/// Puts the units of part k > 0 into new zones like `id`. @pre every part has a unit
void separate(ChangeBuilder& builder, ZoneId id, const std::vector<Unit>& units, const std::vector<int>& part,
              int parts) {
  for (int k = 1; k < parts; ++k) {
    DraftZone& made = builder.add_like(id);
    DraftZone& old = builder.edit_members(id);
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (part[i] != k) continue;
      made.members.insert(made.members.end(), units[i].blocks.begin(), units[i].blocks.end());
      if (units[i].zone) builder.edit(*units[i].zone).zone.parent = made.zone.id;
    }
    std::ranges::sort(made.members);
    std::vector<BlockId> left;
    std::ranges::set_difference(old.members, made.members, std::back_inserter(left));
    old.members = std::move(left);
  }
}

Xy centroid_of(const DraftGround& ground, const BlockGraph& graph, const std::vector<BlockId>& blocks) {
  double x = 0.0, y = 0.0, all = 0.0;
  for (const BlockId block : blocks) {
    const Block& here = *ground.blocks[*graph.index_of(block)];
    const Xy centre = centroid({here.shape});
    const double weight = libgrid::area(here.shape).value;
    x += weight * centre.x, y += weight * centre.y, all += weight;
  }
  return {x / all, y / all};
}

Expected<void> operate(ChangeBuilder& builder, const SplitZoneByLine& split) {
  GRID_TRY(zone, zone_at(builder, split.zone));
  GRID_CHECK(check_finite(split.line));
  const LineString line = without_repeats(split.line);
  if (line.size() < 2) return fail(refuse_edit(named(builder, split.zone), "the line needs two different points"));
  const std::vector<Unit> units = units_of(builder, *zone);
  std::vector<int> part(units.size());
  double left = 0.0, right = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Xy centre = centroid_of(builder.state().ground(), builder.graph(), units[i].blocks);
    part[i] = side_of_line(line, centre) == Side::right ? 1 : 0;
    for (const BlockId block : units[i].blocks)
      (part[i] == 1 ? right : left) += builder.graph().node(*builder.graph().index_of(block)).workload;
  }
  if (std::ranges::count(part, 0) == 0 || std::ranges::count(part, 1) == 0)
    return fail(refuse_edit(named(builder, split.zone), "the line leaves all of it on one side"));
  if (right > left)
    for (int& side : part) side = 1 - side;
  separate(builder, split.zone, units, part, 2);
  return {};
}

/// The zone as a graph of its units, numbered from 1.
BlockGraph graph_of_units(const BlockGraph& graph, const std::vector<Unit>& units) {
  std::map<BlockId, std::int64_t> unit_of;
  std::vector<BlockNode> nodes(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    nodes[i].id = BlockId{static_cast<std::int64_t>(i) + 1};
    for (const BlockId block : units[i].blocks) {
      unit_of[block] = nodes[i].id.value;
      const BlockNode& node = graph.node(*graph.index_of(block));
      nodes[i].workload += node.workload, nodes[i].area += node.area, nodes[i].perimeter += node.outer;
      for (const BlockNeighbour& next : graph.neighbours(*graph.index_of(block))) nodes[i].perimeter += next.border;
    }
  }
  std::map<std::pair<std::int64_t, std::int64_t>, Metres> shared;
  std::set<std::pair<std::int64_t, std::int64_t>> open;  // pairs of units that meet elsewhere than at a wall
  for (const auto& [block, unit] : unit_of) {
    for (const BlockNeighbour& next : graph.neighbours(*graph.index_of(block))) {
      const auto other = unit_of.find(graph.node(next.block).id);
      if (other == unit_of.end()) continue;
      if (other->second == unit && block < other->first)
        nodes[static_cast<std::size_t>(unit - 1)].perimeter -= 2.0 * next.border;
      if (unit >= other->second) continue;
      shared[{unit, other->second}] += next.border;
      if (!next.wall) open.emplace(unit, other->second);
    }
  }
  std::vector<BlockBorder> borders;
  std::vector<Link> links;
  std::vector<BlockPair> walls;
  for (const auto& [pair, length] : shared) {
    const BlockId a{pair.first}, b{pair.second};
    if (!open.contains(pair)) walls.emplace_back(a, b);
    if (length > Metres{}) {
      borders.push_back({a, b, length});
    } else {
      links.push_back({.id = {}, .from = a, .to = b, .length = {}, .line = {}});
    }
  }
  return BlockGraph::from_nodes(std::move(nodes), borders, links, walls);
}

/// Pairs of units that hold blocks which must stay together.
std::vector<BlockPair> must_links_of(const PlanRules& rules, const std::vector<Unit>& units) {
  std::vector<BlockPair> pairs;
  for (const MustLink& link : rules.must_link) {
    std::vector<BlockId> inside;
    for (std::size_t i = 0; i < units.size(); ++i)
      if (std::ranges::any_of(link.blocks, [&](BlockId b) { return std::ranges::binary_search(units[i].blocks, b); }))
        inside.push_back(BlockId{static_cast<std::int64_t>(i) + 1});
    for (std::size_t i = 1; i < inside.size(); ++i) pairs.emplace_back(inside[i - 1], inside[i]);
  }
  return pairs;
}

/// What errors call the units: not by their numbers in the graph of the zone.
std::vector<std::string> names_of(const ChangeBuilder& builder, const std::vector<Unit>& units) {
  std::vector<std::string> names;
  for (const Unit& unit : units) names.push_back(unit.zone ? named(builder, *unit.zone) : named(unit.blocks.front()));
  return names;
}

/// Within the band of the level, else within wider ones: what is reached is told by the consequence.
Expected<std::vector<int>> balanced_parts(const BlockGraph& graph, const SplitZoneBalanced& split, const Level& level,
                                          PartitionOptions options) {
  options.seed = split.seed;
  options.preset = Preset::fast;  // a draft waits for its user
  options.attempts = 2, options.restarts = 1, options.threads = 1;
  Error last = make_error(ErrorCode::zone_infeasible);
  for (const double wider : {level.band, 0.25, 0.5, 0.9}) {
    if (wider < level.band) continue;
    options.levels = {{level.number, split.parts, wider}};
    auto made = partition(graph, options);
    if (made) return std::move(made->levels.front().part);
    last = std::move(made.error());
  }
  return fail(std::move(last));
}

Expected<void> operate(ChangeBuilder& builder, const SplitZoneBalanced& split) {
  GRID_TRY(zone, zone_at(builder, split.zone));
  const std::vector<Unit> units = units_of(builder, *zone);
  if (split.parts < 2 || std::cmp_greater(split.parts, units.size()))
    return fail(refuse_edit(named(builder, split.zone),
                            std::to_string(split.parts) + " parts of " + std::to_string(units.size()) + " units"));
  if (!(zone->zone.workload > 0.0))
    return fail(refuse_edit(named(builder, split.zone), "it has no workload to balance"));
  const auto spec = std::ranges::find(builder.state().city().levels, zone->zone.level, &Level::number);
  PartitionOptions options;
  options.must_link = must_links_of(builder.state().ground().rules, units);
  options.names.blocks = names_of(builder, units);
  GRID_TRY(part, balanced_parts(graph_of_units(builder.graph(), units), split, *spec, std::move(options)));
  std::vector<int> number(static_cast<std::size_t>(split.parts), -1);  // in the order of the lowest units
  int next = 0;
  for (int& of : part) {
    int& mine = number[static_cast<std::size_t>(of)];
    if (mine < 0) mine = next++;
    of = mine;
  }
  separate(builder, split.zone, units, part, split.parts);
  return {};
}

Expected<void> operate(ChangeBuilder& builder, const MergeZones& merge) {
  GRID_TRY(kept, zone_at(builder, merge.keep));
  const int level = kept->zone.level;
  std::vector<ZoneId> others = merge.others;
  std::ranges::sort(others);
  others.erase(std::unique(others.begin(), others.end()), others.end());
  if (others.empty()) return fail(refuse_edit(named(builder, merge.keep), "nothing to merge with"));
  for (const ZoneId id : others) {
    GRID_TRY(other, zone_at(builder, id));
    if (id == merge.keep || other->zone.level != level)
      return fail(refuse_edit(named(builder, id), "is no other zone of the level of " + named(builder, merge.keep)));
    for (const ZoneId child : builder.children(id)) builder.edit(child).zone.parent = merge.keep;
    const std::vector<BlockId> blocks = builder.find(id)->members;
    std::vector<BlockId>& members = builder.edit_members(merge.keep).members;
    const auto middle = members.insert(members.end(), blocks.begin(), blocks.end());
    std::inplace_merge(members.begin(), middle, members.end());
    builder.remove(id);
  }
  return {};
}

Expected<void> operate(ChangeBuilder& builder, const AssignPost& assign) {
  GRID_TRY(zone, zone_at(builder, assign.zone));
  std::vector<Post>& posts = builder.posts();
  const auto post = std::ranges::find(posts, assign.post, &Post::id);
  const std::string what = "post " + std::to_string(assign.post.value);
  if (post == posts.end()) return fail(refuse_edit(what, "no such post"));
  if (post->level != zone->zone.level)
    return fail(refuse_edit(what, "is not of the level of " + named(builder, assign.zone)));
  if (post->zone == assign.zone)
    return fail(refuse_edit(what, "answers for " + named(builder, assign.zone) + " already"));
  const std::optional<ZoneId> other = post->zone;
  const std::optional<PostId> leaving = zone->zone.post;
  builder.edit(assign.zone).zone.post = assign.post;
  if (leaving) std::ranges::find(posts, *leaving, &Post::id)->zone = other;
  if (other) builder.edit(*other).zone.post = leaving;
  post->zone = assign.zone;
  return {};
}

Expected<void> operate(ChangeBuilder& builder, const RenameZone& rename) {
  GRID_TRY(zone, zone_at(builder, rename.zone));
  if (rename.name.empty()) return fail(refuse_edit(named(builder, rename.zone), "the name is empty"));
  if (rename.name == zone->zone.name) return fail(refuse_edit(named(builder, rename.zone), "this is its name already"));
  builder.edit(rename.zone).zone.name = rename.name;
  return {};
}

/// Every zone that owns the block, from the lowest up.
std::vector<ZoneId> owners_of(const DraftState& state, BlockId block) {
  std::vector<ZoneId> owners;
  for (auto zone = state.zone_of(block); zone; zone = state.zones().at(*zone).zone.parent) owners.push_back(*zone);
  return owners;
}

Expected<void> operate(ChangeBuilder& builder, const SplitBlock& split) {
  const DraftState& state = builder.state();
  const std::vector<ZoneId> owners = owners_of(state, split.block);
  if (owners.empty()) return fail(refuse_edit(named(split.block), missing_block(state, split.block)));
  GRID_TRY(made, split_ground(state.ground(), split.block, split.line, state.places(), state.city().barriers));
  for (const BlockId neighbour : made.redrawn)
    for (const ZoneId owner : owners_of(state, neighbour)) builder.edit_members(owner);
  for (const ZoneId owner : owners) {
    std::vector<BlockId>& members = builder.edit_members(owner).members;
    members.erase(std::ranges::lower_bound(members, split.block));
    for (const BlockId part : made.parts) insert_sorted(members, part);
  }
  builder.put_ground(std::move(made.ground));
  return {};
}

}  // namespace

Expected<DraftChange> change_of(const DraftState& state, const EditOperation& operation) {
  ChangeBuilder builder(state);
  GRID_CHECK(std::visit([&](const auto& what) { return operate(builder, what); }, operation));
  return builder.finish();
}

}  // namespace libgrid::zoning::detail
