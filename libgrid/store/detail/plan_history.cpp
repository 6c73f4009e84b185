#include <libgrid/store/detail/plan_history.hpp>

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

#include <libgrid/model/plan_in_force.hpp>
#include <libgrid/store/detail/rows.hpp>

namespace libgrid::store::detail {
namespace {

// The digest of the ground that is kept now (ground_digest.hpp); NULL if none is.
constexpr const char* kGroundNumber =
    "SELECT number FROM ground_count WHERE EXISTS(SELECT 1 FROM parts WHERE part = 'ground')";

PlanVersion read_one(RowReader& row) {
  PlanVersion version{.id = row.id<PlanId>(),
                      .version = row.integer(),
                      .state = row.text(),
                      .valid_from = row.time(),
                      .valid_to = {},
                      .sha256 = {}};
  if (!row.skip_null()) version.valid_to = row.time();
  version.sha256 = row.text();
  return version;
}

Error refused(std::string detail) { return make_error(ErrorCode::parameter_invalid, std::move(detail)); }

Expected<void> check_fits(const PlanVersion& version, const std::vector<PlanVersion>& history) {
  const std::string name = "plan version " + std::to_string(version.version);
  if (version.version < 1) return fail(refused(name + " is below 1"));
  if (version.valid_to && *version.valid_to < version.valid_from) return fail(refused(name + " ends before it begins"));
  for (const PlanVersion& old : history) {
    if (old.version == version.version) return fail(refused(name + " exists"));
    if (old.id == version.id) return fail(refused("plan id " + std::to_string(version.id.value) + " exists"));
    if (old.valid_from > version.valid_from) {
      return fail(refused(name + " would begin at " + to_text(version.valid_from) + ", before version " +
                          std::to_string(old.version)));
    }
  }
  return {};
}

Expected<void> end_at(Database& database, std::int64_t version, LocalTime end) {
  GRID_TRY(update, database.prepare("UPDATE plans SET valid_to = ? WHERE version = ?"));
  return RowWriter(update).time(end).integer(version).run();
}

Expected<void> insert_version(Database& database, const PlanVersion& version) {
  const std::string columns = "plan_id, version, state, valid_from, valid_to, sha256, ground";
  GRID_TRY(insert,
           database.prepare("INSERT INTO plans(" + columns + ") VALUES(?, ?, ?, ?, ?, ?, (" + kGroundNumber + "))"));
  RowWriter row(insert);
  row.id(version.id).integer(version.version).text(version.state).time(version.valid_from);
  version.valid_to ? row.time(*version.valid_to) : row.null();
  return row.text(version.sha256).run();
}

/// What there is instead.
std::string known(const std::vector<PlanVersion>& history) {
  if (history.empty()) return "; none was published";
  return "; versions " + std::to_string(history.front().version) + " to " + std::to_string(history.back().version) +
         " exist, the first in force from " + to_text(history.front().valid_from);
}

}  // namespace

Expected<void> write_zone_map(Database& database, const ZoneMap& map, std::int64_t version) {
  GRID_TRY(insert, database.prepare("INSERT INTO zone_maps(plan_version, seed) VALUES(?, ?)"));
  GRID_CHECK(RowWriter(insert).integer(version).integer(std::bit_cast<std::int64_t>(map.seed)).run());
  GRID_CHECK(write_rows<Zone>(database, map.zones, version));
  GRID_CHECK(write_rows<BlockZone>(database, map.blocks, version));
  return write_rows<Post>(database, map.posts, version);
}

Expected<ZoneMap> read_zone_map(Database& database, std::int64_t version) {
  GRID_TRY(seed, database.number("SELECT seed FROM zone_maps WHERE plan_version = " + std::to_string(version)));
  GRID_TRY(zones, read_rows<Zone>(database, version));
  GRID_TRY(blocks, read_rows<BlockZone>(database, version));
  GRID_TRY(posts, read_rows<Post>(database, version));
  return ZoneMap{.zones = std::move(zones),
                 .blocks = std::move(blocks),
                 .posts = std::move(posts),
                 .seed = std::bit_cast<std::uint64_t>(seed)};
}

Expected<void> append_version(Database& database, const PlanVersion& version) {
  GRID_TRY(history, read_versions(database));
  GRID_CHECK(check_fits(version, history));
  for (const PlanVersion& old : history) {
    if (in_force(old, version.valid_from)) GRID_CHECK(end_at(database, old.version, version.valid_from));
  }
  return insert_version(database, version);
}

Expected<std::vector<PlanVersion>> read_versions(Database& database) {
  GRID_TRY(select, database.prepare("SELECT plan_id, version, state, valid_from, valid_to, sha256 FROM plans "
                                    "ORDER BY version"));
  std::vector<PlanVersion> versions;
  for (;;) {
    GRID_TRY(more, select.step());
    if (!more) return versions;
    RowReader row(select);
    versions.push_back(read_one(row));
    if (row.error()) return fail(Error(*row.error()).in_file("plans"));
  }
}

Expected<bool> made_on_present_ground(Database& database, std::int64_t version) {
  GRID_CHECK(read_version(database, version));
  const std::string same =
      std::string("SELECT count(*) FROM plans WHERE ground = (") + kGroundNumber + ") AND version = ";
  GRID_TRY(count, database.number(same + std::to_string(version)));
  return count == 1;
}

Expected<PlanVersion> read_version(Database& database, std::int64_t version) {
  GRID_TRY(history, read_versions(database));
  const auto found = std::ranges::find(history, version, &PlanVersion::version);
  if (found != history.end()) return *found;
  return fail(ErrorCode::plan_missing, "version " + std::to_string(version) + known(history));
}

Expected<PlanVersion> version_in_force(Database& database, LocalTime at) {
  GRID_TRY(history, read_versions(database));
  const auto found = std::ranges::find_if(history, [at](const PlanVersion& v) { return in_force(v, at); });
  if (found != history.end()) return *found;
  return fail(ErrorCode::plan_missing, "at " + to_text(at) + known(history));
}

}  // namespace libgrid::store::detail
