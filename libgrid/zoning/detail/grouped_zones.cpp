#include <libgrid/zoning/detail/grouped_zones.hpp>

#include <string>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

/// The zones as nodes with their loads, and a further workload of one each.
Mesh mesh_of_zones(const Problem& problem, const std::vector<int>& zone_of_block, int zones) {
  const std::vector<std::uint32_t> blocks = problem.active_blocks();
  std::vector<std::uint32_t> zone;
  for (const std::uint32_t block : blocks) zone.push_back(static_cast<std::uint32_t>(zone_of_block[block]));
  Mesh mesh = contracted(problem.mesh_of(blocks), zone, static_cast<std::size_t>(zones));
  std::vector<Load> loads;
  for (std::size_t node = 0; node < mesh.size(); ++node) {
    loads.insert(loads.end(), mesh.load(node).begin(), mesh.load(node).end());
    loads.push_back(1);
  }
  mesh.loads = std::move(loads);
  ++mesh.workloads;
  return mesh;
}

/// Zones that are connected within one parent.
std::vector<std::vector<std::uint32_t>> pieces_of_zones(const Problem& problem, const std::vector<int>& zone_of_block,
                                                        const Mesh& mesh) {
  std::vector<int> label(mesh.size(), 0);
  for (const std::uint32_t block : problem.active_blocks())
    label[static_cast<std::size_t>(zone_of_block[block])] = problem.label[block];
  const Pieces found = pieces_of(mesh, label);
  std::vector<std::vector<std::uint32_t>> pieces(found.count);
  for (std::uint32_t zone = 0; zone < mesh.size(); ++zone) pieces[found.of[zone]].push_back(zone);
  return pieces;
}

}  // namespace

Expected<std::vector<int>> grouped_zones(const Problem& problem, const std::vector<int>& zone_of_block,
                                         const Grouping& grouping, const RegionCutOptions& options,
                                         const CancelToken& cancel) {
  const Mesh mesh = mesh_of_zones(problem, zone_of_block, grouping.zones);
  std::vector<Limits> limits = problem.limits[grouping.level];
  limits.push_back({.least = grouping.per_group,
                    .most = grouping.per_group,
                    .mean = static_cast<double>(grouping.per_group),
                    .band = 0.0});
  std::vector<int> group(mesh.size(), 0);
  int first = 0;
  RegionCutOptions how = options;
  for (const auto& piece : pieces_of_zones(problem, zone_of_block, mesh)) {
    const int groups = static_cast<int>(piece.size()) / grouping.per_group;
    if (groups * grouping.per_group != static_cast<int>(piece.size()))
      return fail(ErrorCode::zone_infeasible, "no zoning");
    GRID_TRY(part, region_cut(submesh(mesh, piece), {}, groups, limits, how, cancel));
    for (std::size_t i = 0; i < piece.size(); ++i) group[piece[i]] = first + part[i];
    first += groups;
    how.stream += 1ULL << 24U;
  }
  return group;
}

std::vector<int> composed(const std::vector<int>& zone_of_block, const std::vector<int>& number) {
  std::vector<int> made;
  for (const int zone : zone_of_block)
    made.push_back(zone == kNoPart ? kNoPart : number[static_cast<std::size_t>(zone)]);
  return made;
}

std::vector<int> nested_numbers(const std::vector<int>& group, const std::vector<int>& number_of_group, int per_group) {
  std::vector<int> taken(number_of_group.size(), 0);
  std::vector<int> number;
  for (const int one : group) {
    const auto at = static_cast<std::size_t>(one);
    number.push_back(number_of_group[at] * per_group + taken[at]++);
  }
  return number;
}

}  // namespace libgrid::zoning::detail
