#pragma once
/// All the zones that a small mesh allows: connected sets of nodes whose loads are within the limits and that leave no
/// rest too light to hold a zone.
///
///   AdmissibleZones all = admissible_zones(mesh, limits, {.work = 1'000'000, .zones = 100'000});
///   if (all.complete) ...                          // there are no others
///
/// @cost work is counted in nodes looked at; sets of k nodes are exponential in k

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/detail/mesh.hpp>

namespace libgrid::zoning::detail {

struct AdmissibleZones {
  std::vector<std::uint32_t> first{0};  ///< compressed rows
  std::vector<std::uint32_t> nodes;     ///< ascending in a row
  bool complete = true;
  std::uint64_t work = 0;  ///< nodes looked at

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> zone(std::size_t i) const {
    return std::span(nodes).subspan(first[i], first[i + 1] - first[i]);
  }
};

struct AdmissibleBounds {
  std::uint64_t work = 1'000'000;
  std::size_t zones = 100'000;
};

[[nodiscard]] AdmissibleZones admissible_zones(const Mesh& mesh, std::span<const Limits> limits,
                                               const AdmissibleBounds& bounds);

}  // namespace libgrid::zoning::detail
