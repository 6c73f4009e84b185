/// regions: blocks into connected regions of like blocks, on arrays.
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include <libgrid/zoning/max_p.hpp>
#include <libgrid/zoning/regions.hpp>

#include "bindings.hpp"
#include "block_pairs.hpp"
#include "calls.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
namespace {

zoning::BlockGraph graph_of(py::handle edges, std::size_t blocks) {
  std::vector<Ends> seen;
  std::vector<BlockBorder> borders;
  for (const auto& [a, b] : ends_of(edges, "edges", blocks, seen))
    borders.push_back({BlockId{a}, BlockId{b}, Metres{1.0}});  // how long plays no part
  std::vector<zoning::BlockNode> nodes(blocks);
  for (std::size_t i = 0; i < blocks; ++i) nodes[i].id = BlockId{static_cast<std::int64_t>(i)};
  return zoning::BlockGraph::from_nodes(std::move(nodes), borders, {});
}

/// Region of every block, sums of squares within and in all.
std::tuple<py::array_t<std::int32_t>, double, double> regions(py::object values, std::size_t columns, py::object edges,
                                                              int count, py::object extent, double least,
                                                              std::uint64_t seed) {
  const Doubles rows = doubles(values, "values");
  const zoning::BlockGraph graph = graph_of(edges, rows.size() / columns);
  const zoning::BlockAttributes attributes{rows.values(), columns};
  std::optional<Doubles> extents;
  if (!extent.is_none()) {
    extents = doubles(extent, "extent");
    require_length(extents->size(), graph.size(), "extent", "values");
    require_amounts(*extents, "extent");
  }
  auto found = [&] {
    const py::gil_scoped_release released;
    if (!extents) return zoning::regions(graph, attributes, {.count = count});
    return zoning::max_p(graph, attributes, {.extent = extents->values(), .least = least, .seed = seed});
  }();
  if (!found) throw_error(std::move(found.error()));
  return {array_of(std::vector<std::int32_t>(found->part.begin(), found->part.end())), found->within, found->total};
}

}  // namespace

void bind_regions(py::module_& module) {
  module.def("regions", &regions, py::arg("values"), py::arg("columns"), py::arg("edges"), py::arg("count"),
             py::arg("extent"), py::arg("least"), py::arg("seed"));
}

}  // namespace libgrid::bindings
