#include <libgrid/workflow/report_streets.hpp>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/workflow/detail/places.hpp>
#include <libgrid/workflow/text_places.hpp>

namespace libgrid::workflow {
namespace {

using places::ChoiceRule;
using places::StreetChoice;
using places::StreetChooser;

constexpr std::size_t kBetweenLooks = 4096;

std::vector<places::Precedent> precedents_of(const StreetChooser& chooser, const detail::PlacedReports& reports,
                                             Metres reach) {
  std::vector<places::Precedent> precedents;
  for (std::size_t i = 0; i < reports.at.size(); ++i) {
    const std::string& street = reports.table.reports[i].street;
    if (reports.at_default[i] != 0 || street.empty()) continue;
    if (chooser.nearest_named(reports.at[i], street).distance <= reach) precedents.push_back({reports.at[i], street});
  }
  return precedents;
}

std::string_view side_word(Side side) { return side == Side::left ? "left" : side == Side::right ? "right" : "on"; }

void add_row(io::CsvWriter& csv, const std::string& id, const StreetChoice& choice,
             const std::vector<Street>& streets) {
  const Street* street = choice.snap.line < 0 ? nullptr : &streets[static_cast<std::size_t>(choice.snap.line)];
  csv.add(id).add(street ? std::optional(street->id.value) : std::nullopt).add(street ? street->name : std::string());
  csv.add(street ? side_word(choice.snap.side) : std::string_view{});
  csv.add(street ? std::optional(choice.snap.measure.value) : std::nullopt);
  csv.add(street ? std::optional(choice.snap.distance.value) : std::nullopt).add(places::word(choice.rule));
  const bool named = std::isfinite(choice.named_away.value);
  csv.add(named ? std::optional(choice.named_away.value) : std::nullopt).add(choice.ask).end_row();
}

Figure figure(const char* name, std::int64_t value, const char* en, const char* zh) {
  return {.name = name,
          .value = value,
          .file = "report_streets.csv",
          .expression = {},
          .label_en = en,
          .label_zh = zh,
          .unit = {}};
}

}  // namespace

places::StreetChoiceOptions street_choice_options(const City& city) {
  places::StreetChoiceOptions options;
  options.absurd = city.responsible.segment_reach;
  return options;
}

Expected<NamedStreets> NamedStreets::of(const Workspace& workspace) {
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(gazetteer, load_gazetteer(workspace, {}, nullptr));
  auto chooser = StreetChooser::build(streets, std::move(gazetteer), {}, street_choice_options(workspace.city()));
  return NamedStreets(std::move(streets), std::move(chooser));
}

StreetChoice NamedStreets::named(Xy at, std::string_view text) const {
  if (!std::isfinite(at.x) || !std::isfinite(at.y)) return {.ask = !text.empty(), .snap = {}};
  return chooser_.named(at, text);
}

const Street* NamedStreets::street(const StreetChoice& choice) const {
  return choice.snap.line < 0 ? nullptr : &streets_[static_cast<std::size_t>(choice.snap.line)];
}

Expected<StepSummary> snap_reports(const Workspace& workspace, places::Gazetteer gazetteer,
                                   const std::filesystem::path& output, const StepContext& context,
                                   const std::optional<places::StreetChoiceOptions>& given) {
  const double started = context.stopwatch();
  const places::StreetChoiceOptions options = given.value_or(street_choice_options(workspace.city()));
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(reports, detail::placed_reports(workspace));
  const auto first = StreetChooser::build(streets, gazetteer, {}, options);
  const auto chooser =
      StreetChooser::build(streets, std::move(gazetteer), precedents_of(first, reports, options.reach), options);
  io::CsvWriter csv{"case_id", "street_id", "street", "side", "measure_m", "distance_m", "rule", "named_m", "ask"};
  std::map<ChoiceRule, std::int64_t> by_rule;
  std::int64_t asked = 0;
  for (std::size_t i = 0; i < reports.at.size(); ++i) {
    if (i % kBetweenLooks == 0 && context.cancel.cancelled()) return fail(ErrorCode::cancelled);
    const Report& report = reports.table.reports[i];
    const StreetChoice choice = reports.at_default[i] != 0 ? StreetChoice{.ask = true, .snap = {}}
                                                           : chooser.choose(reports.at[i], report.street);
    ++by_rule[choice.rule], asked += choice.ask ? 1 : 0;
    add_row(csv, report.id, choice, streets);
  }
  GRID_CHECK(io::write_file_atomically(output, csv.text()));
  return StepSummary{
      .step = "where",
      .seconds = context.stopwatch() - started,
      .figures = {figure("reports_named", by_rule[ChoiceRule::named], "to the street they name", "按所报街道"),
                  figure("reports_precedent", by_rule[ChoiceRule::precedent], "to the street of earlier reports there",
                         "按同处先例"),
                  figure("reports_nearest", by_rule[ChoiceRule::nearest], "to the nearest street", "按最近街道"),
                  figure("reports_no_street", by_rule[ChoiceRule::none], "without a street", "无街道"),
                  figure("reports_to_ask", asked, "to be asked for", "待核实")},
      .findings = {}};
}

}  // namespace libgrid::workflow
