#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/edit_log.hpp>

#include "chinese_words.hpp"
#include "commands.hpp"

namespace libgrid::cli {
namespace {

struct DiffArguments {
  std::int64_t before = 1;
  std::int64_t after = 2;
  int level = 0;
  bool json = false;
};

std::string zone_code(const ZoneMap& map, const std::optional<ZoneId>& id) {
  if (!id) return "-";
  const auto zone = std::ranges::find(map.zones, *id, &Zone::id);
  return zone == map.zones.end() ? std::to_string(id->value) : zone->code;
}

std::string zone_codes(const ZoneMap& map, const std::vector<ZoneId>& ids) {
  std::string text;
  for (const ZoneId id : ids) text += (text.empty() ? "" : " ") + zone_code(map, id);
  return text.empty() ? "-" : text;
}

std::string_view fate_text(zoning::ZoneFate fate, bool chinese) {
  if (!chinese) return zoning::word(fate);
  switch (fate) {
    case zoning::ZoneFate::same:
      return "不变";
    case zoning::ZoneFate::renamed:
      return "改名";
    case zoning::ZoneFate::changed:
      return "变更";
    case zoning::ZoneFate::split:
      return "拆分";
    case zoning::ZoneFate::merged:
      return "合并";
    case zoning::ZoneFate::added:
      return "新增";
    case zoning::ZoneFate::gone:
      return "撤销";
  }
  return zoning::word(fate);
}

/// What a renamed zone is called, or answers to, that it was not.
std::string renaming(const workflow::PlanComparison& c, const zoning::ZoneLineage& row, bool chinese) {
  if (row.fate != zoning::ZoneFate::renamed) return "";
  const Zone& was = *std::ranges::find(c.map_before.zones, row.from.front(), &Zone::id);
  const Zone& now = *std::ranges::find(c.map_after.zones, row.to.front(), &Zone::id);
  const Language language = chinese ? Language::chinese : Language::english;
  std::string text;
  if (was.name != now.name) text += "  " + shown_name(was.name, language) + " -> " + shown_name(now.name, language);
  if (was.post != now.post && was.post && now.post)
    text += fmt::format("  {} {} -> {}", chinese ? "岗位" : "post", was.post->value, now.post->value);
  return text;
}

/// Rows of zones that kept their ground are counted, not listed.
void show_diff(const workflow::PlanComparison& c, bool chinese) {
  std::set<std::pair<std::optional<ZoneId>, std::optional<ZoneId>>> kept;
  std::size_t unchanged = 0;
  fmt::print("{} {}\n", chinese ? "移动的街区" : "moved_blocks", c.diff.moved.size());
  for (const zoning::ZoneLineage& row : c.diff.lineage) {
    const bool same = row.fate == zoning::ZoneFate::same;
    if (same || row.fate == zoning::ZoneFate::renamed) kept.emplace(row.from.front(), row.to.front());
    if (same) {
      ++unchanged;
      continue;
    }
    fmt::print("{:<8} {} -> {}{}\n", fate_text(row.fate, chinese), zone_codes(c.map_before, row.from),
               zone_codes(c.map_after, row.to), renaming(c, row, chinese));
  }
  fmt::print("{} {}\n", chinese ? "未变的网格" : "unchanged zones", unchanged);
  if (kept.size() == c.diff.crosswalk.size()) return;
  if (chinese) {
    fmt::print("原网格           新网格              街区   面积(平方米)   道路(米)   上报数    工作量\n");
  } else {
    fmt::print("{:<16} {:<16} {:>7} {:>12} {:>10} {:>8} {:>9}\n", "from", "to", "blocks", "area_m2", "street_m",
               "reports", "workload");
  }
  for (const zoning::CrosswalkRow& row : c.diff.crosswalk)
    if (!kept.contains({row.from, row.to}))
      fmt::print("{:<16} {:<16} {:>7} {:>12.1f} {:>10.1f} {:>8} {:>9.6f}\n", zone_code(c.map_before, row.from),
                 zone_code(c.map_after, row.to), row.blocks, row.area.value, row.street_length.value, row.reports,
                 row.workload);
}

Expected<workflow::PlanComparison> compared(const std::string& folder, const DiffArguments& a) {
  GRID_TRY(workspace, workflow::Workspace::open(folder));
  return workflow::compare_plans(workspace, a.before, a.after, a.level);
}

}  // namespace

void add_diff(Program& program) {
  const auto a = std::make_shared<DiffArguments>();  // lives as long as the callback
  CLI::App* command = program.subcommand("diff", "What differs between two plan versions");
  command->add_option("before", a->before, "Plan version")->required();
  command->add_option("after", a->after, "Plan version")->required();
  command->add_option("--level", a->level, "Level of the zones (default: the lowest)");
  command->add_flag("--json", a->json, "Everything as JSON, unchanged zones too");
  command->callback([&program, a] {
    const auto comparison = compared(program.workspace, *a);
    if (!comparison) return program.terminal().show_error(comparison.error()), void(program.exit_code = 1);
    if (a->json) return void(fmt::print("{}\n", workflow::to_json(comparison->diff)));
    show_diff(*comparison, choose_language(program.language) == Language::chinese);
  });
}

}  // namespace libgrid::cli
