#include <libgrid/coverage/blocks.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <libgrid/coverage/detail/geos.hpp>
#include <libgrid/coverage/detail/layers.hpp>
#include <libgrid/coverage/detail/noding_input.hpp>
#include <libgrid/coverage/detail/street_walks.hpp>
#include <libgrid/coverage/detail/subdivision.hpp>
#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/coverage/face_artefacts.hpp>
#include <libgrid/coverage/merge_faces.hpp>
#include <libgrid/coverage/network.hpp>
#include <libgrid/geom/enclosing_circle.hpp>

namespace libgrid::coverage {
namespace {

using detail::kNoFace;
using detail::Subdivision;

/// A noded network with its faces and the districts around each of them.
struct Ground2d {
  Network network;
  Subdivision subdivision;
  std::vector<std::vector<int>> districts;  // indices of the covering districts per face, ascending; empty: outside
};

/// Valid shapes by ascending id, so that the first district around a face is the one with the lowest id.
Expected<std::vector<District>> repaired(std::span<const District> districts, BlockStatistics& statistics) {
  std::vector<District> out;
  for (const District& district : districts) {
    auto fixed = detail::repair(district.shape);
    if (!fixed) return fail(std::move(fixed.error()).about("district " + std::to_string(district.id.value)));
    statistics.districts_repaired += fixed->changed ? 1 : 0;
    statistics.districts_given += area(fixed->shape);
    statistics.district_border += perimeter(fixed->shape);
    out.push_back({district.id, district.name, std::move(fixed->shape)});
  }
  std::sort(out.begin(), out.end(), [](const District& a, const District& b) { return a.id < b.id; });
  return out;
}

/// The districts around every face, where `walk` finds the noded form of a district ring.
template <class Walk>
Expected<Ground2d> with_districts(Network network, Subdivision subdivision, std::span<const District> districts,
                                  const Walk& walk) {
  std::vector<std::vector<int>> walks;
  std::vector<int> owner;
  std::optional<Error> broken;
  for (std::size_t d = 0; d < districts.size(); ++d) {
    detail::each_ring(districts[d].shape, [&](const Ring& ring) {
      auto found = walk(network, ring);
      if (!found) return void(broken = std::move(found.error()));
      walks.push_back(std::move(*found));
      owner.push_back(static_cast<int>(d));
    });
  }
  if (broken) return fail(std::move(*broken));
  GRID_TRY(cover, detail::enclosing(subdivision, walks, owner));
  return Ground2d{std::move(network), std::move(subdivision), std::move(cover)};
}

/// Lattice lines inside every face of the land that is over the limit.
Expected<std::vector<LineString>> cutting_lines(const Ground2d& ground, const BlockRules& rules,
                                                BlockStatistics& statistics) {
  std::vector<LineString> lines;
  for (std::size_t i = 0; i < ground.subdivision.faces().size(); ++i) {
    const Polygon& face = ground.subdivision.faces()[i];
    if (ground.districts[i].empty() || area(face) <= rules.cut_above) continue;
    ++statistics.faces_cut;
    GRID_TRY(parts, detail::clip_lines(detail::lattice_lines(bounds(face), rules.lattice), face, Metres{kLattice}));
    for (LineString& part : parts)
      if (part.size() >= 2 && length(part) > Metres{0.0}) lines.push_back(std::move(part));
  }
  return lines;
}

/// The rules with the index that parts artefacts from blocks, where it is asked for and not given.
BlockRules with_artefact_index(const Ground2d& ground, BlockRules rules, BlockStatistics& statistics) {
  if (rules.merge_rule != MergeRule::artefacts) return rules;
  if (!rules.artefact_below) {
    std::vector<double> index;
    for (std::size_t i = 0; i < ground.subdivision.faces().size(); ++i)
      if (!ground.districts[i].empty()) index.push_back(face_artefact_index(ground.subdivision.faces()[i]));
    rules.artefact_below = artefact_valley(index);
  }
  statistics.artefact_below = rules.artefact_below;
  return rules;
}

/// The edges that bound pieces: those that bounded the uncut faces, and the cutting lines. A dead-end street is noded
/// with the cutting lines (its metres lie in one piece or the other) but does not cut a piece further.
struct PieceEdges {
  std::vector<std::pair<int, int>> borders;
  std::vector<std::pair<int, int>> cuts;
};

Expected<PieceEdges> piece_edges(const Ground2d& uncut, std::span<const LineString> cutting, const Network& network) {
  PieceEdges edges;
  const auto add = [&](Xy a, Xy b, std::vector<std::pair<int, int>>& to) -> Expected<void> {
    GRID_TRY(walk, network.trace(a, b));
    for (std::size_t i = 1; i < walk.size(); ++i)
      to.emplace_back(std::min(walk[i - 1], walk[i]), std::max(walk[i - 1], walk[i]));
    return {};
  };
  const std::span<const Xy> at = uncut.network.vertices();
  for (const Subdivision::Edge& edge : uncut.subdivision.edges())
    GRID_CHECK(add(at[static_cast<std::size_t>(edge.u)], at[static_cast<std::size_t>(edge.v)], edges.borders));
  for (const LineString& line : cutting)
    for (std::size_t i = 1; i < line.size(); ++i) GRID_CHECK(add(line[i - 1], line[i], edges.cuts));
  return edges;
}

/// Marks the edges of the cut subdivision that lie on cutting lines only: pieces joined over them are one raw face.
std::vector<char> cut_edges(const Subdivision& subdivision, const PieceEdges& pieces) {
  std::vector<char> cut(subdivision.edges().size(), 1);
  for (const auto& [u, v] : pieces.borders)
    if (const auto* edge = subdivision.edge(u, v)) cut[static_cast<std::size_t>(edge - subdivision.edges().data())] = 0;
  return cut;
}

Expected<Subdivision> cut_faces(const Network& network, const PieceEdges& pieces) {
  std::vector<std::pair<int, int>> edges = pieces.borders;
  edges.insert(edges.end(), pieces.cuts.begin(), pieces.cuts.end());
  return Subdivision::of(network, std::move(edges));
}

/// The faces of the land in their final order; number[i] is the position of subdivision face i, or kNoFace.
struct LandFaces {
  std::vector<Face> faces;
  std::vector<int> number;
};

LandFaces land_faces(const Ground2d& ground, const std::vector<int>& raw, std::span<const District> districts,
                     BlockStatistics& statistics) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < raw.size(); ++i)
    if (!ground.districts[i].empty()) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return districts[static_cast<std::size_t>(ground.districts[a].front())].id <
           districts[static_cast<std::size_t>(ground.districts[b].front())].id;
  });
  LandFaces land{{}, std::vector<int>(raw.size(), kNoFace)};
  std::map<int, std::int64_t> raw_number;
  for (const std::size_t i : order) {
    const std::vector<int>& cover = ground.districts[i];
    const Polygon& shape = ground.subdivision.faces()[i];
    const auto [it, fresh] = raw_number.try_emplace(raw[i], static_cast<std::int64_t>(raw_number.size()) + 1);
    land.number[i] = static_cast<int>(land.faces.size());
    land.faces.push_back({FaceId{static_cast<std::int64_t>(land.faces.size()) + 1}, RawFaceId{it->second},
                          districts[static_cast<std::size_t>(cover.front())].id, BlockId{}, MergeReason::none, shape});
    statistics.land += area(shape);
    statistics.districts_snapped += area(shape) * static_cast<double>(cover.size());
    if (cover.size() > 1) statistics.overlap += area(shape);
  }
  statistics.raw_faces = static_cast<std::int64_t>(raw_number.size());
  return land;
}

