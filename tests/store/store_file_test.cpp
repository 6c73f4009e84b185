#include <libgrid/store/detail/store_file.hpp>

#include <unistd.h>

#include <cstdlib>
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
  EXPECT_EQ(error.detail, "schema version 99, this program has 5");
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

/// Where the tests run as root, nobody else may write what root made.
class AsNobody {
 public:
  AsNobody() : root_(::geteuid() == 0 && ::seteuid(65'534) == 0) {}
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (root_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool root_;
};

TEST_F(StoreFile, AReadOnlyFolderIsReadAndNotWritten) {
  namespace fs = std::filesystem;
  const fs::path odd = folder / "a?b#c%41 市";  // an URI would read these signs otherwise
  fs::create_directory(odd);
  {
    create_store_file(odd / "store.sqlite").value();
  }
  const auto reading = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  fs::permissions(odd / "store.sqlite", reading);
  const auto entering = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
  fs::permissions(folder, reading | entering | fs::perms::owner_write);
  fs::permissions(odd, reading | entering);
  {
    const AsNobody nobody;
    auto database = open_store_file(odd / "store.sqlite");
    ASSERT_TRUE(database) << message_en(database.error());
    EXPECT_EQ(database->number("PRAGMA application_id").value(), kApplicationId);
    EXPECT_EQ(database->execute("CREATE TABLE extra (a)").error().code, ErrorCode::file_unwritable);
    EXPECT_FALSE(fs::exists(odd / "store.sqlite-shm"));
  }
  fs::permissions(odd, fs::perms::owner_all);
}

}  // namespace
}  // namespace libgrid::store::detail
