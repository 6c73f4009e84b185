#pragma once
/// All or nothing: what is written while a Transaction lives happens at commit() or not at all.
///
///   GRID_TRY(transaction, Transaction::begin(database, Transaction::Kind::write));
///   GRID_CHECK(write_rows(database, streets));
///   return transaction.commit();                 // without it the destructor rolls back
///
/// Inside another one it is a savepoint. A read transaction holds one state for several statements.

#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/store/detail/database.hpp>

namespace libgrid::store::detail {

class Transaction {
 public:
  enum class Kind : unsigned char { read, write };

  static Expected<Transaction> begin(Database& database, Kind kind);

  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Expected<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) { ++database.depth_; }

  Database* database_;  ///< empty once committed or moved from
};

}  // namespace libgrid::store::detail
