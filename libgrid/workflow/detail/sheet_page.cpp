#include <libgrid/workflow/detail/sheet_page.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string_view>

#include <libgrid/workflow/detail/place_file.hpp>
#include <libgrid/workflow/detail/report_markup.hpp>
#include <libgrid/workflow/detail/report_table.hpp>
#include <libgrid/workflow/detail/report_text.hpp>

namespace libgrid::workflow::detail {
namespace {

using namespace report;

constexpr std::string_view kSheetStyle = R"css(
@page { size: A4; margin: 10mm }
body { font: 9pt/1.3 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif; margin: 0 auto; max-width: 190mm; color: #1b1f23 }
h1 { font-size: 15pt; margin: 2mm 0 0 } h2 { font-size: 10pt; margin: 2mm 0 1mm } p { margin: 1mm 0 }
svg.map { width: 100%; height: auto; display: block; border: .3mm solid #999 }
table { border-collapse: collapse; width: 100%; font-size: 7.5pt } caption { text-align: left; font-weight: 600; padding: 1mm 0; white-space: nowrap }
td, th { border-bottom: .2mm solid #ccc; padding: .2mm 1mm; text-align: left; font-weight: normal } .number { text-align: right }
.streets table { display: block; columns: 2; column-gap: 5mm } .streets tbody, .streets tfoot, .streets thead { display: contents }
.streets tr { display: grid; grid-template-columns: 1fr 13mm 16mm 12mm; break-inside: avoid } .streets thead { display: none }
.chain b { font-weight: 600 } .foot { color: #555; font-size: 7pt }
.paper { fill: #fff } .own { fill: #fdf3d6; stroke: #b3541e; stroke-width: 2; fill-rule: evenodd } .border { fill: none; stroke: #8a8f98; stroke-dasharray: 4 3 }
polyline { fill: none; stroke-linecap: round } .other { stroke: #d7dade; stroke-width: 1 }
.k0 { stroke: #b3261e; stroke-width: 3.2 } .k1 { stroke: #e07b00; stroke-width: 2.6 } .k2 { stroke: #2b6cb0; stroke-width: 2 } .k3 { stroke: #2f855a; stroke-width: 1.6 }
.one-side { stroke-dasharray: 7 3 } .place { fill: #6b2fa0 } .scale { stroke: #1b1f23; stroke-width: 2 } .small { font-size: 11px } .north { fill: #1b1f23 }
.synthetic { fill: #b3261e; font-weight: 600; font-size: 16px }
.key i { display: inline-block; width: 7mm; border-top: 1mm solid; margin: 0 1mm 1mm 3mm }
)css";

const std::array<Words, 4> kKindWords{
    {{"主干路", "main road"}, {"次干路", "secondary"}, {"支路", "branch"}, {"背街小巷", "back lane"}}};
const std::array<Words, 3> kSideWords{{{"全幅", "whole"}, {"左侧", "left"}, {"右侧", "right"}}};
constexpr std::array<std::string_view, 4> kKindColours{"#b3261e", "#e07b00", "#2b6cb0", "#2f855a"};

std::string frame(const Words& title, const std::string& content) {
  return "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
         "<title>" +
         side_by_side(title) + "</title>\n<style>" + std::string(kSheetStyle) + "</style>\n</head>\n<body>\n" +
         content + "</body>\n</html>\n";
}

std::string chain_line(const SheetData& data, const Sheet& sheet) {
  if (sheet.post == nullptr) return {};
  std::string out;
  for (const Post* post : data.chain(sheet.post)) {
    const Zone* at = post->zone ? data.zone(*post->zone) : nullptr;
    out += (out.empty() ? "<b>" : " → ") + side_by_side({post->title_zh, post->title_en}) +
           (at == nullptr ? "" : " " + escaped(at->code)) + (out.empty() ? "</b>" : "");
  }
  return "<p class=\"chain\">" + side_by_side({"岗位链", "Chain of posts"}) + ": " + out + "</p>\n";
}

std::string kind_line(const SheetData& data, const Sheet& sheet) {
  Metres sum;
  const auto metres = data.metres_of(sheet);
  std::string out = "<p class=\"key\">" + side_by_side({"责任道路", "Roads"}) + ":";
  for (std::size_t i = 0; i < metres.size(); ++i) {
    sum += metres[i];
    out += " <span style=\"white-space:nowrap\"><i style=\"border-color:" + std::string(kKindColours[i]) + "\"></i>" +
           side_by_side(kKindWords[i]) + " " + fixed(metres[i].value, 0) + " m</span>";
  }
  return out + " — " + side_by_side({"合计", "in all"}) + " <b>" + fixed(sum.value, 0) + " m</b></p>\n";
}

/// 门前三包, where the city has it.
std::string frontage_line(const SheetData& data, const Sheet& sheet) {
  if (sheet.zone == nullptr || sheet.sector != data.pieces.front().sector) return {};
  const auto found = data.frontage_of.find(sheet.zone->id);
  if (found == data.frontage_of.end()) return {};
  Metres sum;
  std::string kinds;
  for (std::size_t i = 0; i < kKindWords.size(); ++i) {
    const Metres length = found->second.length.at(i);
    sum += length;
    if (length > Metres{0.0})
      kinds += (kinds.empty() ? " " : ", ") + side_by_side(kKindWords[i]) + " " + fixed(length.value, 0) + " m";
  }
  return "<p class=\"frontage\">" + side_by_side({"门前三包（临街面）", "Frontage duty"}) + ":" + kinds + " — " +
         side_by_side({"合计", "in all"}) + " <b>" + fixed(sum.value, 0) + " m</b>, " +
         thousands(static_cast<std::int64_t>(std::llround(found->second.area.value))) + " m²</p>\n";
}

std::string street_name(const SheetStreet& row) {
  return row.name.empty() ? side_by_side({"（无名）", "(no name)"}) : escaped(row.name);
}

std::string street_table(const SheetData& data, const Sheet& sheet, std::size_t rows) {
  Table table({"责任道路（按侧）", "Streets by side"}, {{{"路名", "Street"}, Align::left},
                                                        {{"侧", "Side"}, Align::left},
                                                        {{"等级", "Kind"}, Align::left},
                                                        {{"米", "m"}, Align::right}});
  const auto streets = data.streets_of(sheet);
  Metres rest;
  for (std::size_t i = 0; i < streets.size(); ++i) {
    const SheetStreet& row = streets[i];
    if (i < rows) {
      table.row({street_name(row), escaped(kSideWords.at(static_cast<std::size_t>(row.side)).zh),
                 escaped(kKindWords.at(static_cast<std::size_t>(row.kind)).zh), fixed(row.length.value, 0)});
    } else {
      rest += row.length;
    }
  }
  if (streets.size() > rows) {
    const std::string more = std::to_string(streets.size() - rows);
    table.total({side_by_side({"其余 " + more + " 条", more + " more"}), "", "", fixed(rest.value, 0)});
  }
  return "<div class=\"streets\">" + table.done() + "</div>\n";
}

std::string place_lines(const SheetData& data, const Sheet& sheet, std::size_t names) {
  const std::vector<SheetPlace> places = data.places_in(sheet);
  if (places.empty()) return {};
  std::map<std::string, std::vector<std::string>> by_class;
  for (const SheetPlace& place : places) by_class[place.place_class].push_back(place.name);
  std::string out = "<h2>" + side_by_side({"重点场所", "Places"}) + "</h2>\n";
  for (const auto& [place_class, all] : by_class) {
    out += "<p><b>" + side_by_side({std::string(class_in_chinese(place_class)), place_class}) + "</b> " +
           std::to_string(all.size()) + ": ";
    for (std::size_t i = 0; i < std::min(names, all.size()); ++i) out += (i > 0 ? ", " : "") + escaped(all[i]);
    out += all.size() > names ? " …</p>\n" : "</p>\n";
  }
  return out;
}

Metres sum_of(const SheetData& data, const Sheet& sheet) {
  Metres sum;
  for (const Metres m : data.metres_of(sheet)) sum += m;
  return sum;
}

/// The sheet and all that is below it.
Metres with_below(const SheetData& data, const Sheet& sheet) {
  Metres sum = sum_of(data, sheet);
  for (const Zone* zone : data.below(sheet)) sum += with_below(data, {sheet.sector, zone->code, zone, nullptr, {}});
  return sum;
}

/// The posts of the next level and what they and theirs answer for.
std::string below_line(const SheetData& data, const Sheet& sheet) {
  const auto zones = data.below(sheet);
  if (zones.empty()) return {};
  std::string out =
      "<p class=\"below\">" + side_by_side({"下属网格（含其下级，米）", "Zones below, with theirs (m)"}) + ":";
  for (const Zone* zone : zones)
    out += " <span style=\"white-space:nowrap\">" + escaped(zone->code) + " " +
           fixed(with_below(data, {sheet.sector, zone->code, zone, nullptr, {}}).value, 0) + "</span>";
  return out + "</p>\n";
}

Words who(const Sheet& sheet) {
  if (sheet.code.empty()) return {"无人负责的道路", "Streets that nobody answers for"};
  return {sheet.code + " 责任清单", "Duty sheet"};
}

std::string subject_line(const SheetData& data, const Sheet& sheet) {
  const auto [sector_zh, sector_en] = data.sector_name(sheet.sector);
  std::string out = "<p>" + side_by_side({data.city.name_zh, data.city.name_en}) + " · " +
                    side_by_side({"条线：" + sector_zh, "sector: " + sector_en});
  if (sheet.zone != nullptr)
    out += " · " + escaped(sheet.zone->name) + " · " + fixed(sheet.zone->area.value / 10'000.0, 1) + " ha · " +
           side_by_side({thousands(sheet.zone->blocks) + " 个街区", thousands(sheet.zone->blocks) + " blocks"});
  return out + "</p>\n";
}

}  // namespace

std::string sheet_page(const SheetData& data, const Sheet& sheet, const DutySheetOptions& options) {
  const Words title{data.city.name_zh + " " + who(sheet).zh, data.city.name_en + " duty sheet " + sheet.code};
  std::string out = "<h1>" + side_by_side(who(sheet)) + "</h1>\n" + subject_line(data, sheet);
  const std::size_t below = data.below(sheet).size();
  const std::size_t lines = below == 0 ? 0 : 4 + below / 3;  // a line of zones is two lines of the street table
  const std::size_t rows = options.street_rows > lines ? options.street_rows - lines : options.street_rows;
  out += chain_line(data, sheet) + sheet_map(data, sheet) + "\n" + kind_line(data, sheet) + below_line(data, sheet) +
         frontage_line(data, sheet) + street_table(data, sheet, rows) + place_lines(data, sheet, options.place_names);
  out += "<p class=\"foot\">" +
         side_by_side({"方案第 " + std::to_string(data.version.version) + " 版",
                       "plan version " + std::to_string(data.version.version)}) +
         " · " + escaped(data.city.attribution) + "</p>\n";
  return frame(title, out);
}

namespace {

/// What of the file of places is on no sheet; empty if everything is.
std::string left_out(const SheetData& data) {
  std::string html;
  for (const RejectedRow& row : data.refused)
    html += "<li>" + escaped(message_zh(row.error)) + " · " + escaped(message_en(row.error)) + "</li>\n";
  for (const std::string& name : data.outside)
    html += "<li>" + escaped(name) + "：" + side_by_side({"不在任何网格内", "in no zone"}) + "</li>\n";
  if (html.empty()) return html;
  return "<h2>" + side_by_side({"未列入的场所和建筑", "Places on no sheet, buildings that are none"}) +
         "</h2>\n<ul>\n" + html + "</ul>\n";
}

}  // namespace

namespace {

/// All sheets of one sector, with the sum that its streets must have.
std::string sector_table(const SheetData& data, std::span<const Sheet> sheets) {
  const auto [zh, en] = data.sector_name(sheets.front().sector);
  Table table(
      {"责任清单目录：" + zh, "Duty sheets: " + en},
      {{{"网格或单位", "Zone or unit"}, Align::left}, {{"岗位", "Post"}, Align::left}, {{"米", "m"}, Align::right}});
  Metres all;
  for (const Sheet& sheet : sheets) {
    const Metres sum = sum_of(data, sheet);
    all += sum;
    const std::string name = sheet.code.empty() ? side_by_side(who(sheet)) : escaped(sheet.code);
    table.row({"<a href=\"" + escaped(sheet.file) + "\">" + name + "</a>",
               sheet.post == nullptr ? "" : side_by_side({sheet.post->title_zh, sheet.post->title_en}),
               fixed(sum.value, 0)});
  }
  Metres network;
  for (const Street& street : data.streets) network += length(street.line);
  table.total({side_by_side({"合计（全部道路 " + fixed(network.value, 0) + " 米）",
                             "In all (all streets: " + fixed(network.value, 0) + " m)"}),
               "", fixed(all.value, 0)});
  return table.done();
}

}  // namespace

std::string sheet_index(const SheetData& data) {
  const std::vector<Sheet> sheets = data.sheets();
  std::string tables;
  for (std::size_t i = 0, j = 0; i < sheets.size(); i = j) {
    while (j < sheets.size() && sheets[j].sector == sheets[i].sector) ++j;
    tables += sector_table(data, std::span(sheets).subspan(i, j - i));
  }
  const Words title{data.city.name_zh + " 责任清单", data.city.name_en + " duty sheets"};
  return frame(title, "<h1>" + side_by_side(title) + "</h1>\n" + tables + left_out(data));
}

}  // namespace libgrid::workflow::detail
