#include <libgrid/workflow/detail/case_period.hpp>

#include <nlohmann/json.hpp>

#include <libgrid/index/locator.hpp>
#include <libgrid/workflow/detail/places.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr std::string_view kNote = "case_period";

nlohmann::json seconds_or_null(const std::optional<LocalTime>& time) {
  return time ? nlohmann::json(time->seconds) : nlohmann::json();
}

std::optional<LocalTime> time_or_none(const nlohmann::json& json) {
  if (json.is_null()) return std::nullopt;
  return LocalTime{json.get<std::int64_t>()};
}

}  // namespace

Expected<CasePeriod> case_period(const store::Store& store) {
  GRID_TRY(note, store.note(kNote));
  if (!note || note->empty()) return CasePeriod{};
  const nlohmann::json json = nlohmann::json::parse(*note, nullptr, false);
  if (!json.is_array() || json.size() != 2)
    return fail(make_error(ErrorCode::store_failed, "not two times").about(std::string(kNote)));
  return CasePeriod{time_or_none(json[0]), time_or_none(json[1])};
}

Expected<void> put_case_period(store::Store& store, const CasePeriod& period) {
  return store.put_note(kNote, nlohmann::json{seconds_or_null(period.since), seconds_or_null(period.until)}.dump());
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

}  // namespace libgrid::workflow::detail
