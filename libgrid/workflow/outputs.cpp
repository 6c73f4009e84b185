#include <libgrid/workflow/outputs.hpp>

#include <algorithm>
#include <cctype>
#include <vector>

#include <nlohmann/json.hpp>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/city_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/io/geopackage_writer.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>
#include <libgrid/workflow/responsible.hpp>

namespace libgrid::workflow {
namespace {

using Json = nlohmann::ordered_json;

Json figure_list(const Json& step) {
  Json out = Json::array();
  for (Json figure : step.at("figures")) {
    if (figure.at("expression").get<std::string>().empty()) continue;
    out.push_back(std::move(figure));
  }
  return out;
}

void add_inputs(const Json& step, Json& inputs) {
  constexpr std::string_view kSuffix = "_sha256";
  for (const Json& figure : step.at("figures")) {
    const std::string name = figure.at("name");
    if (!figure.at("expression").get<std::string>().empty() || !name.ends_with(kSuffix)) continue;
    inputs[name.substr(0, name.size() - kSuffix.size())] = {{"file", figure.at("file")},
                                                            {"sha256", figure.at("value")}};
  }
}

}  // namespace

std::string geopackage_name(const City& city) {
  std::string name = city.name_en;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::isalnum(c) ? std::tolower(c) : '_'); });
  return name + ".gpkg";
}

Expected<std::string> summary_document(const Workspace& workspace) {
  Json out;
  out["city"] = workspace.city().name_en;
  out["parameters"] = Json::parse(io::to_json(workspace.city()));
  out["seed"] = workspace.city().seed;
  out["inputs"] = Json::object();
  out["timings"] = Json::object();
  out["findings"] = Json::array();
  out["figures"] = Json::array();
  for (const std::string& name : step_names()) {
    GRID_TRY(note, workspace.store().note(name));
    if (!note) continue;
    const Json step = Json::parse(*note);
    out["timings"][name] = step.at("seconds");
    add_inputs(step, out["inputs"]);
    for (const Json& text : step.at("findings")) out["findings"].push_back({{"step", name}, {"text", text}});
    for (Json& figure : figure_list(step)) out["figures"].push_back(std::move(figure));
  }
  return out.dump(1) + "\n";
}

Expected<StepSummary> export_outputs(Workspace& workspace, const std::filesystem::path& folder,
                                     const StepContext& context) {
  detail::StepScope scope(workspace, context, "export");
  context.progress.report("export", 0.0);
  GRID_TRY(layers, detail::output_layers(workspace));
  GRID_TRY(tables, detail::output_tables(workspace));
  GRID_TRY(attribution, responsibility_table(workspace, {.progress = {}, .cancel = context.cancel}));
  tables.push_back({"attribution.csv", std::move(attribution)});
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
  GRID_CHECK(io::make_folder(folder));
  context.progress.report("export", 0.4);
  GRID_CHECK(io::write_geopackage(folder / scope.gpkg(), workspace.city().frame, layers));
  for (const detail::OutputTable& table : tables)
    GRID_CHECK(io::write_file_atomically(folder / table.file, table.text));
  GRID_TRY(summary, scope.commit([]() -> Expected<void> { return {}; }));
  GRID_TRY(document, summary_document(workspace));
  GRID_CHECK(io::write_file_atomically(folder / "summary.json", document));
  context.progress.report("export", 1.0);
  return summary;
}

}  // namespace libgrid::workflow
