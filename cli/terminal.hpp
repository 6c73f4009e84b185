#pragma once
/// What a subcommand shows: a progress bar, a table of figures, an error in Chinese or English; and Ctrl-C.

#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/figures.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::cli {

enum class Language { english, chinese };

/// From --lang, else from LC_ALL, LC_MESSAGES or LANG.
[[nodiscard]] Language choose_language(std::string_view option);

class Terminal {
 public:
  explicit Terminal(Language language);

  /// Progress on stderr (a bar on a terminal, nothing elsewhere), Ctrl-C cancels, wall clock as stopwatch.
  [[nodiscard]] workflow::StepContext context() const;

  void show(const workflow::StepSummary& summary) const;
  void show_error(const Error& error) const;
  void say(std::string_view english, std::string_view chinese) const;

  /// Shows the result and gives the exit code: 0; 1 for an error; 3 if rows were given and not one could be used; 130
  /// if it was cancelled.
  [[nodiscard]] int finish(const Expected<workflow::StepSummary>& result) const;

 private:
  Language language_;
};

}  // namespace libgrid::cli
