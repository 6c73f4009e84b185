#pragma once
/// The shapes whose borders were crossed an odd number of times.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace libgrid::index::detail {

/// In if it was out, out if it was in.
inline void flip(std::vector<std::uint32_t>& set, std::uint32_t shape) {
  const auto at = std::ranges::find(set, shape);
  if (at == set.end()) {
    set.push_back(shape);
  } else {
    set.erase(at);
  }
}

}  // namespace libgrid::index::detail