struct SharedBorder {
  Metres length;
  Metres high;
};

/// Borders between groups of faces; group_of maps a land face to its group. kept[e]: edge e is of a high class; may be
/// empty.
template <class GroupOf>
std::map<std::pair<std::size_t, std::size_t>, SharedBorder> shared_borders(const Ground2d& ground,
                                                                           const LandFaces& land,
                                                                           const GroupOf& group_of,
                                                                           std::span<const char> kept = {}) {
  std::map<std::pair<std::size_t, std::size_t>, SharedBorder> borders;
  for (std::size_t e = 0; e < ground.subdivision.edges().size(); ++e) {
    const Subdivision::Edge& edge = ground.subdivision.edges()[e];
    if (edge.left == kNoFace || edge.right == kNoFace) continue;
    const int a = land.number[static_cast<std::size_t>(edge.left)],
              b = land.number[static_cast<std::size_t>(edge.right)];
    if (a == kNoFace || b == kNoFace) continue;
    const std::size_t ga = group_of(a), gb = group_of(b);
    if (ga == gb) continue;
    const std::span<const Xy> v = ground.network.vertices();
    const Metres length = distance(v[static_cast<std::size_t>(edge.u)], v[static_cast<std::size_t>(edge.v)]);
    SharedBorder& border = borders[std::minmax(ga, gb)];
    border.length += length;
    if (!kept.empty() && kept[e] != 0) border.high += length;
  }
  return borders;
}

