#pragma once
/// Makes and opens store.sqlite: marks checked before anything is changed, durability set and read back.

#include <filesystem>

#include <libgrid/base/error.hpp>
#include <libgrid/store/detail/database.hpp>

namespace libgrid::store::detail {

[[nodiscard]] Expected<Database> create_store_file(const std::filesystem::path& file);
[[nodiscard]] Expected<Database> open_store_file(const std::filesystem::path& file);

}  // namespace libgrid::store::detail
