#include <libgrid/workflow/rebalance_plan.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/plan_basis.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/detail/refusal_place.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/zone_sums.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/workload_period.hpp>
#include <libgrid/zoning/certificate.hpp>

namespace libgrid::workflow {
namespace {

using zoning::BlockGraph;
using zoning::Rebalance;

/// The plan and the ground under the new workload.
struct Present {
  ZoneMap map;  ///< with sums of the new workload
  Ground ground;
  BlockGraph graph;
  std::vector<coverage::BarrierBorder> on_barriers;
  zoning::PlanRules rules;
};

Expected<std::int64_t> wanted_version(const store::Store& store, std::int64_t version) {
  if (version != 0) return version;
  GRID_TRY(plans, store.plans());
  if (plans.empty()) return fail(ErrorCode::plan_missing);
  return plans.back().version;
}

Expected<Present> present_state(const Workspace& workspace, const RebalanceRequest& request, std::int64_t version) {
  const store::Store& store = workspace.store();
  GRID_TRY(ground, store.ground());
  GRID_TRY(map, detail::plan_on_these_blocks(store, version, ground.blocks));
  if (request.since && request.until && !(*request.since < *request.until))
    return fail(make_error(ErrorCode::parameter_invalid, "not before until").at_field("since"));
  GRID_CHECK(detail::weigh_cases(workspace, {request.since, request.until}, ground));
  const bool none = std::ranges::all_of(ground.blocks, [](const Block& block) { return block.reports == 0; });
  if (none && (request.since || request.until))
    return fail(make_error(ErrorCode::parameter_invalid, "no report was opened in this period").at_field("since"));
  detail::sum_up(map, ground.blocks);
  GRID_TRY(on_barriers, detail::barrier_borders(store));
  GRID_TRY(scope, detail::scope_of(workspace, ground, map));
  GRID_TRY(basis, detail::plan_basis(workspace, ground, on_barriers, scope));
  if (!scope.excluded.empty())
    basis.graph = detail::walled_graph(workspace.city(), detail::without_blocks(ground, scope.excluded), on_barriers);
  return Present{std::move(map), std::move(ground), std::move(basis.graph), std::move(on_barriers),
                 std::move(basis.rules)};
}

/// The lowest zones as 0, 1, ... and the zone of every block of the graph.
struct Numbered {
  std::vector<const Zone*> zones;
  std::vector<int> part;
  std::vector<std::int64_t> parents;
  std::vector<zoning::UpperZones> upper;  ///< levels above, the lowest first
  std::vector<std::int64_t> districts;    ///< of the zones, where none may cross a district; else empty
  std::vector<std::string> codes;
};

/// The district of the first block of every zone.
std::vector<std::int64_t> districts_of(const Present& present, const std::map<ZoneId, int>& number) {
  std::map<BlockId, std::int64_t> of_block;
  for (const Block& block : present.ground.blocks) of_block[block.id] = block.district.value;
  std::vector<std::int64_t> districts(number.size(), 0);
  for (auto row = present.map.blocks.rbegin(); row != present.map.blocks.rend(); ++row)
    districts[static_cast<std::size_t>(number.at(row->zone))] = of_block.at(row->block);
  return districts;
}

/// For every level above the lowest: the zone there of every lowest zone, numbered in the order of the map.
void add_upper_zones(Numbered& out, const ZoneMap& map, const City& city) {
  std::map<ZoneId, const Zone*> by_id;
  for (const Zone& zone : map.zones) by_id[zone.id] = &zone;
  std::vector<const Zone*> at = out.zones;
  for (std::size_t level = city.levels.size() - 1; level-- > 0;) {
    zoning::UpperZones upper{.of_zone = {}, .band = city.levels[level].band};
    std::map<ZoneId, int> number;
    for (const Zone*& zone : at) {
      if (!zone->parent) return;
      zone = by_id.at(*zone->parent);
      const auto [place, is_new] = number.emplace(zone->id, static_cast<int>(number.size()));
      if (is_new) upper.names.push_back(zone->code);
      upper.of_zone.push_back(place->second);
    }
    out.upper.push_back(std::move(upper));
  }
}

Numbered numbered(const Present& present, const City& city) {
  const int lowest = city.levels.back().number;
  Numbered out;
  std::map<ZoneId, int> number;
  for (const Zone& zone : present.map.zones) {
    if (zone.level != lowest) continue;
    number[zone.id] = static_cast<int>(out.zones.size());
    out.zones.push_back(&zone);
    out.codes.push_back(zone.code);
    out.parents.push_back(zone.parent ? zone.parent->value : 0);
  }
  std::map<BlockId, int> of_block;
  for (const BlockZone& row : present.map.blocks) of_block[row.block] = number.at(row.zone);
  for (const zoning::BlockNode& node : present.graph.nodes()) out.part.push_back(of_block.at(node.id));
  if (city.zoning.within_districts) out.districts = districts_of(present, number);
  add_upper_zones(out, present.map, city);
  return out;
}

Expected<std::vector<int>> locked_zones(const Present& present, const Numbered& zones, std::vector<std::string> names,
                                        const City& city) {
  std::vector<int> locked;
  names.insert(names.end(), city.zoning.locked.begin(), city.zoning.locked.end());
  for (const std::string& name : names) {
    GRID_TRY(id, zone_named(present.map, name));
    const auto found = std::ranges::find(zones.zones, id, [](const Zone* zone) { return zone->id; });
    if (found == zones.zones.end())
      return fail(
          make_error(ErrorCode::parameter_invalid, "not a zone of the lowest level").at_field("locked").about(name));
    locked.push_back(static_cast<int>(found - zones.zones.begin()));
  }
  return locked;
}

/// A locked zone that is outside the band already: it neither gives nor takes, so no plan exists.
Expected<void> check_locked(const Present& present, const Numbered& zones, const std::vector<int>& locked,
                            double band) {
  constexpr double kRounding = 1e-9;
  double total = 0.0;
  for (const zoning::BlockNode& node : present.graph.nodes()) total += node.workload;
  for (const int number : locked) {
    const Zone& zone = *zones.zones[static_cast<std::size_t>(number)];
    const double load = zone.workload * static_cast<double>(zones.zones.size()) / total;
    if (std::abs(load - 1.0) > band + kRounding)
      return fail(make_error(ErrorCode::zone_infeasible, io::shortest_text(std::round(load * 1e4) / 1e4) +
                                                             " of the mean load, band +-" + io::shortest_text(band))
                      .about("locked zone " + zone.code));
  }
  return {};
}

/// One operation per zone that takes blocks, in the order of the zones.
std::vector<zoning::EditOperation> operations_of(const Rebalance& result, const Numbered& zones) {
  std::map<int, zoning::MoveBlocks> moves;
  for (const zoning::MovedBlock& moved : result.moved) moves[moved.to].blocks.push_back(moved.block);
  std::vector<zoning::EditOperation> operations;
  for (auto& [to, move] : moves) {
    move.to = zones.zones[static_cast<std::size_t>(to)]->id;
    operations.emplace_back(std::move(move));
  }
  return operations;
}

struct Attempt {
  Rebalance result;
  std::vector<zoning::EditOperation> operations;
  std::vector<Error> findings;  ///< what keeps the draft from being a valid plan
};

/// The draft that the moves make, with what is wrong with it.
Expected<Attempt> attempt(const Present& present, const Numbered& zones, const City& city,
                          const zoning::RebalanceOptions& options, const CancelToken& cancel) {
  GRID_TRY(result, zoning::rebalance(present.graph, zones.part, static_cast<int>(zones.zones.size()), options, cancel));
  Attempt made{std::move(result), {}, {}};
  made.operations = operations_of(made.result, zones);
  zoning::EditGround ground{present.ground.blocks,    present.ground.borders, present.ground.links,
                            present.ground.stretches, present.on_barriers,    present.rules};
  GRID_TRY(editor, zoning::DraftEditor::make(present.map, std::move(ground), city));
  for (const zoning::EditOperation& operation : made.operations) GRID_CHECK(editor.apply(operation));
  made.findings = editor.findings();
  return made;
}

/// What is tried, in this order: load moves anywhere (upper zones keep their bands; three seeds), then below one parent
/// only, then anywhere whatever becomes of the levels above; wide bands before narrow ones.
std::vector<zoning::RebalanceOptions> tries(const Numbered& zones, const City& city, const std::vector<int>& locked,
                                            double band) {
  const double narrowest = std::min(band, std::ranges::min(city.levels, {}, &Level::band).band);
  std::vector<double> bands{band};
  if (narrowest < band) bands.insert(bands.end(), {(band + narrowest) / 2.0, narrowest});
  constexpr std::uint64_t kSeeds = 3;
  std::vector<zoning::RebalanceOptions> all;
  for (const double each : bands)
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed)
      all.push_back(
          {.band = each, .seed = city.seed + seed, .locked = locked, .parents = zones.districts, .upper = zones.upper});
  if (city.levels.size() > 1)
    for (const double each : bands)
      all.push_back(
          {.band = each, .seed = city.seed, .locked = locked, .parents = zones.parents, .upper = zones.upper});
  if (city.levels.size() > 1)  // no valid plan: a draft to go on with
    for (const double each : bands)
      all.push_back({.band = each, .seed = city.seed, .locked = locked, .parents = zones.districts, .upper = {}});
  for (zoning::RebalanceOptions& one : all) one.names = zones.codes;
  return all;
}

/// Proved by counting or by trying all divisions: then no try need be made.
std::optional<Error> proved_impossible(const Present& present, const Numbered& zones, const City& city, double band) {
  zoning::PartitionOptions options;
  options.levels = {{city.levels.back().number, static_cast<int>(zones.zones.size()), band}};
  const auto certificate = zoning::infeasibility(present.graph, options);
  if (!certificate || !*certificate) return std::nullopt;
  Error error = zoning::error_of(present.graph, options, **certificate);
  error.detail = "impossible: " + error.detail;
  return detail::with_place(std::move(error), {present.graph, present.ground, present.rules, city});
}

/// A band wider than the city's was asked for, and that alone is why the draft is not a valid plan.
bool as_wanted(const std::vector<Error>& findings, double band, const City& city) {
  return band > city.levels.back().band &&
         std::ranges::all_of(findings, [](const Error& e) { return e.code == ErrorCode::workload_out_of_band; });
}

/// The first valid plan, or what a wider band allows; one of few moves if that is among the next two tries. Else the
/// draft with few findings and few moves: one finding weighs as much as 1 % of the load.
Expected<Attempt> best_attempt(const Present& present, const Numbered& zones, const City& city,
                               const std::vector<zoning::RebalanceOptions>& all, const StepContext& context) {
  constexpr double kPerFinding = 0.01;
  constexpr double kFew = 1.5;      // moved over the bound: enough
  constexpr std::size_t kMore = 2;  // tries after the first valid one where it moves more
  std::optional<Attempt> valid;
  std::size_t end = all.size();
  std::optional<Attempt> best;
  std::optional<Error> refused;
  if (auto proof = proved_impossible(present, zones, city, all.front().band)) return fail(std::move(*proof));
  for (std::size_t i = 0; i < end; ++i) {
    if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
    context.progress.report("rebalance", static_cast<double>(i) / static_cast<double>(all.size()));
    auto made = attempt(present, zones, city, all[i], context.cancel);
    if (!made) {
      if (!refused) refused = std::move(made.error());
      continue;
    }
    if (made->findings.empty() || as_wanted(made->findings, all[i].band, city)) {
      if (!valid || made->result.moved_share < valid->result.moved_share) valid = std::move(*made);
      end = std::min(end, i + 1 + kMore);
      if (valid->result.moved_share <= kFew * valid->result.bound_share) break;
      continue;
    }
    const auto rank = [](const Attempt& a) {
      return a.result.moved_share + kPerFinding * static_cast<double>(a.findings.size());
    };
    if (!best || rank(*made) < rank(*best)) best = std::move(*made);
  }
  if (valid) return std::move(*valid);
  if (best) return std::move(*best);
  return fail(std::move(*refused));
}

std::int64_t outside_bands(const ZoneMap& map, const City& city) {
  constexpr double kRounding = 1e-9;
  std::map<int, double> zones, total;
  for (const Zone& zone : map.zones) zones[zone.level] += 1.0, total[zone.level] += zone.workload;
  return std::ranges::count_if(map.zones, [&](const Zone& zone) {
    const double band = city.levels[static_cast<std::size_t>(zone.level - 1)].band;
    return std::abs(zone.workload * zones[zone.level] / total[zone.level] - 1.0) > band + kRounding;
  });
}

std::vector<MoveRow> rows_of(const Attempt& made, const Present& present, const Numbered& zones) {
  std::map<BlockId, const Block*> block_of;
  for (const Block& block : present.ground.blocks) block_of[block.id] = &block;
  std::vector<MoveRow> rows;
  for (const zoning::MovedBlock& moved : made.result.moved) {
    const Block& block = *block_of.at(moved.block);
    rows.push_back({moved.block, zones.zones[static_cast<std::size_t>(moved.from)]->code,
                    zones.zones[static_cast<std::size_t>(moved.to)]->code, moved.share, block.reports,
                    block.street_length, moved.why});
  }
  return rows;
}

void add_figures(RebalanceReport& report) {
  std::vector<Figure>& figures = report.summary.figures;
  const std::string file = "rebalance_moves.csv";
  const auto add = [&](const char* name, FigureValue value, const char* sql, const char* en, const char* zh,
                       const char* unit = "") { figures.push_back({name, std::move(value), file, sql, en, zh, unit}); };
  const Rebalance& r = report.result;
  add("plan_version", report.version, "", "Published version", "已发布版本");
  add("outside_before", report.outside_before, "", "Zones outside their band before", "调整前超出区间的网格");
  add("moved_blocks", static_cast<std::int64_t>(report.moves.size()), "SELECT count(*) FROM rebalance_moves",
      "Blocks moved", "调整的街区");
  add("moved_share", r.moved_share, "SELECT coalesce(sum(load_share), 0) FROM rebalance_moves", "Moved load / all load",
      "调整的工作量占比");
  add("bound_share", r.bound_share, "", "Least that must move (linear program)", "至少须调整的占比（线性规划下界）");
  if (r.bound_share > 0.0) add("moved_over_bound", r.moved_share / r.bound_share, "", "Moved / least", "调整量/下界");
  add("border_before", r.border_before.value, "", "Borders of the lowest zones before", "调整前网格边界", "m");
  add("border_after", r.border_after.value, "", "Borders of the lowest zones after", "调整后网格边界", "m");
}

void add_findings(RebalanceReport& report, bool dry_run) {
  using zoning::MoveReason;
  for (const Error& finding : report.broken)
    report.summary.findings.push_back(message_en(finding) + " | " + message_zh(finding));
  for (const MoveReason why :
       {MoveReason::relieves, MoveReason::fills, MoveReason::passes_on, MoveReason::shortens_border}) {
    const auto n = std::ranges::count(report.moves, why, &MoveRow::why);
    if (n > 0)
      report.summary.findings.push_back(detail::report::thousands(n) + " blocks moved: " + std::string(text_en(why)) +
                                        " | " + detail::report::thousands(n) + " 个街区：" + std::string(text_zh(why)));
  }
  if (report.moves.empty() && report.outside_before == 0)
    report.summary.findings.emplace_back(
        "All zones are in their bands: nothing has to move | "
        "全部网格都在允许范围内：无需调整");
  const std::string version = std::to_string(report.version);
  report.summary.findings.push_back(
      dry_run ? "Nothing was changed (dry run) | 试算，未作任何改动"
              : "The draft is version " + version + " with these moves; version " + version +
                    " and its cases stay as they are until it is published | 草案为第 " + version +
                    " 版加上述调整；发布之前，第 " + version + " 版及其案件归属不变");
}

Expected<void> keep(Workspace& workspace, const Present& present, const Attempt& made, const detail::CasePeriod& period,
                    const StepSummary& summary) {
  store::Store& store = workspace.store();
  return store.together([&]() -> Expected<void> {
    GRID_TRY(note, store.note("partition"));
    GRID_CHECK(store.put_block_figures(present.ground.blocks));
    GRID_CHECK(detail::put_case_period(store, period));
    GRID_CHECK(forget_edits(workspace));
    GRID_CHECK(store.put_draft(present.map));
    if (note) GRID_CHECK(store.put_note("partition", *note));
    GRID_TRY(session, EditSession::open(workspace));
    for (const zoning::EditOperation& operation : made.operations) GRID_CHECK(session.apply(operation));
    return store.put_note("rebalance", to_json(summary));
  });
}

constexpr std::array<std::array<std::string_view, 3>, 4> kReasons{
    {{"relieves", "its zone was too heavy", "原网格过重，移出"},
     {"fills", "its new zone was too light", "新网格过轻，移入"},
     {"passes_on", "load had to pass through both zones", "工作量须经两网格传递"},
     {"shortens_border", "it makes the borders of zones that had to change shorter", "缩短须调整网格的边界"}}};

std::string_view reason(zoning::MoveReason why, std::size_t column) {
  return kReasons[static_cast<std::size_t>(why)][column];
}

}  // namespace

