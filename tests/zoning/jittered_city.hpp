#pragma once
/// Cities for the tests of zoning: jittered lattices of blocks, uneven workloads, islands off the coast.
///
///   const JitteredCity city({.columns = 20, .rows = 15, .islands = 3}, seed);
///   const BlockGraph graph = city.graph();        // with declared links

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <libgrid/base/random.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/links.hpp>

namespace libgrid::test {

/// Borders of blocks that share their vertices: every edge that two of them have.
inline std::vector<BlockBorder> shared_borders(const std::vector<Block>& blocks) {
  std::map<std::pair<Xy, Xy>, BlockId> first;
  std::map<std::pair<BlockId, BlockId>, Metres> lengths;
  for (const Block& block : blocks) {
    const Ring& ring = block.shape.outer;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const auto [other, is_new] = first.emplace(std::minmax(ring[i], ring[i + 1]), block.id);
      if (!is_new) lengths[std::minmax(other->second, block.id)] += distance(ring[i], ring[i + 1]);
    }
  }
  std::vector<BlockBorder> borders;
  for (const auto& [pair, length] : lengths) borders.push_back({pair.first, pair.second, length});
  return borders;
}

struct JitteredOptions {
  int columns = 12;
  int rows = 10;
  int islands = 0;           ///< of one or two blocks, south of the land
  double idle_share = 0.05;  ///< of blocks without any workload
  double heavy = 3.0;        ///< workload of one block in fifty, in ordinary ones
};

struct JitteredCity {
  std::vector<Block> blocks;
  std::vector<BlockBorder> borders;
  std::vector<Link> links;

  JitteredCity(const JitteredOptions& options, std::uint64_t seed) {
    const CounterRandom jitter(seed, 1);
    add_lattice(options.columns, options.rows, {0.0, 0.0}, jitter);
    for (int island = 0; island < options.islands; ++island) {
      const auto draw = static_cast<std::uint64_t>(island) + 1'000'000;
      const Xy corner{150.0 * island + 50.0 * jitter.unit(draw), -250.0 - 300.0 * jitter.unit(draw + 1000)};
      add_lattice(1 + static_cast<int>(jitter.below(draw + 2000, 2)), 1, corner, jitter);
    }
    give_workloads(options, CounterRandom(seed, 2));
    borders = shared_borders(blocks);
    links = zoning::declare_links(blocks, borders);
  }

  [[nodiscard]] zoning::BlockGraph graph() const { return zoning::BlockGraph::build(blocks, borders, links); }

 private:
  void add_lattice(int columns, int rows, Xy corner, const CounterRandom& jitter) {
    const auto first = static_cast<std::uint64_t>(blocks.size()) * 64;
    const auto node = [&](int column, int row) {
      const std::uint64_t draw = first + static_cast<std::uint64_t>(row * (columns + 1) + column) * 2;
      return snap({corner.x + 100.0 * column + 40.0 * jitter.unit(draw),
                   corner.y + 100.0 * row + 40.0 * jitter.unit(draw + 1)});
    };
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        Block block;
        block.id = BlockId{static_cast<std::int64_t>(blocks.size()) + 1};
        block.shape.outer = {node(column, row), node(column + 1, row), node(column + 1, row + 1), node(column, row + 1),
                             node(column, row)};
        block.area = area(block.shape);
        blocks.push_back(std::move(block));
      }
    }
  }

  void give_workloads(const JitteredOptions& options, const CounterRandom& draw) {
    double sum = 0.0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      blocks[i].workload = 0.5 + draw.unit(3 * i);
      if (draw.unit(3 * i + 1) < options.idle_share) blocks[i].workload = 0.0;
      if (draw.below(3 * i + 2, 50) == 0) blocks[i].workload = options.heavy;
      blocks[i].street_length = Metres{1000.0 * blocks[i].workload};
      blocks[i].reports = static_cast<std::int64_t>(10.0 * blocks[i].workload);
      sum += blocks[i].workload;
    }
    for (Block& block : blocks) block.workload /= sum;
  }
};

/// Number of connected pieces of the blocks with a part number, by repeated flooding over every edge there is.
inline int pieces_by_flooding(const zoning::BlockGraph& graph, const std::vector<int>& part, int number) {
  std::vector<std::size_t> colour(graph.size());
  std::iota(colour.begin(), colour.end(), std::size_t{0});
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < graph.size(); ++i) {
      for (const zoning::BlockNeighbour& next : graph.neighbours(i)) {
        if (part[i] != number || part[next.block] != number || colour[i] <= colour[next.block]) continue;
        colour[i] = colour[next.block];
        changed = true;
      }
    }
  }
  int pieces = 0;
  for (std::size_t i = 0; i < graph.size(); ++i) pieces += part[i] == number && colour[i] == i ? 1 : 0;
  return pieces;
}

/// Two levels of zones with posts, as data.
inline City small_city(int upper, int lower, double upper_band = 0.05, double lower_band = 0.10) {
  City city;
  city.code = "TST";
  city.levels = {{1, upper, upper_band, "第{}大网格", "Upper zone {}"}, {2, lower, lower_band, "第{}网格", "Zone {}"}};
  city.posts = {
      {0, "市级网格长", "City head"}, {1, "一级执行网格长", "Level 1 head"}, {2, "二级执行网格长", "Level 2 head"}};
  return city;
}

}  // namespace libgrid::test
