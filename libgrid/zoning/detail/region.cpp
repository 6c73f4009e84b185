#include <libgrid/zoning/detail/region.hpp>

#include <cmath>

namespace libgrid::zoning::detail {
namespace {

constexpr double kUnits = 0x1.0p50;
constexpr auto kOutside = static_cast<std::uint32_t>(-1);

}  // namespace

std::vector<Load> whole_loads(const BlockGraph& graph) {
  const double unit = kUnits / graph.total_workload();
  std::vector<Load> loads;
  loads.reserve(graph.size());
  for (const BlockNode& node : graph.nodes())
    loads.push_back(static_cast<Load>(std::floor(node.workload * unit + 0.5)));
  return loads;
}

Region::Region(const BlockGraph& graph, std::span<const std::uint32_t> blocks, std::span<const Load> loads)
    : block_(blocks.begin(), blocks.end()), first_{0} {
  std::vector<std::uint32_t> inside(graph.size(), kOutside);
  for (std::size_t i = 0; i < block_.size(); ++i) inside[block_[i]] = static_cast<std::uint32_t>(i);
  double length = 0.0;
  std::size_t borders = 0;
  for (const std::uint32_t block : block_) {
    load_.push_back(loads[block]);
    total_ += loads[block];
    area_.push_back(graph.node(block).area.value);
    perimeter_.push_back(graph.node(block).perimeter.value);
    for (const BlockNeighbour& neighbour : graph.neighbours(block)) {
      if (inside[neighbour.block] == kOutside) continue;
      edges_.push_back({inside[neighbour.block], neighbour.border.value});
      length += neighbour.border.value;
      borders += neighbour.link ? 0 : 1;
    }
    first_.push_back(edges_.size());
  }
  if (length > 0.0) mean_border_ = length / static_cast<double>(borders);
}

}  // namespace libgrid::zoning::detail
