#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <libgrid/workflow/layer_text.hpp>
#include <libgrid/workflow/polygon_index.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct IndexOptions {
  std::string file;
  std::vector<std::string> layers;
  workflow::PolygonIndexOptions build;
};

Expected<workflow::StepSummary> build(const IndexOptions& options, const workflow::StepContext& context) {
  GRID_TRY(layers, workflow::parse_polygon_layers(options.layers));
  return workflow::index_polygons(layers, options.file, options.build, context);
}

void add_build(Program& program, CLI::App* index) {
  const auto options = std::make_shared<IndexOptions>();  // lives as long as the callback
  CLI::App* command =
      index->add_subcommand("build", "Build an index from polygon layers, write it, print its checksum");
  command->add_option("file", options->file, "Index to write")->required();
  command->add_option("--layer", options->layers, kLayerHelp)->required();
  command->add_option("--frame", options->build.frame.epsg,
                      "EPSG code of a plane to decide in (default: the layers' degrees)");
  command->add_option("--budget", options->build.budget,
                      "Bytes that the index may take, about (default: 96 per unique edge)");
  command->add_option("--threads", options->build.parallel.threads, "0: as many as the machine has");
  command->callback([&program, options] {
    const Terminal terminal = program.terminal();
    program.exit_code = terminal.finish(build(*options, terminal.context()));
  });
}

void add_info(Program& program, CLI::App* index) {
  const auto file = std::make_shared<std::string>();
  CLI::App* command =
      index->add_subcommand("info", "Check an index file, all of it, and say what it holds; exit 1 if it is not whole");
  command->add_option("file", *file, "Index")->required();
  command->callback(
      [&program, file] { program.exit_code = program.terminal().finish(workflow::polygon_index_info(*file)); });
}

}  // namespace

void add_index(Program& program) {
  CLI::App* index = program.app.add_subcommand(
      "index", "Polygon layers as one flat, checksummed file that `locate` and `lengths` map instead of the polygons");
  index->require_subcommand(1);
  add_build(program, index);
  add_info(program, index);
}

}  // namespace libgrid::cli
