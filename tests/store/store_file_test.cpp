#include <libgrid/store/detail/store_file.hpp>

#include <fstream>

#include <libgrid/store/detail/schema.hpp>

#include "tests/store/samples.hpp"

namespace libgrid::store::detail {
namespace {

class StoreFile : public test::InFolder {
 protected:
  void write(const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }
  Database connect() { return Database::connect(file, Database::Mode::existing).value(); }
};

TEST_F(StoreFile, IsDurableAndMarked) {
  Database database = create_store_file(file).value();
  EXPECT_EQ(database.word("PRAGMA journal_mode").value(), "wal");
  EXPECT_EQ(database.number("PRAGMA synchronous").value(), 2);  // FULL
  EXPECT_EQ(database.number("PRAGMA foreign_keys").value(), 1);
  EXPECT_EQ(database.number("PRAGMA application_id").value(), kApplicationId);
  EXPECT_EQ(database.number("PRAGMA user_version").value(), kSchemaVersion);
  EXPECT_EQ(database.word("PRAGMA encoding").value(), "UTF-8");
}

TEST_F(StoreFile, OpeningSetsTheSame) {
  {
    create_store_file(file).value();
  }
  Database database = open_store_file(file).value();
  EXPECT_EQ(database.word("PRAGMA journal_mode").value(), "wal");
  EXPECT_EQ(database.number("PRAGMA synchronous").value(), 2);
  EXPECT_EQ(database.number("PRAGMA foreign_keys").value(), 1);
}

TEST_F(StoreFile, AnExistingFileIsNeverOverwritten) {
  {
    create_store_file(file).value();
  }
  EXPECT_EQ(create_store_file(file).error().code, ErrorCode::file_unwritable);
  std::filesystem::remove(file);
  const std::string letter = "Dear mayor, " + std::string(2000, 'x');
  write(letter);
  EXPECT_EQ(create_store_file(file).error().code, ErrorCode::file_unwritable);
  std::ifstream in(file, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), letter);
}

TEST_F(StoreFile, AFolderThatIsMissingIsNamed) {
  const auto created = create_store_file(folder / "none" / "store.sqlite");
  EXPECT_EQ(created.error().code, ErrorCode::file_unwritable);
  EXPECT_EQ(created.error().file, (folder / "none" / "store.sqlite").string());
}

TEST_F(StoreFile, AFileThatIsMissingOrUnfinishedIsNoWorkspace) {
  EXPECT_EQ(open_store_file(file).error().code, ErrorCode::workspace_missing);
  EXPECT_EQ(open_store_file(folder).error().code, ErrorCode::workspace_missing);
  write("");
  EXPECT_EQ(open_store_file(file).error().code, ErrorCode::workspace_missing);
  EXPECT_TRUE(create_store_file(file).has_value());  // an unfinished file is taken up
}

TEST_F(StoreFile, SomethingElseIsIncompatible) {
  write(std::string(4096, 'x'));
  EXPECT_EQ(open_store_file(file).error().code, ErrorCode::workspace_incompatible);
  std::filesystem::remove(file);
  {
    Database stranger = Database::connect(file, Database::Mode::create).value();
    must(stranger.execute("CREATE TABLE addresses(name)"));
  }
  EXPECT_EQ(open_store_file(file).error().code, ErrorCode::workspace_incompatible);
  EXPECT_EQ(connect().word("PRAGMA journal_mode").value(), "delete");  // a stranger's file is not changed
}

TEST_F(StoreFile, AnotherSchemaVersionIsIncompatible) {
  {
    must(create_store_file(file).value().execute("PRAGMA user_version=99"));
  }
  const Error error = open_store_file(file).error();
  EXPECT_EQ(error.code, ErrorCode::workspace_incompatible);
  EXPECT_EQ(error.detail, "schema version 99, this program has 3");
  EXPECT_EQ(error.file, file.string());
}

TEST_F(StoreFile, SpecialNamesOfSqliteAreOrdinaryNames) {
  const auto previous = std::filesystem::current_path();
  std::filesystem::current_path(folder);
  {
    create_store_file(":memory:").value();
  }
  EXPECT_TRUE(std::filesystem::exists(folder / ":memory:"));
  EXPECT_TRUE(open_store_file(":memory:").has_value());
  std::filesystem::current_path(previous);
}

}  // namespace
}  // namespace libgrid::store::detail
