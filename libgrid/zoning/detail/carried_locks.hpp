#pragma once
/// Locked zones on the levels above the lowest: each rides on one free block beside it.
///
/// An upper zone is cut into its lower zones after its locked ones are set aside. Were they cut like other ground, what
/// is left of it could lie in pieces that hold no whole number of zones. So upper levels are cut on the free blocks
/// alone, which are connected without the locked ones, and a locked zone goes where its carrier goes.
/// The carrier is the free neighbour in the heaviest piece of free ground with the longest border, ties by index.

#include <cstdint>
#include <optional>
#include <vector>

#include <libgrid/zoning/detail/problem.hpp>

namespace libgrid::zoning::detail {

struct CarriedLocks {
  Problem problem;                     ///< locked blocks are not active, their loads are their carrier's
  std::vector<std::uint32_t> carrier;  ///< of every locked zone
};

/// Nothing where no zone is locked, or one has no free block of its parent beside it.
[[nodiscard]] std::optional<CarriedLocks> carried_locks(const Problem& problem);

}  // namespace libgrid::zoning::detail
