#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>
#include <vector>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

/// The service is a program of its own (cli and service never see each other); it lies beside this one when installed,
/// in ../service in a build tree.
std::filesystem::path service_program() {
  std::error_code failed;
  const auto here = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  for (const auto& candidate : {here / "libgrid-service", here.parent_path() / "service" / "libgrid-service"})
    if (std::filesystem::exists(candidate)) return candidate;
  return {};
}

}  // namespace

void add_serve(Program& program) {
  CLI::App* command = program.app.add_subcommand("serve", "Serve the map of a workspace on 127.0.0.1");
  command->add_option("workspace", program.workspace, "Folder of the city")->required();
  command->allow_extras();
  command->footer("Further options go to libgrid-service: --port N, --web DIR, --threads N");
  command->callback([&program, command] {
    const std::filesystem::path service = service_program();
    if (service.empty()) {
      program.terminal().show_error(make_error(ErrorCode::file_not_found, "libgrid-service"));
      return void(program.exit_code = 1);
    }
    std::vector<std::string> words{service.string(), program.workspace};
    for (const std::string& extra : command->remaining()) words.push_back(extra);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(arguments.front(), arguments.data());
    program.terminal().show_error(make_error(ErrorCode::internal, std::strerror(errno)));
    program.exit_code = 1;
  });
}

}  // namespace libgrid::cli
