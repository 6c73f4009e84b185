#include <memory>

#include <libgrid/workflow/html_report.hpp>

#include "commands.hpp"

namespace libgrid::cli {

void add_report(Program& program) {
  const auto folder = std::make_shared<std::string>();  // lives as long as the callback
  CLI::App* command =
      program.subcommand("report", "Write the report: one self-contained HTML file with map and charts");
  command->add_option("folder", *folder, "Where to write report.html")->required();
  command->callback([&program, folder] {
    const Terminal terminal = program.terminal();
    const auto workspace = workflow::Workspace::open(program.workspace);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    const auto written = workflow::write_html_report(*workspace, *folder);
    if (!written) return terminal.show_error(written.error()), void(program.exit_code = 1);
    terminal.say("report: " + written->string(), "报告：" + written->string());
  });
}

}  // namespace libgrid::cli
