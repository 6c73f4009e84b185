#pragma once
/// Regions and drawn partitions for the tests of zoning's private parts.

#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/detail/region.hpp>

namespace libgrid::test {

inline std::vector<std::uint32_t> all_blocks(const zoning::BlockGraph& graph) {
  std::vector<std::uint32_t> blocks(graph.size());
  std::iota(blocks.begin(), blocks.end(), 0U);
  return blocks;
}

inline zoning::detail::Region whole_region(const zoning::BlockGraph& graph) {
  return {graph, all_blocks(graph), zoning::detail::whole_loads(graph)};
}

/// The mean and the band of `zones` zones of a region.
inline zoning::detail::Limits limits_of(const zoning::detail::Region& region, int zones, double band) {
  const double mean = static_cast<double>(region.total()) / zones;
  return {.least = static_cast<zoning::detail::Load>(mean * (1.0 - band)),
          .most = static_cast<zoning::detail::Load>(mean * (1.0 + band)),
          .mean = mean,
          .band = band};
}

/// n x n blocks of 10 m in reading order, block i of workload workloads[i] (1 if left out).
inline zoning::BlockGraph square_graph(int n, std::vector<double> workloads = {}) {
  std::vector<Block> blocks;
  std::vector<BlockBorder> borders;
  workloads.resize(static_cast<std::size_t>(n * n), 1.0);
  for (int i = 0; i < n * n; ++i) {
    const double x = 10.0 * (i % n), y = 10.0 * (n - 1 - i / n);
    Block block;
    block.id = BlockId{i + 1};
    block.shape.outer = {{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}, {x, y}};
    block.area = area(block.shape);
    block.workload = workloads[static_cast<std::size_t>(i)];
    blocks.push_back(std::move(block));
    if (i % n > 0) borders.push_back({BlockId{i}, BlockId{i + 1}, Metres{10.0}});
    if (i >= n) borders.push_back({BlockId{i + 1 - n}, BlockId{i + 1}, Metres{10.0}});
  }
  return zoning::BlockGraph::build(blocks, borders, {});
}

/// "001 011" -> 0,0,1,0,1,1: part numbers of a square graph, row by row.
inline std::vector<int> drawn_parts(std::string_view rows) {
  std::vector<int> part;
  for (const char digit : rows) {
    if (digit >= '0' && digit <= '9') part.push_back(digit - '0');
  }
  return part;
}

/// The reverse, without spaces.
inline std::string drawing(const std::vector<int>& part) {
  std::string text;
  for (const int number : part) text += static_cast<char>('0' + number);
  return text;
}

}  // namespace libgrid::test
