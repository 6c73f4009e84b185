#include <libgrid/store/detail/store_file.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <utility>

#include <libgrid/store/detail/schema.hpp>
#include <libgrid/store/detail/transaction.hpp>

namespace libgrid::store::detail {
namespace {

struct Marks {
  std::int64_t application_id = 0;
  std::int64_t schema_version = 0;
  std::int64_t tables = 0;
  [[nodiscard]] bool blank() const { return application_id == 0 && tables == 0; }
};

Expected<Marks> read_marks(Database& database) {
  GRID_TRY(tables, database.number("SELECT count(*) FROM sqlite_master"));
  GRID_TRY(application_id, database.number("PRAGMA application_id"));
  GRID_TRY(schema_version, database.number("PRAGMA user_version"));
  return Marks{application_id, schema_version, tables};
}

Expected<void> check_marks(const Marks& marks) {
  if (marks.blank()) return fail(ErrorCode::workspace_missing, "the store was never finished");
  if (marks.application_id != kApplicationId) return fail(ErrorCode::workspace_incompatible, "not a libgrid store");
  if (marks.schema_version == kSchemaVersion) return {};
  return fail(ErrorCode::workspace_incompatible, "schema version " + std::to_string(marks.schema_version) +
                                                     ", this program has " + std::to_string(kSchemaVersion));
}

// SQLite answers a pragma that it cannot follow with the old value, not with an error: so each is read back.
Expected<void> set_durability(Database& database) {
  GRID_TRY(journal, database.word("PRAGMA journal_mode=WAL"));
  if (journal != "wal") return fail(ErrorCode::store_failed, "this disk allows no write-ahead log (" + journal + ")");
  GRID_CHECK(database.execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON"));
  GRID_TRY(synchronous, database.number("PRAGMA synchronous"));
  GRID_TRY(foreign_keys, database.number("PRAGMA foreign_keys"));
  if (synchronous != 2 || foreign_keys != 1) return fail(ErrorCode::store_failed, "a pragma was not followed");
  return {};
}

// One transaction: a create that is killed leaves an empty database, which the next create takes up.
Expected<void> write_schema(Database& database) {
  GRID_TRY(transaction, Transaction::begin(database, Transaction::Kind::write));
  GRID_TRY(marks, read_marks(database));
  if (!marks.blank()) return fail(ErrorCode::file_unwritable, "exists already");
  GRID_CHECK(database.execute(std::string(schema_sql())));
  GRID_CHECK(database.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                              "; PRAGMA user_version=" + std::to_string(kSchemaVersion)));
  return transaction.commit();
}

bool may_write(const std::filesystem::path& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

Database::Mode mode_of(const std::filesystem::path& file) {
  const std::filesystem::path absolute = std::filesystem::absolute(file);
  if (may_write(absolute) && may_write(absolute.parent_path())) return Database::Mode::existing;
  std::error_code ignored;
  const bool logged = std::filesystem::exists(absolute.string() + "-wal", ignored);
  return logged ? Database::Mode::read_only : Database::Mode::frozen;
}

}  // namespace

Expected<Database> create_store_file(const std::filesystem::path& file) {
  auto database = Database::connect(file, Database::Mode::create);
  if (!database) return fail(make_error(ErrorCode::file_unwritable, database.error().detail).in_file(file.string()));
  if (auto written = write_schema(*database); !written) {
    if (database->not_a_database())
      return fail(make_error(ErrorCode::file_unwritable, "exists already").in_file(file.string()));
    return fail(std::move(written.error()).in_file(file.string()));
  }
  GRID_CHECK(set_durability(*database));
  return std::move(*database);
}

Expected<Database> open_store_file(const std::filesystem::path& file) {
  std::error_code ignored;  // a path that cannot be looked at is no store either
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return fail(make_error(ErrorCode::workspace_missing).in_file(file.string()));
  }
  const Database::Mode mode = mode_of(file);
  GRID_TRY(database, Database::connect(file, mode));
  auto marks = read_marks(database);
  if (!marks && database.not_a_database()) {
    return fail(make_error(ErrorCode::workspace_incompatible, "not a libgrid store").in_file(file.string()));
  }
  if (!marks) return fail(std::move(marks.error()).in_file(file.string()));
  if (auto good = check_marks(*marks); !good) return fail(std::move(good.error()).in_file(file.string()));
  if (mode == Database::Mode::existing) GRID_CHECK(set_durability(database));
  return std::move(database);
}

}  // namespace libgrid::store::detail
