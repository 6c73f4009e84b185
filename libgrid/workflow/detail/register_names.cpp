#include <libgrid/workflow/detail/register_names.hpp>

#include <set>

#include <libgrid/workflow/text_places.hpp>

namespace libgrid::workflow::detail {

std::function<std::string(std::string_view)> RegisterNames::key() const {
  return [this](std::string_view name) {
    const places::NamedStreet* street = gazetteer.street(name);
    return places::fold_name(street == nullptr ? name : std::string_view(street->name), gazetteer.vocabulary().rules());
  };
}

Expected<RegisterNames> register_names(const Workspace& workspace, const std::vector<RegisterRow>& rows,
                                       const std::vector<std::filesystem::path>& landmarks,
                                       std::vector<RejectedRow>* rejected) {
  GRID_TRY(gazetteer, load_gazetteer(workspace, {.places = {}, .aliases = {}, .landmarks = landmarks}, rejected));
  GRID_TRY(streets, workspace.store().streets());
  RegisterNames names{.gazetteer = std::move(gazetteer), .ends = {}};
  const auto key = names.key();
  std::set<std::string> known;
  for (const Street& street : streets) known.insert(key(street.name));
  for (const RegisterRow& row : rows)
    for (const std::string& name : {row.from, row.to}) {
      const places::NamedStreet* line = names.gazetteer.street(name);
      if (line == nullptr || !known.insert(key(name)).second) continue;
      for (const LineString& way : line->ways)
        names.ends.push_back({.id = {}, .name = line->name, .road_class = {}, .line = way});
    }
  return names;
}

}  // namespace libgrid::workflow::detail
