#include "chinese_help.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

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

/// A sentence of CLI11 with what stands between its words: "A excludes B" by {"", " excludes ", ""}.
struct ArgumentSentence {
  std::string_view before, between, after;
  std::string_view zh;  ///< {0}: the first, {1}: the second value
};

/// A longer one above a shorter one.
constexpr std::array<ArgumentSentence, 15> kArgumentSentences{{
    {"Exactly 1 option from [", "] is required and ", " were given", "以下参数必须且只能给出一个，现给出 {1} 个：{0}"},
    {"Exactly 1 option from [", "]", "", "以下参数必须且只能给出一个：{0}"},
    {"At least 1 option from [", "]", "", "以下参数至少给出一个：{0}"},
    {"Requires at most 1 options be given from [", "]", "", "以下参数至多给出一个：{0}"},
    {"A subcommand is required", "", "", "缺少子命令"},
    {"", " is required", "", "缺少参数：{0}"},
    {"The following arguments were not expected: ", "", "", "没有这样的参数：{1}"},
    {"The following argument was not expected: ", "", "", "没有这样的参数：{1}"},
    {"Could not convert: ", "", "", "参数的值无法读取：{1}"},
    {"", " requires ", "", "{0} 须与 {1} 同时给出"},
    {"", " excludes ", "", "{0} 与 {1} 不可同时给出"},
    {"", ": either a workspace or --lines with --output", "", "{0}：请给出城市文件夹，或同时给出 --lines 与 --output"},
    {"", ": File does not exist: ", "", "{0}：文件不存在：{1}"},
    {"", ": Directory does not exist: ", "", "{0}：文件夹不存在：{1}"},
    {"", " not in ", "", "{0} 不在 {1} 之内"},
}};

std::optional<std::string> in_chinese(std::string_view text, const ArgumentSentence& sentence) {
  if (!text.starts_with(sentence.before) || !text.ends_with(sentence.after)) return std::nullopt;
  text.remove_prefix(sentence.before.size());
  const std::size_t at = text.find(sentence.between);
  if (at == std::string_view::npos || text.size() < at + sentence.between.size() + sentence.after.size())
    return std::nullopt;
  const std::string_view second = text.substr(at + sentence.between.size());
  std::string out(sentence.zh);
  for (const auto& [hole, value] :
       {std::pair<std::string_view, std::string_view>{"{0}", text.substr(0, at)},
        std::pair<std::string_view, std::string_view>{"{1}", second.substr(0, second.size() - sentence.after.size())}})
    if (const std::size_t place = out.find(hole); place != std::string::npos) out.replace(place, hole.size(), value);
  return out;
}

/// What a message says of which argument: CLI11 has it in English around the name.
std::string wrong_argument(const CLI::Error& error) {
  const std::string text = error.what();
  if (error.get_name() == "ArgumentMismatch") return "参数的值太多或太少：" + text.substr(0, text.find(": "));
  for (const ArgumentSentence& sentence : kArgumentSentences)
    if (auto chinese = in_chinese(text, sentence)) return *chinese;
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
