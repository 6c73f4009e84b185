#pragma once
/// Makes and opens store.sqlite: marks checked before anything is changed, durability set and read back.

#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/store/detail/database.hpp>

namespace libgrid::store::detail {

[[nodiscard]] Expected<Database> create_store_file(const std::filesystem::path& file);
/// A store that may not be written is opened for reading, and writes to it fail with file_unwritable. Without a
/// write-ahead log beside it nobody has it open, and it is taken to stay as it is.
[[nodiscard]] Expected<Database> open_store_file(const std::filesystem::path& file);

}  // namespace libgrid::store::detail
