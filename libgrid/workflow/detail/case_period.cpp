#include <libgrid/workflow/detail/case_period.hpp>

#include <string>

#include <nlohmann/json.hpp>

#include <libgrid/index/locator.hpp>
#include <libgrid/workflow/detail/block_workloads.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::string_view kNote = "case_period";
constexpr std::string_view kVersionsNote = "case_periods_of_plans";

nlohmann::json seconds_or_null(const std::optional<LocalTime>& time) {
  return time ? nlohmann::json(time->seconds) : nlohmann::json();
}

std::optional<LocalTime> time_or_none(const nlohmann::json& json) {
  if (json.is_null()) return std::nullopt;
  return LocalTime{json.get<std::int64_t>()};
}

nlohmann::json json_of(const CasePeriod& period) {
  return nlohmann::json{seconds_or_null(period.since), seconds_or_null(period.until)};
}

Expected<CasePeriod> period_from(const nlohmann::json& json, std::string_view note) {
  if (!json.is_array() || json.size() != 2)
    return fail(make_error(ErrorCode::store_failed, "not two times").about(std::string(note)));
  return CasePeriod{time_or_none(json[0]), time_or_none(json[1])};
}

/// {"2": [since, until]}: versions that count all cases are not named.
Expected<nlohmann::json> periods_of_versions(const store::Store& store) {
  GRID_TRY(note, store.note(kVersionsNote));
  if (!note || note->empty()) return nlohmann::json::object();
  nlohmann::json json = nlohmann::json::parse(*note, nullptr, false);
  if (!json.is_object())
    return fail(make_error(ErrorCode::store_failed, "not an object").about(std::string(kVersionsNote)));
  return json;
}

}  // namespace

Expected<CasePeriod> case_period(const store::Store& store) {
  GRID_TRY(note, store.note(kNote));
  if (!note || note->empty()) return CasePeriod{};
  return period_from(nlohmann::json::parse(*note, nullptr, false), kNote);
}

Expected<void> put_case_period(store::Store& store, const CasePeriod& period) {
  return store.put_note(kNote, json_of(period).dump());
}

Expected<CasePeriod> case_period_of(const store::Store& store, std::int64_t version) {
  GRID_TRY(periods, periods_of_versions(store));
  const auto found = periods.find(std::to_string(version));
  return found == periods.end() ? Expected<CasePeriod>(CasePeriod{}) : period_from(*found, kVersionsNote);
}

Expected<void> put_case_period_of(store::Store& store, std::int64_t version, const CasePeriod& period) {
  if (period == CasePeriod{}) return {};
  GRID_TRY(periods, periods_of_versions(store));
  periods[std::to_string(version)] = json_of(period);
  return store.put_note(kVersionsNote, periods.dump());
}

Expected<void> count_cases(const Workspace& workspace, const CasePeriod& period, std::vector<Block>& blocks) {
  GRID_TRY(reports, placed_reports(workspace));
  std::vector<Polygon> shapes;
  for (Block& block : blocks) {
    shapes.push_back(block.shape);
    block.reports = 0;
  }
  const index::Locator locator = index::Locator::build(shapes);
  std::vector<index::Hit> hits(reports.at.size());
  locator.locate_all(reports.at, hits);
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (reports.at_default[i] == 0 && hits[i].shape >= 0 && period.holds(reports.table.reports[i].opened))
      ++blocks[static_cast<std::size_t>(hits[i].shape)].reports;
  return {};
}

Expected<void> weigh_cases(const Workspace& workspace, const CasePeriod& period, Ground& ground) {
  GRID_CHECK(count_cases(workspace, period, ground.blocks));
  GRID_TRY(workloads, block_workloads(workspace, ground));
  weigh_blocks(ground.blocks, workspace.city(), workloads);
  return {};
}

}  // namespace libgrid::workflow::detail
