#include <libgrid/zoning/detail/zoning_cut.hpp>

#include <algorithm>
#include <utility>

namespace libgrid::zoning::detail {

ZoningCut::ZoningCut(const Mesh& mesh, std::vector<int> part, int zones)
    : mesh_(&mesh),
      part_(std::move(part)),
      figures_(static_cast<std::size_t>(zones)),
      loads_(static_cast<std::size_t>(zones) * mesh.workloads, 0),
      foreign_(mesh.size(), 0),
      stamp_(mesh.size(), 0) {
  for (std::uint32_t i = 0; i < mesh.size(); ++i) {
    const auto zone = static_cast<std::size_t>(part_[i]);
    for (std::size_t w = 0; w < mesh.workloads; ++w) loads_[zone * mesh.workloads + w] += mesh.load(i)[w];
    figures_[zone].area += mesh.area[i];
    figures_[zone].perimeter += mesh.perimeter[i];
    ++figures_[zone].nodes;
    for (const MeshEdge& edge : mesh.row(i)) {
      if (part_[edge.to] == part_[i]) {
        figures_[zone].perimeter -= static_cast<double>(edge.border);
      } else {
        ++foreign_[i];
      }
    }
  }
}

Shared ZoningCut::shared(std::size_t node, int other) const {
  Shared sum;
  const int own = part_[node];
  for (const MeshEdge& edge : mesh_->row(node)) {
    const int zone = part_[edge.to];
    if (zone == own) {
      sum.cost_own += static_cast<double>(edge.cost);
      sum.border_own += static_cast<double>(edge.border);
    } else if (zone == other) {
      sum.cost_other += static_cast<double>(edge.cost);
      sum.border_other += static_cast<double>(edge.border);
    }
  }
  return sum;
}

void ZoningCut::move(std::uint32_t node, const Shared& shared, int to) {
  const auto from_zone = static_cast<std::size_t>(part_[node]);
  const auto to_zone = static_cast<std::size_t>(to);
  const std::size_t workloads = mesh_->workloads;
  for (std::size_t w = 0; w < workloads; ++w) {
    loads_[from_zone * workloads + w] -= mesh_->load(node)[w];
    loads_[to_zone * workloads + w] += mesh_->load(node)[w];
  }
  figures_[from_zone].area -= mesh_->area[node];
  figures_[to_zone].area += mesh_->area[node];
  figures_[from_zone].perimeter += 2.0 * shared.border_own - mesh_->perimeter[node];
  figures_[to_zone].perimeter += mesh_->perimeter[node] - 2.0 * shared.border_other;
  --figures_[from_zone].nodes;
  ++figures_[to_zone].nodes;
  const int from = part_[node];
  part_[node] = to;
  std::uint32_t foreign = 0;
  for (const MeshEdge& edge : mesh_->row(node)) {
    const int zone = part_[edge.to];
    if (zone == from) {
      ++foreign_[edge.to];
    } else if (zone == to) {
      --foreign_[edge.to];
    }
    foreign += zone != to ? 1U : 0U;
  }
  foreign_[node] = foreign;
}

/// Walks the zone of `from` without `without`, appending to walk_, until `wanted` marked nodes were met.
std::size_t ZoningCut::walk_piece(std::uint32_t from, std::uint32_t without, std::uint32_t wanted_mark,
                                  std::size_t wanted) {
  const std::uint32_t seen = wanted_mark + 1;
  std::size_t met = 1;
  std::size_t next = walk_.size();
  stamp_[from] = seen;
  walk_.push_back(from);
  for (; next < walk_.size(); ++next) {
    for (const MeshEdge& edge : mesh_->row(walk_[next])) {
      if (edge.to == without || stamp_[edge.to] == seen || part_[edge.to] != part_[from]) continue;
      if (stamp_[edge.to] == wanted_mark && ++met == wanted) return met;
      stamp_[edge.to] = seen;
      walk_.push_back(edge.to);
    }
  }
  return met;
}

std::span<const std::uint32_t> ZoningCut::dependents(std::uint32_t node) {
  hanging_.clear();
  const std::uint32_t wanted_mark = clock_ + 1;
  clock_ += 2;
  if (clock_ > 0xFFFFFFF0U) {
    std::ranges::fill(stamp_, 0U);
    clock_ = 0;
    return dependents(node);
  }
  std::size_t wanted = 0;
  const int zone = part_[node];
  for (const MeshEdge& edge : mesh_->row(node)) {
    if (part_[edge.to] != zone) continue;
    stamp_[edge.to] = wanted_mark;
    ++wanted;
  }
  if (wanted < 2) return {};
  walk_.clear();
  std::vector<std::pair<std::size_t, std::size_t>> pieces;  // only filled where the node is a cut node
  for (const MeshEdge& edge : mesh_->row(node)) {
    if (part_[edge.to] != zone || stamp_[edge.to] == wanted_mark + 1) continue;
    const std::size_t begin = walk_.size();
    const std::size_t met = walk_piece(edge.to, node, wanted_mark, pieces.empty() ? wanted : mesh_->size() + 1);
    if (pieces.empty() && met == wanted) return {};
    pieces.emplace_back(begin, walk_.size());
  }
  const auto largest = std::ranges::max_element(pieces, {}, [](const auto& p) { return p.second - p.first; });
  for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
    if (piece == largest) continue;
    for (std::size_t i = piece->first; i < piece->second; ++i) hanging_.push_back(walk_[i]);
  }
  return hanging_;
}

double ZoningCut::cut_cost() const {
  double twice = 0.0;
  for (std::uint32_t i = 0; i < mesh_->size(); ++i) {
    if (foreign_[i] == 0) continue;
    for (const MeshEdge& edge : mesh_->row(i))
      twice += part_[edge.to] != part_[i] ? static_cast<double>(edge.cost) : 0.0;
  }
  return twice / 2.0;
}

}  // namespace libgrid::zoning::detail
