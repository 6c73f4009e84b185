#include <libgrid/workflow/plan_archive.hpp>

#include <string>
#include <utility>

#include <libgrid/workflow/compare_plans.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {

Expected<LocalTime> parse_date_or_time(std::string_view text) {
  constexpr std::size_t kDate = 10;
  return parse_local_time(text.size() == kDate ? std::string(text) + "T00:00:00" : std::string(text));
}

Expected<LocalTime> parse_moment(std::string_view text) {
  auto moment = parse_date_or_time(text);
  if (moment) return moment;
  return fail(ErrorCode::parameter_invalid,
              std::string(text.substr(0, 40)) + ": a moment is YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS, local");
}

Expected<CityView> plan_view(const Workspace& workspace, std::int64_t version) {
  const store::Store& store = workspace.store();
  GRID_TRY(stored, store.plan(version));
  GRID_TRY(plan, PlanPublication::restore(std::move(stored)));
  GRID_TRY(districts, store.districts());
  GRID_TRY(present, store.made_on_present_ground(version));
  CityData data;
  data.city = workspace.city();
  data.plan = plan.version();
  data.map = plan.map();
  data.districts = std::move(districts);
  if (present) {
    GRID_TRY(ground, store.ground());
    data.blocks = std::move(ground.blocks);
  }
  return CityView::make(std::move(data));
}

Expected<PlanArchive> PlanArchive::load(const std::filesystem::path& folder, const CityView& newest) {
  GRID_TRY(workspace, Workspace::open(folder));
  GRID_TRY(versions, workspace.store().plans());
  std::vector<CityView> older;
  for (const PlanVersion& plan : versions) {
    if (plan.version == newest.plan().version) continue;
    GRID_TRY(view, plan_view(workspace, plan.version));
    older.push_back(std::move(view));
  }
  return PlanArchive(std::move(older), newest);
}

Expected<const CityView*> PlanArchive::at(LocalTime moment) const {
  if (in_force(newest_->plan(), moment)) return newest_;
  for (const CityView& view : older_)
    if (in_force(view.plan(), moment)) return &view;
  const PlanVersion& first = older_.empty() ? newest_->plan() : older_.front().plan();
  return fail(ErrorCode::plan_missing, "at " + to_text(moment) + "; version " + std::to_string(first.version) +
                                           ", the first, is in force from " + to_text(first.valid_from));
}

}  // namespace libgrid::workflow
