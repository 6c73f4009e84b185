#pragma once
/// Makes the bytes of one band from the ring edges that meet it.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/index/detail/flat_band.hpp>

namespace libgrid::index::detail {

/// One ring edge as it came, with the number of its shape over all layers.
struct RingEdge {
  Xy a;
  Xy b;
  std::uint32_t shape = 0;
  std::uint32_t came = 0;  ///< used while building
};

/// The shapes of all layers: which is asked first, which layer it belongs to.
struct ShapeOrder {
  std::vector<std::uint32_t> priority;     ///< per shape; within a layer the lowest answers
  std::vector<std::uint32_t> layer_start;  ///< layers + 1 values
};

struct BandLimits {
  std::uint32_t edges_per_leaf = 4;
  std::size_t most_bytes = 0;  ///< cells are no longer cut once the tables are this large
};

/// Findings of one band that a caller reports; counted where they were seen.
struct BandFindings {
  std::uint64_t unique_edges = 0;    ///< that start in this band
  std::uint64_t repeated_edges = 0;  ///< of these, twice or more in one shape: even-odd parity drops pairs of them
};

struct BuiltBand {
  std::vector<UnitLine> bytes;  ///< lines only for their alignment
  BandCounts counts;
  BandFindings findings;
};

/// @param first_row of the band
/// @param edges     all ring edges that may meet the band; in the order of their rings they take less memory
[[nodiscard]] BuiltBand build_band(const FlatFrame& frame, int first_row, std::vector<RingEdge> edges,
                                   const ShapeOrder& order, const BandLimits& limits);

}  // namespace libgrid::index::detail
