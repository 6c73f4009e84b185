#include <fstream>
#include <iterator>
#include <utility>

#include <libgrid/workflow/city_view.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {
namespace {

/// The list, or an empty one if its step was not run yet.
template <class T>
Expected<std::vector<T>> if_there(Expected<std::vector<T>> list) {
  if (!list && list.error().code == ErrorCode::step_missing) return std::vector<T>{};
  return list;
}

Expected<store::StoredPlan> plan_of(const store::Store& store, std::optional<LocalTime> as_of) {
  if (as_of) return store.plan_in_force(*as_of);
  GRID_TRY(versions, store.plans());
  if (versions.empty()) return fail(ErrorCode::plan_missing);
  return store.plan(versions.back().version);
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The demo writes summary.json beside the workspace folder.
Expected<std::string> summary_of(const Workspace& workspace) {
  GRID_TRY(note, workspace.store().note("summary"));
  if (note) return *note;
  return file_text(std::filesystem::absolute(workspace.folder()).lexically_normal() / ".." / "summary.json");
}

}  // namespace

Expected<CityView> CityView::load(const std::filesystem::path& folder, std::optional<LocalTime> as_of) {
  GRID_TRY(workspace, Workspace::open(folder));
  const store::Store& store = workspace.store();
  GRID_TRY(stored, plan_of(store, as_of));
  GRID_TRY(plan, PlanPublication::restore(std::move(stored)));
  GRID_TRY(ground, store.ground());
  GRID_TRY(districts, store.districts());
  GRID_TRY(streets, store.streets());
  GRID_TRY(table, store.reports());
  GRID_TRY(pieces, if_there(store.road_pieces()));
  GRID_TRY(attributions, if_there(store.attributions()));
  GRID_TRY(hotspots, if_there(store.hotspots()));
  GRID_TRY(rebounds, if_there(store.rebounds()));
  GRID_TRY(summary, summary_of(workspace));
  return make({.city = workspace.city(),
               .plan = plan.version(),
               .map = plan.map(),
               .districts = std::move(districts),
               .blocks = std::move(ground.blocks),
               .links = std::move(ground.links),
               .streets = std::move(streets),
               .pieces = std::move(pieces),
               .reports = std::move(table.reports),
               .attributions = std::move(attributions),
               .hotspots = std::move(hotspots),
               .rebounds = std::move(rebounds),
               .summary_json = std::move(summary)});
}

}  // namespace libgrid::workflow
