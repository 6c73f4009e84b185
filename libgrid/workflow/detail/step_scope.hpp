#pragma once
/// One step on its way: its summary, its time, its note in the store.

#include <functional>
#include <string>
#include <utility>

#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow::detail {

class StepScope {
 public:
  StepScope(Workspace& workspace, const StepContext& context, std::string name)
      : workspace_(workspace), context_(context), start_(context.stopwatch()) {
    summary_.step = std::move(name);
  }

  /// The output file that holds the layers.
  [[nodiscard]] std::string gpkg() const { return geopackage_name(workspace_.city()); }

  void add(Figure figure) { summary_.figures.push_back(std::move(figure)); }
  void count(std::string name, std::int64_t value, std::string file, std::string expression, std::string en,
             std::string zh) {
    add({std::move(name), value, std::move(file), std::move(expression), std::move(en), std::move(zh), ""});
  }
  void finding(std::string en, std::string zh) { summary_.findings.push_back(std::move(en) + " | " + std::move(zh)); }

  /// Keeps what the step made and its note in one transaction, and hands the summary over: the step either happened or
  /// it did not.
  [[nodiscard]] Expected<StepSummary> commit(const std::function<Expected<void>()>& puts) {
    summary_.seconds = context_.stopwatch() - start_;
    const auto keep = [&]() -> Expected<void> {
      GRID_CHECK(puts());
      return workspace_.store().put_note(summary_.step, to_json(summary_));
    };
    GRID_CHECK(workspace_.store().together(keep));
    return std::move(summary_);
  }

 private:
  Workspace& workspace_;
  const StepContext& context_;
  double start_;
  StepSummary summary_;
};

}  // namespace libgrid::workflow::detail
