#pragma once
/// A zoning of a small mesh within hard limits, found or proved to be none: every node in one of the admissible zones
/// (admissible_zones.hpp), the node with the fewest left first.
///
///   Cover cover = zone_cover(mesh, 12, limits, {}, draw);
///   if (cover.end == CoverEnd::none) ...                // whatever the search of the other presets tries
///
/// Zones that come first in a branch are those with cheap borders, so that what is found is not crooked.
/// @guarantee the end depends on the work only, never on a clock
/// @source Knuth 2000, arXiv:cs/0011047 (exact cover, fewest first)

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/draw.hpp>
#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

enum class CoverEnd : unsigned char { found, none, unknown };

struct Cover {
  CoverEnd end = CoverEnd::unknown;
  std::vector<int> part;   ///< zone of every node, by the lowest node
  std::uint64_t work = 0;  ///< zones and nodes looked at
};

struct CoverBounds {
  std::uint64_t listing = 4'000'000;  ///< nodes looked at when zones are listed
  std::size_t zones = 60'000;
  std::uint64_t search = 20'000'000;  ///< zones and nodes looked at in one run of the search
  int runs = 1;                       ///< with other orders of zones of like borders
};

/// Any number of zones, for a search of what a component can hold.
constexpr int kAnyCount = 0;

[[nodiscard]] Cover zone_cover(const Mesh& mesh, int zones, std::span<const Limits> limits, const CoverBounds& bounds,
                               Draw& draw);

}  // namespace libgrid::zoning::detail
