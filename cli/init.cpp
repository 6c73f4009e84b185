#include <memory>

#include <libgrid/workflow/class_table.hpp>

#include "commands.hpp"

namespace libgrid::cli {

void add_init(Program& program) {
  struct Options {
    std::string city;
    std::string class_table;
    bool force = false;
  };
  const auto options = std::make_shared<Options>();  // lives as long as the callback
  CLI::App* command = program.subcommand("init", "Make a workspace from a city file");
  command->add_option("--city", options->city, "City file (JSON): frame, levels, posts, rules")->required();
  command->add_flag("--force", options->force, "Replace a workspace that is there, with everything in it");
  command
      ->add_option("--class-table", options->class_table,
                   "CSV of the city's own road classes (road_class, kind), instead of road_kinds of the city file")
      ->check(CLI::ExistingFile);
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    const auto workspace = workflow::Workspace::create(program.workspace, options->city, options->force);
    if (!workspace) return terminal.show_error(workspace.error()), void(program.exit_code = 1);
    if (!options->class_table.empty())
      if (const auto used = workflow::use_class_table(program.workspace, options->class_table); !used)
        return terminal.show_error(used.error()), void(program.exit_code = 1);
    terminal.say("workspace " + program.workspace + " for " + workspace->city().name_en,
                 "已为" + workspace->city().name_zh + "建立工作区 " + program.workspace);
  });
}

}  // namespace libgrid::cli
