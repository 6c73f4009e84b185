#include <libgrid/zoning/detail/draft_state.hpp>

#include <algorithm>
#include <string>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/zone_label.hpp>
#include <libgrid/zoning/validate.hpp>
#include <libgrid/zoning/walls.hpp>

namespace libgrid::zoning::detail {
namespace {

bool is_structural(const Error& error) {
  return error.code == ErrorCode::block_unassigned || error.code == ErrorCode::id_duplicate ||
         error.code == ErrorCode::nesting_broken;
}

/// Everything but the number of zones per parent.
Expected<void> check_structure(const ZoneMap& map, const DraftGround& ground, const City& city) {
  const PlanRules rules{.excluded = ground.rules.excluded};
  for (Error& error : plan_findings(map, ground.graph, city, rules))
    if (is_structural(error)) return fail(std::move(error));
  for (const Zone& zone : map.zones)
    if (std::ranges::find(city.levels, zone.level, &Level::number) == city.levels.end())
      return fail(make_error(ErrorCode::nesting_broken, "the city has no level " + std::to_string(zone.level))
                      .about(zone_label(zone)));
  return {};
}

Expected<void> check_rules(const PlanRules& rules, std::size_t blocks) {
  for (const LimitedWorkload& workload : rules.workloads)
    if (workload.of_block.size() != blocks)
      return fail(make_error(ErrorCode::parameter_invalid, "has not one value per block").about(workload.name));
  if (!rules.parents.empty() && rules.parents.size() != blocks)
    return fail(make_error(ErrorCode::parameter_invalid, "parents has not one value per block"));
  return {};
}

BlockNode node_of(const Block& block) {
  return {.id = block.id,
          .workload = block.workload,
          .area = block.area,
          .perimeter = perimeter(block.shape),
          .outer = {},
          .street_length = block.street_length,
          .reports = block.reports};
}

/// One finding after the other, in the order of validate.hpp.
class TableInspection {
 public:
  TableInspection(const std::vector<const DraftZone*>& zones, const City& city, const DraftGround& ground,
                  const ZoneOf& zone_of)
      : zones_(zones), city_(city), ground_(ground), zone_of_(zone_of) {}

  std::vector<Error> run() {
    for (const DraftZone* zone : zones_) {
      ++of_level_[zone->zone.level];
      if (zone->zone.parent) ++children_[*zone->zone.parent];
    }
    check_family("city", 1, of_level_[1]);
    for (const DraftZone* zone : zones_)
      check_family(zone_label(zone->zone), zone->zone.level + 1, children_[zone->zone.id]);
    std::vector<const DraftZone*> by_id = zones_;
    std::ranges::sort(by_id, {}, [](const DraftZone* zone) { return zone->zone.id; });
    for (const DraftZone* zone : by_id) check_pieces(*zone);
    for (const DraftZone* zone : by_id)
      for (const WallJoin& join : zone->joins)
        findings_.push_back(wall_finding(zone_label(zone->zone), join.blocks.first, join.blocks.second));
    for (const DraftZone* zone : by_id) check_band(zone->zone);
    for (const DraftZone* zone : by_id) check_limits(*zone);
    check_must_links();
    check_locks();
    for (const DraftZone* zone : by_id)
      if (zone->astride)
        findings_.push_back(parent_finding(zone_label(zone->zone), zone->astride->first, zone->astride->second));
    return std::move(findings_);
  }

 private:
  void add(ErrorCode code, const Zone& zone, std::string detail) {
    findings_.push_back(make_error(code, std::move(detail)).about(zone_label(zone)));
  }

  void check_family(const std::string& parent, int level, int count) {
    if (auto finding = count_finding(city_, parent, level, count)) findings_.push_back(std::move(*finding));
  }

  void check_band(const Zone& zone) {
    const double band = std::ranges::find(city_.levels, zone.level, &Level::number)->band;
    const double relative = zone.workload * static_cast<double>(of_level_[zone.level]) / ground_.total;
    if (relative >= 1.0 - band && relative <= 1.0 + band) return;
    add(ErrorCode::workload_out_of_band, zone, fixed(relative, 4) + " of the mean, band +-" + shortest(band));
  }