/// Which edges lie on streets and barriers that a merge should keep; empty if none does.
Expected<std::vector<char>> kept_edges(const BlockInput& input, const Ground2d& ground,
                                       const detail::TwoStageWalk& walk) {
  std::vector<std::span<const Xy>> lines;
  for (const Street& street : input.streets)
    if (input.ranks.keeps(street)) lines.emplace_back(street.line);
  if (input.ranks.keeps_barriers())
    for (const Barrier& barrier : input.barriers) lines.emplace_back(barrier.line);
  if (lines.empty()) return std::vector<char>{};
  std::vector<char> kept(ground.subdivision.edges().size(), 0);
  for (const std::span<const Xy> line : lines) {
    if (detail::snapped(line).size() < 2) continue;
    GRID_TRY(steps, walk(ground.network, line));
    for (std::size_t i = 1; i < steps.size(); ++i)
      if (const auto* edge = ground.subdivision.edge(steps[i - 1], steps[i]))
        kept[static_cast<std::size_t>(edge - ground.subdivision.edges().data())] = 1;
  }
  return kept;
}

MergeResult merge(const Ground2d& ground, const LandFaces& land, const BlockRules& rules, std::span<const char> kept) {
  std::vector<FaceMeasure> measures;
  const bool hulls = rules.merge_rule == MergeRule::artefacts && rules.artefact_below;
  for (const Face& face : land.faces)
    measures.push_back({area(face.shape), perimeter(face.shape), face.district,
                        hulls ? convex_hull(face.shape.outer) : std::vector<Xy>{}});
  std::vector<FaceBorder> borders;
  for (const auto& [pair, shared] :
       shared_borders(ground, land, [](int face) { return static_cast<std::size_t>(face); }, kept))
    borders.push_back({pair.first, pair.second, shared.length, shared.high});
  return merge_faces(measures, borders, rules);
}

Block make_block(BlockId id, const std::vector<const Face*>& faces) {
  std::vector<const Polygon*> shapes;
  Block block;
  block.id = id;
  block.faces = static_cast<std::int64_t>(faces.size());
  DistrictShares shares;
  for (const Face* face : faces) {
    shapes.push_back(&face->shape);
    shares[face->district] += area(face->shape);
    if (face->reason == MergeReason::none || block.reason == MergeReason::small) continue;
    block.reason = face->reason;
  }
  block.district = main_district(shares);
  block.shape = std::move(dissolve(shapes).front());  // one polygon: its faces hang together over borders
  block.area = area(block.shape);
  return block;
}

