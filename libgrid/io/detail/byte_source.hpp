#pragma once
/// Bytes that come piece by piece: from memory, from a file, or out of gzip.
///
///   GRID_TRY(file, open_file(path));
///   GRID_TRY(source, unzipped(std::move(file), limits));     // as it is, unless it begins like gzip
///   while (true) { GRID_TRY(count, source->read(piece)); if (count == 0) break; ... }
///
/// @errors file_not_found, file_unreadable; of gzip: file_unreadable (damaged), file_truncated, body_too_large (bomb)

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include <libgrid/base/error.hpp>

namespace libgrid::io::detail {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills a front part of `piece`; 0 bytes mean the end.
  [[nodiscard]] virtual Expected<std::size_t> read(std::span<char> piece) = 0;
  /// Share of the underlying bytes that were read, 0 to 1.
  [[nodiscard]] virtual double share() const = 0;
};

using ByteSourcePtr = std::unique_ptr<ByteSource>;

struct UnzipLimits {
  std::uint64_t bytes = 0;
  double ratio = 0.0;
};

[[nodiscard]] ByteSourcePtr from_memory(std::string_view bytes);  ///< @pre bytes outlive the source
[[nodiscard]] Expected<ByteSourcePtr> open_file(const std::filesystem::path& path);
[[nodiscard]] Expected<ByteSourcePtr> unzipped(ByteSourcePtr source, const UnzipLimits& limits);

}  // namespace libgrid::io::detail