std::string_view word_of(zoning::MoveReason why) { return reason(why, 0); }
std::string_view text_en(zoning::MoveReason why) { return reason(why, 1); }
std::string_view text_zh(zoning::MoveReason why) { return reason(why, 2); }

Expected<RebalanceReport> rebalance_plan(Workspace& workspace, const RebalanceRequest& request,
                                         const StepContext& context) {
  const double started = context.stopwatch();
  const City& city = workspace.city();
  GRID_TRY(version, wanted_version(workspace.store(), request.version));
  GRID_TRY(present, present_state(workspace, request, version));
  const Numbered zones = numbered(present, city);
  GRID_TRY(locked, locked_zones(present, zones, request.locked, city));
  if (!(request.band >= 0.0 && request.band < 1.0))
    return fail(make_error(ErrorCode::parameter_invalid, "not in (0, 1)").at_field("band"));
  const double band = request.band > 0.0 ? request.band : city.levels.back().band;
  GRID_CHECK(check_locked(present, zones, locked, band));
  GRID_TRY(made, best_attempt(present, zones, city, tries(zones, city, locked, band), context));
  RebalanceReport report;
  report.version = version;
  report.outside_before = outside_bands(present.map, city);
  report.codes = zones.codes;
  report.moves = rows_of(made, present, zones);
  report.result = made.result;
  report.broken = made.findings;
  report.summary.step = "rebalance";
  add_figures(report);
  add_findings(report, request.dry_run);
  if (const ToldPeriod told = period_in_words(request.since, request.until))
    report.summary.findings.push_back(told->first + " | " + told->second);
  GRID_TRY(lost, lost_edits(workspace.store()));
  if (lost && !request.dry_run) report.summary.findings.push_back(lost->first + " | " + lost->second);
  report.summary.seconds = context.stopwatch() - started;
  if (!request.dry_run) GRID_CHECK(keep(workspace, present, made, {request.since, request.until}, report.summary));
  return report;
}

