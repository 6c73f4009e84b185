#pragma once
/// A file's bytes where the system keeps them: read in place, shared by every process that maps the same file.
///
///   GRID_TRY(file, io::MappedFile::open("zones.locator"));
///   GRID_TRY(locator, index::LayerLocator::from_bytes(file.bytes(), file.owner()));   // nothing is copied
///
/// The map is private and read-only. A file that is replaced by renaming another over it (write_file_atomically) keeps
/// its old bytes for those who mapped it before.
/// @pre       nobody cuts the file short or writes into it while it is mapped
/// @errors    file_not_found; file_unreadable (with the file's name and the system's reason); an empty file has no
/// bytes

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

class MappedFile {
 public:
  [[nodiscard]] static Expected<MappedFile> open(const std::filesystem::path& path);

  [[nodiscard]] std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(map_.get()), size_}; }
  /// Keeps the bytes mapped.
  [[nodiscard]] std::shared_ptr<const void> owner() const { return map_; }

 private:
  MappedFile(std::shared_ptr<const void> map, std::size_t size) : map_(std::move(map)), size_(size) {}

  std::shared_ptr<const void> map_;  // shared: whoever reads the bytes may outlive this object
  std::size_t size_;
};

}  // namespace libgrid::io
