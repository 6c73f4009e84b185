#include <memory>

#include <libgrid/workflow/quality_report.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct QualityOptions {
  workflow::QualityRequest request;
  std::string output;
};

int run(const Program& program, const QualityOptions& options) {
  const Terminal terminal = program.terminal();
  const auto failed = [&](const Error& error) { return terminal.show_error(error), 1; };
  const auto workspace = workflow::Workspace::open(program.workspace);
  if (!workspace) return failed(workspace.error());
  const auto report = workflow::quality_report(*workspace, options.request, terminal.context());
  if (!report) return failed(report.error());
  if (!options.output.empty())
    if (const auto written = workflow::write_quality(*report, options.output); !written) return failed(written.error());
  terminal.show(report->summary);
  return 0;
}

}  // namespace

void add_quality(Program& program) {
  const auto options = std::make_shared<QualityOptions>();
  CLI::App* command =
      program.subcommand("quality", "Loads, connection, compactness and borders of the draft or a plan");
  command->add_option("--version", options->request.version, "A published version (default: the draft)");
  command->add_option("--out", options->output, "Folder for quality_levels.csv and quality_zones.csv");
  command->callback([&program, options] { program.exit_code = run(program, *options); });
}

}  // namespace libgrid::cli
