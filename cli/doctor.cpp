#include <filesystem>
#include <string>

#include <fmt/format.h>

#include <libgrid/workflow/doctor.hpp>

#include "commands.hpp"

namespace libgrid::cli {

void add_doctor(Program& program) {
  CLI::App* command = program.app.add_subcommand("doctor", "Check this installation and, if given, a workspace");
  command->add_option("workspace", program.workspace, "Folder of the city");
  command->callback([&program] {
    for (const workflow::Diagnosis& d : workflow::diagnose(program.workspace)) {
      fmt::print("{} {}: {}\n", d.healthy ? "ok  " : "FAIL", d.what, d.detail);
      if (!d.healthy) program.exit_code = 1;
    }
  });
}

}  // namespace libgrid::cli
