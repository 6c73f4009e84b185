#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <libgrid/workflow/doctor.hpp>

#include "commands.hpp"

namespace libgrid::cli {

namespace {

/// A word of the diagnosis in Chinese; what is none of them (names of steps, versions) stays.
std::string in_chinese(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kWords{{{"projection", "投影"},
                                                                                 {"workspace", "工作区"},
                                                                                 {"step ", "步骤 "},
                                                                                 {"plan", "方案"},
                                                                                 {"done", "已完成"},
                                                                                 {"not run", "未运行"},
                                                                                 {"none published", "尚未发布"},
                                                                                 {"version ", "版本 "},
                                                                                 {", digest holds", "，校验和一致"}}};
  for (const auto& [english, chinese] : kWords) {
    const bool part = english.ends_with(' ') || english.starts_with(',');
    if (part ? text.find(english) == std::string::npos : text != english) continue;
    text.replace(text.find(english), english.size(), chinese);
  }
  return text;
}

void show(const workflow::Diagnosis& d, Language language) {
  if (language == Language::chinese)
    fmt::print("{} {}：{}\n", d.healthy ? "正常" : "异常", in_chinese(d.what), in_chinese(d.detail));
  else
    fmt::print("{} {}: {}\n", d.healthy ? "ok  " : "FAIL", d.what, d.detail);
}

}  // namespace

void add_doctor(Program& program) {
  CLI::App* command = program.app.add_subcommand("doctor", "Check this installation and, if given, a workspace");
  command->add_option("workspace", program.workspace, "Folder of the city");
  command->callback([&program] {
    for (const workflow::Diagnosis& d : workflow::diagnose(program.workspace)) {
      show(d, choose_language(program.language));
      if (!d.healthy) program.exit_code = 1;
    }
  });
}

}  // namespace libgrid::cli
