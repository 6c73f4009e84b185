#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <libgrid/io/csv_writer.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/detail/output_layers.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow::detail {
namespace {

using io::CsvWriter;

/// An id as text, empty where there is none.
template <class Tag>
std::string number(const std::optional<Id<Tag>>& id) {
  return id ? std::to_string(id->value) : std::string();
}

OutputTable assignment_table(const ReportTable& table, const std::vector<Attribution>& all, const ZoneMap& map) {
  std::map<ZoneId, std::string> parent;
  for (const Zone& zone : map.zones) parent[zone.id] = number(zone.parent);
  CsvWriter csv({"case_id", "zone_id", "upper_zone_id", "method", "reason", "distance_m", "flags"});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Attribution& a = all[i];
    const std::string upper = a.zone ? parent.at(*a.zone) : std::string();
    csv.add(std::string_view(table.reports[i].id))
        .add(std::string_view(number(a.zone)))
        .add(std::string_view(upper))
        .add(word(a.method))
        .add(word_or_empty(a.reason));
    csv.add(a.distance ? std::optional(a.distance->value) : std::nullopt)
        .add(std::string_view(words(table.reports[i].flags)));
    csv.end_row();
  }
  return {"assignment.csv", csv.text()};
}

OutputTable hotspot_table(const std::vector<Hotspot>& rows) {
  CsvWriter csv({"category", "ix", "iy", "n", "z", "p", "q", "significant"});
  for (const Hotspot& h : rows) {
    csv.add(std::string_view(h.category))
        .add(h.cell.ix)
        .add(h.cell.iy)
        .add(h.n)
        .add(h.z)
        .add(h.p)
        .add(h.q)
        .add(h.significant);
    csv.end_row();
  }
  return {"hotspots.csv", csv.text()};
}

OutputTable rebound_table(const std::vector<Rebound>& rows) {
  CsvWriter csv({"category", "n_reports", "n_settled", "n_rebound", "naive", "km_30d", "lower", "upper"});
  for (const Rebound& r : rows) {
    csv.add(std::string_view(r.category)).add(r.n_reports).add(r.n_settled).add(r.n_rebound);
    csv.add(r.naive).add(r.km).add(r.lower).add(r.upper).end_row();
  }
  return {"rebound.csv", csv.text()};
}

OutputTable worst_table(const std::vector<WorstPlace>& rows) {
  CsvWriter csv({"rank", "ix", "iy", "lon", "lat", "n_reports", "n_settled", "n_rebound", "top_category"});
  for (const WorstPlace& w : rows) {
    csv.add(w.rank).add(w.cell.ix).add(w.cell.iy).add(w.centre.lon).add(w.centre.lat).add(w.n_reports).add(w.n_settled);
    csv.add(w.n_rebound).add(std::string_view(w.top_category)).end_row();
  }
  return {"worst_places.csv", csv.text()};
}

}  // namespace

OutputTable post_table(const std::vector<Post>& posts) {
  CsvWriter csv({"post_id", "level", "title_zh", "title_en", "parent_id", "zone_id"});
  for (const Post& p : posts) {
    csv.add(p.id.value).add(p.level).add(std::string_view(p.title_zh)).add(std::string_view(p.title_en));
    csv.add(std::string_view(number(p.parent))).add(std::string_view(number(p.zone))).end_row();
  }
  return {"posts.csv", csv.text()};
}

OutputTable rejected_table(const std::vector<RejectedRow>& rows) {
  CsvWriter csv({"file", "row", "field", "code", "message_zh", "message_en"});
  for (const RejectedRow& row : rows) {
    csv.add(std::string_view(row.error.file))
        .add(row.error.row)
        .add(std::string_view(row.error.field))
        .add(info(row.error.code).name);
    csv.add(std::string_view(message_zh(row.error))).add(std::string_view(message_en(row.error))).end_row();
  }
  return {"rejected.csv", csv.text()};
}

Expected<std::vector<OutputTable>> output_tables(const Workspace& workspace) {
  const store::Store& store = workspace.store();
  GRID_TRY(plan, newest_plan(store));
  GRID_TRY(reports, store.reports());
  GRID_TRY(attributions, store.attributions());
  GRID_TRY(hotspots, store.hotspots());
  GRID_TRY(rebounds, store.rebounds());
  GRID_TRY(worst, store.worst_places());
  return std::vector<OutputTable>{assignment_table(reports, attributions, plan.map()),
                                  rejected_table(reports.rejected),
                                  hotspot_table(hotspots),
                                  rebound_table(rebounds),
                                  worst_table(worst),
                                  post_table(plan.map().posts)};
}

}  // namespace libgrid::workflow::detail
