#pragma once
/// A locator in a file, mapped: processes that open the same file share its memory.
///
///   GRID_TRY(locator, open_locator("zones.locator"));   // written from LayerLocator::to_bytes
///
/// @pre    nobody writes into the file while the locator or a copy of it lives; replace it by renaming another over it
/// @errors file_not_found; file_unreadable: no index (its detail says what is expected); index_version; index_damaged
/// @cost   one pass over the bytes, for the checks

#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/index/layer_locator.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<index::LayerLocator> open_locator(const std::filesystem::path& path);

}  // namespace libgrid::workflow
