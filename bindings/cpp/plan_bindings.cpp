/// Plan: one published version in memory; its zones and posts as columns, and who answers for a place.
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <libgrid/attribution/attributor.hpp>
#include <libgrid/base/parallel.hpp>
#include <libgrid/model/words.hpp>
#include <libgrid/workflow/publication.hpp>

#include "arrays.hpp"
#include "bindings.hpp"
#include "columns.hpp"
#include "projector_pool.hpp"
#include "reading.hpp"
#include "shapes.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using attribution::Attributor;
using workflow::PlanPublication;

namespace {

struct Plan {
  Plan(PublishedPlan published, const City& city, crs::Projector projector)
      : plan(std::move(published)),
        epsg(city.frame.epsg),
        attributor(plan.map(), city.levels.back().number),
        projectors(std::move(projector)) {
    for (const Zone& zone : plan.map().zones)
      if (zone.parent) parent_of[zone.id] = *zone.parent;
  }

  PublishedPlan plan;
  int epsg;
  Attributor attributor;
  std::unordered_map<ZoneId, ZoneId> parent_of;
  ProjectorPool projectors;
};

Expected<std::unique_ptr<Plan>> make_plan(const Workspace& workspace, Expected<store::StoredPlan> stored) {
  if (!stored) return fail(std::move(stored.error()));
  GRID_TRY(published, PlanPublication::restore(*std::move(stored)));
  GRID_TRY(projector, crs::Projector::make(workspace.city().frame));
  return std::make_unique<Plan>(std::move(published), workspace.city(), std::move(projector));
}

std::unique_ptr<Plan> read_plan(const Folder& folder, std::int64_t version) {
  return read(folder, [&](const Workspace& w) { return make_plan(w, w.store().plan(version)); });
}

py::dict zones(const Plan& self, std::optional<int> level) {
  std::vector<Zone> rows;
  for (const Zone& zone : self.plan.map().zones)
    if (!level || zone.level == *level) rows.push_back(zone);
  return Table(rows)
      .column("zone_id", [](const Zone& z) { return z.id; })
      .column("code", [](const Zone& z) -> const std::string& { return z.code; })
      .column("level", [](const Zone& z) { return z.level; })
      .column("parent_id", [](const Zone& z) { return z.parent; })
      .column("name", [](const Zone& z) -> const std::string& { return z.name; })
      .column("post_id", [](const Zone& z) { return z.post; })
      .column("blocks", [](const Zone& z) { return z.blocks; })
      .column("area_m2", [](const Zone& z) { return z.area; })
      .column("street_m", [](const Zone& z) { return z.street_length; })
      .column("reports", [](const Zone& z) { return z.reports; })
      .column("workload", [](const Zone& z) { return z.workload; })
      .column("polsby_popper", [](const Zone& z) { return z.polsby_popper; })
      .column("parts", [](const Zone& z) { return z.parts; })
      .add("geometry", ragged(rows, &Zone::shape))
      .done();
}

py::dict posts(const Plan& self) {
  return Table(self.plan.map().posts)
      .column("post_id", [](const Post& p) { return p.id; })
      .column("level", [](const Post& p) { return p.level; })
      .column("title_zh", [](const Post& p) -> const std::string& { return p.title_zh; })
      .column("title_en", [](const Post& p) -> const std::string& { return p.title_en; })
      .column("parent_id", [](const Post& p) { return p.parent; })
      .column("zone_id", [](const Post& p) { return p.zone; })
      .done();
}

/// What becomes of one place: its attribution, or the code why it is no place.
struct Located {
  Attribution attribution;
  std::optional<ErrorCode> error;
};

std::string_view reason(const Located& row) {
  return row.error ? info(*row.error).name : word_or_empty(row.attribution.reason);
}

py::dict located_columns(const Plan& plan, const std::vector<Located>& rows) {
  const auto upper = [&](const Located& row) -> std::optional<ZoneId> {
    if (!row.attribution.zone) return std::nullopt;
    const auto found = plan.parent_of.find(*row.attribution.zone);
    return found == plan.parent_of.end() ? std::nullopt : std::optional(found->second);
  };
  return Table(rows)
      .column("zone_id", [](const Located& r) { return r.attribution.zone; })
      .column("upper_zone_id", upper)
      .column("method", [](const Located& r) { return word(r.attribution.method); })
      .column("reason", reason)
      .column("distance_m", [](const Located& r) { return r.attribution.distance; })
      .done();
}

py::dict locate(Plan& self, py::object lon_argument, py::object lat_argument, int threads) {
  const Doubles lon = doubles(lon_argument, "lon"), lat = doubles(lat_argument, "lat");
  require_length(lat.size(), lon.size(), "lat", "lon");
  std::vector<Located> rows(lon.size());
  without_gil([&] {
    parallel_for(rows.size(), {.threads = threads, .grain = kProjectingGrain}, [&](std::size_t begin, std::size_t end) {
      const ProjectorPool::Lease projector = self.projectors.lease();
      for (std::size_t i = begin; i < end; ++i) {
        const Expected<Xy> place = (*projector).to_plane(LonLat{lon[i], lat[i]});
        if (place)
          rows[i].attribution = self.attributor.attribute(*place);
        else
          rows[i].error = place.error().code;
      }
    });
  });
  return located_columns(self, rows);
}

py::dict attribute(const Plan& self, py::object x_argument, py::object y_argument, int threads) {
  const Doubles x = doubles(x_argument, "x"), y = doubles(y_argument, "y");
  require_length(y.size(), x.size(), "y", "x");
  std::vector<Located> rows(x.size());
  without_gil([&] {
    parallel_for(rows.size(), {.threads = threads}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
          rows[i].attribution = self.attributor.attribute({x[i], y[i]});
        else
          rows[i].error = ErrorCode::number_not_finite;
      }
    });
  });
  return located_columns(self, rows);
}

}  // namespace

void bind_plan(py::module_& module) {
  py::class_<Plan>(module, "Plan", py::is_final())
      .def(py::init(&read_plan), py::arg("folder"), py::arg("version"))
      .def_property_readonly("version", [](const Plan& self) { return self.plan.version(); })
      .def_property_readonly("epsg", [](const Plan& self) { return self.epsg; })
      .def("zones", &zones, py::arg("level") = py::none())
      .def("posts", &posts)
      .def("locate", &locate, py::arg("lon"), py::arg("lat"), py::kw_only(), py::arg("threads") = 0)
      .def("attribute", &attribute, py::arg("x"), py::arg("y"), py::kw_only(), py::arg("threads") = 0);
}

}  // namespace libgrid::bindings
