#include <libgrid/store/detail/transaction.hpp>

namespace libgrid::store::detail {
namespace {

// A write lock is taken at once: a reader that turns writer halfway could be refused after its work is done.
const char* begin_sql(Transaction::Kind kind, int depth) {
  if (depth > 0) return "SAVEPOINT inner_put";
  return kind == Transaction::Kind::write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED";
}

}  // namespace

Expected<Transaction> Transaction::begin(Database& database, Kind kind) {
  // After a full disk SQLite rolls the whole transaction back by itself; a savepoint would then begin another one.
  if (database.depth_ > 0 && database.idle()) {
    return fail(ErrorCode::store_failed, "the enclosing transaction was rolled back");
  }
  GRID_CHECK(database.execute(begin_sql(kind, database.depth_)));
  return Transaction(database);
}

Expected<void> Transaction::commit() {
  const bool outer = database_->depth_ == 1;
  if (!outer && database_->idle()) return fail(ErrorCode::store_failed, "the enclosing transaction was rolled back");
  GRID_CHECK(database_->execute(outer ? "COMMIT" : "RELEASE inner_put"));
  --database_->depth_;
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  const bool outer = --database_->depth_ == 0;
  if (database_->idle()) return;  // SQLite rolled back by itself
  // Rolling back cannot fail in a way that could be answered here: an open transaction dies with the connection.
  static_cast<void>(
      database_->execute(outer ? "ROLLBACK" : "ROLLBACK TO inner_put; RELEASE inner_put"));  // NOLINT: said above
}

}  // namespace libgrid::store::detail
