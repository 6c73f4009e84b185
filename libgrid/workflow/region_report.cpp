#include <libgrid/workflow/region_report.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include <libgrid/coverage/dissolve.hpp>
#include <libgrid/crs/projector.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/io/number_table.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/zoning/max_p.hpp>

namespace libgrid::workflow {
namespace {

using zoning::BlockGraph;
using zoning::BlockNode;

/// Blocks, or the zones of a level, as the nodes of a graph: unit i of the graph has the name names[i].
struct Units {
  BlockGraph graph;
  std::vector<std::string> names;
  std::vector<std::size_t> of_block;  ///< of ground.blocks[i]
};

Units block_units(const Ground& ground) {
  Units units{BlockGraph::build(ground.blocks, ground.borders, ground.links), {}, {}};
  for (const BlockNode& node : units.graph.nodes()) units.names.push_back(std::to_string(node.id.value));
  for (const Block& block : ground.blocks) units.of_block.push_back(units.graph.index_of(block.id).value());
  return units;
}

/// Ids of units are 1, 2, ... so that the graph keeps their order.
BlockId unit_id(std::size_t unit) { return BlockId{static_cast<std::int64_t>(unit) + 1}; }

Expected<Units> zone_units(const Ground& ground, const ZoneMap& map, int level) {
  std::map<ZoneId, const Zone*> zone_of;
  for (const Zone& zone : map.zones) zone_of[zone.id] = &zone;
  std::vector<std::string> names;
  std::map<ZoneId, std::size_t> number;
  for (const Zone& zone : map.zones)
    if (zone.level == level) number[zone.id] = names.size(), names.push_back(zone.code);
  if (names.empty()) return fail(make_error(ErrorCode::parameter_invalid, "no zones of this level").at_field("level"));
  std::map<BlockId, std::size_t> unit_of;
  for (const BlockZone& row : map.blocks) {
    const Zone* zone = zone_of.at(row.zone);
    while (zone->level > level && zone->parent) zone = zone_of.at(*zone->parent);
    unit_of[row.block] = number.at(zone->id);
  }
  std::map<std::pair<std::size_t, std::size_t>, Metres> shared;
  for (const BlockBorder& border : ground.borders)
    if (unit_of.at(border.a) != unit_of.at(border.b))
      shared[std::minmax(unit_of.at(border.a), unit_of.at(border.b))] += border.length;
  std::vector<BlockBorder> borders;
  for (const auto& [pair, length] : shared) borders.push_back({unit_id(pair.first), unit_id(pair.second), length});
  std::vector<Link> links;
  for (const Link& link : ground.links) {
    const auto pair = std::minmax(unit_of.at(link.from), unit_of.at(link.to));
    if (pair.first == pair.second || !shared.try_emplace(pair, Metres{}).second) continue;
    links.push_back({LinkId{}, unit_id(pair.first), unit_id(pair.second), link.length, {}});
  }
  std::vector<BlockNode> nodes(names.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i].id = unit_id(i);
  Units units{BlockGraph::from_nodes(std::move(nodes), borders, links), std::move(names), {}};
  for (const Block& block : ground.blocks) units.of_block.push_back(unit_of.at(block.id));
  return units;
}

Expected<std::vector<double>> table_column(const io::NumberTable& table, const Units& units, const std::string& name) {
  const auto place = std::ranges::find(table.columns, name);
  if (place == table.columns.end())
    return fail(make_error(ErrorCode::parameter_invalid, "no such column").at_field("columns").about(name));
  const auto column = static_cast<std::size_t>(place - table.columns.begin());
  std::vector<double> values;
  for (const std::string& unit : units.names) {
    const auto row = table.rows.find(unit);
    if (row == table.rows.end())
      return fail(make_error(ErrorCode::parameter_invalid, "the table has no row of this unit").about(unit));
    values.push_back(row->second[column]);
  }
  return values;
}

/// Mean 0 and deviation 1; a column without deviation becomes 0.
void scale(std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double mean = 0.0, squares = 0.0;
  for (const double value : values) mean += value / n;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / n);
  for (double& value : values) value = deviation > 0.0 ? (value - mean) / deviation : 0.0;
}

/// Columns of units by name: from the blocks, or else from the table.
class UnitColumns {
 public:
  static Expected<UnitColumns> make(const Workspace& workspace, const Ground& ground, const Units& units,
                                    const std::filesystem::path& table) {
    UnitColumns columns(ground, units);
    GRID_TRY(workloads, detail::block_workloads(workspace, ground));
    columns.workloads_ = std::move(workloads);
    if (table.empty()) return columns;
    GRID_TRY(read, io::read_number_table(table));
    columns.table_ = std::move(read);
    return columns;
  }

  [[nodiscard]] Expected<std::vector<double>> column(const std::string& name) const {
    const std::vector<double> of_block = detail::block_column(ground_, workloads_, name);
    if (of_block.empty()) return table_column(table_, units_, name);
    std::vector<double> values(units_.names.size(), 0.0);
    for (std::size_t i = 0; i < of_block.size(); ++i) values[units_.of_block[i]] += of_block[i];
    return values;
  }