  void check_pieces(const DraftZone& zone) {
    const std::uint32_t apart = pieces_with_walls_open(static_cast<std::uint32_t>(zone.pieces), zone.joins);
    if (apart != 1) add(ErrorCode::zone_not_contiguous, zone.zone, std::to_string(apart) + " parts");
  }

  void check_limits(const DraftZone& zone) {
    const auto zones = static_cast<double>(of_level_[zone.zone.level]);
    for (std::size_t w = 0; w < zone.further.size(); ++w) {
      if (!(ground_.further_total[w] > 0.0)) continue;
      const double load = zone.further[w] * (zones / ground_.further_total[w]);
      if (auto finding = limit_finding(zone_label(zone.zone), ground_.rules.workloads[w], load))
        findings_.push_back(std::move(*finding));
    }
  }

  void check_must_links() {
    const auto label_of = [&](BlockId block) {
      const DraftZone* zone = zone_of_(block);
      return zone == nullptr ? std::string("no zone") : zone_label(zone->zone);
    };
    for (const MustLink& link : ground_.rules.must_link) {
      const auto zone_of = [&](BlockId block) { return zone_of_(block); };
      const bool apart =
          std::ranges::adjacent_find(link.blocks, std::ranges::not_equal_to{}, zone_of) != link.blocks.end();
      if (!apart) continue;
      if (auto finding = parted_finding(link, label_of)) findings_.push_back(std::move(*finding));
    }
  }

  void check_locks() {
    for (const LockedZone& lock : ground_.rules.locked) {
      const DraftZone* zone = lock.blocks.empty() ? nullptr : zone_of_(lock.blocks.front());
      const std::span<const BlockId> members = zone == nullptr ? std::span<const BlockId>() : zone->members;
      if (auto finding = lock_finding(lock, members)) findings_.push_back(std::move(*finding));
    }
  }

