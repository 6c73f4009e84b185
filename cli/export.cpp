#include <memory>
#include <string>

#include <libgrid/workflow/export_version.hpp>
#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/plan_archive.hpp>
#include <libgrid/workflow/steps.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

/// The summary table: the figures of every step so far.
void show_all(const Terminal& terminal, const workflow::Workspace& workspace) {
  for (const std::string& step : workflow::step_names()) {
    const auto note = workspace.store().note(step);
    if (note && *note) terminal.show(workflow::summary_from_json(**note));
  }
}

struct ExportOptions {
  std::string folder;
  std::int64_t version = 0;  ///< 0: the files of the contract, of the newest
  std::string as_of;
  bool draft = false;
};

/// The draft, or one published version.
Expected<workflow::StepSummary> one_version(const workflow::Workspace& workspace, const ExportOptions& options,
                                            const workflow::StepContext& context) {
  if (options.draft) return workflow::export_draft(workspace, options.folder, context);
  std::int64_t version = options.version;
  if (!options.as_of.empty()) {
    GRID_TRY(moment, workflow::parse_moment(options.as_of));
    GRID_TRY(then, workflow::version_at(workspace, moment));
    version = then;
  }
  return workflow::export_version(workspace, options.folder, version, context);
}

}  // namespace

void add_export(Program& program) {
  const auto options = std::make_shared<ExportOptions>();  // lives as long as the callback
  CLI::App* command = program.subcommand("export", "Write the output files (GeoPackage, CSV, summary.json)");
  command->add_option("folder", options->folder, "Where to write")->required();
  CLI::Option* version =
      command->add_option("--version", options->version, "Only the map and posts of this plan version")
          ->check(CLI::PositiveNumber);
  CLI::Option* as_of =
      command
          ->add_option("--as-of", options->as_of, "Only those of the plan in force then (YYYY-MM-DD[THH:MM:SS], local)")
          ->excludes(version);
  command->add_flag("--draft", options->draft, "Only the map of the blocks and of the draft, before it is published")
      ->excludes(version)
      ->excludes(as_of);
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    if (options->draft || options->version > 0 || !options->as_of.empty())
      return void(program.exit_code = terminal.finish(one_version(*workspace, *options, terminal.context())));
    const auto result = workflow::export_outputs(*workspace, options->folder, terminal.context());
    if (!result) return void(program.exit_code = terminal.finish(result));
    show_all(terminal, *workspace);
  });
}

}  // namespace libgrid::cli