 private:
  UnitColumns(const Ground& ground, const Units& units) : ground_(ground), units_(units) {}

  const Ground& ground_;
  const Units& units_;
  std::vector<detail::BlockWorkload> workloads_;
  io::NumberTable table_;
};

Expected<std::vector<double>> attribute_rows(const UnitColumns& columns, const RegionRequest& request) {
  if (request.columns.empty())
    return fail(make_error(ErrorCode::parameter_invalid, "at least one").at_field("columns"));
  std::vector<double> rows;
  for (std::size_t c = 0; c < request.columns.size(); ++c) {
    GRID_TRY(values, columns.column(request.columns[c]));
    if (request.scale) scale(values);
    rows.resize(values.size() * request.columns.size());
    for (std::size_t i = 0; i < values.size(); ++i) rows[i * request.columns.size() + c] = values[i];
  }
  return rows;
}

Expected<zoning::Regions> divided(const Units& units, const UnitColumns& columns, const RegionRequest& request) {
  GRID_TRY(rows, attribute_rows(columns, request));
  const zoning::BlockAttributes attributes{rows, request.columns.size()};
  // Merging and cutting every pair of regions again is for hundreds of units, not for thousands.
  constexpr std::size_t kMany = 500;
  const bool many = units.names.size() > kMany;
  if (request.floor_column.empty()) {
    zoning::RegionOptions options{.count = request.count};
    if (many) options.kick_rounds = 0;
    return zoning::regions(units.graph, attributes, options);
  }
  GRID_TRY(extent, columns.column(request.floor_column));
  zoning::MaxPOptions options{.extent = extent, .least = request.least};
  if (many) options.kick_rounds = 0, options.trees = 200, options.starts = 1;
  return zoning::max_p(units.graph, attributes, options);
}

void add_shapes(RegionReport& report, const Ground& ground, const Units& units, int count) {
  std::vector<std::vector<const Polygon*>> parts(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < ground.blocks.size(); ++i)
    parts[static_cast<std::size_t>(report.regions.part[units.of_block[i]])].push_back(&ground.blocks[i].shape);
  report.sizes.assign(parts.size(), 0);
  for (const int region : report.regions.part) ++report.sizes[static_cast<std::size_t>(region)];
  for (std::size_t r = 0; r < parts.size(); ++r)
    report.shapes.push_back(
        {static_cast<std::int64_t>(r) + 1, std::to_string(r + 1), "", coverage::dissolve(parts[r])});
}

void add_figures(RegionReport& report) {
  std::vector<Figure>& figures = report.summary.figures;
  const auto add = [&](const char* name, FigureValue value, const char* sql, const char* en, const char* zh) {
    figures.push_back({name, std::move(value), "regions.csv", sql, en, zh, ""});
  };
  add("units", static_cast<std::int64_t>(report.units.size()), "SELECT count(*) FROM regions", "Units", "单元");
  add("regions", static_cast<std::int64_t>(report.sizes.size()), "SELECT count(DISTINCT region) FROM regions",
      "Regions", "分区");
  add("explained", report.regions.explained(), "", "Between / total sum of squares", "组间/总离差平方和");
  const auto [least, most] = std::ranges::minmax(report.sizes);
  add("smallest", least, "", "Units of the smallest region", "最小分区单元数");
  add("largest", most, "", "Units of the largest region", "最大分区单元数");
}

}  // namespace

Expected<RegionReport> find_regions(const Workspace& workspace, const RegionRequest& request,
                                    const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(ground, workspace.store().ground());
  std::optional<Units> units;
  if (request.level == 0) {
    units = block_units(ground);
  } else {
    GRID_TRY(map, workspace.store().draft());
    const std::vector<BlockId> none = detail::blocks_in_no_zone(ground, map);
    ground = detail::without_blocks(std::move(ground), none);
    GRID_TRY(zones, zone_units(ground, map, request.level));
    units = std::move(zones);
  }
  GRID_TRY(columns, UnitColumns::make(workspace, ground, *units, request.table));
  RegionReport report;
  GRID_TRY(found, divided(*units, columns, request));
  report.regions = std::move(found);
  report.units = units->names;
  add_shapes(report, ground, *units, *std::ranges::max_element(report.regions.part) + 1);
  report.summary.step = "regions";
  add_figures(report);
  report.summary.seconds = context.stopwatch() - started;
  return report;
}

Expected<void> write_regions(const RegionReport& report, const Workspace& workspace,
                             const std::filesystem::path& folder) {
  GRID_CHECK(io::make_folder(folder));
  io::CsvWriter csv({"unit", "region"});
  for (std::size_t i = 0; i < report.units.size(); ++i)
    csv.add(std::string_view(report.units[i])).add(report.regions.part[i] + 1).end_row();
  GRID_CHECK(io::write_file_atomically(folder / "regions.csv", csv.text()));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  return io::write_zones(folder / "regions.geojson", report.shapes, projector);
}

}  // namespace libgrid::workflow
