// libgrid-service: serves the map of one workspace on 127.0.0.1.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include <libgrid/workflow/city_view.hpp>
#include <service/handlers/history.hpp>
#include <service/http/server.hpp>
#include <service/http/static_files.hpp>

namespace {

using namespace libgrid;
using namespace libgrid::service;

struct Arguments {
  std::string workspace;
  std::string web;
  std::string bias;
  bool decide = false;
  std::uint16_t port = 8080;
  int threads = 2;
};

/// Empty without a file.
Expected<std::string> read_bias(const std::string& path) {
  if (path.empty()) return std::string();
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(make_error(ErrorCode::file_not_found).in_file(path));
  return bias_document({std::istreambuf_iterator<char>(in), {}});
}

Expected<void> serve(const Arguments& arguments) {
  GRID_TRY(city, workflow::CityView::load(arguments.workspace));
  GRID_TRY(archive, workflow::PlanArchive::load(arguments.workspace, city));
  GRID_TRY(bias, read_bias(arguments.bias));
  GRID_TRY(desk, ResponsibleDesk::open(arguments.workspace));
  Router router = make_router(std::make_shared<const workflow::PlanArchive>(std::move(archive)), std::move(bias),
                              {.workspace = arguments.workspace, .writable = arguments.decide}, desk);
  if (!arguments.web.empty()) {
    GRID_TRY(page, static_files(arguments.web));
    router.otherwise(std::move(page));
  }
  GRID_TRY(server, Server::bind([&router](const Request& request) { return router(request); },
                                {.port = arguments.port, .threads = arguments.threads, .stop_on_signals = true}));
  std::printf("serving http://127.0.0.1:%d\n", server.port());
  std::fflush(stdout);
  server.run();
  std::printf("stopped\n");
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Serves the map of a workspace at http://127.0.0.1:PORT (this machine only).", "libgrid-service"};
  Arguments arguments;
  app.add_option("workspace", arguments.workspace, "folder made by `libgrid init`")->required();
  app.add_option("--port", arguments.port, "first port to try; the next free of 20 is taken; 0: any");
  app.add_option("--web", arguments.web, "folder of the built map page (service/web/dist); without it: data only");
  app.add_option("--bias", arguments.bias, "bias.geojson of `libgrid analyse ... bias`: its layers on the map");
  app.add_flag("--decide", arguments.decide, "manual decisions may be recorded and withdrawn (/v1/decisions)");
  app.add_option("--threads", arguments.threads, "threads that answer")->check(CLI::Range(1, 64));
  CLI11_PARSE(app, argc, argv);
  const auto served = serve(arguments);
  if (served) return 0;
  std::fprintf(stderr, "%s\n%s\n", message_en(served.error()).c_str(), message_zh(served.error()).c_str());
  return 1;
}
