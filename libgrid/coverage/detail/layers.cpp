#include <libgrid/coverage/detail/layers.hpp>

#include <algorithm>
#include <map>
#include <optional>

#include <libgrid/coverage/detail/noding_input.hpp>
#include <libgrid/coverage/detail/street_walks.hpp>

namespace libgrid::coverage::detail {
namespace {

struct Visit {
  std::size_t street;
  bool drawn;  ///< the street has a vertex of its own there
};

std::vector<int> drawn_vertices(const Network& network, const Street& street) {
  std::vector<int> drawn;
  for (const Xy p : street.line) drawn.push_back(network.vertex_at(snap(p)));
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace

Expected<std::vector<char>> crossing_without_node(const Network& network, std::span<const Street> streets) {
  std::vector<char> crosses(streets.size(), 0);
  const auto on_ground = [](const Street& street) { return street.layer == 0; };
  if (std::all_of(streets.begin(), streets.end(), on_ground)) return crosses;
  std::map<int, std::vector<Visit>> visits;
  for (std::size_t s = 0; s < streets.size(); ++s) {
    if (snapped(streets[s].line).size() < 2) continue;
    GRID_TRY(walk, walk_line(network, streets[s].line));
    const std::vector<int> drawn = drawn_vertices(network, streets[s]);
    for (const int v : walk) visits[v].push_back({s, std::binary_search(drawn.begin(), drawn.end(), v)});
  }
  for (const auto& [vertex, here] : visits)
    for (const Visit& one : here)
      for (const Visit& other : here) {
        if (streets[one.street].layer == streets[other.street].layer || (one.drawn && other.drawn)) continue;
        if (streets[one.street].layer != 0) crosses[one.street] = 1;
      }
  return crosses;
}

Expected<std::vector<std::pair<int, int>>> bounding_edges(const Network& network, const BlockInput& input,
                                                          std::span<const char> left_out) {
  std::vector<std::pair<int, int>> edges;
  std::optional<Error> broken;
  const auto add = [&](std::span<const Xy> line) {
    if (snapped(line).size() < 2) return;
    auto walk = walk_line(network, line);
    if (!walk) return void(broken = std::move(walk.error()));
    for (std::size_t i = 1; i < walk->size(); ++i) edges.emplace_back((*walk)[i - 1], (*walk)[i]);
  };
  for (std::size_t s = 0; s < input.streets.size(); ++s)
    if (left_out[s] == 0) add(input.streets[s].line);
  for (const Barrier& barrier : input.barriers) add(barrier.line);
  for (const District& district : input.districts) each_ring(district.shape, add);
  if (broken) return fail(std::move(*broken));
  return edges;
}

}  // namespace libgrid::coverage::detail
