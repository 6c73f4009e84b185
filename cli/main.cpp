#include <charconv>
#include <cmath>
#include <system_error>

#include "commands.hpp"

#include <span>
#include <string_view>

#include "chinese_help.hpp"

namespace libgrid::cli {
namespace {

/// The language of the help, which is shown while the arguments are still being read.
Language language_of(std::span<char*> arguments) {
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string_view word = arguments[i];
    if (word == "--lang" && i + 1 < arguments.size()) return choose_language(arguments[i + 1]);
    if (word.starts_with("--lang=")) return choose_language(word.substr(7));
  }
  return choose_language("");
}

}  // namespace

CLI::App* Program::subcommand(const std::string& name, const std::string& help) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("workspace", workspace, "Folder of the city")->required();
  return command;
}

Expected<LonLat> place_of(const std::string& text) {
  double lon = 0.0, lat = 0.0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, lon);
  if (first.ec == std::errc{} && first.ptr != end && *first.ptr == ',')
    if (const auto second = std::from_chars(first.ptr + 1, end, lat); second.ec == std::errc{} && second.ptr == end) {
      if (std::isfinite(lon) && std::isfinite(lat)) return LonLat{lon, lat};
      return fail(make_error(ErrorCode::number_not_finite, text).at_field("at"));
    }
  return fail(make_error(ErrorCode::parameter_invalid, text + ": LON,LAT in degrees").at_field("at"));
}

}  // namespace libgrid::cli

int main(int argc, char** argv) {
  libgrid::cli::Program program;
  program.app.require_subcommand(1);
  program.app.set_version_flag("--version", LIBGRID_VERSION);
  program.app
      .add_option("--lang", program.language, "Language of the output: zh or en (default: from the environment)")
      ->check(CLI::IsMember({"zh", "en"}));
  program.app.fallthrough();
  libgrid::cli::add_init(program);
  libgrid::cli::add_import(program);
  libgrid::cli::add_steps(program);
  libgrid::cli::add_publish(program);
  libgrid::cli::add_edit(program);
  libgrid::cli::add_plans(program);
  libgrid::cli::add_decide(program);
  libgrid::cli::add_diff(program);
  libgrid::cli::add_reassign(program);
  libgrid::cli::add_rebalance(program);
  libgrid::cli::add_regions(program);
  libgrid::cli::add_export(program);
  libgrid::cli::add_analyse(program);
  libgrid::cli::add_forest(program);
  libgrid::cli::add_index(program);
  libgrid::cli::add_locate(program);
  libgrid::cli::add_heatmap(program);
  libgrid::cli::add_lookback(program);
  libgrid::cli::add_report(program);
  libgrid::cli::add_roads(program);
  libgrid::cli::add_serve(program);
  libgrid::cli::add_where(program);
  libgrid::cli::add_quality(program);
  libgrid::cli::add_doctor(program);
  libgrid::cli::add_check_zones(program);
  libgrid::cli::add_tessellate(program);
  if (libgrid::cli::language_of({argv, static_cast<std::size_t>(argc)}) == libgrid::cli::Language::chinese)
    libgrid::cli::speak_chinese(program.app);
  try {
    program.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = program.app.exit(error);
    return code == 0 ? 0 : 2;
  }
  return program.exit_code;
}
