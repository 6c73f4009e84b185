// What killing the process leaves: the child dies at its k-th write to the disk, in the middle of the bytes,
// for every k from the first write to the one after the last.

#include <csignal>
#include <functional>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/store/samples.hpp"

namespace libgrid::store {
namespace {

int writes_left = 0;  // of the child; SQLite's hook is a plain function

void die_if_last(int descriptor, const void* bytes, std::size_t count) {
  if (--writes_left > 0) return;
  // Half of it reaches the file; whether that works does not matter any more.
  [[maybe_unused]] const ssize_t torn = ::write(descriptor, bytes, count / 2);
  std::raise(SIGKILL);
}

ssize_t dying_write(int descriptor, const void* bytes, std::size_t count) {
  die_if_last(descriptor, bytes, count);
  return ::write(descriptor, bytes, count);
}

ssize_t dying_pwrite(int descriptor, const void* bytes, std::size_t count, off64_t offset) {
  if (writes_left == 1) ::lseek(descriptor, offset, SEEK_SET);
  die_if_last(descriptor, bytes, count);
  return ::pwrite(descriptor, bytes, count, offset);
}

void hook_writes() {
  sqlite3_initialize();
  sqlite3_vfs* files = sqlite3_vfs_find(nullptr);
  const auto plain = reinterpret_cast<sqlite3_syscall_ptr>(&dying_write);
  const auto placed = reinterpret_cast<sqlite3_syscall_ptr>(&dying_pwrite);
  files->xSetSystemCall(files, "write", plain);
  files->xSetSystemCall(files, "pwrite", placed);
  files->xSetSystemCall(files, "pwrite64", placed);
}

enum class Fate : unsigned char { killed, finished, failed };

/// Runs `work` in a child that is killed at its k-th write.
Fate in_child(int k, const std::function<bool()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    writes_left = k;
    hook_writes();
    ::_exit(work() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return Fate::killed;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Fate::finished : Fate::failed;
}

constexpr int kMostWrites = 2'000;

/// A table of 60 reports, enough for several pages; `marker` makes two of them differ everywhere.
ReportTable long_table(const std::string& marker) {
  ReportTable table = test::reports(marker);
  const Report sample = table.reports.front();
  for (int i = 0; i < 60; ++i) {
    table.reports.push_back(sample);
    table.reports.back().id = marker + std::to_string(i);
    table.reports.back().street = std::string(200, marker.front());
  }
  return table;
}

class InterruptedPut : public test::InFolder {};

TEST_F(InterruptedPut, LeavesTheOldContentOrTheNewOneWhole) {
  const ReportTable before = long_table("a");
  const ReportTable after = long_table("b");
  {
    must(Store::create(file).value().put_reports(before));
  }
  int found_old = 0;
  int found_new = 0;
  Fate fate = Fate::killed;
  for (int k = 1; fate == Fate::killed; ++k) {
    ASSERT_LT(k, kMostWrites);
    fate = in_child(k, [&] {
      auto store = Store::open(file);
      return store && store->put_reports(after);
    });
    ASSERT_NE(fate, Fate::failed) << "killed at write " << k;
    Store store = Store::open(file).value();
    const ReportTable found = store.reports().value();
    const bool is_new = found.reports == after.reports;
    ASSERT_TRUE(is_new || found.reports == before.reports) << "killed at write " << k;
    ++(is_new ? found_new : found_old);
    if (is_new) must(store.put_reports(before));
  }
  EXPECT_EQ(fate, Fate::finished);
  EXPECT_GT(found_old, 5);
  EXPECT_GT(found_new, 1) << "at least the child that finished and one that was killed after its commit";
}

TEST_F(InterruptedPut, SeveralPutsTogetherAreOne) {
  {
    test::full_store(file);
  }
  Fate fate = Fate::killed;
  bool last_was_new = false;
  for (int k = 1; fate == Fate::killed; ++k) {
    ASSERT_LT(k, kMostWrites);
    fate = in_child(k, [&] {
      auto store = Store::open(file);
      return store && store->together([&]() -> Expected<void> {
        GRID_CHECK(store->put_cells({}));
        GRID_CHECK(store->put_hotspots({}));
        return store->put_note("hotspots", "new");
      });
    });
    ASSERT_NE(fate, Fate::failed) << "killed at write " << k;
    Store store = Store::open(file).value();
    last_was_new = store.cells().value().empty();
    EXPECT_EQ(store.hotspots().value().empty(), last_was_new);
    EXPECT_EQ(store.note("hotspots").value(), last_was_new ? "new" : R"({"step": "hotspots"})");
    EXPECT_EQ(store.worst_places().has_value(), !last_was_new);
    if (!last_was_new) continue;
    must(store.put_cells(test::cells()));
    must(store.put_hotspots(test::hotspots()));
    must(store.put_worst_places(test::worst_places()));
    must(store.put_note("hotspots", R"({"step": "hotspots"})"));
  }
  EXPECT_TRUE(last_was_new);
}

TEST_F(InterruptedPut, AnInterruptedCreateIsTakenUpByTheNext) {
  int unfinished = 0;
  Fate fate = Fate::killed;
  for (int k = 1; fate == Fate::killed; ++k) {
    ASSERT_LT(k, kMostWrites);
    fate = in_child(k, [&] { return Store::create(file).has_value(); });
    ASSERT_NE(fate, Fate::failed) << "killed at write " << k;
    auto store = Store::open(file);
    if (!store) {
      ++unfinished;
      EXPECT_EQ(store.error().code, ErrorCode::workspace_missing) << "killed at write " << k;
      store = Store::create(file);
    }
    ASSERT_TRUE(store.has_value()) << "killed at write " << k << ": " << message_en(store.error());
    EXPECT_TRUE(store->put_streets(test::streets()).has_value());
    store = fail(ErrorCode::cancelled);  // closes the file
    std::filesystem::remove(file);
  }
  EXPECT_GT(unfinished, 5);
}

}  // namespace
}  // namespace libgrid::store
