#pragma once
/// Zonings by definition, and by trying all labellings: for the tests of exact searches.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/zoning/detail/price.hpp>
#include <libgrid/zoning/detail/zoning_cut.hpp>
#include <tests/zoning/mesh_of.hpp>

namespace libgrid::test {

inline bool is_zoning(const zoning::detail::Mesh& mesh, const std::vector<int>& part, int zones,
                      std::span<const zoning::detail::Limits> limits) {
  if (!zones_connected(mesh, part, zones)) return false;
  const zoning::detail::ZoningCut cut(mesh, part, zones);
  for (int zone = 0; zone < zones; ++zone)
    if (overload_of(cut.loads(zone), limits) > 0.0) return false;
  return true;
}

/// Three by three blocks, every fourth without a load: draw `round` of the seed.
inline zoning::detail::Mesh nine_blocks(std::uint64_t seed, std::uint64_t round) {
  const CounterRandom random(seed, round);
  std::vector<double> loads;
  for (std::uint64_t i = 0; i < 9; ++i) loads.push_back(i % 4 == 3 ? 0.0 : 0.3 + random.unit(i));
  return whole_mesh(square_graph(3, loads));
}

/// Of few nodes: all labellings.
inline bool any_zoning(const zoning::detail::Mesh& mesh, int zones, std::span<const zoning::detail::Limits> limits) {
  std::vector<int> part(mesh.size(), 0);
  for (;;) {
    if (is_zoning(mesh, part, zones, limits)) return true;
    std::size_t digit = 0;
    while (digit < part.size() && ++part[digit] == zones) part[digit++] = 0;
    if (digit == part.size()) return false;
  }
}

}  // namespace libgrid::test
