#include <libgrid/workflow/detail/block_workloads.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include <libgrid/index/locator.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/roads/lengths.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>
#include <libgrid/zoning/workload.hpp>

namespace libgrid::workflow::detail {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPointsNote = "points";

/// "main_road_m" -> main_road.
std::optional<RoadKind> kind_of(std::string_view measure) {
  return measure.ends_with("_m") ? from_word<RoadKind>(measure.substr(0, measure.size() - 2)) : std::nullopt;
}

/// What several measures ask for, made once.
class Measurer {
 public:
  Measurer(const Workspace& workspace, const Ground& ground) : workspace_(workspace), ground_(ground) {
    for (std::size_t i = 0; i < ground.blocks.size(); ++i) index_.emplace(ground.blocks[i].id, i);
  }

  Expected<std::vector<double>> measure(const WorkloadRule& rule) {
    if (const auto kind = kind_of(rule.measure)) return roads(*kind);
    if (rule.measure == "points") return counted(rule.name);
    std::vector<double> of_block;
    for (const Block& block : ground_.blocks) {
      if (rule.measure == "reports")
        of_block.push_back(static_cast<double>(block.reports));
      else
        of_block.push_back(rule.measure == "area_m2" ? block.area.value : block.street_length.value);
    }
    return of_block;
  }

 private:
  Expected<std::vector<double>> roads(RoadKind kind) {
    if (!roads_) {
      GRID_TRY(streets, workspace_.store().streets());
      GRID_TRY(kinds, road_kinds_of(workspace_.city(), streets));
      roads_ = roads::block_road_metres(ground_.stretches, streets, kinds);
    }
    std::vector<double> of_block(ground_.blocks.size(), 0.0);
    for (const roads::BlockRoads& row : *roads_)
      of_block[index_.at(row.block)] = row.length[static_cast<std::size_t>(kind)].value;
    return of_block;
  }

  Expected<std::vector<double>> counted(const std::string& name) {
    if (!points_) {
      GRID_TRY(all, points_of(workspace_.store()));
      points_ = std::move(all);
      std::vector<Polygon> shapes;
      for (const Block& block : ground_.blocks) shapes.push_back(block.shape);
      locator_ = index::Locator::build(shapes);
    }
    const auto found = points_->find(name);
    if (found == points_->end()) return fail(make_error(ErrorCode::step_missing, "import").about("points " + name));
    std::vector<Xy> at;
    for (const io::CountedPoint& point : found->second) at.push_back(point.at);
    std::vector<index::Hit> hits(at.size());
    locator_->locate_all(at, hits);
    std::vector<double> of_block(ground_.blocks.size(), 0.0);
    for (std::size_t i = 0; i < hits.size(); ++i)
      if (hits[i].shape >= 0) of_block[static_cast<std::size_t>(hits[i].shape)] += found->second[i].amount;
    return of_block;
  }

  const Workspace& workspace_;
  const Ground& ground_;
  std::map<BlockId, std::size_t> index_;
  std::optional<std::vector<roads::BlockRoads>> roads_;
  std::optional<PointsByWorkload> points_;
  std::optional<index::Locator> locator_;
};

}  // namespace

Expected<std::vector<BlockWorkload>> block_workloads(const Workspace& workspace, const Ground& ground) {
  Measurer measurer(workspace, ground);
  std::vector<BlockWorkload> workloads;
  for (const WorkloadRule& rule : workspace.city().zoning.workloads) {
    GRID_TRY(of_block, measurer.measure(rule));
    double total = 0.0;
    for (const double amount : of_block) total += amount;
    workloads.push_back({rule, std::move(of_block), total});
  }
  return workloads;
}

void weigh_blocks(std::vector<Block>& blocks, const City& city, std::span<const BlockWorkload> workloads) {
  double weights = 0.0;
  for (const BlockWorkload& load : workloads) weights += load.total > 0.0 ? load.rule.weight : 0.0;
  if (weights <= 0.0) return zoning::share_workload(blocks, city.street_share);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i].workload = 0.0;
    for (const BlockWorkload& load : workloads)
      if (load.total > 0.0) blocks[i].workload += load.rule.weight / weights * (load.of_block[i] / load.total);
  }
}

std::vector<double> block_column(const Ground& ground, std::span<const BlockWorkload> workloads,
                                 std::string_view name) {
  for (const BlockWorkload& load : workloads)
    if (load.rule.name == name) return load.of_block;
  std::vector<double> column;
  for (const Block& block : ground.blocks) {
    if (name == "workload") column.push_back(block.workload);
    if (name == "reports") column.push_back(static_cast<double>(block.reports));
    if (name == "street_m") column.push_back(block.street_length.value);
    if (name == "area_m2") column.push_back(block.area.value);
  }
  return column;
}

Expected<PointsByWorkload> points_of(const store::Store& store) {
  GRID_TRY(note, store.note(kPointsNote));
  PointsByWorkload all;
  if (!note) return all;
  const Json json = Json::parse(*note, nullptr, false);
  if (!json.is_object()) return fail(make_error(ErrorCode::store_failed, "not an object").about("points"));
  for (const auto& [name, rows] : json.items())
    for (const Json& row : rows) all[name].push_back({{row.at(0), row.at(1)}, row.at(2)});
  return all;
}

Expected<void> put_points(store::Store& store, const PointsByWorkload& points) {
  Json json = Json::object();
  for (const auto& [name, rows] : points) {
    json[name] = Json::array();
    for (const io::CountedPoint& point : rows) json[name].push_back({point.at.x, point.at.y, point.amount});
  }
  return store.put_note(kPointsNote, json.dump());
}

}  // namespace libgrid::workflow::detail
