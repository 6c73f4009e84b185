#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include <libgrid/base/error_details.hpp>
#include <libgrid/workflow/drawn_line.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/workload_period.hpp>

#include "chinese_words.hpp"
#include "commands.hpp"

namespace libgrid::cli {
namespace {

using workflow::EditSession;
using workflow::Workspace;
using zoning::Consequence;
using zoning::EditOperation;

/// What all operations of `edit` share; lives as long as the callbacks.
struct EditArguments {
  std::string zone;
  std::string to;
  std::string name;
  std::string operation_json;
  std::vector<std::string> zones;
  std::vector<std::int64_t> blocks;
  workflow::DrawnLine line;
  LineString drawn;            ///< the same in the plane of the workspace
  std::optional<double> snap;  ///< reach in metres; nothing: the line stays as it was drawn
  std::int64_t block = 0;
  std::int64_t post = 0;
  std::int64_t from_plan = 0;
  int parts = 2;
  std::uint64_t seed = 1;
  bool dry_run = false;
  bool json = false;
};
using SharedArguments = std::shared_ptr<EditArguments>;  // shared by the callbacks of one subcommand

std::string shown_figures(const std::optional<zoning::ZoneFigures>& f) {
  if (!f) return "-";
  return fmt::format("{:>5} {:>9.1f} {:>7} {:>7.4f} {:>6.3f} {:>2}", f->blocks, f->street_length.value, f->reports,
                     f->relative_load, f->polsby_popper, f->pieces);
}

std::string shown_post(const std::optional<PostId>& post, bool chinese) {
  return post ? fmt::format("{} {}", chinese ? "岗位" : "post", post->value) : "-";
}

/// Names as the operation left them, or of the language where each has both.
std::string renamed(const std::string& before, const std::string& after, Language language) {
  const std::string was = shown_name(before, language), now = shown_name(after, language);
  return was == now ? before + " -> " + after : was + " -> " + now;
}

/// "zone 7" is 网格 7; the whole city is the family of the highest zones.
std::string id_in_chinese(const Error& error) {
  return error.code == ErrorCode::zone_count_differs && error.id == "city" ? "全市"
                                                                           : detail_in_chinese(error.code, error.id);
}

void tell_finding(const Terminal& terminal, const Error& error, std::string_view mark_en, std::string_view mark_zh) {
  const auto& about = info(error.code);
  terminal.say(fmt::format("{} {} {}: {} ({})", mark_en, about.name, error.id, error.detail, about.text_en),
               fmt::format("{} {} {}：{}（{}）", mark_zh, about.name, id_in_chinese(error),
                           detail_in_chinese(error.code, error.detail), about.text_zh));
}

void show_consequence(const Terminal& terminal, const Consequence& what) {
  terminal.say("                    blocks  street_m reports    load   comp parts",
               "                      街区  道路(米)  上报数  相对量 紧凑度 片数");
  for (const zoning::ZoneChange& zone : what.zones) {
    fmt::print("{:<18}- {}\n", zone.code, shown_figures(zone.before));
    fmt::print("{:<18}+ {}\n", "", shown_figures(zone.after));
    if (zone.before && zone.after && zone.name != zone.name_before)
      terminal.say(fmt::format("{:<18}  {}", "", renamed(zone.name_before, zone.name, Language::english)),
                   fmt::format("{:<18}  {}", "", renamed(zone.name_before, zone.name, Language::chinese)));
    if (zone.before && zone.after && zone.post != zone.post_before)
      terminal.say(
          fmt::format("{:<18}  {} -> {}", "", shown_post(zone.post_before, false), shown_post(zone.post, false)),
          fmt::format("{:<18}  {} -> {}", "", shown_post(zone.post_before, true), shown_post(zone.post, true)));
  }
  for (const zoning::BlockLineage& split : what.lineage) {
    std::string parts;
    for (const BlockId part : split.parts) parts += " " + std::to_string(part.value);
    const std::string block = std::to_string(split.block.value);
    terminal.say("block " + block + " ->" + parts, "街区 " + block + " ->" + parts);
  }
  for (const Error& broken : what.broken) tell_finding(terminal, broken, "!", "!");
  for (const Error& mended : what.mended) tell_finding(terminal, mended, "ok", "改好");
}

Expected<std::vector<ZoneId>> zones_named(const ZoneMap& map, const std::vector<std::string>& names) {
  std::vector<ZoneId> zones;
  for (const std::string& name : names) {
    GRID_TRY(id, workflow::zone_named(map, name));
    zones.push_back(id);
  }
  return zones;
}

using MakeOperation = Expected<EditOperation> (*)(const EditArguments&, const ZoneMap&);

Expected<EditOperation> make_move(const EditArguments& a, const ZoneMap& map) {
  GRID_TRY(to, workflow::zone_named(map, a.to));
  zoning::MoveBlocks move{{}, to};
  for (const std::int64_t block : a.blocks) move.blocks.push_back(BlockId{block});
  return move;
}

Expected<EditOperation> make_move_zones(const EditArguments& a, const ZoneMap& map) {
  GRID_TRY(to, workflow::zone_named(map, a.to));
  GRID_TRY(zones, zones_named(map, a.zones));
  return zoning::MoveZones{zones, to};
}

Expected<EditOperation> make_split(const EditArguments& a, const ZoneMap& map) {
  GRID_TRY(zone, workflow::zone_named(map, a.zone));
  if (a.drawn.empty()) return zoning::SplitZoneBalanced{zone, a.parts, a.seed};
  return zoning::SplitZoneByLine{zone, a.drawn};
}

Expected<EditOperation> make_merge(const EditArguments& a, const ZoneMap& map) {
  GRID_TRY(zone, workflow::zone_named(map, a.zone));
  GRID_TRY(others, zones_named(map, a.zones));
  return zoning::MergeZones{zone, others};
}

Expected<EditOperation> make_split_block(const EditArguments& a, const ZoneMap&) {
  return zoning::SplitBlock{BlockId{a.block}, a.drawn};
}

Expected<EditOperation> make_assign(const EditArguments& a, const ZoneMap& map) {
  GRID_TRY(zone, workflow::zone_named(map, a.zone));
  return zoning::AssignPost{zone, PostId{a.post}};
}

Expected<EditOperation> make_rename(const EditArguments& a, const ZoneMap& map) {
  GRID_TRY(zone, workflow::zone_named(map, a.zone));
  return zoning::RenameZone{zone, a.name};
}

Expected<EditOperation> make_from_json(const EditArguments& a, const ZoneMap&) {
  return workflow::operation_from_json(a.operation_json);
}

/// The line of an operation on the streets, where that was asked for.
Expected<EditOperation> snapped(const Workspace& workspace, EditOperation operation, std::optional<double> reach) {
  if (!reach) return operation;
  LineString* line = nullptr;
  if (auto* split = std::get_if<zoning::SplitZoneByLine>(&operation)) line = &split->line;
  if (auto* split = std::get_if<zoning::SplitBlock>(&operation)) line = &split->line;
  if (line == nullptr) return operation;
  GRID_TRY(along, workflow::snap_to_streets(workspace, *line, Metres{*reach}));
  *line = std::move(along.line);
  return operation;
}

Expected<Consequence> run_edit(const std::string& folder, EditArguments arguments, MakeOperation make) {
  if (arguments.snap && (!(*arguments.snap > 0.0) || !std::isfinite(*arguments.snap)))
    return fail(make_error(ErrorCode::parameter_invalid, "not a finite number above 0").at_field("snap"));
  GRID_TRY(workspace, Workspace::open(folder));
  if (!arguments.line.numbers.empty() || !arguments.line.file.empty()) {
    GRID_TRY(line, workflow::drawn_line(workspace, arguments.line));
    arguments.drawn = std::move(line);
  } else if (arguments.snap) {
    return fail(make_error(ErrorCode::parameter_invalid, "there is no line to lay on streets").at_field("snap"));
  }
  GRID_TRY(session, EditSession::open(workspace));
  GRID_TRY(drawn, make(arguments, session.editor().draft().map));
  GRID_TRY(operation, snapped(workspace, std::move(drawn), arguments.snap));
  return arguments.dry_run ? session.consequence(operation) : session.apply(operation);
}

CLI::App* add_operation(Program& program, CLI::App* edit, const char* name, const char* help,
                        const SharedArguments& arguments, MakeOperation make) {
  CLI::App* command = edit->add_subcommand(name, help);
  command->add_flag("--dry-run", arguments->dry_run, "Show what would follow; change nothing");
  command->add_flag("--json", arguments->json, "Print the consequence as JSON");
  command->callback([&program, arguments, make] {
    const Terminal terminal = program.terminal();
    const Expected<Consequence> what = run_edit(program.workspace, *arguments, make);
    if (!what) return terminal.show_error(what.error()), void(program.exit_code = 1);
    if (arguments->json) return void(fmt::print("{}\n", workflow::to_json(*what)));
    show_consequence(terminal, *what);
  });
  return command;
}

using Walk = Expected<std::optional<Consequence>> (EditSession::*)();

void add_walk(Program& program, CLI::App* edit, const char* name, const char* help, const SharedArguments& arguments,
              Walk walk) {
  CLI::App* command = edit->add_subcommand(name, help);
  command->add_flag("--json", arguments->json, "Print the consequence as JSON");
  command->callback([&program, arguments, walk] {
    const Terminal terminal = program.terminal();
    const auto run = [&]() -> Expected<std::optional<Consequence>> {
      GRID_TRY(workspace, Workspace::open(program.workspace));
      GRID_TRY(session, EditSession::open(workspace));
      return (session.*walk)();
    };
    const Expected<std::optional<Consequence>> done = run();
    if (!done) return terminal.show_error(done.error()), void(program.exit_code = 1);
    if (!*done) return terminal.say("nothing to do", "没有可执行的操作");
    if (arguments->json) return void(fmt::print("{}\n", workflow::to_json(**done)));
    show_consequence(terminal, **done);
  });
}

void add_log(Program& program, CLI::App* edit) {
  edit->add_subcommand("log", "List the operations; those that were undone have a '-'")->callback([&program] {
    const auto run = [&]() -> Expected<workflow::EditLog> {
      GRID_TRY(workspace, Workspace::open(program.workspace));
      GRID_TRY(session, EditSession::open(workspace));
      return session.log();
    };
    const auto log = run();
    if (!log) return program.terminal().show_error(log.error()), void(program.exit_code = 1);
    for (std::size_t i = 0; i < log->operations.size(); ++i)
      fmt::print("{} {} {}\n", i + 1, i < log->done ? '+' : '-', workflow::to_json(log->operations[i]));
  });
}

void add_start(Program& program, CLI::App* edit, const SharedArguments& arguments) {
  CLI::App* command = edit->add_subcommand("start", "Begin a draft with the content of a published version");
  command->add_option("--plan", arguments->from_plan, "Plan version")->required();
  command->callback([&program, arguments] {
    const Terminal terminal = program.terminal();
    const auto run = [&]() -> Expected<void> {
      GRID_TRY(workspace, Workspace::open(program.workspace));
      GRID_TRY(lost, workflow::lost_edits(workspace.store()));
      GRID_CHECK(workflow::start_draft(workspace, arguments->from_plan));
      if (lost) terminal.say("  ! " + lost->first, "  ! " + lost->second);
      GRID_TRY(period, workflow::workload_period(workspace.store()));
      if (period) terminal.say("  ! " + period->first, "  ! " + period->second);
      return {};
    };
    if (const auto done = run(); !done) return terminal.show_error(done.error()), void(program.exit_code = 1);
    terminal.say("done", "完成");
  });
}

/// `--line` or `--line-file` of the group, and how they are meant.
void add_line(CLI::App* command, CLI::App* group, const SharedArguments& a) {
  CLI::Option* line = group->add_option("--line", a->line.numbers,
                                        "x,y,x,y,... in metres of the workspace's frame, or in the frame of --crs");
  line->delimiter(',');
  group->add_option("--line-file", a->line.file, "GeoJSON file of one line")->check(CLI::ExistingFile);
  command->add_option("--crs", a->line.crs, "Frame of --line: EPSG:4326 (lon,lat,...), EPSG:4547, GCJ-02, BD-09")
      ->needs(line);
  command->add_option("--snap", a->snap, "Lay the line on streets that run within so many metres of it");
}

}  // namespace

void add_edit(Program& program) {
  const auto a = std::make_shared<EditArguments>();
  CLI::App* edit = program.subcommand("edit", "Redraw the draft: each operation shows its consequences");
  edit->require_subcommand(1);
  add_start(program, edit, a);
  CLI::App* move = add_operation(program, edit, "move", "Move blocks to a zone", a, make_move);
  move->add_option("--blocks", a->blocks, "Block ids")->required()->delimiter(',');
  move->add_option("--to", a->to, "Zone (code or id)")->required();
  CLI::App* nest = add_operation(program, edit, "move-zones", "Move zones below another one", a, make_move_zones);
  nest->add_option("--zones", a->zones, "Zones (codes or ids)")->required()->delimiter(',');
  nest->add_option("--to", a->to, "Zone of the level above")->required();
  CLI::App* split = add_operation(program, edit, "split", "Split a zone, balanced or along a line", a, make_split);
  split->add_option("--zone", a->zone, "Zone (code or id)")->required();
  split->add_option("--seed", a->seed, "Seed of the balanced parts");
  CLI::App* way = split->add_option_group("parts or line")->require_option(1);
  way->add_option("--parts", a->parts, "Number of balanced parts");
  add_line(split, way, a);
  CLI::App* merge = add_operation(program, edit, "merge", "Merge zones into one", a, make_merge);
  merge->add_option("--zone", a->zone, "Zone that stays")->required();
  merge->add_option("--with", a->zones, "Zones that go")->required()->delimiter(',');
  CLI::App* cut = add_operation(program, edit, "split-block", "Split a block along a line", a, make_split_block);
  cut->add_option("--block", a->block, "Block id")->required();
  add_line(cut, cut->add_option_group("line or file")->require_option(1), a);
  CLI::App* assign = add_operation(program, edit, "assign", "Let a post answer for a zone", a, make_assign);
  assign->add_option("--zone", a->zone, "Zone (code or id)")->required();
  assign->add_option("--post", a->post, "Post id")->required();
  CLI::App* rename = add_operation(program, edit, "rename", "Give a zone another name", a, make_rename);
  rename->add_option("--zone", a->zone, "Zone (code or id)")->required();
  rename->add_option("--name", a->name, "Its name")->required();
  CLI::App* apply = add_operation(program, edit, "apply", "An operation written as JSON", a, make_from_json);
  apply
      ->add_option("operation", a->operation_json,
                   R"(Operation as JSON: {"op": "move_blocks", "blocks": [17], "to": 12})")
      ->required();
  add_walk(program, edit, "undo", "Undo the last operation", a, &EditSession::undo);
  add_walk(program, edit, "redo", "Redo what was undone last", a, &EditSession::redo);
  add_log(program, edit);
}

}  // namespace libgrid::cli
