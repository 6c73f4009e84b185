#include <memory>

#include <libgrid/workflow/analyse.hpp>

#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct AnalyseOptions {
  std::string what;
};

}  // namespace

void add_analyse(Program& program) {
  const auto options = std::make_shared<AnalyseOptions>();
  CLI::App* command = program.subcommand("analyse", "imbalance: reports per street km, between and within upper zones");
  command->add_option("what", options->what, "imbalance")->required()->check(CLI::IsMember({"imbalance"}));
  writes_folder(program, command, options,
                [](const auto& workspace, const auto& folder, const AnalyseOptions&, const auto& context) {
                  return workflow::analyse_imbalance(workspace, folder, context);
                });
}

}  // namespace libgrid::cli