  const std::vector<const DraftZone*>& zones_;
  const City& city_;
  const DraftGround& ground_;
  const ZoneOf& zone_of_;
  std::map<int, int> of_level_;
  std::map<ZoneId, int> children_;
  std::vector<Error> findings_;
};

}  // namespace

GroundPointer make_ground(DraftGround ground, const BarrierRules& barriers) {
  std::ranges::sort(ground.blocks, {}, [](const auto& block) { return block->id; });
  std::vector<BlockNode> nodes;
  nodes.reserve(ground.blocks.size());
  for (const auto& block : ground.blocks) nodes.push_back(node_of(*block));
  const std::vector<BlockPair> walls = walls_of(ground.borders, ground.barriers, barriers);
  ground.graph = BlockGraph::from_nodes(std::move(nodes), ground.borders, ground.links, walls);
  for (const BlockNode& node : ground.graph.nodes())
    if (!ground.rules.is_excluded(node.id)) ground.total += node.workload;
  for (const LimitedWorkload& workload : ground.rules.workloads) ground.further_total.push_back(workload.total());
  return std::make_shared<const DraftGround>(std::move(ground));
}

Expected<DraftState> DraftState::make(ZoneMap map, EditGround ground, City city, SplitPlaces places) {
  std::vector<std::shared_ptr<const Block>> blocks;
  for (Block& block : ground.blocks) blocks.push_back(std::make_shared<const Block>(std::move(block)));
  DraftState state;
  GRID_CHECK(check_rules(ground.rules, blocks.size()));
  state.ground_ = make_ground({.blocks = std::move(blocks),
                               .borders = std::move(ground.borders),
                               .links = std::move(ground.links),
                               .stretches = std::move(ground.stretches),
                               .barriers = std::move(ground.barriers),
                               .rules = std::move(ground.rules),
                               .lineage = {}},
                              city.barriers);
  state.places_ = std::move(places);
  state.places_.street_share = city.street_share;
  GRID_CHECK(check_structure(map, *state.ground_, city));
  state.city_ = std::move(city);
  state.posts_ = std::move(map.posts);
  state.seed_ = map.seed;
  state.zone_of_.resize(state.ground_->graph.size());
  for (Zone& zone : map.zones) {
    state.lowest_level_ = std::max(state.lowest_level_, zone.level);
    const ZoneId id = zone.id;
    state.zones_[id].zone = std::move(zone);
  }
  std::ranges::sort(map.blocks, {}, &BlockZone::block);
  for (const BlockZone& row : map.blocks) {
    state.zone_of_[*state.ground_->graph.index_of(row.block)] = row.zone;
    for (std::optional<ZoneId> zone = row.zone; zone; zone = state.zones_[*zone].zone.parent)
      state.zones_[*zone].members.push_back(row.block);
  }
  ZoneCounter counter(*state.ground_);
  for (auto& [id, zone] : state.zones_) counter.recount(zone);
  return state;
}

std::optional<ZoneId> DraftState::zone_of(BlockId block) const {
  const auto index = ground_->graph.index_of(block);
  if (!index || zone_of_[*index] == ZoneId{}) return std::nullopt;  // excluded blocks are in none
  return zone_of_[*index];
}

const DraftZone* DraftState::zone_at(BlockId block) const {
  const auto id = zone_of(block);
  const auto zone = id ? zones_.find(*id) : zones_.end();
  return zone == zones_.end() ? nullptr : &zone->second;
}

void DraftState::swap(DraftChange& change) {
  if (change.posts) std::swap(*change.posts, posts_);
  if (change.ground) std::swap(change.ground, ground_);
  for (auto& [id, other] : change.zones) {
    const auto here = zones_.find(id);
    std::optional<DraftZone> mine;
    if (here != zones_.end()) mine = std::move(here->second);
    if (other) {
      zones_.insert_or_assign(id, std::move(*other));
    } else if (here != zones_.end()) {
      zones_.erase(here);
    }
    other = std::move(mine);
  }
  if (change.ground) zone_of_.assign(ground_->graph.size(), ZoneId{});
  const auto place = [&](const DraftZone& zone) {
    if (zone.zone.level != lowest_level_) return;
    for (const BlockId block : zone.members) zone_of_[*ground_->graph.index_of(block)] = zone.zone.id;
  };
  if (change.ground) {
    for (const auto& [id, zone] : zones_) place(zone);
  } else {
    for (const auto& [id, other] : change.zones)
      if (const auto here = zones_.find(id); here != zones_.end()) place(here->second);
  }
}

ZoneMap DraftState::map() const {
  ZoneMap map;
  map.posts = posts_;
  map.seed = seed_;
  for (const auto& [id, draft] : zones_) {
    Zone zone = draft.zone;
    if (!draft.drawn) {
      std::vector<const Polygon*> pieces;
      for (const BlockId block : draft.members)
        pieces.push_back(&ground_->blocks[*ground_->graph.index_of(block)]->shape);
      zone.shape = coverage::dissolve(pieces);
      zone.parts = static_cast<std::int64_t>(zone.shape.size());
      zone.polsby_popper =
          pieces.empty() ? 0.0 : isoperimetric_quotient(libgrid::area(zone.shape), libgrid::perimeter(zone.shape));
    }
    map.zones.push_back(std::move(zone));
  }
  std::ranges::stable_sort(map.zones, {}, &Zone::level);
  for (std::size_t i = 0; i < zone_of_.size(); ++i)
    if (zone_of_[i] != ZoneId{}) map.blocks.push_back({ground_->graph.node(i).id, zone_of_[i]});
  return map;
}

void ZoneCounter::recount(DraftZone& zone) {
  ++round_;
  index_.clear();
  // Members and nodes both ascend by id: one walk finds them all.
  std::size_t at = 0;
  for (const BlockId block : zone.members) {
    at = zone.members.size() * 16 < graph_.size() ? *graph_.index_of(block) : at;
    while (graph_.node(at).id < block) ++at;
    index_.push_back(static_cast<std::uint32_t>(at));
  }
  add_up(zone);
  walk(zone);
}

void ZoneCounter::add_up(DraftZone& zone) const {
  Zone& sums = zone.zone;
  sums.blocks = static_cast<std::int64_t>(index_.size());
  sums.area = {}, sums.street_length = {}, sums.reports = 0, sums.workload = 0.0;
  for (const std::uint32_t i : index_) {
    const BlockNode& block = graph_.node(i);
    sums.area += block.area;
    sums.street_length += block.street_length;
    sums.reports += block.reports;
    sums.workload += block.workload;
  }
  zone.astride.reset();
  for (const std::uint32_t i : index_)
    if (!rules_.parents.empty() && rules_.parents[i] != rules_.parents[index_.front()]) {
      zone.astride = BlockPair{graph_.node(index_.front()).id, graph_.node(i).id};
      break;
    }
  zone.further.assign(rules_.workloads.size(), 0.0);
  for (std::size_t w = 0; w < zone.further.size(); ++w)
    for (const std::uint32_t i : index_) zone.further[w] += rules_.workloads[w].of_block[i];
}

void ZoneCounter::join_pieces(DraftZone& zone) const {
  zone.joins.clear();
  if (zone.pieces < 2) return;
  const std::uint32_t reached = 2 * round_ + 1;
  for (const std::uint32_t i : index_)
    for (const BlockNeighbour& next : graph_.neighbours(i))
      if (next.wall && i < next.block && mark_[next.block] == reached && piece_[i] != piece_[next.block])
        zone.joins.push_back({piece_[i], piece_[next.block], {graph_.node(i).id, graph_.node(next.block).id}});
}

void ZoneCounter::walk(DraftZone& zone) {
  const std::uint32_t member = 2 * round_, reached = 2 * round_ + 1;
  for (const std::uint32_t i : index_) mark_[i] = member;
  zone.perimeter = {};
  zone.pieces = 0;
  for (const std::uint32_t i : index_) {
    zone.perimeter += graph_.node(i).outer;
    for (const BlockNeighbour& next : graph_.neighbours(i))
      if (mark_[next.block] != member) zone.perimeter += next.border;
  }
  for (const std::uint32_t start : index_) {
    if (mark_[start] == reached) continue;
    const auto piece = static_cast<std::uint32_t>(zone.pieces++);
    mark_[start] = reached;
    piece_[start] = piece;
    open_.assign(1, start);
    while (!open_.empty()) {
      const std::uint32_t here = open_.back();
      open_.pop_back();
      for (const BlockNeighbour& next : graph_.neighbours(here)) {
        if (next.wall || mark_[next.block] != member) continue;
        mark_[next.block] = reached;
        piece_[next.block] = piece;
        open_.push_back(next.block);
      }
    }
  }
  join_pieces(zone);
}

std::vector<Error> table_findings(const std::vector<const DraftZone*>& zones, const City& city,
                                  const DraftGround& ground, const ZoneOf& zone_of) {
  return TableInspection(zones, city, ground, zone_of).run();
}

ZoneFigures figures_of(const DraftZone& zone, std::size_t zones_of_level, const DraftGround& ground) {
  std::vector<FurtherLoad> further;
  for (std::size_t w = 0; w < zone.further.size(); ++w) {
    const double total = ground.further_total[w];
    further.push_back({ground.rules.workloads[w].name, zone.further[w],
                       total > 0.0 ? zone.further[w] * (static_cast<double>(zones_of_level) / total) : 0.0});
  }
  return {.blocks = zone.zone.blocks,
          .area = zone.zone.area,
          .street_length = zone.zone.street_length,
          .reports = zone.zone.reports,
          .workload = zone.zone.workload,
          .relative_load = zone.zone.workload * static_cast<double>(zones_of_level) / ground.total,
          .perimeter = zone.perimeter,
          .polsby_popper = zone.members.empty() ? 0.0 : isoperimetric_quotient(zone.zone.area, zone.perimeter),
          .pieces = zone.pieces,
          .further = std::move(further)};
}

}  // namespace libgrid::zoning::detail
