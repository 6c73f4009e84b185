#include <map>
#include <vector>

#include <libgrid/workflow/detail/report_bars.hpp>
#include <libgrid/workflow/detail/report_map.hpp>
#include <libgrid/workflow/detail/report_sections.hpp>

namespace libgrid::workflow::detail::report {
namespace {

std::string day(LocalTime time) { return to_text(time).substr(0, 10); }

std::string km(Metres length) { return fixed(length.value / 1000.0, 1); }

/// The text of a figure, "–" if no step made it.
std::string figure_text(const ReportData& data, std::string_view name) {
  const Figure* figure = data.figure(name);
  return figure ? shown_with_signs(*figure) : "–";
}

/// "24 个第 2 级网格、" for the levels between the upper and the lowest; two levels have none.
Words levels_between(const ReportData& data) {
  Words text;
  for (int level = 2; level < data.lowest_level(); ++level) {
    const std::string n = thousands(static_cast<std::int64_t>(data.zones_at(level).size())), l = std::to_string(level);
    text.zh += n + " 个第 " + l + " 级网格、";
    text.en += ", " + n + " zones of level " + l;
  }
  return text;
}

Words what_was_done(const ReportData& data) {
  const std::string districts = figure_text(data, "districts"), streets = figure_text(data, "streets"),
                    blocks = figure_text(data, "blocks");
  const std::string upper = thousands(static_cast<std::int64_t>(data.zones_at(1).size()));
  const std::string lowest = thousands(static_cast<std::int64_t>(data.zones_at(data.lowest_level()).size()));
  const std::string reports = thousands(data.attributions.all());
  const Words between = levels_between(data);
  return {"以 " + districts + " 个辖区的边界和 " + streets + " 条道路把陆地划成 " + blocks +
              " 个街区，再按工作量（道路长度与上报数量）均衡地合并为 " + upper + " 个大网格、" + between.zh + lowest +
              " 个网格，每个网格对应一个责任岗位。随后，每一米道路、" + reports +
              " 条上报记录都归到唯一的责任网格，否则写明原因；并统计了上报聚集的地点和办结后反弹的情况。",
          "The borders of " + districts + " districts and " + streets + " streets cut the land into " + blocks +
              " blocks. These were joined into " + upper + " upper zones" + between.en + " and " + lowest +
              " zones of nearly equal workload (street length and reports), each with one responsible post. Then every "
              "metre of street and each of " +
              reports +
              " report rows was given to exactly one zone, or a reason is stated why not; and it was measured where "
              "reports cluster and how often settled cases come back."};
}

struct Card {
  Words name;
  std::string value;
  Words note;
};

std::string card(const Card& c) {
  return "<li class=\"card\">" + Element("span").with("class", "big").text(c.value).done() +
         Element("span").with("class", "name").text(c.name).done() +
         Element("span").with("class", "note").text(c.note).done() + "</li>\n";
}

Card share_card(const Words& name, std::int64_t part, std::int64_t all, const Words& note) {
  const double share = all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0.0;
  return {name, thousands(part), {percent(share) + note.zh, percent(share) + note.en}};
}

std::vector<Card> zone_cards(const ReportData& data) {
  const std::string level = "level" + std::to_string(data.lowest_level()) + "_";
  const std::string upper = thousands(static_cast<std::int64_t>(data.zones_at(1).size()));
  return {{{"网格", "Zones"},
           thousands(static_cast<std::int64_t>(data.zones_at(data.lowest_level()).size())),
           {"分属 " + upper + " 个大网格", "in " + upper + " upper zones"}},
          {{"最轻与最重的网格", "Lightest and heaviest zone"},
           figure_text(data, level + "lightest").substr(0, 5) + " – " + figure_text(data, level + "heaviest"),
           {"工作量 / 均值", "workload / mean"}},
          {{"街区", "Blocks"},
           figure_text(data, "blocks"),
           {"陆地 " + figure_text(data, "land_km2"), "on " + figure_text(data, "land_km2") + " of land"}}};
}

std::vector<Card> work_cards(const ReportData& data) {
  const DutyLengths& d = data.duties;
  const AttributionCounts& a = data.attributions;
  const std::int64_t open = a.default_coordinate + a.outside;
  return {{{"道路（公里）", "Streets, km"},
           km(d.inside + d.border + d.outside),
           {"其中陆地以外 " + km(d.outside), km(d.outside) + " of them outside the land"}},
          share_card({"已归属的上报", "Reports with a zone"}, a.assigned(), a.all(),
                     {"，共 " + thousands(a.all()) + " 条", " of " + thousands(a.all())}),
          share_card({"未归属，均有原因", "Without a zone, with reason"}, open, a.all(),
                     {"，其中默认坐标 " + thousands(a.default_coordinate),
                      "; at the default coordinate " + thousands(a.default_coordinate)})};
}

std::vector<Card> analysis_cards(const ReportData& data) {
  std::int64_t settled = 0, rebounds = 0, hot = 0;
  for (const Rebound& row : data.rebounds) settled += row.n_settled, rebounds += row.n_rebound;
  for (const CategoryCells& row : data.hot_categories) hot += row.hot;
  const std::string categories = thousands(static_cast<std::int64_t>(data.hot_categories.size()));
  const auto days = std::to_string(data.city.rebound.window.value / 86'400);
  return {{{"显著热点单元", "Significant hot cells"},
           thousands(hot),
           {categories + " 个类别合计", "over " + categories + " categories"}},
          share_card({days + " 日内反弹", "Came back within " + days + " days"}, rebounds, settled,
                     {"，占已办结 " + thousands(settled), " of " + thousands(settled) + " settled"})};
}

/// Where the script writes what was tapped: fingers have no pointer that could rest.
constexpr const char* kPicked = "<p class=\"picked\" role=\"status\"></p>\n";

std::string map_legend() {
  const std::vector<Key> keys{
      {"tint0", {"大网格（底色只为区分相邻者）", "Upper zone (colours only tell neighbours apart)"}},
      {"zonekey", {"网格及其编码", "Zone with its code"}},
      {"link", {"声明的连接（跨水）", "Declared link across water"}, KeyShape::line},
      {"place", {"反弹最多的地点（编号见第 7 节）", "Places with most rebounds (numbers: section 7)"}, KeyShape::dot}};
  return legend(keys);
}

/// "1 x City head, 10 x ...": how many posts of each title, upper levels first.
Words post_counts(const ReportData& data) {
  std::map<int, std::vector<const Post*>> levels;
  for (const Post& post : data.map.posts) levels[post.level].push_back(&post);
  Words text;
  for (const auto& [level, posts] : levels) {
    const std::string n = thousands(static_cast<std::int64_t>(posts.size()));
    text.zh += (text.zh.empty() ? "" : "、") + posts.front()->title_zh + n + " 个";
    text.en += (text.en.empty() ? "" : ", ") + n + " × " + posts.front()->title_en;
  }
  const std::string all = thousands(static_cast<std::int64_t>(data.map.posts.size()));
  return {"岗位共 " + all + " 个：" + text.zh + "。", all + " posts: " + text.en + "."};
}

std::string sheets(const ReportData& data, const ZoneMaps& maps) {
  std::string out;
  if (data.lowest_level() == 1) return out;
  for (const Zone* zone : data.zones_at(1)) {
    std::string districts;
    for (const std::string& name : data.districts.at(zone->id)) districts += (districts.empty() ? "" : ", ") + name;
    const std::string caption = "<b>" + escaped(zone->code) + "</b> " + escaped(districts);
    out += "<figure>" + maps.sheet(*zone) + Element("figcaption").inside(caption).done() + "</figure>\n";
  }
  return collapsible({"各大网格分图（含全部网格编码）", "Sheets of the upper zones, with the codes of all zones"},
                     "<div class=\"sheets\">" + out + "</div>");
}

}  // namespace

Words report_title(const City& city) {
  return {city.name_zh + "网格化管理报告", city.name_en + ": zones, duties, reports"};
}

std::string cover_section(const ReportData& data) {
  const std::string period = day(data.first_opening) + " – " + day(data.last_opening);
  const std::string version = std::to_string(data.plan.version), from = day(data.plan.valid_from);
  std::string out = Element("h1").text(report_title(data.city)).done() + "\n";
  out += paragraph({"上报时间 " + period + " · 方案第 " + version + " 版，自 " + from + " 起生效",
                    "Reports opened " + period + " · plan version " + version + ", in force from " + from},
                   "period");
  if (data.city.synthetic)
    out += paragraph({"合成数据：几何、上报与各项数值均为虚构，仅用于演示，不代表任何真实情况。",
                      "Synthetic data: geometry, reports and all figures are invented, for demonstration only."},
                     "notice");
  out += paragraph(what_was_done(data), "lead");
  out += "<p class=\"fine\">" + both({"方案摘要 SHA-256：", "Digest of the plan (SHA-256): "}) + "<code>" +
         escaped(data.plan.sha256) + "</code><br>" + both({"数据：", "Data: "}) + escaped(data.city.attribution) +
         "</p>\n";
  return "<header>" + out + "</header>\n";
}

std::string key_section(const ReportData& data) {
  std::string items;
  for (const auto& cards : {zone_cards(data), work_cards(data), analysis_cards(data)})
    for (const Card& c : cards) items += card(c);
  return "<ul class=\"cards\">\n" + items + "</ul>\n";
}

std::string map_section(const ReportData& data) {
  const ZoneMaps maps(data);
  const Words caption{"网格方案图。指针停留或轻触网格可见编码、工作量和责任岗位。",
                      "Map of the zones. Rest the pointer on a zone, or tap it, for its code, workload and post."};
  return heading(2, {"1　谁管哪里", "1  Who answers where?"}) + figure(maps.city() + kPicked + map_legend(), caption) +
         paragraph(post_counts(data)) + sheets(data, maps);
}

}  // namespace libgrid::workflow::detail::report
