#include <libgrid/zoning/split_block.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/coverage/cut_polygon.hpp>
#include <libgrid/geom/predicates.hpp>
#include <libgrid/zoning/detail/finite_line.hpp>
#include <libgrid/zoning/split_barriers.hpp>

namespace libgrid::zoning {
namespace {

const Block* block_with(std::span<const Block* const> blocks, BlockId id) {
  const auto found = std::ranges::lower_bound(blocks, id, {}, [](const Block* block) { return block->id; });
  return found == blocks.end() || (*found)->id != id ? nullptr : *found;
}

/// Shares of a whole number; what rounding leaves goes to the last part.
std::vector<std::int64_t> shared_out(std::int64_t whole, const std::vector<double>& shares) {
  std::vector<std::int64_t> parts;
  double before = 0.0;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    before += shares[i];
    const bool last = i + 1 == shares.size();
    const std::int64_t upto = last ? whole : std::llround(before * static_cast<double>(whole));
    parts.push_back(upto - given);
    given = upto;
  }
  return parts;
}

std::vector<double> area_shares(const std::vector<Block>& parts) {
  SquareMetres all;
  for (const Block& part : parts) all += part.area;
  std::vector<double> shares;
  for (const Block& part : parts) shares.push_back(part.area / all);
  return shares;
}

/// Reports inside each part; those on the border of the block, which another block may have counted, fill up the first.
/// Nothing if the places are not those the block was counted with.
std::optional<std::vector<std::int64_t>> located_reports(const Block& block, const std::vector<Block>& parts,
                                                         std::span<const Xy> reports) {
  std::vector<std::int64_t> counts(parts.size(), 0);
  const Box box = bounds(block.shape);
  std::int64_t inside = 0, border = 0;
  for (const Xy p : reports) {
    if (!box.contains(p)) continue;
    const Location where = locate(block.shape, p);
    if (where == Location::border) ++border;
    if (where != Location::inside) continue;
    ++inside;
    const auto part =
        std::ranges::find_if(parts, [&](const Block& b) { return locate(b.shape, p) != Location::outside; });
    ++counts[part == parts.end() ? 0 : static_cast<std::size_t>(part - parts.begin())];
  }
  if (inside > block.reports || inside + border < block.reports) return std::nullopt;
  counts.front() += block.reports - inside;
  return counts;
}

void share_streets(const Block& block, std::vector<Block>& parts, std::span<const StreetStretch> stretches,
                   bool known) {
  Metres sum;
  for (Block& part : parts) sum += part.street_length = street_length_of(stretches, part.id);
  const double difference = std::abs((sum - block.street_length).value);
  if (known && difference <= 1e-3 + 1e-6 * block.street_length.value) return;
  const std::vector<double> shares = area_shares(parts);
  Metres given;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    parts[i].street_length = last ? block.street_length - given : block.street_length * shares[i];
    given += parts[i].street_length;
  }
}

void share_workload_of(const Block& block, std::vector<Block>& parts, const GroundView& ground, double street_share) {
  double streets = 0.0, reports = 0.0;
  for (const Block* other : ground.blocks)
    streets += other->street_length.value, reports += static_cast<double>(other->reports);
  std::vector<double> shares;
  double all = 0.0;
  for (const Block& part : parts) {
    double share = 0.0;
    if (streets > 0.0) share += street_share * part.street_length.value / streets;
    if (reports > 0.0) share += (1.0 - street_share) * static_cast<double>(part.reports) / reports;
    shares.push_back(share);
    all += share;
  }
  if (all > 0.0) {
    for (double& share : shares) share /= all;
  } else {
    shares = area_shares(parts);
  }
  double given = 0.0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    parts[i].workload = last ? std::max(0.0, block.workload - given) : block.workload * shares[i];
    given += parts[i].workload;
  }
}

void share_figures(const Block& block, BlockSplit& split, const GroundView& ground, const SplitPlaces& places) {
  std::vector<Block>& parts = split.parts;
  share_streets(block, parts, split.stretches, !places.streets.empty());
  std::optional<std::vector<std::int64_t>> reports;
  if (!places.reports.empty()) reports = located_reports(block, parts, places.reports);
  if (!reports) reports = shared_out(block.reports, area_shares(parts));
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i].reports = (*reports)[i];
  share_workload_of(block, parts, ground, places.street_share);
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

namespace {

std::vector<Block> unmeasured_parts(const Block& block, std::vector<Polygon> shapes, BlockId next_id) {
  std::vector<Block> parts;
  for (Polygon& shape : shapes) {
    Block part;
    part.id = BlockId{next_id.value + static_cast<std::int64_t>(parts.size())};
    part.district = block.district;
    part.shape = std::move(shape);
    part.area = area(part.shape);
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace

Expected<BlockSplit> split_block(const GroundView& ground, const SplitRequest& request, const SplitPlaces& places) {
  const BlockId id = request.block;
  const Block* block = block_with(ground.blocks, id);
  const std::string what = "block " + std::to_string(id.value);
  if (block == nullptr) return fail(make_error(ErrorCode::parameter_invalid, "no such block").about(what));
  GRID_CHECK(detail::check_finite(request.line));
  GRID_TRY(cut, coverage::cut_polygon(block->shape, std::vector<LineString>{request.line}));
  if (cut.parts.size() < 2)
    return fail(make_error(ErrorCode::parameter_invalid, "the line does not cut the block").about(what));

  BlockSplit split;
  split.parts = unmeasured_parts(*block, std::move(cut.parts), request.next_id);
  split.stretches = split_stretches(ground.stretches, places.streets, id, split.parts);
  share_figures(*block, split, ground, places);
  split.links = moved_links(ground.links, id, split.parts);

  std::vector<BlockId> beside;
  for (const BlockBorder& border : ground.borders) {
    if (border.a != id && border.b != id) {
      split.borders.push_back(border);
    } else {
      beside.push_back(border.a == id ? border.b : border.a);
    }
  }
  std::ranges::sort(beside);
  std::vector<Block> drawn;
  for (const BlockId neighbour : beside) drawn.push_back(*block_with(ground.blocks, neighbour));
  std::vector<const Block*> neighbours;
  for (Block& neighbour : drawn) {
    neighbours.push_back(&neighbour);
    if (!coverage::insert_vertices(neighbour.shape, cut.border)) continue;
    neighbour.area = area(neighbour.shape);
    split.redrawn.push_back(neighbour);
  }
  add_borders(split.parts, neighbours, split.borders);
  split.barriers = split_barriers(ground.barriers, places.barriers, id, {split.parts, neighbours});
  return split;
}

}  // namespace libgrid::zoning
