#include <libgrid/io/atomic_file.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace libgrid::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRandomLetters = 6;  // what mkdtemp puts in

Error unwritable(const fs::path& path, std::string_view doing, int reason) {
  return make_error(ErrorCode::file_unwritable, std::string(doing) + ": " + std::generic_category().message(reason))
      .in_file(path.filename().string());
}

fs::path folder_of(const fs::path& target) { return target.has_parent_path() ? target.parent_path() : fs::path("."); }

constexpr std::string_view kOurs = ".libgrid-tmp-";

std::string hidden_prefix(const fs::path& target) { return "." + target.filename().string() + std::string(kOurs); }

/// A hidden folder of this library, for whatever target: our word and the random letters at the end, made by this user.
bool is_ours(const fs::path& candidate) {
  const std::string name = candidate.filename().string();
  if (name.size() <= kOurs.size() + kRandomLetters || name.front() != '.') return false;
  if (!std::string_view(name).substr(0, name.size() - kRandomLetters).ends_with(kOurs)) return false;
  struct stat status{};
  return ::lstat(candidate.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

/// An open, locked descriptor of the folder, or -1 where somebody else holds it (or it is gone).
int lock_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0) return -1;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

/// What killed runs left beside the target, under whatever name they were to write.
void remove_stale_folders(const fs::path& target) {
  std::error_code ignored;
  std::vector<fs::path> stale;
  for (fs::directory_iterator it(folder_of(target), ignored), end; !ignored && it != end; it.increment(ignored)) {
    if (is_ours(it->path())) stale.push_back(it->path());
  }
  for (const fs::path& folder : stale) {
    const int lock = lock_folder(folder);
    if (lock < 0) continue;
    fs::remove_all(folder, ignored);
    ::close(lock);
  }
}

/// The name still means the locked folder: nobody took it for stale between mkdtemp and flock.
bool still_there(const fs::path& folder, int lock) {
  struct stat by_name{};
  struct stat by_lock{};
  return ::stat(folder.c_str(), &by_name) == 0 && ::fstat(lock, &by_lock) == 0 && by_name.st_ino == by_lock.st_ino &&
         by_name.st_dev == by_lock.st_dev;
}

struct LockedFolder {
  fs::path path;
  int lock = -1;
};

Expected<LockedFolder> make_locked_folder(const fs::path& target) {
  constexpr int kTries = 16;
  for (int i = 0; i < kTries; ++i) {
    std::string name = (folder_of(target) / (hidden_prefix(target) + std::string(kRandomLetters, 'X'))).string();
    if (::mkdtemp(name.data()) == nullptr) return fail(unwritable(target, "make a temporary folder", errno));
    const int lock = lock_folder(name);
    if (lock >= 0 && still_there(name, lock)) return LockedFolder{name, lock};
    if (lock >= 0) ::close(lock);
  }
  return fail(unwritable(target, "lock a temporary folder", EAGAIN));
}

Expected<void> sync_path(const fs::path& path, int flags, const fs::path& target) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return fail(unwritable(target, "open to sync", errno));
  const int result = ::fsync(descriptor);
  const int reason = errno;
  ::close(descriptor);
  if (result != 0) return fail(unwritable(target, "sync", reason));
  return {};
}

Expected<void> write_all(int descriptor, std::string_view bytes, const fs::path& target) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail(unwritable(target, "write", errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Expected<void> write_new_file(const fs::path& path, std::string_view bytes, const fs::path& target) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return fail(unwritable(target, "create", errno));
  Expected<void> written = write_all(descriptor, bytes, target);
  if (::close(descriptor) != 0 && written) return fail(unwritable(target, "close", errno));
  return written;
}

}  // namespace

AtomicFile::AtomicFile(fs::path target, fs::path folder, int lock)
    : target_(std::move(target)), folder_(std::move(folder)), temporary_(folder_ / target_.filename()), lock_(lock) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_)),
      folder_(std::exchange(other.folder_, {})),
      temporary_(std::move(other.temporary_)),
      lock_(std::exchange(other.lock_, -1)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  target_ = std::move(other.target_);
  folder_ = std::exchange(other.folder_, {});
  temporary_ = std::move(other.temporary_);
  lock_ = std::exchange(other.lock_, -1);
  return *this;
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::discard() noexcept {
  if (folder_.empty()) return;
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  ::close(lock_);
  folder_.clear();
  lock_ = -1;
}

Expected<AtomicFile> AtomicFile::create(const fs::path& target) {
  if (!target.has_filename()) return fail(unwritable(target, "create", EISDIR));
  remove_stale_folders(target);
  GRID_TRY(folder, make_locked_folder(target));
  return AtomicFile(target, folder.path, folder.lock);
}

Expected<void> AtomicFile::commit() {
  GRID_ASSERT(!folder_.empty());
  GRID_CHECK(sync_path(temporary_, O_RDONLY, target_));
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return fail(unwritable(target_, "rename", errno));
  discard();
  return sync_path(folder_of(target_), O_RDONLY | O_DIRECTORY, target_);
}

Expected<void> write_file_atomically(const fs::path& path, std::string_view bytes) {
  GRID_TRY(file, AtomicFile::create(path));
  GRID_CHECK(write_new_file(file.temporary_path(), bytes, path));
  return file.commit();
}

}  // namespace libgrid::io
