#include <libgrid/workflow/detail/responsible_rules.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow::detail {
namespace {

/// A register that does not tell the sectors of a city apart is cut once (cut_streets.cpp): its rows are for all.
bool cut_for_all_sectors(const City& city, std::span<const RoadPiece> pieces) {
  return city.sectors.size() > 1 &&
         std::ranges::all_of(pieces, [&](const RoadPiece& p) { return p.sector == pieces.front().sector; });
}

/// Pieces that a row of the register made and that a zone of the plan answers for. They were cut for the newest plan.
Expected<std::vector<NamedPiece>> named_pieces(const Workspace& workspace) {
  std::vector<NamedPiece> named;
  const auto pieces = workspace.store().road_pieces();
  if (!pieces) {  // not cut yet: no duties
    if (pieces.error().code == ErrorCode::step_missing) return named;
    return fail(pieces.error());
  }
  if (std::ranges::none_of(*pieces, [](const RoadPiece& p) { return p.rule == DutyRule::named; })) return named;
  const bool for_all = cut_for_all_sectors(workspace.city(), *pieces);
  GRID_TRY(plan, newest_plan(workspace.store()));
  std::map<ZoneId, std::string> code_of;
  for (const Zone& zone : plan.map().zones) code_of[zone.id] = zone.code;
  for (const RoadPiece& piece : *pieces) {
    if (piece.rule != DutyRule::named || !piece.zone) continue;
    named.push_back({std::to_string(piece.id.value), for_all || piece.sector == "all" ? "" : piece.sector, piece.street,
                     piece.side, piece.from, piece.to, code_of.at(*piece.zone)});
  }
  return named;
}

/// Blocks that the newest plan has no row for, where it was made on the blocks that are there.
Expected<std::vector<Polygon>> left_out_blocks(const Workspace& workspace) {
  std::vector<Polygon> shapes;
  GRID_TRY(versions, workspace.store().plans());
  if (versions.empty()) return shapes;
  GRID_TRY(present, workspace.store().made_on_present_ground(versions.back().version));
  if (!present) return shapes;
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(stored, workspace.store().plan(versions.back().version));
  const std::vector<BlockId> excluded = blocks_in_no_zone(ground, stored.map);
  for (Block& block : ground.blocks)
    if (std::ranges::binary_search(excluded, block.id)) shapes.push_back(std::move(block.shape));
  return shapes;
}

template <class Table, class Rows>
void take(Table table, Rows& rows, std::vector<RejectedRow>& rejected) {
  rows = std::move(table.rows);
  std::ranges::move(table.rejected, std::back_inserter(rejected));
}

/// What was recorded comes before a row of the table at the same spot, and beside all others.
void put_before(io::RuleTable<io::DecisionRow> recorded, RuleSources& sources) {
  std::erase_if(sources.decisions, [&](const io::DecisionRow& row) {
    return std::ranges::any_of(recorded.rows, [&](const io::DecisionRow& newer) {
      return newer.sector == row.sector && newer.category == row.category && distance(newer.at, row.at) <= kSameSpot;
    });
  });
  std::ranges::move(recorded.rows, std::back_inserter(sources.decisions));
  std::ranges::move(recorded.rejected, std::back_inserter(sources.rejected));
}

}  // namespace

Expected<RuleSources> rule_sources(const Workspace& workspace) {
  const ResponsiblePolicy& policy = workspace.city().responsible;
  RuleSources sources;
  GRID_TRY(districts, workspace.store().districts());
  GRID_TRY(pieces, named_pieces(workspace));
  sources.districts = std::move(districts);
  GRID_TRY(left_out, left_out_blocks(workspace));
  sources.left_out = std::move(left_out);
  sources.pieces = std::move(pieces);
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  if (!policy.exceptions.empty()) {
    GRID_TRY(areas, io::read_exception_areas(workspace.folder() / policy.exceptions, projector));
    take(std::move(areas), sources.areas, sources.rejected);
  }
  if (!policy.precedents.empty()) {
    GRID_TRY(decisions, io::read_decisions(workspace.folder() / policy.precedents, projector));
    take(std::move(decisions), sources.decisions, sources.rejected);
  }
  std::error_code not_there;
  if (const auto file = workspace.folder() / kDecisionsFile; std::filesystem::exists(file, not_there)) {
    GRID_TRY(recorded, io::read_decisions(file, projector));
    put_before(std::move(recorded), sources);
  }
  return sources;
}

attribution::ResponsibilityRules rules_for(const RuleSources& sources, const ZoneMap& map, int level,
                                           const ResponsiblePolicy& policy, std::int64_t plan_version) {
  attribution::ResponsibilityRules rules;
  std::map<std::string, ZoneId> id_of;  // zones that may answer
  for (const Zone& zone : map.zones) {
    if (zone.level != level) continue;
    id_of[zone.code] = zone.id;
    rules.zones.push_back(zone);
  }
  rules.districts = sources.districts;
  rules.left_out = sources.left_out;
  for (const NamedPiece& piece : sources.pieces)
    if (const auto zone = id_of.find(piece.zone); zone != id_of.end())
      rules.duties.push_back({piece.id, piece.sector, piece.street, piece.side, piece.from, piece.to, zone->second});
  for (const io::ExceptionRow& area : sources.areas)
    if (const auto zone = id_of.find(area.zone); zone != id_of.end())
      rules.exceptions.push_back({area.code, area.priority, area.sector, area.shape, zone->second});
  for (const io::DecisionRow& row : sources.decisions)
    if (const auto zone = id_of.find(row.zone); zone != id_of.end())
      rules.precedents.push_back({row.id, row.sector, row.category, row.at, zone->second});
  rules.border = policy.south_east ? attribution::PointTie::south_east : attribution::PointTie::lowest_code;
  rules.gap_reach = policy.gap_reach;
  rules.least_accuracy = policy.least_accuracy;
  rules.precedent_radius = policy.precedent_radius;
  rules.plan_version = plan_version;
  return rules;
}

std::vector<RejectedRow> rules_without_zone(const RuleSources& sources, const ZoneMap& map,
                                            const ResponsiblePolicy& policy) {
  std::vector<RejectedRow> lost;
  int lowest = 0;
  for (const Zone& zone : map.zones) lowest = std::max(lowest, zone.level);
  const auto look = [&](const std::string& file, const std::string& id, const std::string& zone) {
    const auto found = std::ranges::find(map.zones, zone, &Zone::code);
    if (found != map.zones.end() && found->level == lowest) return;
    Error error =
        found == map.zones.end()
            ? make_error(ErrorCode::not_found, "the newest plan has no zone " + zone + "; the row answers for nothing")
            : make_error(ErrorCode::parameter_invalid, "not a zone of the lowest level");
    lost.push_back(
        {std::move(error).in_file(std::filesystem::path(file).filename().string()).at_field("zone").about(id)});
  };
  for (const io::ExceptionRow& area : sources.areas) look(policy.exceptions, area.code, area.zone);
  for (const io::DecisionRow& row : sources.decisions) look(policy.precedents, row.id, row.zone);
  return lost;
}

std::string sector_of(const ResponsiblePolicy& policy, const std::string& category) {
  const auto found = std::ranges::find(policy.sectors, category, &CategorySector::category);
  return found == policy.sectors.end() ? std::string() : found->sector;
}

}  // namespace libgrid::workflow::detail
