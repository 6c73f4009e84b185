#pragma once
/// The names that rows of the register of streets may use: spellings and aliases as `where` knows them, rivers as ends.
///
///   GRID_TRY(names, register_names(workspace, rows, {"waters_and_rails.geojson"}, nullptr));
///   match_register(rows, streets, map, sector, {.key = names.key(), .ends = names.ends});

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/model/duty.hpp>
#include <libgrid/places/gazetteer.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow::detail {

struct RegisterNames {
  places::Gazetteer gazetteer{places::NameRules::common()};
  std::vector<Street> ends;  ///< lines of landmark files that a row names and the street layer does not have

  /// The folded name of the street that a spelling or an alias means. @pre *this outlives it
  [[nodiscard]] std::function<std::string(std::string_view)> key() const;
};

/// @param landmarks  GeoJSON of rivers and railways (landmark_file.hpp)
/// @param rejected   bad rows of the alias file and bad features; null: nowhere listed
/// @errors those of load_gazetteer
[[nodiscard]] Expected<RegisterNames> register_names(const Workspace& workspace, const std::vector<RegisterRow>& rows,
                                                     const std::vector<std::filesystem::path>& landmarks,
                                                     std::vector<RejectedRow>* rejected);

}  // namespace libgrid::workflow::detail