/// Gives faces their block and reason, and makes the blocks in the order of their keepers.
std::vector<Block> make_blocks(LandFaces& land, const MergeResult& merged, BlockStatistics& statistics) {
  std::map<std::size_t, std::vector<const Face*>> groups;
  for (std::size_t i = 0; i < land.faces.size(); ++i) groups[merged.keeper[i]].push_back(&land.faces[i]);
  std::map<std::size_t, BlockId> id_of;
  for (const auto& group : groups) id_of[group.first] = BlockId{static_cast<std::int64_t>(id_of.size()) + 1};
  for (std::size_t i = 0; i < land.faces.size(); ++i) {
    land.faces[i].block = id_of[merged.keeper[i]];
    land.faces[i].reason = merged.reason[i];
    statistics.merged_small += merged.reason[i] == MergeReason::small ? 1 : 0;
    statistics.merged_thin += merged.reason[i] == MergeReason::thin ? 1 : 0;
    statistics.merged_artefacts += merged.reason[i] == MergeReason::artefact ? 1 : 0;
    statistics.merged_across += land.faces[i].district != land.faces[merged.keeper[i]].district ? 1 : 0;
  }
  std::vector<Block> blocks;
  for (const auto& [keeper, faces] : groups) blocks.push_back(make_block(id_of[keeper], faces));
  return blocks;
}

std::int64_t count_components(std::size_t blocks, std::span<const BlockBorder> borders) {
  std::vector<std::size_t> parent(blocks);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  auto components = static_cast<std::int64_t>(blocks);
  for (const BlockBorder& border : borders) {
    const std::size_t a = root(static_cast<std::size_t>(border.a.value - 1)),
                      b = root(static_cast<std::size_t>(border.b.value - 1));
    if (a != b) parent[a] = b, --components;
  }
  return components;
}

std::vector<BlockBorder> block_borders(const Ground2d& ground, const LandFaces& land) {
  const auto block_of = [&](int face) {
    return static_cast<std::size_t>(land.faces[static_cast<std::size_t>(face)].block.value);
  };
  std::vector<BlockBorder> borders;
  for (const auto& [pair, shared] : shared_borders(ground, land, block_of))
    borders.push_back({BlockId{static_cast<std::int64_t>(pair.first)}, BlockId{static_cast<std::int64_t>(pair.second)},
                       shared.length});
  return borders;
}

/// Which borders between blocks lie on barriers, and for how long.
Expected<std::vector<BarrierBorder>> barrier_borders(const BlockInput& input, const Ground2d& ground,
                                                     const LandFaces& land, const detail::TwoStageWalk& walk) {
  std::map<std::tuple<BlockId, BlockId, int>, Metres> along;
  std::set<std::pair<const Subdivision::Edge*, int>> seen;  // two lines of a group along one edge count once
  const auto block_of = [&](int face) -> std::optional<BlockId> {
    const int number = face == kNoFace ? kNoFace : land.number[static_cast<std::size_t>(face)];
    return number == kNoFace ? std::nullopt : std::optional(land.faces[static_cast<std::size_t>(number)].block);
  };
  for (const Barrier& barrier : input.barriers) {
    if (detail::snapped(barrier.line).size() < 2) continue;
    GRID_TRY(steps, walk(ground.network, barrier.line));
    for (std::size_t i = 1; i < steps.size(); ++i) {
      const auto* edge = ground.subdivision.edge(steps[i - 1], steps[i]);
      if (edge == nullptr || !seen.insert({edge, barrier.group}).second) continue;
      const auto left = block_of(edge->left), right = block_of(edge->right);
      if (!left || !right || *left == *right) continue;
      const std::span<const Xy> v = ground.network.vertices();
      along[{std::min(*left, *right), std::max(*left, *right), barrier.group}] +=
          distance(v[static_cast<std::size_t>(edge->u)], v[static_cast<std::size_t>(edge->v)]);
    }
  }
  std::vector<BarrierBorder> out;
  for (const auto& [key, length] : along) out.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), length});
  return out;
}

