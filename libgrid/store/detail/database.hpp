#pragma once
/// One connection to SQLite and its prepared statements, owned by value.
///
///   GRID_TRY(database, Database::connect("store.sqlite", Database::Mode::existing));
///   GRID_CHECK(database.execute("PRAGMA foreign_keys=ON"));
///   GRID_TRY(statement, database.prepare("SELECT name FROM streets"));
///   for (;;) {
///     GRID_TRY(row, statement.step());
///     if (!row) break;
///   }
///
/// @errors store_failed with SQLite's own words

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <libgrid/base/error.hpp>

struct sqlite3;
struct sqlite3_stmt;

namespace libgrid::store::detail {

struct CloseDatabase {
  void operator()(sqlite3* handle) const noexcept;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* handle) const noexcept;
};

/// A prepared statement. RowWriter binds its parameters, RowReader reads its columns.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}

  [[nodiscard]] sqlite3_stmt* handle() const { return handle_.get(); }

  /// True: a row is there to be read. False: done, and ready to be bound and run again.
  Expected<bool> step();

 private:
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle_;
};

class Database {
 public:
  /// frozen: nobody writes the file, nothing is made beside it (SQLite's immutable): for folders that are read-only.
  enum class Mode : unsigned char { existing, create, read_only, frozen };

  static Expected<Database> connect(const std::filesystem::path& file, Mode mode);

  /// One or more statements without parameters; rows are passed over.
  Expected<void> execute(const std::string& sql);
  Expected<Statement> prepare(std::string_view sql);
  /// First column of the first row. @pre there is one
  Expected<std::int64_t> number(std::string_view sql);
  Expected<std::string> word(std::string_view sql);

  /// SQLite says that the file is something else.
  [[nodiscard]] bool not_a_database() const;
  /// No transaction is open.
  [[nodiscard]] bool idle() const;

 private:
  friend class Transaction;
  explicit Database(sqlite3* handle) : handle_(handle) {}

  [[nodiscard]] Error failure() const;

  std::unique_ptr<sqlite3, CloseDatabase> handle_;
  int depth_ = 0;  ///< transactions that are open inside each other
};

}  // namespace libgrid::store::detail
