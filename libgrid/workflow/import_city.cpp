#include <algorithm>
#include <string>

#include <libgrid/crs/projector.hpp>
#include <libgrid/io/digest.hpp>
#include <libgrid/io/layers.hpp>
#include <libgrid/io/reports.hpp>
#include <libgrid/workflow/detail/step_scope.hpp>

namespace libgrid::workflow {
namespace {

std::string layer_or_stem(const std::string& layer, const std::filesystem::path& file) {
  return layer.empty() ? file.stem().string() : layer;
}

/// Where reports are expected: the districts and half a degree around. Swapped axes land far outside of it.
io::LonLatBox expected_extent(const std::vector<District>& districts, const crs::Projector& projector) {
  constexpr double kMargin = 0.5;
  io::LonLatBox box{{180.0, 90.0}, {-180.0, -90.0}};
  for (const District& district : districts) {
    const Box plane = bounds(district.shape);
    for (const Xy corner : {plane.min, plane.max, Xy{plane.min.x, plane.max.y}, Xy{plane.max.x, plane.min.y}}) {
      const LonLat p = projector.to_lonlat(corner);
      box.min = {std::min(box.min.lon, p.lon - kMargin), std::min(box.min.lat, p.lat - kMargin)};
      box.max = {std::max(box.max.lon, p.lon + kMargin), std::max(box.max.lat, p.lat + kMargin)};
    }
  }
  return box;
}

Expected<void> add_digest(detail::StepScope& scope, const std::string& name, const std::filesystem::path& file) {
  GRID_TRY(digest, io::sha256_of_file(file));
  scope.add({name + "_sha256", digest, file.filename().string(), "", "SHA-256 of " + file.filename().string(),
             file.filename().string() + " 的 SHA-256", ""});
  return {};
}

}  // namespace

Expected<StepSummary> import_city(Workspace& workspace, const CityFiles& files, const StepContext& context) {
  detail::StepScope scope(workspace, context, "import");
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  context.progress.report("read districts", 0.0);
  GRID_TRY(districts, io::read_districts(files.districts, layer_or_stem(files.district_layer, files.districts),
                                         files.district_name, projector));
  context.progress.report("read streets", 0.1);
  io::StreetColumns columns;
  columns.layer = files.layer_column;
  columns.bridge = files.bridge_column;
  columns.tunnel = files.tunnel_column;
  GRID_TRY(streets,
           io::read_streets(files.streets, layer_or_stem(files.street_layer, files.streets), columns, projector));
  context.progress.report("read reports", 0.3);
  GRID_TRY(reports, io::read_reports(files.reports, workspace.city().report_columns, {}, context.cancel,
                                     expected_extent(districts, projector)));
  if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);

  for (const RejectedRow& row : streets.rejected) scope.finding(message_en(row.error), message_zh(row.error));

  Metres network;
  for (const Street& street : streets.streets) network += length(street.line);
  scope.count("districts", static_cast<std::int64_t>(districts.size()), scope.gpkg(), "SELECT count(*) FROM districts",
              "Districts", "辖区");
  scope.count("streets", static_cast<std::int64_t>(streets.streets.size()), scope.gpkg(),
              "SELECT count(DISTINCT way_no) FROM road_pieces", "Streets", "道路");
  scope.add({"network_km", network.value / 1000.0, scope.gpkg(),
             "SELECT sum(length_m) / 1000 FROM road_pieces WHERE side <> 'right'", "Street network", "路网长度", "km"});
  scope.count("report_rows", static_cast<std::int64_t>(reports.reports.size() + reports.rejected.size()),
              "assignment.csv, rejected.csv",
              "SELECT (SELECT count(*) FROM assignment) + (SELECT count(*) FROM rejected)", "Report rows", "上报记录");
  scope.count("rejected_rows", static_cast<std::int64_t>(reports.rejected.size()), "rejected.csv",
              "SELECT count(*) FROM rejected", "Rejected rows", "被拒记录");
  GRID_CHECK(add_digest(scope, "districts", files.districts));
  GRID_CHECK(add_digest(scope, "streets", files.streets));
  GRID_CHECK(add_digest(scope, "reports", files.reports));
  scope.add({"projection", projector.operation(), files.streets.filename().string(), "", "Projection", "投影", ""});
  context.progress.report("store", 0.7);
  auto summary = scope.commit([&]() -> Expected<void> {
    store::Store& store = workspace.store();
    GRID_CHECK(store.put_districts(districts));
    GRID_CHECK(store.put_streets(streets.streets));
    return store.put_reports(reports);
  });
  context.progress.report("import", 1.0);
  return summary;
}

}  // namespace libgrid::workflow
