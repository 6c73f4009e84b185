#include <libgrid/workflow/export_version.hpp>

#include <string>
#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/io/geopackage_writer.hpp>
#include <libgrid/workflow/detail/edited_ground.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/edit_plan.hpp>
#include <libgrid/workflow/outputs.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {
namespace {

std::string file_of(const City& city, const std::string& suffix) {
  const std::string name = geopackage_name(city);
  return name.substr(0, name.rfind('.')) + suffix + ".gpkg";
}

StepSummary summary_of(const PublishedPlan& plan, const std::string& file) {
  StepSummary summary{.step = "export", .seconds = 0.0, .figures = {}, .findings = {}};
  const std::string where = " FROM plans WHERE version = " + std::to_string(plan.version().version);
  summary.figures.push_back(
      {"plan_version", plan.version().version, file, "SELECT version" + where, "Plan version", "方案版本", ""});
  summary.figures.push_back({"valid_from", to_text(plan.version().valid_from), file, "SELECT valid_from" + where,
                             "In force from", "生效时间", ""});
  if (plan.version().valid_to)
    summary.figures.push_back({"valid_to", to_text(*plan.version().valid_to), file, "SELECT valid_to" + where,
                               "In force until", "失效时间", ""});
  summary.figures.push_back({"zones", static_cast<std::int64_t>(plan.map().zones.size()), file,
                             "SELECT count(*) FROM zones", "Zones of all levels", "各级网格", ""});
  return summary;
}

/// The ground and the zones over it, edits done; without zones before there is a partition.
struct Draft {
  Ground ground;
  ZoneMap map;
  std::size_t edits = 0;
};

Expected<Draft> draft_of(const Workspace& workspace) {
  const store::Store& store = workspace.store();
  GRID_TRY(ground, store.ground());
  Draft draft{std::move(ground), {}, 0};
  auto editor = edited_draft(workspace);
  if (!editor && editor.error().code == ErrorCode::step_missing) return draft;
  if (!editor) return fail(std::move(editor.error()));
  draft.map = editor->draft().map;
  draft.edits = editor->done().size();
  if (!editor->lineage().empty()) draft.ground = detail::edited_ground(draft.ground, *editor);
  return draft;
}

StepSummary summary_of(const Draft& draft, const std::string& file) {
  StepSummary summary{.step = "export", .seconds = 0.0, .figures = {}, .findings = {}};
  const auto count = [&](const char* name, std::size_t value, const char* layer, const char* en, const char* zh) {
    summary.figures.push_back(
        {name, static_cast<std::int64_t>(value), file, std::string("SELECT count(*) FROM ") + layer, en, zh, ""});
  };
  count("blocks", draft.ground.blocks.size(), "blocks", "Blocks", "街区");
  if (draft.map.zones.empty()) {
    summary.findings.emplace_back("There are no zones yet: `partition` makes them | 尚无网格：请运行 `partition`");
    return summary;
  }
  count("zones", draft.map.zones.size(), "zones", "Zones of all levels", "各级网格");
  if (const std::string edits = std::to_string(draft.edits); draft.edits > 0)
    summary.findings.push_back("The draft is shown with its " + edits + " edits | 已含草案的 " + edits + " 项改动");
  return summary;
}

}  // namespace

Expected<StepSummary> export_draft(const Workspace& workspace, const std::filesystem::path& folder,
                                   const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(draft, draft_of(workspace));
  GRID_TRY(layers, detail::draft_layers(workspace, draft.ground, draft.map));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_CHECK(io::make_folder(folder));
  const std::string file = file_of(workspace.city(), "_draft");
  GRID_CHECK(io::write_geopackage(folder / file, workspace.city().frame, layers));
  StepSummary summary = summary_of(draft, file);
  summary.seconds = context.stopwatch() - started;
  return summary;
}

Expected<StepSummary> export_version(const Workspace& workspace, const std::filesystem::path& folder,
                                     std::int64_t version, const StepContext& context) {
  const double started = context.stopwatch();
  GRID_TRY(stored, workspace.store().plan(version));
  GRID_TRY(plan, PlanPublication::restore(std::move(stored)));
  GRID_TRY(layers, detail::version_layers(workspace, plan));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_CHECK(io::make_folder(folder));
  const std::string suffix = "_plan_" + std::to_string(version);
  const std::string file = file_of(workspace.city(), suffix);
  GRID_CHECK(io::write_geopackage(folder / file, workspace.city().frame, layers));
  GRID_CHECK(
      io::write_file_atomically(folder / ("posts" + suffix + ".csv"), detail::post_table(plan.map().posts).text));
  StepSummary summary = summary_of(plan, file);
  if (layers.size() < 4)
    summary.findings.push_back(
        "The blocks of this version are no longer kept; its zones are whole | 该版本所依据的街区已不再保留；网格完整");
  summary.seconds = context.stopwatch() - started;
  return summary;
}

Expected<std::int64_t> version_at(const Workspace& workspace, LocalTime moment) {
  GRID_TRY(stored, workspace.store().plan_in_force(moment));
  return stored.version.version;
}

}  // namespace libgrid::workflow
