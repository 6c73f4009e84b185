#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <libgrid/model/words.hpp>

#include "columns.hpp"
#include "tables.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

struct ReportRow {
  Report report;
  Attribution attribution;
  std::optional<ZoneId> upper;
};

Expected<std::vector<ReportRow>> report_rows(const Workspace& workspace) {
  const store::Store& store = workspace.store();
  GRID_TRY(table, store.reports());
  GRID_TRY(attributions, store.attributions());
  GRID_TRY(version, store.attributed_plan());
  GRID_TRY(plan, store.plan(version));
  std::unordered_map<ZoneId, std::optional<ZoneId>> parent_of;
  for (const Zone& zone : plan.map.zones) parent_of[zone.id] = zone.parent;
  std::vector<ReportRow> rows;
  rows.reserve(table.reports.size());
  for (std::size_t i = 0; i < table.reports.size(); ++i) {
    const Attribution& attribution = attributions[i];
    rows.push_back(
        {std::move(table.reports[i]), attribution, attribution.zone ? parent_of.at(*attribution.zone) : std::nullopt});
  }
  return rows;
}

}  // namespace

py::dict report_table(const Folder& folder) {
  const auto rows = read(folder, report_rows);
  return Table(rows)
      .column("case_id", [](const ReportRow& r) -> const std::string& { return r.report.id; })
      .column("opened", [](const ReportRow& r) { return r.report.opened; })
      .column("closed", [](const ReportRow& r) { return r.report.closed; })
      .column("category", [](const ReportRow& r) -> const std::string& { return r.report.category; })
      .column("street", [](const ReportRow& r) -> const std::string& { return r.report.street; })
      .column("ward", [](const ReportRow& r) -> const std::string& { return r.report.ward; })
      .column("lon", [](const ReportRow& r) { return r.report.at.lon; })
      .column("lat", [](const ReportRow& r) { return r.report.at.lat; })
      .column("zone_id", [](const ReportRow& r) { return r.attribution.zone; })
      .column("upper_zone_id", [](const ReportRow& r) { return r.upper; })
      .column("method", [](const ReportRow& r) { return word(r.attribution.method); })
      .column("reason", [](const ReportRow& r) { return word_or_empty(r.attribution.reason); })
      .column("distance_m", [](const ReportRow& r) { return r.attribution.distance; })
      .column("flags", [](const ReportRow& r) { return words(r.report.flags); })
      .done();
}

py::dict rejected_table(const Folder& folder) {
  const auto table = read(folder, [](const Workspace& w) { return w.store().reports(); });
  return Table(table.rejected)
      .column("file", [](const RejectedRow& r) -> const std::string& { return r.error.file; })
      .column("row", [](const RejectedRow& r) { return r.error.row; })
      .column("field", [](const RejectedRow& r) -> const std::string& { return r.error.field; })
      .column("code", [](const RejectedRow& r) { return info(r.error.code).name; })
      .column("message_zh", [](const RejectedRow& r) { return message_zh(r.error); })
      .column("message_en", [](const RejectedRow& r) { return message_en(r.error); })
      .done();
}

py::dict hotspot_table(const Folder& folder) {
  const auto rows = read(folder, [](const Workspace& w) { return w.store().hotspots(); });
  return Table(rows)
      .column("category", [](const Hotspot& h) -> const std::string& { return h.category; })
      .column("ix", [](const Hotspot& h) { return h.cell.ix; })
      .column("iy", [](const Hotspot& h) { return h.cell.iy; })
      .column("n", [](const Hotspot& h) { return h.n; })
      .column("z", [](const Hotspot& h) { return h.z; })
      .column("p", [](const Hotspot& h) { return h.p; })
      .column("q", [](const Hotspot& h) { return h.q; })
      .column("significant", [](const Hotspot& h) { return h.significant; })
      .done();
}

py::dict rebound_table(const Folder& folder) {
  const auto rows = read(folder, [](const Workspace& w) { return w.store().rebounds(); });
  return Table(rows)
      .column("category", [](const Rebound& r) -> const std::string& { return r.category; })
      .column("n_reports", [](const Rebound& r) { return r.n_reports; })
      .column("n_settled", [](const Rebound& r) { return r.n_settled; })
      .column("n_rebound", [](const Rebound& r) { return r.n_rebound; })
      .column("naive", [](const Rebound& r) { return r.naive; })
      .column("km_30d", [](const Rebound& r) { return r.km; })
      .column("lower", [](const Rebound& r) { return r.lower; })
      .column("upper", [](const Rebound& r) { return r.upper; })
      .done();
}

py::dict worst_place_table(const Folder& folder) {
  const auto rows = read(folder, [](const Workspace& w) { return w.store().worst_places(); });
  return Table(rows)
      .column("rank", [](const WorstPlace& w) { return w.rank; })
      .column("ix", [](const WorstPlace& w) { return w.cell.ix; })
      .column("iy", [](const WorstPlace& w) { return w.cell.iy; })
      .column("lon", [](const WorstPlace& w) { return w.centre.lon; })
      .column("lat", [](const WorstPlace& w) { return w.centre.lat; })
      .column("n_reports", [](const WorstPlace& w) { return w.n_reports; })
      .column("n_settled", [](const WorstPlace& w) { return w.n_settled; })
      .column("n_rebound", [](const WorstPlace& w) { return w.n_rebound; })
      .column("top_category", [](const WorstPlace& w) -> const std::string& { return w.top_category; })
      .done();
}

}  // namespace libgrid::bindings
