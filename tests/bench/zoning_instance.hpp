#pragma once
/// Block graphs of the zoning benchmarks as zoning_instance.py writes them.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::bench {

struct Instance {
  std::string name;
  std::vector<std::int32_t> first, to;
  std::vector<double> border, rank, load, area, outer;
  double blocks_per_zone = 50.0;
  [[nodiscard]] std::size_t size() const { return load.size(); }
  [[nodiscard]] int zones() const {
    return size() > 1'000'000 && blocks_per_zone == 50.0
               ? 20'537
               : std::max(1, static_cast<int>(std::lround(static_cast<double>(size()) / blocks_per_zone)));
  }
};

template <class T>
void read_column(std::ifstream& in, std::vector<T>& column, std::size_t count) {
  column.resize(count);
  in.read(reinterpret_cast<char*>(column.data()), static_cast<std::streamsize>(count * sizeof(T)));
}

[[nodiscard]] inline bool read_instance(const std::filesystem::path& path, Instance& instance) {
  std::ifstream in(path, std::ios::binary);
  char mark[8] = {};
  std::int64_t counts[2] = {0, 0};
  in.read(mark, 8);
  in.read(reinterpret_cast<char*>(counts), 16);
  if (!in || std::memcmp(mark, "GRIDZONE", 8) != 0) return false;
  const auto blocks = static_cast<std::size_t>(counts[0]);
  const auto halves = static_cast<std::size_t>(counts[1]);
  read_column(in, instance.first, blocks + 1);
  read_column(in, instance.to, halves);
  read_column(in, instance.border, halves);
  read_column(in, instance.rank, halves);
  read_column(in, instance.load, blocks);
  read_column(in, instance.area, blocks);
  read_column(in, instance.outer, blocks);
  return static_cast<bool>(in);
}

[[nodiscard]] inline zoning::BlockGraph graph_of(const Instance& instance) {
  std::vector<zoning::BlockNode> nodes(instance.size());
  std::vector<BlockBorder> borders;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].id = BlockId{static_cast<std::int64_t>(i)};
    nodes[i].workload = instance.load[i];
    nodes[i].area = SquareMetres{instance.area[i]};
    double outline = instance.outer[i];
    for (auto e = static_cast<std::size_t>(instance.first[i]); e < static_cast<std::size_t>(instance.first[i + 1]);
         ++e) {
      outline += instance.border[e];
      if (static_cast<std::size_t>(instance.to[e]) > i)
        borders.push_back({nodes[i].id, BlockId{instance.to[e]}, Metres{instance.border[e]}});
    }
    nodes[i].perimeter = Metres{outline};
  }
  return zoning::BlockGraph::from_nodes(std::move(nodes), borders, {});
}

}  // namespace libgrid::bench
