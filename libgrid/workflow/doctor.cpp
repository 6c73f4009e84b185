#include <libgrid/workflow/doctor.hpp>

#include <cmath>
#include <string>
#include <utility>

#include <libgrid/crs/projector.hpp>
#include <libgrid/workflow/publication.hpp>
#include <libgrid/workflow/steps.hpp>

namespace libgrid::workflow {
namespace {

/// A point of Boston whose plane coordinates are known to the millimetre (docs/units_and_crs.md).
Diagnosis projection() {
  const auto projector = crs::Projector::make(Frame{26986});
  if (!projector) return {"projection", false, message_en(projector.error())};
  const auto there = projector->to_plane(LonLat{-71.0587, 42.3594});
  if (!there) return {"projection", false, message_en(there.error())};
  const LonLat back = projector->to_lonlat(*there);
  const bool closed = std::abs(back.lon + 71.0587) < 1e-9 && std::abs(back.lat - 42.3594) < 1e-9;
  return {"projection", closed, projector->operation()};
}

void add_steps(const Workspace& workspace, std::vector<Diagnosis>& out) {
  for (const std::string& step : step_names()) {
    const auto note = workspace.store().note(step);
    if (!note)
      out.push_back({"step " + step, false, message_en(note.error())});
    else
      out.push_back({"step " + step, true, *note ? "done" : "not run"});
  }
}

/// One line for all versions whose digest holds, one for each whose content changed.
void add_plans(const Workspace& workspace, std::vector<Diagnosis>& out) {
  const auto versions = workspace.store().plans();
  if (!versions) return void(out.push_back({"plan", false, message_en(versions.error())}));
  if (versions->empty()) return void(out.push_back({"plan", true, "none published"}));
  std::string good;
  for (const PlanVersion& version : *versions) {
    auto stored = workspace.store().plan(version.version);
    const Expected<PublishedPlan> plan = stored ? PlanPublication::restore(std::move(*stored))
                                                : Expected<PublishedPlan>(fail(std::move(stored.error())));
    if (!plan) out.push_back({"plan", false, message_en(plan.error())});
    if (plan) good += (good.empty() ? "" : ", ") + std::to_string(version.version);
  }
  if (!good.empty()) out.push_back({"plan", true, "version " + good + ", digest holds"});
}

}  // namespace

std::vector<Diagnosis> diagnose(const std::filesystem::path& folder) {
  std::vector<Diagnosis> out{projection()};
  if (folder.empty()) return out;
  const auto workspace = Workspace::open(folder);
  if (!workspace) {
    out.push_back({"workspace", false, message_en(workspace.error())});
    return out;
  }
  out.push_back({"workspace", true, workspace->city().name_en});
  add_steps(*workspace, out);
  add_plans(*workspace, out);
  return out;
}

}  // namespace libgrid::workflow
