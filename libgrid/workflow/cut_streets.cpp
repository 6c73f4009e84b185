#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <libgrid/io/digest.hpp>
#include <libgrid/io/street_register.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/roads/duties.hpp>
#include <libgrid/roads/register.hpp>
#include <libgrid/workflow/detail/plan_blocks.hpp>
#include <libgrid/workflow/detail/register_findings.hpp>
#include <libgrid/workflow/detail/register_names.hpp>
#include <libgrid/workflow/detail/report_text.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {
namespace {

constexpr std::size_t kRules = WordsOf<DutyRule>::words.size();

/// Words for people, in the order of DutyRule.
constexpr std::array<std::pair<const char*, const char*>, kRules> kRuleLabels{
    {{"Streets inside one zone", "单一网格内道路"},
     {"Streets along a zone border", "网格边界道路"},
     {"Streets outside the land", "辖区外道路"},
     {"Streets by the register", "按名录划定的道路"},
     {"Borders split at the centre line", "以中心线分界的道路"},
     {"Borders by the longer share", "按较长占比归属的边界道路"},
     {"Borders of the higher authority", "归上级管养的边界道路"},
     {"Borders to the south or east", "归南侧或东侧的边界道路"},
     {"Outside, to the nearest zone", "辖区外就近归属的道路"}}};

struct CutInput {
  Ground ground;
  ZoneMap map;
  std::vector<Street> streets;
  std::vector<RoadKind> kinds;
};

Expected<CutInput> cut_input(Workspace& workspace) {
  GRID_TRY(ground, workspace.store().ground());
  GRID_TRY(plan, newest_plan(workspace.store()));
  GRID_CHECK(detail::require_its_blocks(workspace.store(), plan.version().version));
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(kinds, detail::road_kinds_of(workspace.city(), streets));
  return CutInput{std::move(ground), plan.map(), std::move(streets), std::move(kinds)};
}

/// One sector, or all of the city where the register tells them apart.
std::vector<std::string> cut_sectors(const City& city, const std::vector<RegisterRow>& rows) {
  const bool apart = std::ranges::any_of(rows, [](const RegisterRow& row) { return !row.sector.empty(); });
  std::vector<std::string> codes;
  for (const Sector& sector : city.sectors)
    if (codes.empty() || apart) codes.push_back(sector.code);
  return codes;
}

/// Sectors of rows as codes of the city: written as a code or by a name. A row of no sector of the city is a finding.
std::vector<RegisterRow> with_codes(std::vector<RegisterRow> rows, const City& city, detail::StepScope& scope) {
  std::string known;
  for (const Sector& sector : city.sectors) known += (known.empty() ? "" : ", ") + sector.code;
  std::erase_if(rows, [&](RegisterRow& row) {
    if (row.sector.empty()) return false;
    const auto found = std::ranges::find_if(city.sectors, [&](const Sector& sector) {
      return row.sector == sector.code || row.sector == sector.name_zh || row.sector == sector.name_en;
    });
    if (found != city.sectors.end()) {
      row.sector = found->code;
      return false;
    }
    scope.finding("register row " + std::to_string(row.row) + ": the city has no sector " + row.sector + " (" + known +
                      "); leave the cell empty for all",
                  "名录第 " + std::to_string(row.row) + " 行：本市没有条线 " + row.sector + "（" + known +
                      "）；适用于全部条线时请留空");
    return true;
  });
  return rows;
}

/// @param told  findings of the sectors before: a row of all sectors is told once
void add_register_findings(detail::StepScope& scope, const roads::RegisterMatch& match,
                           std::vector<roads::RegisterFinding>& told) {
  using detail::report::fixed;
  for (const roads::RegisterFinding& f : match.findings) {
    if (std::ranges::find(told, f) != told.end()) continue;
    told.push_back(f);
    auto [zh, en] = detail::register_sentence(f);
    scope.finding(std::move(en), std::move(zh));
  }
  for (const roads::NamedConflict& c : roads::named_conflicts(match.intervals))
    scope.finding("register row " + std::to_string(c.row) + " claims " + fixed(c.length.value, 1) + " m of way " +
                      std::to_string(c.street.value) + " that row " + std::to_string(c.earlier) + " has",
                  "名录第 " + std::to_string(c.row) + " 行与第 " + std::to_string(c.earlier) + " 行重复 " +
                      fixed(c.length.value, 1) + " 米（道路 " + std::to_string(c.street.value) + "）");
}

/// How figures of one sector are told from those of the others; all empty where there is one only.
struct FigureMark {
  std::string name;
  std::string en;
  std::string zh;
};

FigureMark mark_of(const City& city, const std::string& code, bool alone) {
  if (alone) return {};
  const auto sector = std::ranges::find(city.sectors, code, &Sector::code);
  const auto shown = [&](const std::string& name) { return name.empty() ? code : name; };
  return {"_" + code, " (" + shown(sector->name_en) + ")", "（" + shown(sector->name_zh) + "）"};
}

void add_duty_figures(detail::StepScope& scope, const std::vector<RoadPiece>& pieces, const std::string& sector,
                      const FigureMark& mark) {
  std::array<Metres, kRules> sums{};
  for (const RoadPiece& piece : pieces)
    if (piece.sector == sector)
      sums.at(static_cast<std::size_t>(piece.rule)) +=
          (piece.to - piece.from) * (piece.side == RoadSide::whole ? 1.0 : 0.5);
  for (std::size_t i = 0; i < kRules; ++i) {
    const auto rule = static_cast<DutyRule>(i);
    if (rule > DutyRule::outside && sums[i] <= Metres{0.0}) continue;
    const std::string name(word(rule));
    scope.add({"duty_km_" + name + mark.name, sums[i].value / 1000.0, scope.gpkg(),
               "SELECT coalesce(sum(CASE side WHEN 'whole' THEN length_m ELSE length_m / 2 END), 0) / 1000 FROM "
               "road_pieces WHERE rule = '" +
                   name + "' AND sector = '" + sector + "'",
               kRuleLabels[i].first + mark.en, kRuleLabels[i].second + mark.zh, "km"});
  }
}

Expected<StepSummary> cut(Workspace& workspace, const std::vector<RegisterRow>& rows,
                          const roads::RegisterOptions& options, detail::StepScope& scope) {
  GRID_TRY(input, cut_input(workspace));
  std::vector<RoadPiece> pieces;
  std::vector<roads::RegisterFinding> told;
  const std::vector<std::string> sectors = cut_sectors(workspace.city(), rows);
  for (const std::string& sector : sectors) {
    const roads::RegisterMatch match = roads::match_register(rows, input.streets, input.map, sector, options);
    add_register_findings(scope, match, told);
    for (RoadPiece& piece : roads::assign_duties({.stretches = input.ground.stretches,
                                                  .map = &input.map,
                                                  .streets = input.streets,
                                                  .kinds = input.kinds,
                                                  .named = match.intervals},
                                                 workspace.city().duties, sector)) {
      piece.id = RoadPieceId{static_cast<std::int64_t>(pieces.size()) + 1};
      pieces.push_back(std::move(piece));
    }
  }
  scope.count("road_pieces", static_cast<std::int64_t>(pieces.size()), scope.gpkg(), "SELECT count(*) FROM road_pieces",
              "Road pieces", "路段区间");
  for (const std::string& sector : sectors)
    add_duty_figures(scope, pieces, sector, mark_of(workspace.city(), sector, sectors.size() == 1));
  return scope.commit([&] { return workspace.store().put_road_pieces(pieces); });
}

}  // namespace

