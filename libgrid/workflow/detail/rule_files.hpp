#pragma once
/// The files that the city file names (areas, decisions, aliases, buildings): kept in the workspace, so that it needs
/// nothing beside itself, and taken again when they change where they came from.
///
///   GRID_CHECK(files.keep(city_file, city.responsible.exceptions));     // "parks.geojson" becomes
///   "rules/parks.geojson" GRID_CHECK(files.remember()); GRID_TRY(changed, take_changed_rules(workspace.folder())); //
///   at the next import or assign: findings
///
/// rule_sources.csv has where each file came from and the SHA-256 of what was taken. A source that is no longer there
/// changes nothing: the kept copy holds.
/// @errors file_not_found, file_unwritable; those of reading rule_sources.csv

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>

namespace libgrid::workflow::detail {

class RuleFiles {
 public:
  explicit RuleFiles(std::filesystem::path workspace) : folder_(std::move(workspace)) {}

  /// @param name beside the city file; then in the workspace. Empty: there is none
  [[nodiscard]] Expected<void> keep(const std::filesystem::path& city_file, std::string& name);
  [[nodiscard]] Expected<void> remember() const;

 private:
  friend Expected<std::vector<FindingText>> take_changed_rules(const std::filesystem::path& workspace);
  struct Source {
    std::string kept;  ///< in the workspace
    std::string path;  ///< absolute
    std::string sha256;
  };
  [[nodiscard]] Expected<void> take(const Source& source) const;

  std::filesystem::path folder_;
  std::vector<Source> sources_;
};

/// One text per file that was taken again.
[[nodiscard]] Expected<std::vector<FindingText>> take_changed_rules(const std::filesystem::path& workspace);

}  // namespace libgrid::workflow::detail
