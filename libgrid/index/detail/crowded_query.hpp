#pragma once
/// What a leaf of too many edges or candidates says about a point: everything is asked of the exact edges.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <libgrid/index/detail/leaf_query.hpp>
#include <libgrid/index/detail/parity_set.hpp>

namespace libgrid::index::detail {

struct CrowdedHolding {
  std::vector<std::uint32_t> inside, touched;
};

inline CrowdedHolding ask_crowded(const BandView& band, const FlatFrame& frame, const Place& place, std::size_t at,
                                  Xy p) {
  const auto& pool = band.pool;
  const std::size_t held = pool[at], edges = pool[at + 1];
  const Xy corner = corner_of(frame, place);
  CrowdedHolding found;
  found.inside.assign(pool.begin() + static_cast<std::ptrdiff_t>(at + 2),
                      pool.begin() + static_cast<std::ptrdiff_t>(at + 2 + held));
  at += 2 + held;
  for (std::size_t e = 0; e < edges; ++e) {
    const WalkResult met = walk(band.edge(pool[at]), corner, p);
    for (const std::uint32_t shape : pool.subspan(at + 2, pool[at + 1])) {
      if (met.crosses) flip(found.inside, shape);
      if (met.touches && std::ranges::find(found.touched, shape) == found.touched.end()) found.touched.push_back(shape);
    }
    at += 2 + std::size_t{pool[at + 1]};
  }
  return found;
}

}  // namespace libgrid::index::detail
