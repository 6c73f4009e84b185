#include <libgrid/workflow/road_lengths.hpp>

#include <map>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/detail/road_kinds.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow {

Expected<std::vector<roads::ZoneRoads>> road_lengths(const Workspace& workspace) {
  GRID_TRY(pieces, workspace.store().road_pieces());
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(kinds, detail::road_kinds_of(workspace.city(), streets));
  return roads::road_metres(pieces, streets, kinds);
}

Expected<std::string> road_lengths_csv(const Workspace& workspace) {
  GRID_TRY(rows, road_lengths(workspace));
  GRID_TRY(plan, newest_plan(workspace.store()));
  std::map<ZoneId, const Zone*> zone_of;
  for (const Zone& zone : plan.map().zones) zone_of[zone.id] = &zone;
  io::CsvWriter csv({"sector", "zone_id", "zone_code", "upper_code", "unit", "kind", "length_m"});
  for (const roads::ZoneRoads& row : rows) {
    const Zone* zone = row.zone ? zone_of.at(*row.zone) : nullptr;
    const Zone* upper = zone != nullptr && zone->parent ? zone_of.at(*zone->parent) : nullptr;
    csv.add(std::string_view(row.sector)).add(row.zone ? std::optional(row.zone->value) : std::nullopt);
    csv.add(std::string_view(zone == nullptr ? "" : zone->code))
        .add(std::string_view(upper == nullptr ? "" : upper->code))
        .add(std::string_view(row.unit))
        .add(word(row.kind))
        .add(row.length.value);
    csv.end_row();
  }
  return csv.text();
}

Expected<std::string> street_kinds_csv(const Workspace& workspace) {
  GRID_TRY(streets, workspace.store().streets());
  GRID_TRY(decisions, detail::kind_decisions_of(workspace.city(), streets));
  io::CsvWriter csv({"way_no", "name", "class", "kind", "kind_reason", "width_m", "access", "length_m"});
  for (std::size_t i = 0; i < streets.size(); ++i) {
    const Street& street = streets[i];
    csv.add(street.id.value).add(std::string_view(street.name)).add(std::string_view(street.road_class));
    csv.add(word(decisions[i].kind)).add(roads::word(decisions[i].reason));
    street.width ? csv.add(street.width->value) : csv.add(std::string_view{});
    csv.add(std::string_view(street.access)).add(length(street.line).value);
    csv.end_row();
  }
  return csv.text();
}

}  // namespace libgrid::workflow
