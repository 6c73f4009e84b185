#pragma once
/// The tiny city taken through the real steps: what tests of workflow, service and bindings stand on.
///
///   TinyFolder folder;                                        // removed with the object
///   Workspace workspace = new_workspace(folder.path());       // empty
///   run_steps(workspace, write_tiny_city(folder.path()), "cut");   // import ... cut
///   const Workspace& done = finished_workspace();             // all steps, made once per test program, read-only

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/steps.hpp>
#include <libgrid/workflow/workspace.hpp>

#include "tests/support/temporary_folder.hpp"
#include "tests/workflow/tiny_city.hpp"

namespace libgrid::test {}
namespace libgrid::workflow::test {

using namespace libgrid::test;  // so that test:: means both, whichever files are compiled together

using TinyFolder = libgrid::test::TemporaryFolder;

inline const LocalTime kValidFrom = *parse_local_time("2015-01-01T00:00:00");

using Step = std::function<Expected<StepSummary>(Workspace&, const StepContext&)>;

/// Every step by the name under which its summary is kept.
inline std::vector<std::pair<std::string, Step>> all_steps(const CityFiles& files,
                                                           const std::filesystem::path& output) {
  return {{"import", [files](Workspace& w, const StepContext& c) { return import_city(w, files, c); }},
          {"blocks", draw_blocks},
          {"partition", draft_plan},
          {"publish", [](Workspace& w, const StepContext& c) { return publish_plan(w, kValidFrom, c); }},
          {"cut", cut_streets},
          {"assign", assign_reports},
          {"hotspots", find_hotspots},
          {"rebound", measure_rebound},
          {"export", [output](Workspace& w, const StepContext& c) { return export_outputs(w, output, c); }}};
}

/// Runs import and all after it up to and with `last`; outputs go to the workspace's folder / "out".
inline std::vector<StepSummary> run_steps(Workspace& workspace, const CityFiles& files,
                                          const std::string& last = "export") {
  std::vector<StepSummary> summaries;
  for (const auto& [name, step] : all_steps(files, workspace.folder() / "out")) {
    summaries.push_back(must(step(workspace, {})));
    if (name == last) break;
  }
  return summaries;
}

/// @pre write_tiny_city(folder) was called
inline Workspace new_workspace(const std::filesystem::path& folder) {
  return must(Workspace::create(folder / "workspace", folder / "city.json"));
}

/// A finished city with its folder.
struct TinyWorkspace {
  TinyFolder folder;
  CityFiles files = write_tiny_city(folder.path());
  Workspace workspace = new_workspace(folder.path());
  std::vector<StepSummary> summaries = run_steps(workspace, files);

  [[nodiscard]] std::filesystem::path output() const { return workspace.folder() / "out"; }
};

/// Made at the first call in a test program.
inline const TinyWorkspace& finished_city() {
  static const TinyWorkspace city;
  return city;
}

inline const Workspace& finished_workspace() { return finished_city().workspace; }

}  // namespace libgrid::workflow::test
