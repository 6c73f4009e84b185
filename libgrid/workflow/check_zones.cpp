#include <libgrid/workflow/check_zones.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/feature_writer.hpp>
#include <libgrid/workflow/detail/bent_edges.hpp>
#include <libgrid/workflow/detail/import_checks.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/zone_levels.hpp>

namespace libgrid::workflow {
namespace {

using coverage::FindingKind;
using coverage::RepairKind;
using coverage::ZoneCheck;

std::string codes_of(std::span<const ImportedZone> zones, std::span<const std::size_t> positions) {
  std::string codes;
  for (const std::size_t i : positions) codes += (codes.empty() ? "" : ";") + zones[i].code;
  return codes;
}

/// Findings or repairs as lines, for a map: kind, codes, square metres, metres.
template <class Row>
Expected<void> write_lines(const std::filesystem::path& path, std::span<const Row> rows,
                           std::span<const ImportedZone> zones, const crs::Projector& plane) {
  io::FeatureWriter writer(9);
  for (const Row& row : rows) {
    io::LonLatMultiLine lines;
    for (const LineString& line : row.lines) lines.push_back(io::to_lonlat(line, plane));
    writer.add(lines, {{"kind", std::string(coverage::name_of(row.kind))},
                       {"zones", codes_of(zones, row.zones)},
                       {"area_m2", row.area.value},
                       {"length_m", row.length.value}});
  }
  return io::write_file_atomically(path, std::move(writer).finish());
}

class Summary {
 public:
  explicit Summary(std::string file) : file_(std::move(file)) { summary_.step = "check-zones"; }

  void count(std::string name, std::size_t value, std::string en, std::string zh) {
    summary_.figures.push_back(
        {std::move(name), static_cast<std::int64_t>(value), file_, "", std::move(en), std::move(zh), ""});
  }
  void area(std::string name, SquareMetres value, std::string en, std::string zh) {
    summary_.figures.push_back({std::move(name), value.value, file_, "", std::move(en), std::move(zh), "m2"});
  }
  void check(const std::string& when, const ZoneCheck& check, const std::string& en, const std::string& zh) {
    area("area_" + when, check.area, "Area of all zones" + en, "网格面积之和" + zh);
    area("covered_" + when, check.covered, "Area of their union" + en, "合并面积" + zh);
    area("overlap_" + when, check.overlap, "Overlap" + en, "重叠" + zh);
    area("gap_" + when, check.gap, "Gaps and holes" + en, "缝隙与空洞" + zh);
    for (std::size_t k = 0; k < coverage::kFindingKinds; ++k) {
      const auto kind = static_cast<FindingKind>(k);
      if (const std::size_t n = check.count(kind); n > 0)
        count(std::string(name_of(kind)) + "_" + when, n, "Findings: " + std::string(name_of(kind)) + en,
              "问题：" + std::string(name_zh(kind)) + zh);
    }
  }
  void repair(const coverage::ZoneRepair& repair) {
    for (std::size_t k = 0; k < coverage::kRepairKinds; ++k) {
      const auto kind = static_cast<RepairKind>(k);
      count(std::string(name_of(kind)), repair.count(kind), "Repair: " + std::string(name_of(kind)),
            "修复：" + std::string(name_zh(kind)));
    }
    count("changed", repair.changed.size(), "Zones with a new shape", "形状有变的网格");
    count("snapped", repair.snapped.size(), "Zones only moved onto the lattice (at most 1 mm)",
          "仅移到坐标格网上的网格（不超过 1 毫米）");
  }
  void finding(const std::string& en, const std::string& zh) { summary_.findings.push_back(en + " | " + zh); }
  [[nodiscard]] StepSummary done() && { return std::move(summary_); }

