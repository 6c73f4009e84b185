#pragma once
/// An answer may not take the place of what it is made from.

#include <filesystem>
#include <span>

#include <libgrid/base/error.hpp>

namespace libgrid::workflow::detail {

/// @param written  empty paths are not written
/// @errors parameter_invalid, with the file's name
[[nodiscard]] Expected<void> keeps_its_inputs(std::span<const std::filesystem::path> inputs,
                                              std::span<const std::filesystem::path> written);

}  // namespace libgrid::workflow::detail
