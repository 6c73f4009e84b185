#pragma once
/// The part of the block graph that one zone of the level above holds, with whole-number workloads.
///
/// Workloads are counted in units of total x 2^-50, so sums are exact and a load does not depend on the order in which
/// its blocks came. Shapes know the outside: a border to a block outside the region is part of the outline.

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning::detail {

using Load = std::int64_t;

struct RegionEdge {
  std::uint32_t to = 0;  ///< index in the region
  double border = 0.0;   ///< metres; 0 over a link
};

class Region {
 public:
  /// @pre blocks ascending, loads of all blocks of the graph
  Region(const BlockGraph& graph, std::span<const std::uint32_t> blocks, std::span<const Load> loads);

  [[nodiscard]] std::size_t size() const { return load_.size(); }
  [[nodiscard]] std::uint32_t block(std::size_t i) const { return block_[i]; }  ///< index in the graph
  [[nodiscard]] Load load(std::size_t i) const { return load_[i]; }
  [[nodiscard]] double area(std::size_t i) const { return area_[i]; }
  [[nodiscard]] double perimeter(std::size_t i) const { return perimeter_[i]; }
  [[nodiscard]] std::span<const RegionEdge> edges(std::size_t i) const {
    return std::span(edges_).subspan(first_[i], first_[i + 1] - first_[i]);
  }
  [[nodiscard]] Load total() const { return total_; }
  [[nodiscard]] double mean_border() const { return mean_border_; }  ///< of the edges with a border; > 0

 private:
  std::vector<std::uint32_t> block_;
  std::vector<Load> load_;
  std::vector<double> area_;
  std::vector<double> perimeter_;
  std::vector<std::size_t> first_;
  std::vector<RegionEdge> edges_;
  Load total_ = 0;
  double mean_border_ = 1.0;
};

/// Whole-number workloads of all blocks. @pre the sum of the workloads is positive
[[nodiscard]] std::vector<Load> whole_loads(const BlockGraph& graph);

/// What a zone may carry.
struct Limits {
  Load least = 0;
  Load most = 0;
  double mean = 1.0;
  double band = 0.05;
};

}  // namespace libgrid::zoning::detail
