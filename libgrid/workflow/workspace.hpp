#pragma once
/// 工作区: the folder of one city, and what every step gets handed.
///
///   auto workspace = Workspace::create("out/boston/workspace", "data/boston/city.json");
///   auto again = Workspace::open("out/boston/workspace");
///
/// The folder holds workspace.json (the city: frame, sectors, levels, rules) and store.sqlite (everything the steps
/// leave behind); rules/ has the tables that the city file names (responsible.exceptions, .precedents ...), taken again
/// by import and assign when they change, and the decisions that were recorded (decide.hpp). A folder becomes a
/// workspace when workspace.json is in it, which is written last.
/// @errors file_not_found (a table that the city file names), file_unwritable, workspace_missing,
/// workspace_incompatible, and those of the city file

#include <filesystem>
#include <functional>
#include <string>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/store/store.hpp>

namespace libgrid::workflow {

class Workspace {
 public:
  /// Makes the folder; refuses one that is a workspace already unless `replace`.
  [[nodiscard]] static Expected<Workspace> create(const std::filesystem::path& folder,
                                                  const std::filesystem::path& city_file, bool replace = false);
  [[nodiscard]] static Expected<Workspace> open(const std::filesystem::path& folder);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const City& city() const { return city_; }
  [[nodiscard]] store::Store& store() { return store_; }
  [[nodiscard]] const store::Store& store() const { return store_; }

 private:
  Workspace(std::filesystem::path folder, City city, store::Store store)
      : folder_(std::move(folder)), city_(std::move(city)), store_(std::move(store)) {}

  std::filesystem::path folder_;
  City city_;
  store::Store store_;
};

/// How a step talks to the outside: progress, cancelling, and a stopwatch (seconds since any fixed moment), so that no
/// step reads a clock of its own.
struct StepContext {
  Progress progress;
  CancelToken cancel;
  std::function<double()> stopwatch = [] { return 0.0; };
};

}  // namespace libgrid::workflow
