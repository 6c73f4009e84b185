#include <libgrid/zoning/split_block.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include <libgrid/coverage/cut_polygon.hpp>

namespace libgrid::zoning {
namespace {

const Block* block_with(std::span<const Block* const> blocks, BlockId id) {
  const auto found = std::ranges::find(blocks, id, [](const Block* block) { return block->id; });
  return found == blocks.end() ? nullptr : *found;
}

/// The figures of the block over its parts, by area; what is left over by rounding goes to the last one.
void share_figures(const Block& block, std::vector<Block>& parts) {
  SquareMetres all;
  for (const Block& part : parts) all += part.area;
  double before = 0.0;
  std::int64_t reports = 0;
  Metres street;
  double workload = 0.0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Block& part = parts[i];
    before += part.area / all;
    const bool last = i + 1 == parts.size();
    const auto upto = last ? block.reports : std::llround(before * static_cast<double>(block.reports));
    part.reports = upto - std::exchange(reports, upto);
    part.street_length = last ? block.street_length - street : block.street_length * (part.area / all);
    part.workload = last ? block.workload - workload : block.workload * (part.area / all);
    street += part.street_length, workload += part.workload;
  }
}

using EdgeEnds = std::pair<Xy, Xy>;

void for_each_edge(const Polygon& polygon, const auto& see) {
  const auto ring_edges = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) see(EdgeEnds(std::minmax(ring[i - 1], ring[i])));
  };
  ring_edges(polygon.outer);
  for (const Ring& hole : polygon.holes) ring_edges(hole);
}

/// Borders of the parts with each other and with the block's neighbours.
void add_borders(const std::vector<Block>& parts, const std::vector<const Block*>& neighbours,
                 std::vector<BlockBorder>& borders) {
  std::map<EdgeEnds, BlockId> first;
  std::map<std::pair<BlockId, BlockId>, Metres> lengths;
  const auto meet = [&](BlockId id, const EdgeEnds& edge) {
    const auto other = first.find(edge);
    if (other != first.end() && other->second != id)
      lengths[std::minmax(other->second, id)] += distance(edge.first, edge.second);
  };
  for (const Block& part : parts)
    for_each_edge(part.shape, [&](const EdgeEnds& edge) {
      meet(part.id, edge);
      first.emplace(edge, part.id);
    });
  // A neighbour meets a part on an edge that no second part has.
  for (const Block* neighbour : neighbours)
    for_each_edge(neighbour->shape, [&](const EdgeEnds& edge) { meet(neighbour->id, edge); });
  for (const auto& [pair, length] : lengths) borders.push_back({pair.first, pair.second, length});
  std::ranges::sort(borders, {}, [](const BlockBorder& border) { return std::pair(border.a, border.b); });
}

double distance_to(const Polygon& polygon, Xy p) {
  double least = HUGE_VAL;
  for_each_edge(polygon, [&](const EdgeEnds& edge) {
    least = std::min(least, distance_to_segment(p, edge.first, edge.second).value);
  });
  return least;
}

/// Links end at the part that their line touches.
std::vector<Link> moved_links(std::span<const Link> links, BlockId block, const std::vector<Block>& parts) {
  std::vector<Link> moved(links.begin(), links.end());
  const auto nearest = [&](Xy p) {
    return std::ranges::min_element(parts, {}, [&](const Block& part) { return distance_to(part.shape, p); })->id;
  };
  for (Link& link : moved) {
    if (link.from != block && link.to != block) continue;
    const bool drawn = !link.line.empty();
    if (link.from == block) link.from = drawn ? nearest(link.line.front()) : parts.front().id;
    if (link.to == block) link.to = drawn ? nearest(link.line.back()) : parts.front().id;
    if (link.to < link.from) {
      std::swap(link.from, link.to);
      std::ranges::reverse(link.line);
    }
  }
  return moved;
}

}  // namespace

Expected<BlockSplit> split_block(std::span<const Block* const> blocks, std::span<const BlockBorder> borders,
                                 std::span<const Link> links, BlockId id, BlockId next_id, const LineString& line,
                                 double) {
  const Block* block = block_with(blocks, id);
  const std::string what = "block " + std::to_string(id.value);
  if (block == nullptr) return fail(make_error(ErrorCode::parameter_invalid, "no such block").about(what));
  GRID_TRY(cut, coverage::cut_polygon(block->shape, std::vector<LineString>{line}));
  if (cut.parts.size() < 2)
    return fail(make_error(ErrorCode::parameter_invalid, "the line does not cut the block").about(what));

  BlockSplit split;
  for (Polygon& shape : cut.parts) {
    Block part;
    part.id = BlockId{next_id.value + static_cast<std::int64_t>(split.parts.size())};
    part.district = block->district;
    part.shape = std::move(shape);
    part.area = area(part.shape);
    split.parts.push_back(std::move(part));
  }
  share_figures(*block, split.parts);
  split.links = moved_links(links, id, split.parts);

  std::vector<BlockId> beside;
  for (const BlockBorder& border : borders) {
    if (border.a != id && border.b != id) {
      split.borders.push_back(border);
    } else {
      beside.push_back(border.a == id ? border.b : border.a);
    }
  }
  std::ranges::sort(beside);
  std::vector<Block> drawn;
  for (const BlockId neighbour : beside) drawn.push_back(*block_with(blocks, neighbour));
  std::vector<const Block*> neighbours;
  for (Block& neighbour : drawn) {
    neighbours.push_back(&neighbour);
    if (!coverage::insert_vertices(neighbour.shape, cut.border)) continue;
    neighbour.area = area(neighbour.shape);
    split.redrawn.push_back(neighbour);
  }
  add_borders(split.parts, neighbours, split.borders);
  return split;
}

}  // namespace libgrid::zoning
