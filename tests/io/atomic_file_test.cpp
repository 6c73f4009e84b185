#include <libgrid/io/atomic_file.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

using Names = std::vector<std::string>;

TEST(AtomicFile, SnippetOfTheHeader) {
  const TemporaryFolder folder;
  const auto run = [&]() -> Expected<void> {
    GRID_CHECK(io::write_file_atomically(folder.at("summary.json"), "{}"));
    Expected<io::AtomicFile> file = io::AtomicFile::create(folder.at("boston.gpkg"));
    if (!file) return fail(std::move(file.error()));
    std::ofstream(file->temporary_path()) << "bytes";
    GRID_CHECK(file->commit());
    return {};
  };
  EXPECT_TRUE(run().has_value());
  EXPECT_EQ(folder.names(), (Names{"boston.gpkg", "summary.json"}));
}

TEST(AtomicFile, WritesAndReplaces) {
  const TemporaryFolder folder;
  const std::string large(3'000'000, 'x');
  EXPECT_TRUE(write_file_atomically(folder.at("a"), "old").has_value());
  EXPECT_TRUE(write_file_atomically(folder.at("a"), large).has_value());
  EXPECT_EQ(bytes_of(folder.at("a")), large);
  EXPECT_TRUE(write_file_atomically(folder.at("a"), "").has_value());
  EXPECT_EQ(bytes_of(folder.at("a")), "");
  EXPECT_EQ(folder.names(), Names{"a"});
}

TEST(AtomicFile, WithoutCommitTheOldFileStaysAndNothingElse) {
  const TemporaryFolder folder;
  folder.write("a", "old");
  {
    auto file = AtomicFile::create(folder.at("a")).value();
    std::ofstream(file.temporary_path()) << "half";
    std::ofstream(file.temporary_path().string() + "-journal") << "of a library";
    EXPECT_EQ(folder.names().size(), 2U);
    EXPECT_EQ(bytes_of(folder.at("a")), "old");
  }
  EXPECT_EQ(folder.names(), Names{"a"});
  EXPECT_EQ(bytes_of(folder.at("a")), "old");
}

TEST(AtomicFile, SideFilesOfALibraryGoWithTheCommit) {
  const TemporaryFolder folder;
  auto file = AtomicFile::create(folder.at("a.gpkg")).value();
  EXPECT_EQ(file.temporary_path().filename(), "a.gpkg");
  std::ofstream(file.temporary_path()) << "whole";
  std::ofstream(file.temporary_path().string() + "-wal") << "rest";
  EXPECT_TRUE(file.commit().has_value());
  EXPECT_EQ(folder.names(), Names{"a.gpkg"});
}

TEST(AtomicFile, TwoAtATimeDoNotDisturbEachOther) {
  const TemporaryFolder folder;
  auto first = AtomicFile::create(folder.at("a")).value();
  std::ofstream(first.temporary_path()) << "first";
  auto second = AtomicFile::create(folder.at("a")).value();
  std::ofstream(second.temporary_path()) << "second";
  EXPECT_TRUE(first.commit().has_value());
  EXPECT_EQ(bytes_of(folder.at("a")), "first");
  EXPECT_TRUE(second.commit().has_value());
  EXPECT_EQ(bytes_of(folder.at("a")), "second");
}

TEST(AtomicFile, MovesCarryTheTemporaryFile) {
  const TemporaryFolder folder;
  auto file = AtomicFile::create(folder.at("a")).value();
  AtomicFile moved = std::move(file);
  std::ofstream(moved.temporary_path()) << "x";
  moved = AtomicFile::create(folder.at("b")).value();
  std::ofstream(moved.temporary_path()) << "y";
  EXPECT_TRUE(moved.commit().has_value());
  EXPECT_EQ(folder.names(), Names{"b"});
}

/// Kills a process that has written half of the file: the old file is whole, the next run cleans up and works.
TEST(AtomicFile, AKilledRunLeavesTheOldFileAndTheNextRunCleansUp) {
  const TemporaryFolder folder;
  folder.write("a", "old");
  folder.write(".a.libgrid-tmp-own-notes", "not ours");
  const pid_t child = fork();
  if (child == 0) {
    auto file = AtomicFile::create(folder.at("a")).value();
    std::ofstream(file.temporary_path()) << "half" << std::flush;
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(folder.names().size(), 3U);
  EXPECT_EQ(bytes_of(folder.at("a")), "old");
  EXPECT_TRUE(write_file_atomically(folder.at("a"), "new").has_value());
  EXPECT_EQ(folder.names(), (Names{".a.libgrid-tmp-own-notes", "a"}));
  EXPECT_EQ(bytes_of(folder.at("a")), "new");
}

/// The run is killed while it writes two files; the next run writes a third, and a run that lives is left alone.
TEST(AtomicFile, TheNextRunCleansUpUnderWhateverNameTheKilledOneWrote) {
  const TemporaryFolder folder;
  const auto living = AtomicFile::create(folder.at("living")).value();
  std::filesystem::create_directory(folder.at(".other.tmp-abcdef"));           // of another program
  std::filesystem::create_directory(folder.at(".other.libgrid-tmp-abcdefg"));  // no name that we give
  const pid_t child = fork();
  if (child == 0) {
    auto one = AtomicFile::create(folder.at("one.csv")).value();
    auto two = AtomicFile::create(folder.at("two.csv")).value();
    std::ofstream(two.temporary_path()) << "half" << std::flush;
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(folder.names().size(), 5U);
  EXPECT_TRUE(write_file_atomically(folder.at("three.csv"), "new").has_value());
  EXPECT_EQ(folder.names(), (Names{living.temporary_path().parent_path().filename().string(),
                                   ".other.libgrid-tmp-abcdefg", ".other.tmp-abcdef", "three.csv"}));
}

TEST(AtomicFile, NamesWhatCannotBeWritten) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.at("sub"));
  folder.write("file", "x");
  for (const auto& target : {folder.at("none") / "a", folder.at("file") / "a", folder.at("sub"), folder.at("sub/")}) {
    const auto done = write_file_atomically(target, "x");
    ASSERT_FALSE(done.has_value()) << target;
    EXPECT_EQ(done.error().code, ErrorCode::file_unwritable) << target;
  }
  EXPECT_EQ(folder.names(), (Names{"file", "sub"}));
}

TEST(AtomicFile, APathWithoutFolderIsInTheCurrentOne) {
  const TemporaryFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.at("."));
  EXPECT_TRUE(write_file_atomically("plain.txt", "x").has_value());
  std::filesystem::current_path(before);
  EXPECT_EQ(folder.names(), Names{"plain.txt"});
}

}  // namespace
}  // namespace libgrid::io
