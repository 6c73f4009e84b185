#include <libgrid/store/detail/transaction.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

class TransactionTest : public test::InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    database.emplace(Database::connect(file, Database::Mode::create).value());
    must(database->execute("PRAGMA journal_mode=WAL; CREATE TABLE t(x)"));
  }
  Transaction begin() { return Transaction::begin(*database, Transaction::Kind::write).value(); }
  void insert(int x) { must(database->execute("INSERT INTO t VALUES(" + std::to_string(x) + ")")); }
  std::string rows() {
    return database->word("SELECT coalesce(group_concat(x, ' '), '') FROM (SELECT x FROM t ORDER BY x)").value();
  }

  std::optional<Database> database;
};

TEST_F(TransactionTest, WithoutCommitNothingHappened) {
  {
    const Transaction transaction = begin();
    insert(1);
    EXPECT_EQ(rows(), "1");
  }
  EXPECT_EQ(rows(), "");
  EXPECT_TRUE(database->idle());
}

TEST_F(TransactionTest, AnInnerOneIsUndoneAlone) {
  Transaction outer = begin();
  insert(1);
  {
    const Transaction undone = begin();
    insert(2);
  }
  {
    Transaction kept = begin();
    insert(3);
    must(kept.commit());
  }
  must(outer.commit());
  EXPECT_EQ(rows(), "1 3");
}

TEST_F(TransactionTest, AnInnerCommitFallsWithTheOuterOne) {
  {
    const Transaction outer = begin();
    Transaction inner = begin();
    insert(1);
    must(inner.commit());
  }
  EXPECT_EQ(rows(), "");
}

TEST_F(TransactionTest, TwoWritersDoNotMeet) {
  Database other = Database::connect(file, Database::Mode::existing).value();
  must(other.execute("PRAGMA busy_timeout=0"));
  Transaction first = begin();
  const auto second = Transaction::begin(other, Transaction::Kind::write);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::store_failed);
  EXPECT_EQ(second.error().detail.substr(0, 26), "another process is writing");
  must(first.commit());
  EXPECT_TRUE(Transaction::begin(other, Transaction::Kind::write).has_value());
}

// When the disk is full, SQLite rolls back everything at once: what follows must not be committed on its own.
TEST_F(TransactionTest, AfterAFullDiskNothingOfTheWholeIsKept) {
  must(database->execute("PRAGMA cache_size=1; PRAGMA max_page_count=8"));
  {
    Transaction outer = begin();
    insert(1);
    const auto full = database->execute("INSERT INTO t SELECT zeroblob(100000)");
    ASSERT_FALSE(full.has_value());
    EXPECT_EQ(full.error().detail, "database or disk is full");
    if (database->idle()) {
      EXPECT_FALSE(Transaction::begin(*database, Transaction::Kind::write).has_value());
    }
  }
  EXPECT_EQ(rows(), "");
  Transaction next = begin();
  insert(2);
  must(next.commit());
  EXPECT_EQ(rows(), "2");
}

TEST_F(TransactionTest, ARollbackBySqliteItselfEndsTheWhole) {
  const Transaction outer = begin();
  insert(1);
  must(database->execute("ROLLBACK"));  // as SQLite does after an input/output error
  const auto inner = Transaction::begin(*database, Transaction::Kind::write);
  ASSERT_FALSE(inner.has_value());
  EXPECT_EQ(inner.error().detail, "the enclosing transaction was rolled back");
}

TEST_F(TransactionTest, AReadHoldsOneState) {
  Database other = Database::connect(file, Database::Mode::existing).value();
  Transaction reading = Transaction::begin(*database, Transaction::Kind::read).value();
  EXPECT_EQ(rows(), "");
  must(other.execute("INSERT INTO t VALUES(7)"));
  EXPECT_EQ(rows(), "");
  must(reading.commit());
  EXPECT_EQ(rows(), "7");
}

}  // namespace
}  // namespace libgrid::store::detail
