#pragma once
/// Zone maps by plan version, and the history of published versions: which was in force when.

#include <cstdint>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/store/detail/database.hpp>

namespace libgrid::store::detail {

Expected<void> write_zone_map(Database& database, const ZoneMap& map, std::int64_t version);
Expected<ZoneMap> read_zone_map(Database& database, std::int64_t version);

/// Adds the version behind all others and ends the one in force at its valid_from.
Expected<void> append_version(Database& database, const PlanVersion& version);
Expected<std::vector<PlanVersion>> read_versions(Database& database);
Expected<PlanVersion> read_version(Database& database, std::int64_t version);
/// The ground has not been replaced since. @errors plan_missing
Expected<bool> made_on_present_ground(Database& database, std::int64_t version);
Expected<PlanVersion> version_in_force(Database& database, LocalTime at);

}  // namespace libgrid::store::detail
