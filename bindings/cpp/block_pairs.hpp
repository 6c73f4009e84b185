#pragma once
/// Pairs of neighbouring blocks, and amounts of blocks, as they come from Python.
///
///   std::vector<Ends> seen;
///   const std::vector<Ends> ends = ends_of(edges, "edges", blocks, seen);    // lower block first
///
/// @errors parameter_invalid with the argument as field and the entry as row (from 1)

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"

namespace libgrid::bindings {

using Ends = std::pair<std::int64_t, std::int64_t>;

[[noreturn]] void refuse(const std::string& argument, const std::string& why, std::size_t at);

/// Finite and not negative.
void require_amounts(const Doubles& values, const std::string& argument);

/// Pairs of different blocks, lower first, none of them twice nor among those seen before.
[[nodiscard]] std::vector<Ends> ends_of(pybind11::handle object, const std::string& argument, std::size_t blocks,
                                        std::vector<Ends>& seen);

}  // namespace libgrid::bindings
