#include <libgrid/workflow/detail/draft_figures.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <libgrid/workflow/outputs.hpp>

namespace libgrid::workflow::detail {
namespace {

struct LevelSums {
  std::int64_t zones = 0;
  double least = 1.0;
  double most = 0.0;
  double total = 0.0;
  double compactness = 0.0;
};

LevelSums sums_of(const ZoneMap& map, int level) {
  LevelSums sums;
  for (const Zone& zone : map.zones) {
    if (zone.level != level) continue;
    ++sums.zones;
    sums.total += zone.workload;
    sums.least = std::min(sums.least, zone.workload), sums.most = std::max(sums.most, zone.workload);
    sums.compactness += zone.polsby_popper;
  }
  return sums;
}

void add_level(std::vector<Figure>& figures, const ZoneMap& map, int level, const std::string& file) {
  const std::string n = std::to_string(level), where = " FROM zones WHERE level = " + n;
  const LevelSums sums = sums_of(map, level);
  const auto zones = static_cast<double>(std::max<std::int64_t>(sums.zones, 1));
  constexpr double kRounding = 1e-9;
  const bool all = std::abs(sums.total - 1.0) < kRounding;  // else blocks are excluded: the mean is that of the others
  const double mean = all ? 1.0 / zones : sums.total / zones;
  const std::string over = all ? "" : " / sum(workload)";
  const auto add = [&](const char* name, FigureValue value, const std::string& sql, const char* en, const char* zh) {
    figures.push_back({"level" + n + "_" + name, std::move(value), file, sql + where, "Level " + n + ": " + en,
                       n + " 级：" + zh, ""});
  };
  add("zones", sums.zones, "SELECT count(*)", "zones", "网格数");
  add("lightest", sums.least / mean, "SELECT min(workload) * count(*)" + over, "lightest workload / mean",
      "最轻工作量/均值");
  add("heaviest", sums.most / mean, "SELECT max(workload) * count(*)" + over, "heaviest workload / mean",
      "最重工作量/均值");
  add("compactness", sums.compactness / zones, "SELECT avg(polsby_popper)", "mean compactness (Polsby-Popper)",
      "平均紧凑度");
}

}  // namespace

std::vector<Figure> draft_figures(const ZoneMap& map, const City& city) {
  std::vector<Figure> figures;
  for (const Level& level : city.levels) add_level(figures, map, level.number, geopackage_name(city));
  figures.push_back({"posts", static_cast<std::int64_t>(map.posts.size()), "posts.csv", "SELECT count(*) FROM posts",
                     "Posts", "岗位", ""});
  return figures;
}

std::vector<Figure> scope_figures(const PlanScope& plan, const Ground& ground, const City& city) {
  std::vector<Figure> figures;
  const auto add = [&](const char* name, std::size_t count, const char* sql, const char* en, const char* zh) {
    if (count > 0) figures.push_back({name, static_cast<std::int64_t>(count), geopackage_name(city), sql, en, zh, ""});
  };
  add("locked_zones", plan.locked.size(), "locked zones", "Locked zones, as they were published",
      "锁定网格（保持原样）");
  add("excluded_blocks", plan.excluded.size(), "SELECT count(*) FROM blocks WHERE zone_id IS NULL",
      "Excluded blocks, in no zone", "不划入网格的街区");
  SquareMetres area;
  for (const Block& block : ground.blocks)
    if (std::ranges::binary_search(plan.excluded, block.id)) area += block.area;
  if (!plan.excluded.empty())
    figures.push_back({"excluded_km2", area.value / 1e6, geopackage_name(city),
                       "SELECT sum(area_m2) / 1e6 FROM blocks WHERE zone_id IS NULL", "Excluded ground",
                       "不划入网格的面积", "km2"});
  return figures;
}

}  // namespace libgrid::workflow::detail
