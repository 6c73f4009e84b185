#include <string>
#include <utility>
#include <vector>

#include <libgrid/coverage/blocks.hpp>
#include <libgrid/roads/duties.hpp>
#include <libgrid/workflow/detail/block_lineage.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/case_period.hpp>
#include <libgrid/workflow/detail/city_lines.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/zoning/links.hpp>

namespace libgrid::workflow {
namespace {

/// Street metres and reports of every block.
Expected<void> measure(const Workspace& workspace, std::vector<Block>& blocks,
                       const std::vector<StreetStretch>& stretches) {
  for (const roads::BlockStreets& row : roads::street_metres(stretches))
    blocks[static_cast<std::size_t>(row.block.value - 1)].street_length = row.length;
  return detail::count_cases(workspace, {}, blocks);
}

void add_merges(detail::StepScope& scope, const coverage::BlockStatistics& s) {
  using detail::report::thousands;
  std::string why = " because thin, ", why_zh = " 个面因狭长被合并，其中 ";
  if (s.artefact_below) {
    const std::string below = detail::report::fixed(*s.artefact_below, 2);
    why = " because their face artefact index is under " + below + ", ";
    why_zh = " 个面因碎面指数低于 " + below + " 被合并，其中 ";
  }
  scope.finding(thousands(s.merged_small) + " faces were merged because small, " +
                    thousands(s.merged_thin + s.merged_artefacts) + why + thousands(s.merged_across) +
                    " of them across a district border",
                thousands(s.merged_small) + " 个面因过小、" + thousands(s.merged_thin + s.merged_artefacts) + why_zh +
                    thousands(s.merged_across) + " 个跨辖区");
}

/// The rule that was asked for, whether it could be followed, and where its threshold comes from.
void add_rule(detail::StepScope& scope, const BlockRules& rules, const coverage::BlockStatistics& s) {
  using detail::report::fixed;
  if (rules.merge_rule == MergeRule::thresholds)
    return scope.finding("merge rule: thresholds of the city file", "合并规则：城市配置中的阈值 (thresholds)");
  if (!s.artefact_below)
    return scope.finding(
        "merge rule: artefacts was asked for, but the index of the faces has no valley between artefacts and blocks: "
        "the "
        "thresholds of the city file decided",
        "合并规则：要求 artefacts，但碎面指数的分布没有谷值，改按城市配置中的阈值");
  const std::string below = fixed(*s.artefact_below, 2);
  if (rules.artefact_below)
    return scope.finding("merge rule: artefacts, index under " + below + " as the city file sets it",
                         "合并规则：artefacts，指数低于 " + below + "（城市配置给定）");
  scope.finding(
      "merge rule: artefacts, index under " + below + ", the valley between artefacts and blocks of this city",
      "合并规则：artefacts，指数低于 " + below + "（取自本市指数分布的谷值）");
}

void add_findings(detail::StepScope& scope, const coverage::BlockStatistics& s) {
  using detail::report::thousands;
  if (s.districts_repaired > 0)
    scope.finding(s.districts_repaired == 1
                      ? std::string("1 district polygon was invalid and was repaired")
                      : thousands(s.districts_repaired) + " district polygons were invalid and were repaired",
                  thousands(s.districts_repaired) + " 个辖区面无效，已修复");
  if (s.overlap > SquareMetres{0.0}) {
    const std::string overlap = detail::report::fixed(s.overlap.value, 1);
    scope.finding(overlap + " m2 are claimed by more than one district; they went to the lower id",
                  overlap + " 平方米被多个辖区重复覆盖，已归入编号较小者");
  }
  const std::string snap = detail::report::fixed((s.districts_snapped - s.districts_given).value, 3);
  const std::string bound = detail::report::fixed(s.district_border.value * 0.001, 1);
  scope.finding("snapping onto the lattice changed the area of the districts by " + snap + " m2 (bound " + bound + ")",
                "坐标取整使辖区面积改变 " + snap + " 平方米（上限 " + bound + "）");
  add_merges(scope, s);
}

void add_figures(detail::StepScope& scope, const coverage::BlockStatistics& s, const Ground& ground) {
  const std::string gpkg = scope.gpkg();
  scope.count("raw_faces", s.raw_faces, gpkg, "SELECT count(DISTINCT raw_face_id) FROM faces", "Raw faces", "原始面");
  scope.count("faces", static_cast<std::int64_t>(ground.faces.size()), gpkg, "SELECT count(*) FROM faces",
              "Faces after cutting", "切分后的面");
  scope.count("blocks", static_cast<std::int64_t>(ground.blocks.size()), gpkg, "SELECT count(*) FROM blocks", "Blocks",
              "街区");
  scope.count("merged_faces", s.merged_small + s.merged_thin + s.merged_artefacts, gpkg,
              "SELECT (SELECT count(*) FROM faces) - (SELECT count(*) FROM blocks)", "Faces merged away", "被合并的面");
  scope.add({"land_km2", s.land.value / 1e6, gpkg, "SELECT sum(area_m2) / 1e6 FROM blocks", "Land", "陆地面积", "km2"});
  scope.count("links", static_cast<std::int64_t>(ground.links.size()), gpkg, "SELECT count(*) FROM links",
              "Declared links", "声明的连接");
  add_findings(scope, s);
}

void add_barriers(detail::StepScope& scope, const std::vector<coverage::Barrier>& barriers,
                  const std::vector<coverage::BarrierBorder>& borders) {
  if (barriers.empty()) return;
  double metres = 0.0;
  for (const coverage::BarrierBorder& border : borders) metres += border.length.value;
  scope.finding(detail::report::thousands(static_cast<std::int64_t>(barriers.size())) +
                    " barrier lines bound blocks, " + detail::report::fixed(metres / 1000.0, 1) +
                    " km of block borders lie on them",
                detail::report::thousands(static_cast<std::int64_t>(barriers.size())) +
                    " 条障碍线参与划分街区，其上街区边界共 " + detail::report::fixed(metres / 1000.0, 1) + " 公里");
}

}  // namespace

Expected<StepSummary> draw_blocks(Workspace& workspace, const StepContext& context) {
  detail::StepScope scope(workspace, context, "blocks");
  GRID_TRY(districts, workspace.store().districts());
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(barriers, detail::barriers(workspace.store()));
  const City& city = workspace.city();
  coverage::BlockInput input{.districts = districts, .streets = streets, .barriers = barriers};
  for (const std::string& kept : city.blocks.kept_classes) input.ranks.of_class[kept] = input.ranks.keep_above + 1;
  GRID_TRY(made, coverage::build_blocks(input, city.blocks, context.progress, context.cancel));
  GRID_CHECK(measure(workspace, made.blocks, made.stretches));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  Ground ground{std::move(made.faces), std::move(made.blocks), std::move(made.borders), {}, std::move(made.stretches)};
  GRID_TRY(workloads, detail::block_workloads(workspace, ground));
  detail::weigh_blocks(ground.blocks, city, workloads);
  ground.links = zoning::declare_links(ground.blocks, ground.borders);
  add_figures(scope, made.statistics, ground);
  add_rule(scope, city.blocks, made.statistics);
  add_barriers(scope, barriers, made.barrier_borders);
  return scope.commit([&]() -> Expected<void> {
    GRID_CHECK(detail::put_block_lineage(workspace.store(), {}));
    GRID_CHECK(detail::put_case_period(workspace.store(), {}));
    GRID_CHECK(detail::put_barrier_borders(workspace.store(), made.barrier_borders));
    return workspace.store().put_ground(ground);
  });
}

}  // namespace libgrid::workflow
