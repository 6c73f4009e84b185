#pragma once
/// A whole file in memory, for the small formats (GeoJSON, city file).
/// @errors file_not_found, file_unreadable, body_too_large

#include <cstdint>
#include <filesystem>
#include <string>

#include <libgrid/base/error.hpp>

namespace libgrid::io::detail {

inline constexpr std::uint64_t kLargestDocument = std::uint64_t{1} << 30;

[[nodiscard]] Expected<std::string> read_file(const std::filesystem::path& path,
                                              std::uint64_t at_most = kLargestDocument);

/// The path is a regular file that somebody may read; else the error says which of both is wrong.
[[nodiscard]] Expected<void> check_regular_file(const std::filesystem::path& path);

}  // namespace libgrid::io::detail
