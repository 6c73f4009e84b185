#pragma once
/// Folders that answers are written into.
///
///   GRID_CHECK(io::make_folder("out/2015-07"));     // with all above it; one that is there already is fine

#include <filesystem>

#include <libgrid/base/error.hpp>

namespace libgrid::io {

/// @errors file_unwritable
[[nodiscard]] Expected<void> make_folder(const std::filesystem::path& folder);

}  // namespace libgrid::io
