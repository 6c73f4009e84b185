#include <algorithm>
#include <map>
#include <string>

#include <libgrid/attribution/attributor.hpp>
#include <libgrid/index/locator.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/decide.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/rule_files.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/responsible.hpp>

namespace libgrid::workflow {

namespace {

std::int64_t count_if_none(const std::vector<Attribution>& all, UnassignedReason reason) {
  std::int64_t n = 0;
  for (const Attribution& a : all) n += !a.zone && a.reason == reason ? 1 : 0;
  return n;
}

void add_assignment_figures(detail::StepScope& scope, const std::vector<Attribution>& all) {
  const auto add = [&](const char* name, std::int64_t n, const std::string& where, const char* en, const char* zh) {
    scope.count(name, n, "assignment.csv", "SELECT count(*) FROM assignment WHERE " + where, en, zh);
  };
  std::int64_t inside = 0, border = 0;
  for (const Attribution& a : all) {
    inside += a.method == AttributionMethod::inside ? 1 : 0;
    border += a.method == AttributionMethod::border ? 1 : 0;
  }
  add("assigned", inside + border, "zone_id IS NOT NULL", "Reports assigned to a zone", "已归属网格的上报");
  add("assigned_inside", inside, "method = 'inside'", "  inside a zone", "  位于网格内");
  add("assigned_border", border, "method = 'border'", "  on a border (lower code)", "  位于边界（取较小编码）");
  add("unassigned_default", count_if_none(all, UnassignedReason::default_coordinate), "reason = 'default_coordinate'",
      "Unassigned: default coordinate", "未归属：默认坐标");
  add("unassigned_outside", count_if_none(all, UnassignedReason::outside), "reason = 'outside'",
      "Unassigned: outside all zones", "未归属：网格之外");
}

/// Places in blocks that are in no zone on purpose: their districts answer.
Expected<void> add_left_out(detail::StepScope& scope, const Workspace& workspace, const ZoneMap& map,
                            const detail::PlacedReports& reports, const std::vector<Attribution>& all) {
  GRID_TRY(versions, workspace.store().plans());
  GRID_TRY(present, workspace.store().made_on_present_ground(versions.back().version));
  if (!present) return {};
  GRID_TRY(ground, workspace.store().ground());
  const std::vector<BlockId> excluded = detail::blocks_in_no_zone(ground, map);
  if (excluded.empty()) return {};
  std::vector<Polygon> shapes;
  std::vector<DistrictId> district_of;
  for (const Block& block : ground.blocks)
    if (std::ranges::binary_search(excluded, block.id))
      shapes.push_back(block.shape), district_of.push_back(block.district);
  const index::Locator locator = index::Locator::build(shapes);
  std::map<DistrictId, std::int64_t> of_district;
  std::int64_t count = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].reason != UnassignedReason::outside) continue;
    const index::Hit hit = locator.locate(reports.at[i]);
    if (hit.shape >= 0) ++count, ++of_district[district_of[static_cast<std::size_t>(hit.shape)]];
  }
  scope.count("unassigned_excluded", count, "assignment.csv", "of those outside, in blocks with no zone_id",
              "  of them in excluded blocks: their district answers", "  其中位于不划入网格的街区：由所属辖区兜底");
  GRID_TRY(districts, workspace.store().districts());
  for (const District& district : districts) {
    const auto rows = of_district.find(district.id);
    if (rows == of_district.end()) continue;
    const std::string n = detail::report::thousands(rows->second);
    scope.finding(
        n + " reports lie in excluded blocks of the district " + district.name + ": no zone, the district answers",
        n + " 条上报位于“" + district.name + "”不划入网格的街区：无网格，由辖区兜底");
  }
  return {};
}

void add_default_findings(detail::StepScope& scope, const detail::PlacedReports& reports) {
  for (const attribution::DefaultCoordinate& d : reports.defaults) {
    const std::string at = io::shortest_text(d.at.lon) + ", " + io::shortest_text(d.at.lat);
    scope.finding("default coordinate found at " + at + ": " + detail::report::thousands(d.rows) + " rows, " +
                      detail::report::thousands(d.streets) + " street names, " + detail::report::thousands(d.wards) +
                      " wards, " + detail::report::thousands(d.without_location) + " rows with neither",
                  "发现默认坐标 " + at + "：" + detail::report::thousands(d.rows) + " 条，街道名 " +
                      detail::report::thousands(d.streets) + " 个，选区 " + detail::report::thousands(d.wards) +
                      " 个，两者皆无 " + detail::report::thousands(d.without_location) + " 条");
  }
}

/// The rules a city adds to its zones; nothing where it adds none.
Expected<void> add_responsible_figures(detail::StepScope& scope, const Workspace& workspace,
                                       const StepContext& context) {
  using attribution::ResponsibleBy;
  GRID_TRY(decisions, decisions_of(workspace));
  if (workspace.city().responsible == ResponsiblePolicy{} && decisions.empty()) return {};
  GRID_TRY(counts, count_responsible(workspace, context));
  const auto add = [&](ResponsibleBy method, const char* en, const char* zh) {
    const std::string name(attribution::word(method));
    scope.count("by_" + name, counts.by_method[static_cast<std::size_t>(method)], "attribution.csv",
                "SELECT count(*) FROM attribution WHERE method = '" + name + "'", en, zh);
  };
  add(ResponsibleBy::precedent, "By a manual decision nearby", "按附近的人工裁定");
  add(ResponsibleBy::segment_duty, "By the duty of the street", "按路段责任");
  add(ResponsibleBy::exception, "By an exception area", "按例外区域");
  add(ResponsibleBy::inside, "By the zone around", "按所在网格");
  add(ResponsibleBy::tie, "On a border, by the tie rule", "位于边界，按规则裁定");
  add(ResponsibleBy::nearest, "In a gap, to the nearest zone", "位于空隙，归最近网格");
  add(ResponsibleBy::district, "To the district (flagged)", "属地兜底");
  add(ResponsibleBy::none, "Without an answer, with the reason", "无归属（附原因）");
  scope.count("to_verify", counts.to_verify, "attribution.csv", "SELECT count(*) FROM attribution WHERE to_verify = 1",
              "Border to be verified", "边界待核");
  for (const RejectedRow& row : counts.rejected) scope.finding(message_en(row.error), message_zh(row.error));
  return {};
}

}  // namespace

Expected<StepSummary> assign_reports(Workspace& workspace, const StepContext& context) {
  detail::StepScope scope(workspace, context, "assign");
  GRID_TRY(changed, detail::take_changed_rules(workspace.folder()));
  for (detail::FindingText& text : changed) scope.finding(std::move(text.en), std::move(text.zh));
  GRID_TRY(plan, newest_plan(workspace.store()));
  GRID_TRY(reports, detail::placed_reports(workspace));
  const attribution::Attributor attributor(plan.map(), workspace.city().levels.back().number);
  GRID_TRY(all, attributor.attribute_all(reports.at, reports.at_default, {}, context.progress, context.cancel));
  add_assignment_figures(scope, all);
  GRID_CHECK(add_left_out(scope, workspace, plan.map(), reports, all));
  add_default_findings(scope, reports);
  GRID_CHECK(add_responsible_figures(scope, workspace, context));
  return scope.commit([&] { return workspace.store().put_attributions(all, plan.version().version); });
}

}  // namespace libgrid::workflow
