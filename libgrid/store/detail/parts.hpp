#pragma once
/// The parts of a store's content, which step makes each, and what falls with it (the table in store.hpp).

#include <array>
#include <span>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/store/detail/database.hpp>

namespace libgrid::store::detail {

enum class Part : unsigned char {
  districts,
  streets,
  reports,
  ground,
  draft,
  plans,
  road_pieces,
  attributions,
  cells,
  hotspots,
  rebounds,
  worst_places,
};

struct PartInfo {
  Part part;
  std::string_view name;
  std::string_view step;             ///< the step that writes it
  std::string_view clear_sql;        ///< makes it empty; of plans: nothing, they are never deleted
  std::span<const Part> dependants;  ///< made from it, directly
};

[[nodiscard]] const PartInfo& info(Part part);

/// Forgets the part, what depends on it, and the notes of the steps that made them. @pre in a write transaction
Expected<void> clear(Database& database, Part part);
/// The part has been written whole (it may be empty). @pre in the same transaction as its rows
Expected<void> mark_written(Database& database, Part part);
/// @errors step_missing, detail: the step
Expected<void> require(Database& database, Part part);

}  // namespace libgrid::store::detail
