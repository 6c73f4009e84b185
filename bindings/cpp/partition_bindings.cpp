/// partition: blocks into zones, on arrays instead of a workspace.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/partition.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "block_pairs.hpp"
#include "calls.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using zoning::BlockGraph;
using zoning::BlockNode;

namespace {

/// The optional column, or zeros.
std::vector<double> amounts(py::handle object, const std::string& argument, std::size_t blocks) {
  if (object.is_none()) return std::vector<double>(blocks, 0.0);
  const Doubles values = doubles(object, argument);
  require_length(values.size(), blocks, argument, "workload");
  require_amounts(values, argument);
  return {values.values().begin(), values.values().end()};
}

std::vector<BlockBorder> borders_of(const std::vector<Ends>& ends, const Doubles& lengths) {
  std::vector<BlockBorder> borders;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (!std::isfinite(lengths[i]) || lengths[i] <= 0.0)
      refuse("border_m", "must be finite and positive; see links", i);
    borders.push_back({BlockId{ends[i].first}, BlockId{ends[i].second}, Metres{lengths[i]}});
  }
  return borders;
}

std::vector<Link> links_of(const std::vector<Ends>& ends) {
  std::vector<Link> links;
  for (const auto& [from, to] : ends)
    links.push_back({.id = {}, .from = BlockId{from}, .to = BlockId{to}, .length = {}, .line = {}});
  return links;
}

struct GraphArguments {
  py::object workload, edges, border_m, area_m2, perimeter_m, links;
};

BlockGraph graph_of(const GraphArguments& given) {
  const Doubles workload = doubles(given.workload, "workload");
  require_amounts(workload, "workload");
  std::vector<Ends> seen;
  const std::vector<Ends> ends = ends_of(given.edges, "edges", workload.size(), seen);
  const Doubles lengths = doubles(given.border_m, "border_m");
  require_length(lengths.size(), ends.size(), "border_m", "edges");
  const std::vector<BlockBorder> borders = borders_of(ends, lengths);
  const std::vector<Link> links =
      given.links.is_none() ? std::vector<Link>{} : links_of(ends_of(given.links, "links", workload.size(), seen));
  const std::vector<double> areas = amounts(given.area_m2, "area_m2", workload.size());
  const std::vector<double> perimeters = amounts(given.perimeter_m, "perimeter_m", workload.size());
  std::vector<BlockNode> nodes(workload.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].id = BlockId{static_cast<std::int64_t>(i)};
    nodes[i].workload = workload[i];
    nodes[i].area = SquareMetres{areas[i]};
    nodes[i].perimeter = Metres{perimeters[i]};
  }
  return BlockGraph::from_nodes(std::move(nodes), borders, links);
}

zoning::PartitionOptions options_of(const std::vector<int>& zones_per_parent, const std::vector<double>& bands) {
  require_length(bands.size(), zones_per_parent.size(), "bands", "zones_per_parent");
  zoning::PartitionOptions options;
  for (std::size_t i = 0; i < bands.size(); ++i)
    options.levels.push_back({static_cast<int>(i) + 1, zones_per_parent[i], bands[i]});
  return options;
}

struct WishArguments {
  std::string preset;
  py::object border_factor, further_workloads, must_link, locked, excluded, parents;
};

void add_border_factors(zoning::PartitionOptions& options, py::handle given, py::handle edges, std::size_t blocks) {
  if (given.is_none()) return;
  std::vector<Ends> seen;
  const std::vector<Ends> ends = ends_of(edges, "edges", blocks, seen);
  const Doubles factors = doubles(given, "border_factor");
  require_length(factors.size(), ends.size(), "border_factor", "edges");
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (factors[i] != 1.0)
      options.border_factors.push_back({BlockId{ends[i].first}, BlockId{ends[i].second}, factors[i]});
  }
}

/// Triples (values, least, most).
void add_workloads(zoning::PartitionOptions& options, py::handle given, std::size_t blocks) {
  if (given.is_none()) return;
  for (const py::handle item : given) {
    const auto triple = py::cast<std::tuple<py::object, double, double>>(item);
    const Doubles values = doubles(std::get<0>(triple), "further_workloads");
    require_length(values.size(), blocks, "further_workloads", "workload");
    options.workloads.push_back({.of_block = {values.values().begin(), values.values().end()},
                                 .least = std::get<1>(triple),
                                 .most = std::get<2>(triple)});
  }
}