/// Faces of all lines, or of all but the streets that cross another layer without a node.
Expected<Subdivision> raw_faces(const Network& network, const BlockInput& input, BlockStatistics& statistics) {
  GRID_TRY(left_out, detail::crossing_without_node(network, input.streets));
  statistics.without_node = std::count(left_out.begin(), left_out.end(), 1);
  if (statistics.without_node == 0) return Subdivision::of(network);
  GRID_TRY(edges, detail::bounding_edges(network, input, left_out));
  return Subdivision::of(network, std::move(edges));
}

}  // namespace

Expected<BlockSet> build_blocks(std::span<const District> districts, std::span<const Street> streets,
                                const BlockRules& rules, const Progress& progress, const CancelToken& cancel) {
  return build_blocks({.districts = districts, .streets = streets}, rules, progress, cancel);
}

Expected<BlockSet> build_blocks(const BlockInput& raw_input, const BlockRules& given, const Progress& progress,
                                const CancelToken& cancel) {
  BlockSet out;
  const auto step = [&](std::string_view name, double share) {
    progress.report(name, share);
    return cancel.cancelled();
  };
  GRID_TRY(districts, repaired(raw_input.districts, out.statistics));
  BlockInput input = raw_input;
  input.districts = districts;
  if (step("node streets", 0.05)) return fail(ErrorCode::cancelled);
  GRID_TRY(first, Network::node(detail::barrier_lines(input)));
  GRID_TRY(raw, raw_faces(first, input, out.statistics));
  GRID_TRY(uncut, with_districts(first, std::move(raw), districts,
                                 [](const Network& n, const Ring& ring) { return detail::walk_line(n, ring); }));

  const BlockRules rules = with_artefact_index(uncut, given, out.statistics);
  if (step("cut large faces", 0.35)) return fail(ErrorCode::cancelled);
  GRID_TRY(cutting, cutting_lines(uncut, rules, out.statistics));
  std::vector<LineString> lines(first.lines().begin(), first.lines().end());
  lines.insert(lines.end(), cutting.begin(), cutting.end());
  GRID_TRY(second, Network::node(lines));
  GRID_TRY(pieces, piece_edges(uncut, cutting, second));
  GRID_TRY(cut, cut_faces(second, pieces));
  const detail::TwoStageWalk walk{first};
  GRID_TRY(ground, with_districts(std::move(second), std::move(cut), districts, walk));

  if (step("merge faces", 0.6)) return fail(ErrorCode::cancelled);
  LandFaces land = land_faces(ground, detail::join_faces(ground.subdivision, cut_edges(ground.subdivision, pieces)),
                              districts, out.statistics);
  if (land.faces.empty()) return fail(ErrorCode::blocks_none);
  GRID_TRY(kept, kept_edges(input, ground, walk));
  out.blocks = make_blocks(land, merge(ground, land, rules, kept), out.statistics);
  out.borders = block_borders(ground, land);
  out.statistics.components = count_components(out.blocks.size(), out.borders);
  GRID_TRY(on_barriers, barrier_borders(input, ground, land, walk));
  out.barrier_borders = std::move(on_barriers);

  if (step("walk streets", 0.8)) return fail(ErrorCode::cancelled);
  const auto block_of = [&](int face) -> std::optional<BlockId> {
    const int number = face == kNoFace ? kNoFace : land.number[static_cast<std::size_t>(face)];
    return number == kNoFace ? std::nullopt : std::optional(land.faces[static_cast<std::size_t>(number)].block);
  };
  GRID_TRY(stretches, detail::walk_streets(input.streets, walk, ground.network, ground.subdivision, block_of));
  out.stretches = std::move(stretches);
  out.faces = std::move(land.faces);
  progress.report("blocks", 1.0);
  return out;
}

}  // namespace libgrid::coverage
