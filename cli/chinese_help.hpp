#pragma once
/// The help of every command in Chinese, for --lang zh: each description is looked up in one table of texts.
///
///   add_everything(program);
///   if (language == Language::chinese) speak_chinese(program.app);
///
/// A description that has no row stays as it is; Docs.chinese_help (tests/architecture/chinese_help_test.py) finds it.

#include <string_view>

#include <CLI/App.hpp>

namespace libgrid::cli {

/// The table, in two parts: a description, then its Chinese, indented.
extern const std::string_view kChineseHelpAToH;
extern const std::string_view kChineseHelpIToZ;

/// Descriptions, headings and messages about wrong arguments.
void speak_chinese(CLI::App& app);

}  // namespace libgrid::cli