/// The locked zone of every block by number, -1 for none.
void add_locked(zoning::PartitionOptions& options, py::handle given, std::size_t blocks) {
  if (given.is_none()) return;
  const Integers zones = integers(given, "locked");
  require_length(zones.size(), blocks, "locked", "workload");
  std::map<std::int64_t, std::vector<BlockId>> of_zone;
  for (std::size_t i = 0; i < blocks; ++i) {
    if (zones[i] < -1) refuse("locked", "a zone's number, or -1 for none", i);
    if (zones[i] >= 0) of_zone[zones[i]].push_back(BlockId{static_cast<std::int64_t>(i)});
  }
  for (auto& [zone, members] : of_zone) options.locked.push_back(std::move(members));
}

void add_wishes(zoning::PartitionOptions& options, const WishArguments& wishes, py::handle edges, std::size_t blocks) {
  auto preset = zoning::preset_named(wishes.preset);
  if (!preset) throw_error(std::move(preset.error()));
  options.preset = *preset;
  add_border_factors(options, wishes.border_factor, edges, blocks);
  add_workloads(options, wishes.further_workloads, blocks);
  if (!wishes.must_link.is_none()) {
    const Integers pairs = integer_pairs(wishes.must_link, "must_link");
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
      options.must_link.emplace_back(BlockId{pairs[i]}, BlockId{pairs[i + 1]});
  }
  add_locked(options, wishes.locked, blocks);
  if (!wishes.excluded.is_none()) {
    for (const std::int64_t block : integers(wishes.excluded, "excluded").values())
      options.excluded.push_back(BlockId{block});
  }
  if (!wishes.parents.is_none()) {
    const Integers parents = integers(wishes.parents, "parents");
    require_length(parents.size(), blocks, "parents", "workload");
    for (std::size_t i = 0; i < blocks; ++i)
      if (parents[i] < 0) refuse("parents", "must be 0 or more", i);
    options.parents.assign(parents.values().begin(), parents.values().end());
  }
}

/// The bound of the level without a count: in the workload, or in a column that becomes a further workload.
void add_bound(zoning::PartitionOptions& options, double least, py::handle least_of, std::size_t blocks) {
  constexpr double kNoLimit = 1e6;  // mean zones
  for (zoning::LevelSpec& level : options.levels) {
    if (level.zones_per_parent != zoning::kFreeCount) continue;
    level.least = least;
    if (least_of.is_none()) continue;
    options.workloads.push_back({.of_block = amounts(least_of, "least_of", blocks), .least = 0.0, .most = kNoLimit});
    level.least_of = options.workloads.size();
  }
}

/// A table (levels, blocks) of zone numbers from 0.
py::array_t<std::int32_t> labels_of(const zoning::Partition& partition) {
  std::vector<std::int32_t> labels;
  for (const zoning::LevelParts& level : partition.levels)
    labels.insert(labels.end(), level.part.begin(), level.part.end());
  const auto levels = static_cast<py::ssize_t>(partition.levels.size());
  return array_of(std::move(labels)).reshape({levels, py::ssize_t{-1}});
}

py::array_t<std::int32_t> partition(py::object workload, py::object edges, py::object border_m,
                                    const std::vector<int>& zones_per_parent, const std::vector<double>& bands,
                                    std::uint64_t seed, py::object area_m2, py::object perimeter_m, py::object links,
                                    int threads, py::object progress, const std::string& preset,
                                    py::object border_factor, py::object further_workloads, py::object must_link,
                                    py::object locked, py::object excluded, py::object parents, double least,
                                    py::object least_of) {
  zoning::PartitionOptions options = options_of(zones_per_parent, bands);
  options.seed = seed;
  options.threads = threads;
  if (area_m2.is_none() != perimeter_m.is_none())
    throw_error(bad_argument("perimeter_m", "give area_m2 and perimeter_m together, or neither"));
  if (area_m2.is_none()) options.shape_weight = 0.0;
  const BlockGraph graph = graph_of({workload, edges, border_m, area_m2, perimeter_m, links});
  add_wishes(options, {preset, border_factor, further_workloads, must_link, locked, excluded, parents}, edges,
             graph.size());
  add_bound(options, least, least_of, graph.size());
  return labels_of(call<zoning::Partition>(progress, [&](const Progress& report, const CancelToken& cancel) {
    return zoning::partition(graph, options, report, cancel);
  }));
}

}  // namespace

void bind_partition(py::module_& module) {
  module.def("partition", &partition, py::arg("workload"), py::arg("edges"), py::arg("border_m"),
             py::arg("zones_per_parent"), py::arg("bands"), py::arg("seed"), py::arg("area_m2"), py::arg("perimeter_m"),
             py::arg("links"), py::arg("threads"), py::arg("progress"), py::arg("preset"), py::arg("border_factor"),
             py::arg("further_workloads"), py::arg("must_link"), py::arg("locked"), py::arg("excluded"),
             py::arg("parents"), py::arg("least"), py::arg("least_of"));
}

}  // namespace libgrid::bindings