 private:
  std::string file_;
  StepSummary summary_;
};

/// What is wrong in each level, and between a zone and the codes of its parents.
Expected<ZoneCheck> check_levels(std::span<const ImportedZone> zones,
                                 const std::vector<std::vector<std::size_t>>& levels,
                                 coverage::ValidateOptions options) {
  if (levels.size() > 1)
    for (const ImportedZone& zone : zones) options.parents.push_back(zone.code);
  const bool needs_parent = options.needs_parent;
  ZoneCheck whole;
  for (std::size_t depth = 0; depth < levels.size(); ++depth) {
    std::vector<ImportedZone> level;
    for (const std::size_t i : levels[depth]) level.push_back(zones[i]);
    options.needs_parent = needs_parent && (depth > 0 || levels.size() == 1);
    GRID_TRY(check, coverage::validate(level, options));
    for (coverage::ZoneFinding& finding : check.findings) {
      for (std::size_t& zone : finding.zones) zone = levels[depth][zone];
      whole.findings.push_back(std::move(finding));
    }
    whole.area += check.area, whole.covered += check.covered, whole.overlap += check.overlap, whole.gap += check.gap;
  }
  std::ranges::stable_sort(whole.findings, {}, [](const auto& f) { return std::tie(f.kind, f.zones); });
  return whole;
}

Expected<std::vector<std::string>> codes_in(const std::filesystem::path& file, const std::string& column) {
  GRID_TRY(layer, io::read_zones(file, {.code = column}));
  std::vector<std::string> codes;
  for (const io::LonLatZone& zone : layer.zones) codes.push_back(zone.code);
  return codes;
}

/// "A (row 3)"; without codes "row 3".
std::string named(const ImportedZone& zone, bool by_row, bool chinese) {
  std::string row = (chinese ? "行 " : "row ") + std::to_string(zone.number);
  if (by_row || zone.code.empty()) return row;
  return zone.code + (chinese ? "（" : " (") + row + (chinese ? "）" : ")");
}

/// "overlap: A (row 1), B (row 2), 12.3 m2" of every row, at most five of a kind; `option` writes all of them.
template <class Row>
void tell_rows(Summary& summary, std::span<const Row> rows, const ZoneReport& report, const std::string& option) {
  constexpr std::size_t kShown = 5;
  const std::vector<ImportedZone>& zones = report.repair ? report.repair->zones : report.zones;
  std::map<decltype(Row::kind), std::size_t> told;
  for (const Row& row : rows) {
    if (told[row.kind]++ >= kShown) continue;
    std::string en, zh, amount;
    for (const std::size_t i : row.zones) {
      en += (en.empty() ? "" : ", ") + named(zones[i], report.codes_unread, false);
      zh += (zh.empty() ? "" : "、") + named(zones[i], report.codes_unread, true);
    }
    if (row.area.value > 0.0)
      amount = detail::report::fixed(row.area.value, 3) + " m2";
    else if (row.length.value > 0.0)
      amount = detail::report::fixed(row.length.value, 3) + " m";
    summary.finding(std::string(name_of(row.kind)) + ": " + en + (amount.empty() ? "" : ", " + amount),
                    std::string(name_zh(row.kind)) + "：" + zh + (amount.empty() ? "" : "，" + amount));
  }
  for (const auto& [kind, count] : told)
    if (count > kShown) {
      const std::string more = std::to_string(count - kShown);
      summary.finding(std::string(name_of(kind)) + ": " + more + " more (" + option + " FILE draws all)",
                      std::string(name_zh(kind)) + "：另有 " + more + " 处（" + option + " 文件 可全部写出）");
    }
}

/// What is wrong - after a repair, what it left - and what the repair did. What it left alone is wrong still.
void tell_findings(Summary& summary, const ZoneReport& report) {
  const ZoneCheck& check = report.repair ? report.repair->after : report.check;
  tell_rows(summary, std::span<const coverage::ZoneFinding>(check.findings), report, "--findings");
  if (!report.repair) return;
  std::vector<coverage::RepairAction> done = report.repair->actions;
  std::erase_if(done, [](const auto& action) { return action.kind == RepairKind::left_alone; });
  tell_rows(summary, std::span<const coverage::RepairAction>(done), report, "--changes");
}

void tell_codes(Summary& summary, const ZoneReport& report) {
  if (report.codes_unread)
    summary.finding("codes were not checked: name their column with --code", "未检查编码：请用 --code 指明编码所在列");
  if (report.without_code.empty()) return;
  constexpr std::size_t kShown = 10;
  std::string rows;
  for (std::size_t i = 0; i < std::min(kShown, report.without_code.size()); ++i)
    rows += (rows.empty() ? "" : ", ") + std::to_string(report.without_code[i]);
  if (report.without_code.size() > kShown) rows += ", ...";
  const std::string count = std::to_string(report.without_code.size());
  summary.finding("zones without a code: " + count + ", rows " + rows, "没有编码的网格：" + count + " 个，行 " + rows);
}

StepSummary summary_of(const ZoneReport& report, const std::string& file) {
  Summary summary(file);
  summary.count("zones", report.zones.size(), "Zones", "网格");
  summary.count("rejected", report.rejected.size(), "Rows refused", "未接受的行");
  summary.count("frame", static_cast<std::size_t>(report.frame.epsg), "Plane of the measures (EPSG)",
                "量算坐标系 (EPSG)");
  summary.check("before", report.check, "", "");
  if (report.repair) {
    summary.repair(*report.repair);
    summary.check("after", report.repair->after, ", repaired", "（修复后）");
  }
  for (const RejectedRow& row : report.rejected) summary.finding(message_en(row.error), message_zh(row.error));
  tell_findings(summary, report);
  tell_codes(summary, report);
  if (report.levels > 1) {
    const std::string n = std::to_string(report.levels);
    summary.finding("the file has " + n + " levels of zones; each was checked by itself",
                    "文件含 " + n + " 级网格，已逐级检查");
  }
  constexpr double kManyLevels = 0.5;  // of the ground is covered twice: no slip of the pen
  if (report.levels == 1 && !report.repair && report.check.overlap > kManyLevels * report.check.covered)
    summary.finding(
        "half of the ground and more is covered twice: if the file has several levels of zones, name the "
        "column of the parents with --parent; each level is then checked by itself",
        "半数以上的面积被重复覆盖：如文件含多级网格，请用 --parent 指明上级编码所在列，即可逐级检查");
  if (report.parents_unknown)
    summary.finding("no parent is a zone of this file: that they exist was not checked (--parents FILE)",
                    "上级编码均不在本文件中，未检查其是否存在（--parents 文件）");
  return std::move(summary).done();
}

}  // namespace

Expected<ZoneReport> check_zones(const CheckZonesRequest& request) {
  const std::string file = request.file.filename().string();
  for (const Metres width : {request.rules.gap_width, request.rules.overlap_width, request.rules.validate.sliver_width})
    if (!(width >= Metres{}) || !std::isfinite(width.value))
      return fail(make_error(ErrorCode::parameter_invalid, "not a finite number from 0").at_field("sliver-width"));
  GRID_TRY(layer, io::read_zones(request.file, request.columns));
  ZoneReport report;
  report.rejected = std::move(layer.rejected);
  if (layer.zones.empty()) return fail(report.rejected.front().error);
  report.frame = request.frame.epsg == 0 ? io::utm_frame(layer.zones) : request.frame;
  GRID_TRY(plane, crs::Projector::make(report.frame));
  detail::Straightened straight;
  if (!layer.projected) straight = detail::straightened(layer.zones, plane);
  auto zones = io::to_plane(layer.projected ? layer.zones : straight.zones, plane);
  if (!zones) return fail(std::move(zones.error()).in_file(file));
  report.zones = std::move(*zones);
  const bool asked = request.frame.epsg != 0;  // else it is the UTM zone where the layer lies
  GRID_TRY(off_frame, asked ? detail::check_zone_frame(layer.zones, report.frame) : std::optional<detail::Finding>());
  report.codes_unread = request.columns.code.empty();
  for (const ImportedZone& zone : report.zones)
    if (zone.code.empty()) report.without_code.push_back(zone.number);
  coverage::RepairOptions rules = request.rules;
  const auto levels = detail::zone_levels(report.zones);
  report.levels = levels.size();
  if (request.parents) {
    GRID_TRY(codes, codes_in(*request.parents, request.columns.code));
    rules.validate.parents = std::move(codes);
  }
  report.parents_unknown = !request.columns.parent.empty() && levels.size() == 1 && !request.parents;
  if (request.repaired && levels.size() > 1)
    return fail(make_error(ErrorCode::parameter_invalid, "repair: one level of zones per file").in_file(file));
  if (request.repaired) {
    GRID_TRY(repair, coverage::repair_zones(report.zones, rules));
    report.check = repair.before;
    GRID_CHECK(io::write_zones(*request.repaired, repair.zones, plane));
    report.repair = std::move(repair);
  } else {
    GRID_TRY(check, check_levels(report.zones, levels, rules.validate));
    report.check = std::move(check);
  }
  if (request.findings)
    GRID_CHECK(write_lines(*request.findings, std::span<const coverage::ZoneFinding>(report.check.findings),
                           report.zones, plane));
  if (request.changes && report.repair)
    GRID_CHECK(write_lines(*request.changes, std::span<const coverage::RepairAction>(report.repair->actions),
                           report.zones, plane));
  report.summary = summary_of(report, file);
  for (const std::optional<detail::Finding>& found : {off_frame, straight.told})
    if (found) report.summary.findings.push_back(found->en + " | " + found->zh);
  return report;
}

}  // namespace libgrid::workflow
