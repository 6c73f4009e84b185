#include "chinese_help.hpp"

#include <algorithm>
#include <map>
#include <string>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace libgrid::cli {
namespace {

using Texts = std::map<std::string_view, std::string_view>;

void add_rows(std::string_view part, Texts& texts) {
  std::string_view english;
  while (!part.empty()) {
    const std::string_view line = part.substr(0, part.find('\n'));
    part.remove_prefix(std::min(line.size() + 1, part.size()));
    if (line.starts_with("  "))
      texts.emplace(english, line.substr(2));
    else
      english = line;
  }
}

Texts all_texts() {
  Texts texts;
  add_rows(kChineseHelpAToH, texts);
  add_rows(kChineseHelpIToZ, texts);
  return texts;
}

std::string chinese_of(const Texts& texts, const std::string& english) {
  const auto row = texts.find(english);
  return row == texts.end() ? english : std::string(row->second);
}

void translate(CLI::App& app, const Texts& texts) {
  app.description(chinese_of(texts, app.get_description()));
  if (app.get_group() == "Subcommands") app.group("子命令");
  for (CLI::Option* option : app.get_options()) {
    option->description(chinese_of(texts, option->get_description()));
    if (option->get_group() == "Options") option->group("选项");
  }
  for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) translate(*command, texts);
}

/// What a message says of which argument: CLI11 has it in English around the name.
std::string wrong_argument(const CLI::Error& error) {
  const std::string text = error.what();
  if (error.get_name() == "RequiredError") return "缺少参数：" + text.substr(0, text.find(" is required"));
  if (error.get_name() == "ExtrasError") return "没有这样的参数：" + text.substr(text.rfind(": ") + 2);
  if (error.get_name() == "ConversionError") return "参数的值无法读取：" + text.substr(text.find(": ") + 2);
  if (error.get_name() == "ArgumentMismatch") return "参数的值太多或太少：" + text.substr(0, text.find(": "));
  return "参数有误：" + text;
}

}  // namespace

void speak_chinese(CLI::App& app) {
  const auto& formatter = app.get_formatter();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("SUBCOMMAND", "子命令");
  formatter->label("SUBCOMMANDS", "子命令");
  formatter->label("Positionals", "参数");
  formatter->label("REQUIRED", "必填");
  formatter->label("Needs", "须同时给出");
  formatter->label("Excludes", "不可同时给出");
  formatter->label("TEXT", "文字");
  formatter->label("TEXT:FILE", "文件");
  formatter->label("TEXT:DIR", "文件夹");
  formatter->label("INT", "整数");
  formatter->label("UINT", "整数");
  formatter->label("FLOAT", "数");
  app.failure_message(
      [](const CLI::App*, const CLI::Error& error) { return wrong_argument(error) + "\n用 --help 查看说明。\n"; });
  translate(app, all_texts());
}

}  // namespace libgrid::cli
