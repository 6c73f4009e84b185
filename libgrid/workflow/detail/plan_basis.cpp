#include <libgrid/workflow/detail/plan_basis.hpp>

#include <algorithm>
#include <string>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>
#include <libgrid/zoning/walls.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr double kNoLimit = 1e6;  // mean zones

Expected<std::vector<zoning::MustLink>> must_links(const City& city, const Ground& ground) {
  std::vector<zoning::MustLink> links;
  if (city.zoning.must_link.empty()) return links;
  GRID_TRY(projector, crs::Projector::make(city.frame));
  std::vector<Polygon> shapes;
  for (const Block& block : ground.blocks) shapes.push_back(block.shape);
  const index::Locator locator = index::Locator::build(shapes);
  for (const MustLinkRule& rule : city.zoning.must_link) {
    zoning::MustLink link{.name = rule.name, .blocks = {}};
    for (const LonLat place : rule.places) {
      GRID_TRY(at, projector.to_plane(place));
      const index::Hit hit = locator.locate(at);
      if (hit.shape < 0)
        return fail(make_error(ErrorCode::parameter_invalid, "a place lies in no block")
                        .at_field("must_link")
                        .about(rule.name));
      link.places.push_back(at);
      link.blocks.push_back(ground.blocks[static_cast<std::size_t>(hit.shape)].id);
    }
    std::ranges::sort(link.blocks);
    link.blocks.erase(std::unique(link.blocks.begin(), link.blocks.end()), link.blocks.end());
    links.push_back(std::move(link));
  }
  return links;
}

/// By what the parts of a split block share a measure, as block_workloads measures it.
Expected<void> share_by_measure(zoning::LimitedWorkload& limited, const WorkloadRule& rule, const City& city,
                                std::span<const Street> streets) {
  using zoning::ShareBy;
  if (rule.measure == "reports") limited.share = ShareBy::reports;
  if (rule.measure == "street_m") limited.share = ShareBy::streets;
  const bool of_kind = rule.measure.ends_with("_m") && rule.measure != "street_m";
  const auto kind =
      of_kind ? from_word<RoadKind>(std::string_view(rule.measure).substr(0, rule.measure.size() - 2)) : std::nullopt;
  if (!kind) return {};
  GRID_TRY(kinds, road_kinds_of(city, streets));
  for (std::size_t i = 0; i < streets.size(); ++i)
    if (kinds[i] == *kind) limited.streets.push_back(streets[i].id);
  std::ranges::sort(limited.streets);
  if (!limited.streets.empty()) limited.share = ShareBy::streets;
  return {};
}

Expected<std::vector<zoning::LimitedWorkload>> limited_workloads(const Workspace& workspace, const Ground& ground) {
  std::vector<zoning::LimitedWorkload> all;
  const City& city = workspace.city();
  const auto limits = [](const WorkloadRule& rule) { return rule.least > 0.0 || rule.most > 0.0; };
  if (std::ranges::none_of(city.zoning.workloads, limits)) return all;
  GRID_TRY(workloads, block_workloads(workspace, ground));
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(points, points_of(workspace.store()));
  for (BlockWorkload& load : workloads) {
    if (!limits(load.rule)) continue;
    zoning::LimitedWorkload& limited = all.emplace_back();
    limited.name = load.rule.name;
    limited.of_block = std::move(load.of_block);
    limited.least = load.rule.least, limited.most = load.rule.most;
    GRID_CHECK(share_by_measure(limited, load.rule, city, streets));
    if (load.rule.measure != "points") continue;
    limited.share = zoning::ShareBy::places;
    for (const io::CountedPoint& point : points[load.rule.name]) limited.places.push_back({point.at, point.amount});
  }
  return all;
}

}  // namespace

zoning::BlockGraph walled_graph(const City& city, const Ground& ground,
                                std::span<const coverage::BarrierBorder> on_barriers) {
  const std::vector<zoning::BlockPair> walls = zoning::walls_of(ground.borders, on_barriers, city.barriers);
  return zoning::BlockGraph::build(ground.blocks, ground.borders, ground.links, walls);
}

Expected<zoning::PlanRules> plan_rules(const Workspace& workspace, const Ground& ground, const PlanScope& scope) {
  zoning::PlanRules rules{.excluded = scope.excluded};
  for (const KeptZone& kept : scope.locked) rules.locked.push_back(kept.lock);
  std::vector<std::pair<BlockId, std::int64_t>> districts;
  for (const Block& block : ground.blocks) districts.emplace_back(block.id, block.district.value);
  std::ranges::sort(districts);
  for (const auto& [block, district] : districts)
    if (scope.within_districts) rules.parents.push_back(district);
  GRID_TRY(links, must_links(workspace.city(), ground));
  GRID_TRY(workloads, limited_workloads(workspace, ground));
  rules.must_link = std::move(links);
  rules.workloads = std::move(workloads);
  for (zoning::LimitedWorkload& workload : rules.workloads)
    for (std::size_t i = 0; i < districts.size(); ++i)
      if (rules.is_excluded(districts[i].first)) workload.of_block[i] = 0.0;
  return rules;
}

Expected<PlanBasis> plan_basis(const Workspace& workspace, const Ground& ground,
                               std::span<const coverage::BarrierBorder> on_barriers, const PlanScope& scope) {
  GRID_TRY(rules, plan_rules(workspace, ground, scope));
  return PlanBasis{walled_graph(workspace.city(), ground, on_barriers), std::move(rules)};
}

void add_rules(const zoning::PlanRules& rules, zoning::PartitionOptions& options) {
  for (const zoning::MustLink& link : rules.must_link)
    for (std::size_t i = 1; i < link.blocks.size(); ++i)
      options.must_link.emplace_back(link.blocks[i - 1], link.blocks[i]);
  for (const zoning::LockedZone& lock : rules.locked) options.locked.push_back(lock.blocks);
  options.excluded = rules.excluded;
  options.parents = rules.parents;
  for (const zoning::LimitedWorkload& workload : rules.workloads) {
    if (!(workload.total() > 0.0)) continue;
    const double most = workload.most > 0.0 ? workload.most : kNoLimit;
    options.workloads.push_back({.of_block = workload.of_block, .least = workload.least, .most = most});
  }
}

}  // namespace libgrid::workflow::detail
