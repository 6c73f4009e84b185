#include <libgrid/workflow/frontage.hpp>
#include <libgrid/workflow/responsible.hpp>
#include <libgrid/workflow/steps.hpp>
#include <libgrid/workflow/trial_partition.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

using Step = Expected<workflow::StepSummary> (*)(workflow::Workspace&, const workflow::StepContext&);

void add_step(Program& program, const std::string& name, const std::string& help, Step step) {
  program.subcommand(name, help)->callback([&program, step] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(step(*workspace, terminal.context()));
  });
}

void show_zones(const Terminal& terminal, const zoning::PlanQuality& quality) {
  terminal.say("                    blocks  street_m reports    load   comp parts",
               "                      街区  道路(米)  上报数  相对量 紧凑度 片数");
  for (const zoning::ZoneQuality& zone : quality.zones)
    fmt::print("{:<18}  {:>5} {:>9.1f} {:>7} {:>7.4f} {:>6.3f} {:>2}\n", zone.code, zone.blocks,
               zone.street_length.value, zone.reports, zone.load, zone.polsby_popper, zone.pieces);
}

/// What partition would make and what that is worth; nothing is kept.
int try_partition(const Terminal& terminal, const workflow::Workspace& workspace, const workflow::DraftWishes& wishes) {
  const auto trial = workflow::trial_partition(workspace, wishes, terminal.context());
  if (!trial) return terminal.finish(fail(trial.error()));
  show_zones(terminal, trial->quality.quality);
  terminal.show(trial->quality.summary);
  terminal.show(trial->summary);
  return 0;
}

/// partition has options of its own.
void add_partition(Program& program) {
  CLI::App* command = program.subcommand("partition", "Cut the blocks into balanced zones (a draft)");
  struct Wishes {
    workflow::DraftWishes wishes;
    std::string bound;
    bool dry_run = false;
  };
  auto given = std::make_shared<Wishes>();  // lives as long as the callback
  command->add_option("--preset", given->wishes.preset, "fast, default or best (without it: as the city file says)");
  command->add_option("--least", given->bound,
                      "COLUMN=VALUE: the lowest level has as many zones as hold so much each (workload, reports, "
                      "street_m, area_m2, workloads of the city file)");
  command
      ->add_option("--lock", given->wishes.locked,
                   "Lowest zones (codes or ids) of the newest published plan that stay as they are")
      ->delimiter(',');
  command
      ->add_option("--exclude", given->wishes.excluded,
                   "Blocks in no zone: block ids, or files of polygons (GeoJSON, GeoPackage, Shapefile)")
      ->delimiter(',');
  command->add_flag("--within-districts", given->wishes.within_districts, "No zone crosses the border of a district");
  command->add_flag("--dry-run", given->dry_run, "Show what would follow; change nothing");
  command->callback([&program, given] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    if (!given->bound.empty()) {
      auto bound = column_bound(given->bound, "--least");
      if (!bound) return terminal.show_error(bound.error()), void(program.exit_code = 1);
      std::tie(given->wishes.least_of, given->wishes.least) = std::move(*bound);
    }
    program.exit_code = given->dry_run
                            ? try_partition(terminal, *workspace, given->wishes)
                            : terminal.finish(workflow::draft_plan_with(*workspace, given->wishes, terminal.context()));
  });
}

struct CutFiles {
  std::string rows;
  std::string frontage;
  std::string buildings;
  std::vector<std::filesystem::path> landmarks;
};

int run_cut(const Program& program, const CutFiles& files) {
  const Terminal terminal = program.terminal();
  auto workspace = workflow::Workspace::open(program.workspace);
  if (!workspace) return terminal.show_error(workspace.error()), 1;
  const int cut =
      terminal.finish(files.rows.empty() ? workflow::cut_streets(*workspace, terminal.context())
                                         : workflow::cut_streets_by_register(*workspace, files.rows, terminal.context(),
                                                                             files.landmarks));
  if (cut != 0 || files.frontage.empty()) return cut;
  return terminal.finish(
      workflow::write_frontage(*workspace, files.frontage, {.buildings = files.buildings}, terminal.context()));
}

/// `cut` also takes the register of streets, and draws the strips of house fronts.
void add_cut(Program& program) {
  const auto files = std::make_shared<CutFiles>();  // lives as long as the callback
  CLI::App* command = program.subcommand("cut", "Cut streets at zone borders: who answers for which metre");
  CLI::Option* rows =
      command->add_option("--register", files->rows, "CSV: street X from A to B, side, belongs to unit U (路长制)");
  command
      ->add_option("--landmarks", files->landmarks, "With --register: GeoJSON of rivers and railways, as ends A and B")
      ->check(CLI::ExistingFile)
      ->allow_extra_args(false)
      ->needs(rows);
  CLI::Option* frontage =
      command->add_option("--frontage", files->frontage,
                          "GeoPackage to write: strips from building line to kerb or centre line (门前三包)");
  command
      ->add_option("--buildings", files->buildings,
                   "Footprints for --frontage; without them a setback by class (our default widths, without a source)")
      ->check(CLI::ExistingFile)
      ->needs(frontage);
  command->callback([&program, files] { program.exit_code = run_cut(program, *files); });
}

/// `assign` also writes who answers by all rules, for whom the export's analyses are not needed.
void add_assign(Program& program) {
  const auto table = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* command = program.subcommand("assign", "Give every report its zone");
  command->add_option("--attribution", *table,
                      "CSV to write: who answers for each report by which rule, as attribution.csv of an export");
  command->callback([&program, table] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    program.exit_code = terminal.finish(workflow::assign_reports(*workspace, terminal.context()));
    if (program.exit_code != 0 || table->empty()) return;
    const auto written = workflow::write_responsibility_table(*workspace, *table, terminal.context());
    if (!written) return terminal.show_error(written.error()), void(program.exit_code = 1);
  });
}

}  // namespace

void add_steps(Program& program) {
  add_step(program, "blocks", "Draw blocks from districts and streets", workflow::draw_blocks);
  add_partition(program);
  add_cut(program);
  add_assign(program);
  add_step(program, "hotspots", "Find significant clusters per category", workflow::find_hotspots);
  add_step(program, "rebound", "Measure how often settled cases come back", workflow::measure_rebound);
}

}  // namespace libgrid::cli