Expected<StepSummary> cut_streets(Workspace& workspace, const StepContext& context) {
  detail::StepScope scope(workspace, context, "cut");
  return cut(workspace, {}, {}, scope);
}

Expected<StepSummary> cut_streets_by_register(Workspace& workspace, const std::filesystem::path& register_file,
                                              const StepContext& context,
                                              const std::vector<std::filesystem::path>& landmarks) {
  detail::StepScope scope(workspace, context, "cut");
  GRID_TRY(table, io::read_street_register(register_file));
  // A table of which no row can be read (another encoding) must not take the place of duties.
  if (table.rows.empty() && !table.rejected.empty()) return fail(std::move(table.rejected.front().error));
  GRID_TRY(digest, io::sha256_of_file(register_file));
  const std::string file = register_file.filename().string();
  GRID_TRY(names, detail::register_names(workspace, table.rows, landmarks, &table.rejected));
  for (const RejectedRow& row : table.rejected) scope.finding(message_en(row.error), message_zh(row.error));
  scope.add({"register_sha256", digest, file, "", "SHA-256 of " + file, file + " 的 SHA-256", ""});
  return cut(workspace, with_codes(std::move(table.rows), workspace.city(), scope),
             {.key = names.key(), .ends = names.ends}, scope);
}

}  // namespace libgrid::workflow
