#pragma once
/// One parallel loop: calls body(begin, end) on disjoint ranges that cover [0, count).
///
///   parallel_for(points.size(), {.threads = 2}, [&](std::size_t begin, std::size_t end) {
///     for (std::size_t i = begin; i < end; ++i) out[i] = locate(points[i]);   // writes its own i only
///   });
///
/// @guarantee the ranges depend on count and grain only, so per-range sums added in range order are repeatable.
/// @cost count/grain calls; no allocation per element.

#include <cstddef>
#include <functional>

namespace libgrid {
inline namespace base {

struct Parallel {
  int threads = 0;           ///< 0: as many as the machine has; 1: the calling thread only
  std::size_t grain = 4096;  ///< elements per range
};

void parallel_for(std::size_t count, const Parallel& how, const std::function<void(std::size_t, std::size_t)>& body);

}  // namespace base
}  // namespace libgrid
