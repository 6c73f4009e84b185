#include <libgrid/workflow/tessellate_zones.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include <libgrid/coverage/unit_codes.hpp>
#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/code_profiles.hpp>
#include <libgrid/workflow/detail/bent_edges.hpp>
#include <libgrid/workflow/detail/import_checks.hpp>
#include <libgrid/workflow/detail/kept_codes.hpp>
#include <libgrid/workflow/detail/layer_findings.hpp>

namespace libgrid::workflow {
namespace {

using coverage::Tessellation;
using coverage::Unit;

/// Without a profile: three digits after the zone's code, as many more as are needed.
/// @param taken sorted
std::vector<std::string> plain_codes(const std::string& zone, std::size_t count, std::span<const std::string> taken) {
  std::vector<std::string> codes;
  for (std::size_t i = 1; codes.size() < count; ++i) {
    std::string number = std::to_string(i);
    if (number.size() < 3) number.insert(0, 3 - number.size(), '0');
    std::string code = zone + "-" + number;
    if (!std::ranges::binary_search(taken, code)) codes.push_back(std::move(code));
  }
  return codes;
}

/// Those of the table that is named, else the standard ones.
Expected<std::vector<CodeProfile>> profiles_of(const std::filesystem::path& table) {
  if (table.empty()) return io::standard_code_profiles();
  auto read = io::read_code_profiles(table);
  if (!read && read.error().code == ErrorCode::file_not_found)
    read.error().detail = table.string() + ": the table that --code-profiles names";
  return read;
}

Expected<std::optional<CodeProfile>> profile_of(const TessellateRequest& request) {
  if (request.profile.empty()) return std::optional<CodeProfile>();
  GRID_TRY(profiles, profiles_of(request.profiles));
  const auto it = std::ranges::find(profiles, request.profile, &CodeProfile::name);
  if (it == profiles.end()) {
    std::string names;
    for (const CodeProfile& profile : profiles) names += (names.empty() ? "" : ", ") + profile.name;
    return fail(make_error(ErrorCode::not_found, "code profile " + request.profile + "; there are " + names)
                    .at_field("code-profile"));
  }
  return std::optional(*it);
}

Expected<std::vector<std::string>> codes_of(std::span<const Unit> units, const std::string& zone,
                                            const TessellateRequest& request, const std::optional<CodeProfile>& profile,
                                            std::span<const std::string> taken) {
  if (!profile) return plain_codes(zone, units.size(), taken);
  std::vector<Xy> places;
  for (const Unit& unit : units) places.push_back(centroid({unit.shape}));
  return coverage::number_units(places, zone, *profile, Metres{std::sqrt(request.rules.area.value)}, taken);
}

Expected<std::vector<ImportedZone>> coded(const Tessellation& cut, std::span<const ImportedZone> zones,
                                          const TessellateRequest& request, std::span<const UnitCode> kept) {
  const std::vector<std::string> taken = detail::codes_of(kept);
  GRID_TRY(profile, profile_of(request));
  std::vector<ImportedZone> out;
  for (std::size_t first = 0; first < cut.units.size();) {
    std::size_t last = first;
    while (last < cut.units.size() && cut.units[last].district == cut.units[first].district) ++last;
    const ImportedZone& zone = zones[cut.units[first].district];
    auto codes = codes_of(std::span(cut.units).subspan(first, last - first), zone.code, request, profile, taken);
    if (!codes) return fail(std::move(codes.error()).about(zone.code));
    for (std::size_t i = first; i < last; ++i)
      out.push_back({static_cast<std::int64_t>(i) + 1, (*codes)[i - first], zone.code, {cut.units[i].shape}});
    first = last;
  }
  return out;
}

Expected<void> check_codes(std::span<const ImportedZone> zones) {
  std::set<std::string> seen;
  for (const ImportedZone& zone : zones)
    if (!seen.insert(zone.code).second) return fail(make_error(ErrorCode::id_duplicate, zone.code).at_row(zone.number));
  return {};
}

StepSummary summary_of(const UnitGrids& made, const std::string& file) {
  StepSummary summary;
  summary.step = "tessellate";
  const auto add = [&](std::string name, FigureValue value, std::string en, std::string zh, std::string unit) {
    summary.figures.push_back(
        {std::move(name), std::move(value), file, "", std::move(en), std::move(zh), std::move(unit)});
  };
  const coverage::TessellationStatistics& s = made.statistics;
  add("units", static_cast<std::int64_t>(made.units.size()), "Unit grids", "单元网格", "");
  add("cells", s.cells, "Cells and parts of cells", "格与残格", "");
  add("whole", s.whole, "Whole cells", "完整格", "");
  add("merged_small", s.merged_small, "Merged because small", "因过小合并", "");
  add("merged_thin", s.merged_thin, "Merged because thin", "因狭长合并", "");
  add("area", s.snapped.value, "Area of all units", "单元网格面积之和", "m2");
  add("overlap", s.overlap.value, "Ground of several districts, counted once", "多个区域重叠的面积 (只计一次)", "m2");
  add("snap_change", s.snap_change().value, "Change of the area by snapping", "坐标规整引起的面积变化", "m2");
  add("snap_bound", s.perimeter.value * 1e-3, "At most (perimeter x 1 mm)", "上限 (周长 × 1 毫米)", "m2");
  add("frame", std::int64_t{made.frame.epsg}, "Plane (EPSG)", "平面坐标系 (EPSG)", "");
  return summary;
}

/// How many, and the void ones by name.
void tell_kept(StepSummary& summary, std::span<const UnitCode> kept) {
  constexpr std::size_t kNamed = 10;
  std::string en, zh;
  std::size_t voided = 0;
  for (const UnitCode& code : kept) {
    if (code.state != CodeState::voided || ++voided > kNamed) continue;
    en += (en.empty() ? "" : "; ") + code.code + ": " + code.reason;
    zh += (zh.empty() ? "" : "；") + code.code + "：" + code.reason;
  }
  if (voided > kNamed) en += "; ...", zh += "；……";
  const std::string all = std::to_string(kept.size()), number = std::to_string(voided);
  summary.findings.push_back(all + " codes were given before and are not given again, " + number + " of them void" +
                             (en.empty() ? "" : " (" + en + ")") + " | 已有编码 " + all + " 个，不再分配，其中作废 " +
                             number + " 个" + (zh.empty() ? "" : "（" + zh + "）"));
}

}  // namespace

Expected<coverage::CellShape> cell_shape(std::string_view word) {
  if (word == "square") return coverage::CellShape::square;
  if (word == "hexagon") return coverage::CellShape::hexagon;
  return fail(make_error(ErrorCode::parameter_invalid, std::string(word)).at_field("cell"));
}

Expected<UnitGrids> tessellate_zones(const TessellateRequest& request) {
  const std::string file = request.file.filename().string();
  GRID_TRY(layer, io::read_zones(request.file, request.columns));
  if (!layer.rejected.empty()) return fail(layer.rejected.front().error);
  UnitGrids made;
  made.frame = request.frame.epsg == 0 ? io::utm_frame(layer.zones) : request.frame;
  GRID_TRY(plane, crs::Projector::make(made.frame));
  detail::Straightened straight;
  if (!layer.projected) straight = detail::straightened(layer.zones, plane);
  auto zones = io::to_plane(layer.projected ? layer.zones : straight.zones, plane);
  if (!zones) return fail(std::move(zones.error()).in_file(file));
  const bool asked = request.frame.epsg != 0;  // else it is the UTM zone where the layer lies
  GRID_TRY(off_frame, asked ? detail::check_zone_frame(layer.zones, made.frame) : std::optional<detail::Finding>());
  if (auto unique = check_codes(*zones); !unique) return fail(std::move(unique.error()).in_file(file));
  std::vector<MultiPolygon> shapes;
  for (const ImportedZone& zone : *zones) shapes.push_back(zone.shape);
  GRID_TRY(cut, coverage::tessellate(shapes, request.rules));
  std::vector<UnitCode> kept;
  if (!request.kept.empty()) {
    GRID_TRY(read, detail::read_kept_codes(request.kept));
    kept = std::move(read);
  }
  GRID_TRY(units, coded(cut, *zones, request, kept));
  made.units = std::move(units);
  made.statistics = cut.statistics;
  made.summary = summary_of(made, file);
  if (off_frame) made.summary.findings.push_back(off_frame->en + " | " + off_frame->zh);
  for (const detail::FindingText& text : detail::layer_findings(file, *zones))
    made.summary.findings.push_back(text.en + " | " + text.zh);
  if (straight.told) made.summary.findings.push_back(straight.told->en + " | " + straight.told->zh);
  if (!kept.empty()) tell_kept(made.summary, kept);
  if (!request.output.empty()) GRID_CHECK(io::write_zones(request.output, made.units, plane));
  if (!request.output.empty() && !request.kept.empty()) {
    std::vector<std::string> codes;
    for (const ImportedZone& unit : made.units) codes.push_back(unit.code);
    std::filesystem::path table = request.output;
    table += ".codes.csv";
    GRID_CHECK(io::write_file_atomically(table, detail::kept_codes_csv(kept, codes)));
  }
  return made;
}

}  // namespace libgrid::workflow
