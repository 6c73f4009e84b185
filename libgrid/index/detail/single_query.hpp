#pragma once
/// One point in a call of its own, as a service asks: without the lists of a batch.
///
///   if (locate_surely(flat, p, answers)) return;         // most points: no border is near
///   locate_columns(...)                                  // the others: exact edges, ties, crowded cells
///
/// Where it answers, p is on no border, so that no rule of ties is asked.
/// @guarantee the answers of locate_columns
/// @cost two or three reads from memory; docs/benchmarks.md, one point a call

#include <cstdint>
#include <span>

#include <libgrid/index/detail/flat_locator.hpp>

namespace libgrid::index::detail {

/// False: not certain, and answers are not written. @pre answers.size() == flat.layers()
[[nodiscard]] bool locate_surely(const FlatLocator& flat, Xy p, std::span<std::int32_t> answers);

}  // namespace libgrid::index::detail
