#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <vector>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

/// The service is a program of its own (cli and service never see each other); it lies beside this one when installed,
/// in ../service in a build tree.
Expected<std::filesystem::path> service_program() {
  std::error_code failed;
  const auto here = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  const auto beside = here / "libgrid-service", built = here.parent_path() / "service" / "libgrid-service";
  for (const auto& candidate : {beside, built})
    if (std::filesystem::exists(candidate, failed)) return candidate;
  return fail(ErrorCode::file_not_found,
              "libgrid-service: neither " + beside.string() + " nor " + built.string() + " is there");
}

/// Becomes the service; returns only if that failed.
Error become(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(arguments.front(), arguments.data());
  return make_error(ErrorCode::internal, std::strerror(errno)).in_file(words.front());
}

}  // namespace

void add_serve(Program& program) {
  struct Options {
    std::string port = "8080";
    std::string web;
    std::string bias;
    std::string threads = "2";
  };
  const auto options = std::make_shared<Options>();  // lives as long as the callback
  CLI::App* command = program.subcommand("serve", "Serve the map of a workspace on 127.0.0.1");
  command->add_option("--port", options->port, "Port, or the next free one")->capture_default_str();
  command->add_option("--web", options->web, "Folder of the built map page");
  command->add_option("--bias", options->bias, "bias.geojson of `analyse ... bias`: its layers on the map");
  command->add_option("--threads", options->threads, "Threads that answer requests")->capture_default_str();
  command->callback([&program, options] {
    const auto service = service_program();
    if (!service) return program.terminal().show_error(service.error()), void(program.exit_code = 1);
    std::vector<std::string> words{service->string(), program.workspace, "--port",
                                   options->port,     "--threads",       options->threads};
    if (!options->bias.empty()) words.insert(words.end(), {"--bias", options->bias});
    if (!options->web.empty()) words.insert(words.end(), {"--web", options->web});
    program.terminal().show_error(become(std::move(words)));
    program.exit_code = 1;
  });
}

}  // namespace libgrid::cli