Expected<void> write_rebalance(const RebalanceReport& report, const std::filesystem::path& folder) {
  GRID_CHECK(io::make_folder(folder));
  io::CsvWriter moves({"block_id", "from_code", "to_code", "load_share", "reports", "street_m", "why", "why_zh"});
  for (const MoveRow& row : report.moves) {
    moves.add(row.block.value).add(std::string_view(row.from)).add(std::string_view(row.to)).add(row.share);
    moves.add(row.reports).add(row.street_length.value).add(word_of(row.why)).add(text_zh(row.why)).end_row();
  }
  GRID_CHECK(io::write_file_atomically(folder / "rebalance_moves.csv", moves.text()));
  io::CsvWriter transfers({"from_code", "to_code", "load_share"});
  for (const zoning::ZoneTransfer& t : report.result.transfers) {
    transfers.add(std::string_view(report.codes[static_cast<std::size_t>(t.from)]));
    transfers.add(std::string_view(report.codes[static_cast<std::size_t>(t.to)])).add(t.share).end_row();
  }
  return io::write_file_atomically(folder / "rebalance_transfers.csv", transfers.text());
}

std::string to_json(const RebalanceReport& report) {
  nlohmann::ordered_json json{{"version", report.version},
                              {"outside_before", report.outside_before},
                              {"moved_share", report.result.moved_share},
                              {"bound_share", report.result.bound_share},
                              {"border_before_m", report.result.border_before.value},
                              {"border_after_m", report.result.border_after.value}};
  json["broken"] = nlohmann::ordered_json::array();
  for (const Error& finding : report.broken) json["broken"].push_back(message_en(finding));
  json["moves"] = nlohmann::ordered_json::array();
  for (const MoveRow& row : report.moves)
    json["moves"].push_back({{"block", row.block.value},
                             {"from", row.from},
                             {"to", row.to},
                             {"load_share", row.share},
                             {"reports", row.reports},
                             {"street_m", row.street_length.value},
                             {"why", word_of(row.why)}});
  json["transfers"] = nlohmann::ordered_json::array();
  for (const zoning::ZoneTransfer& t : report.result.transfers)
    json["transfers"].push_back({{"from", report.codes[static_cast<std::size_t>(t.from)]},
                                 {"to", report.codes[static_cast<std::size_t>(t.to)]},
                                 {"load_share", t.share}});
  return json.dump();
}

}  // namespace libgrid::workflow
