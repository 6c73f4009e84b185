#pragma once
/// Files that are either the old one or the new one, never half of one.
///
///   GRID_CHECK(io::write_file_atomically("out/summary.json", text));
///
///   Expected<io::AtomicFile> file = io::AtomicFile::create("out/boston.gpkg");   // for a path that a library writes
///   write_with_some_library(file->temporary_path());
///   GRID_CHECK(file->commit());                                                  // else the destructor removes it
///
/// The bytes go to a hidden folder `.<name>.libgrid-tmp-<random>` beside the target (so -wal and -journal files of a
/// library stay in there too); commit = fsync the file, rename it over the target, fsync the target's folder. While in
/// use the folder is locked (flock), and a lock ends with its process: create() removes the unlocked ones of this user
/// beside the target, for whatever file a killed run made them.
/// @pre the target's folder exists
/// @guarantee at any moment, also after SIGKILL or power cut, the target is the whole old file or the whole new one
/// @errors file_unwritable (with the file's name and the system's reason)

#include <filesystem>
#include <string_view>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

[[nodiscard]] Expected<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

class AtomicFile {
 public:
  [[nodiscard]] static Expected<AtomicFile> create(const std::filesystem::path& target);

  /// Where to write; the file does not exist yet and has the target's name, so extensions mean the same.
  [[nodiscard]] const std::filesystem::path& temporary_path() const { return temporary_; }

  /// Puts the file in the target's place. @pre the writer has closed it; called at most once
  [[nodiscard]] Expected<void> commit();

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  ~AtomicFile();

 private:
  AtomicFile(std::filesystem::path target, std::filesystem::path folder, int lock);
  void discard() noexcept;

  std::filesystem::path target_;
  std::filesystem::path folder_;  ///< the hidden folder; empty: nothing to remove
  std::filesystem::path temporary_;
  int lock_ = -1;  ///< descriptor of the hidden folder, flocked
};

}  // namespace libgrid::io
