#include <libgrid/store/detail/database.hpp>

#include <sqlite3.h>

#include <libgrid/store/detail/row.hpp>

namespace libgrid::store::detail {
namespace {

constexpr int kBusyMilliseconds = 10'000;

Error failure_of(sqlite3* handle) {
  const int code = sqlite3_errcode(handle) & 0xff;  // the primary code
  const std::string words = handle != nullptr ? sqlite3_errmsg(handle) : "out of memory";
  if (code == SQLITE_BUSY) return make_error(ErrorCode::store_failed, "another process is writing (" + words + ")");
  if (code == SQLITE_READONLY) return make_error(ErrorCode::file_unwritable, words);
  return make_error(ErrorCode::store_failed, words);
}

int open_flags(Database::Mode mode) {
  switch (mode) {
    case Database::Mode::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::read_only:
      return SQLITE_OPEN_READONLY;
    case Database::Mode::frozen:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Database::Mode::existing:
      break;
  }
  return SQLITE_OPEN_READWRITE;
}

std::string frozen_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%') {
      uri += "%25";
    } else if (c == '?') {
      uri += "%3f";
    } else if (c == '#') {
      uri += "%23";
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

void CloseDatabase::operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
void FinalizeStatement::operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }

Expected<bool> Statement::step() {
  switch (sqlite3_step(handle_.get())) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      sqlite3_reset(handle_.get());
      return false;
    default: {
      Error error = failure_of(sqlite3_db_handle(handle_.get()));
      sqlite3_reset(handle_.get());
      return fail(std::move(error));
    }
  }
}

Expected<Database> Database::connect(const std::filesystem::path& file, Mode mode) {
  // Absolute, so that SQLite takes no file for one of its special names (":memory:", "file:...").
  const std::string name = std::filesystem::absolute(file).string();
  const std::string path = mode == Mode::frozen ? frozen_uri(name) : name;
  const int flags = open_flags(mode);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return fail(database.failure().in_file(file.string()));
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  return database;
}

Expected<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return fail(failure());
  return {};
}

Expected<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
  if (code != SQLITE_OK) return fail(failure());
  return Statement(handle);
}

Expected<std::int64_t> Database::number(std::string_view sql) {
  GRID_TRY(statement, prepare(sql));
  GRID_TRY(row, statement.step());
  GRID_ASSERT(row);
  return row ? sqlite3_column_int64(statement.handle(), 0) : 0;
}

Expected<std::string> Database::word(std::string_view sql) {
  GRID_TRY(statement, prepare(sql));
  GRID_TRY(row, statement.step());
  GRID_ASSERT(row);
  return row ? RowReader(statement).text() : std::string();
}

bool Database::not_a_database() const { return sqlite3_errcode(handle_.get()) == SQLITE_NOTADB; }
bool Database::idle() const { return sqlite3_get_autocommit(handle_.get()) != 0; }
Error Database::failure() const { return failure_of(handle_.get()); }

}  // namespace libgrid::store::detail
