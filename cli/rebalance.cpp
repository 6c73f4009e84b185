#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/rebalance_plan.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct RebalanceArguments {
  workflow::RebalanceRequest request;
  std::optional<double> band;
  std::string since;
  std::string until;
  std::string output;
  bool json = false;
};

/// Midnight where only a date is written.
Expected<std::optional<LocalTime>> moment(const std::string& text, const char* option) {
  if (text.empty()) return std::optional<LocalTime>();
  auto time = workflow::parse_date_or_time(text);
  if (!time) return fail(std::move(time.error()).at_field(option));
  return std::optional(*time);
}

Expected<workflow::RebalanceReport> rebalance(const Program& program, RebalanceArguments& arguments) {
  GRID_TRY(since, moment(arguments.since, "since"));
  GRID_TRY(until, moment(arguments.until, "until"));
  arguments.request.since = since;
  arguments.request.until = until;
  if (arguments.band && !(*arguments.band > 0.0 && *arguments.band < 1.0))
    return fail(make_error(ErrorCode::parameter_invalid, "not in (0, 1)").at_field("band"));
  arguments.request.band = arguments.band.value_or(0.0);
  GRID_TRY(workspace, workflow::Workspace::open(program.workspace));
  GRID_TRY(report, workflow::rebalance_plan(workspace, arguments.request, program.terminal().context()));
  if (!arguments.output.empty()) GRID_CHECK(workflow::write_rebalance(report, arguments.output));
  return std::move(report);
}

void show_moves(const Terminal& terminal, const workflow::RebalanceReport& report) {
  if (report.moves.empty()) return;
  terminal.say("   block  from -> to                    load/mean  reports  why",
               "    街区  原网格 -> 新网格               量/均值     上报  原因");
  const auto zones = static_cast<double>(report.codes.size());
  for (const workflow::MoveRow& row : report.moves) {
    const std::string line = fmt::format("{:>8}  {:<12} -> {:<12} {:>12.4f} {:>8}  ", row.block.value, row.from, row.to,
                                         row.share * zones, row.reports);
    terminal.say(line + std::string(workflow::text_en(row.why)), line + std::string(workflow::text_zh(row.why)));
  }
}

}  // namespace

void add_rebalance(Program& program) {
  const auto arguments = std::make_shared<RebalanceArguments>();  // lives as long as the callback
  CLI::App* command = program.subcommand(
      "rebalance", "Bring a published plan back into its bands under the workload of today: a draft with few moves");
  command->add_option("--version", arguments->request.version, "A published version (default: the newest)");
  command->add_option("--since", arguments->since, "Count cases opened from then on (YYYY-MM-DD[THH:MM:SS])");
  command->add_option("--until", arguments->until, "Count cases opened before (YYYY-MM-DD[THH:MM:SS])");
  command->add_option("--band", arguments->band,
                      "Band of the lowest zones around the mean, e.g. 0.08 (default: as the city file says)");
  command->add_option("--lock", arguments->request.locked, "Zones (codes or ids) that neither give nor take")
      ->delimiter(',');
  command->add_option("--out", arguments->output, "Folder for rebalance_moves.csv and rebalance_transfers.csv");
  command->add_flag("--dry-run", arguments->request.dry_run, "Show what would follow; change nothing");
  command->add_flag("--json", arguments->json, "Print the moves as JSON");
  command->callback([&program, arguments] {
    const Terminal terminal = program.terminal();
    const auto report = rebalance(program, *arguments);
    if (!report) return terminal.show_error(report.error()), void(program.exit_code = 1);
    if (arguments->json) return void(fmt::print("{}\n", workflow::to_json(*report)));
    show_moves(terminal, *report);
    terminal.show(report->summary);
  });
}

}  // namespace libgrid::cli
