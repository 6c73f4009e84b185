#include <libgrid/store/detail/database.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

class DatabaseTest : public test::InFolder {};

TEST_F(DatabaseTest, HeaderSnippet) {
  const auto names = [this]() -> Expected<int> {
    GRID_TRY(database, Database::connect(file, Database::Mode::create));
    GRID_CHECK(database.execute("PRAGMA foreign_keys=ON"));
    GRID_CHECK(database.execute("CREATE TABLE streets(name); INSERT INTO streets VALUES('a'), ('b')"));
    GRID_TRY(statement, database.prepare("SELECT name FROM streets"));
    int rows = 0;
    for (;;) {
      GRID_TRY(row, statement.step());
      if (!row) break;
      ++rows;
    }
    return rows;
  }();
  EXPECT_EQ(names.value(), 2);
}

TEST_F(DatabaseTest, AnErrorCarriesTheWordsOfSqlite) {
  Database database = Database::connect(file, Database::Mode::create).value();
  EXPECT_EQ(database.execute("SELECT * FROM none").error().detail, "no such table: none");
  EXPECT_EQ(database.prepare("SELEC").error().code, ErrorCode::store_failed);
  EXPECT_EQ(database.number("SELECT * FROM none").error().code, ErrorCode::store_failed);
}

TEST_F(DatabaseTest, AFileThatIsMissingIsNotMade) {
  const auto opened = Database::connect(file, Database::Mode::existing);
  EXPECT_EQ(opened.error().code, ErrorCode::store_failed);
  EXPECT_EQ(opened.error().file, file.string());
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(DatabaseTest, AConstraintThatFailsLeavesTheStatementUsable) {
  Database database = Database::connect(file, Database::Mode::create).value();
  must(database.execute("CREATE TABLE t(x INTEGER PRIMARY KEY); INSERT INTO t VALUES(1)"));
  Statement insert = database.prepare("INSERT INTO t SELECT max(x) + (SELECT count(*) > 1 FROM t) FROM t").value();
  EXPECT_FALSE(insert.step().has_value());
  must(database.execute("INSERT INTO t VALUES(5)"));
  EXPECT_TRUE(insert.step().has_value());
  EXPECT_EQ(database.number("SELECT max(x) FROM t").value(), 6);
}

}  // namespace
}  // namespace libgrid::store::detail
