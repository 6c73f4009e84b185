/// City, PlanVersion, StepSummary and what they are made of: immutable values.
#include <libgrid/model/city.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/figures.hpp>

#include "bindings.hpp"
#include "value_class.hpp"

namespace libgrid::bindings {
namespace py = pybind11;

namespace {

void bind_rules(py::module_& module) {
  ValueClass<BlockRules>(module, "BlockRules", "How blocks are made from districts and streets.")
      .field("cut_above_m2", &BlockRules::cut_above, "faces over this area are cut by the lattice")
      .field("lattice_m", &BlockRules::lattice, "lattice lines at multiples of this")
      .field("merge_below_m2", &BlockRules::merge_below, "smaller faces are merged")
      .field("thin_quotient", &BlockRules::thin_quotient, "faces of lower isoperimetric quotient ...")
      .field("thin_below_m2", &BlockRules::thin_below, "... and smaller area are merged")
      .field("kept_classes", &BlockRules::kept_classes, "road classes along which faces are merged last")
      .field("merge_rule", &BlockRules::merge_rule, "thresholds or artefacts")
      .field("artefact_below", &BlockRules::artefact_below, "index under which a face is an artefact, or None");
  ValueClass<RoadClassCost>(module, "RoadClassCost", "What a border along a street of this class costs per metre.")
      .field("road_class", &RoadClassCost::road_class, "as written in the source")
      .field("factor", &RoadClassCost::factor, "below 1: zones like to end there");
  ValueClass<RoadKindRow>(module, "RoadKindRow", "What a class of the city's own street layer is taken for.")
      .field("road_class", &RoadKindRow::road_class, "as written in the source")
      .field("kind", &RoadKindRow::kind, "main_road, secondary, branch or back_lane");
  ValueClass<BackLaneRules>(module, "BackLaneRules", "How back lanes are told where the class says nothing.")
      .field("suffixes", &BackLaneRules::suffixes, "ends of names")
      .field("access", &BackLaneRules::access, "words of restricted access")
      .field("width_m", &BackLaneRules::width, "narrower is a lane")
      .field("dead_end_m", &BackLaneRules::dead_end, "a shorter dead end is a lane");
  ValueClass<BarrierClass>(module, "BarrierClass", "Lines that bound blocks, and where zones like to end.")
      .field("value", &BarrierClass::value, "as written in the source")
      .field("kind", &BarrierClass::kind, "river, railway or wall")
      .field("factor", &BarrierClass::factor, "what a metre of zone border along it costs")
      .field("impassable", &BarrierClass::impassable, "no zone is connected through it");
  ValueClass<OsmBarrier>(module, "OsmBarrier", "A tag of OpenStreetMap and the class of barrier that it is.")
      .field("key", &OsmBarrier::key, "")
      .field("value", &OsmBarrier::value, "")
      .field("barrier_class", &OsmBarrier::barrier_class, "value of a BarrierClass");
  ValueClass<BarrierRules>(module, "BarrierRules", "How the layer of rivers, railways and walls is read.")
      .field("column", &BarrierRules::column, "with the class")
      .field("layer_column", &BarrierRules::layer_column, "lines that are not on the ground bound nothing")
      .field("bridge_column", &BarrierRules::bridge_column, "likewise")
      .field("tunnel_column", &BarrierRules::tunnel_column, "likewise")
      .field("gate_m", &BarrierRules::gate, "free metres of a border that an impassable line does not close")
      .field("classes", &BarrierRules::classes, "")
      .field("osm_least_water_m2", &BarrierRules::osm_least_water, "smaller water areas of OpenStreetMap bound nothing")
      .field("osm", &BarrierRules::osm, "tags of OpenStreetMap that are barriers");
  ValueClass<WorkloadRule>(module, "WorkloadRule", "A further workload that zones share out.")
      .field("name", &WorkloadRule::name, "of columns and figures")
      .field("name_zh", &WorkloadRule::name_zh, "")
      .field("name_en", &WorkloadRule::name_en, "")
      .field("measure", &WorkloadRule::measure, "street_m, main_road_m ..., reports, area_m2 or points")
      .field("weight", &WorkloadRule::weight, "in the main workload")
      .field("least", &WorkloadRule::least, "of every zone, over the mean zone")
      .field("most", &WorkloadRule::most, "0: no limit")
      .field("column", &WorkloadRule::column, "of points")
      .field("values", &WorkloadRule::values, "of points")
      .field("amount_column", &WorkloadRule::amount_column, "of points");
  ValueClass<MustLinkRule>(module, "MustLinkRule", "Places whose blocks stay in one zone.")
      .field("name", &MustLinkRule::name, "")
      .field("places", &MustLinkRule::places, "(longitude, latitude)");
  ValueClass<ExcludedGround>(module, "ExcludedGround", "Ground that no zone answers for.")
      .field("name", &ExcludedGround::name, "")
      .field("places", &ExcludedGround::places, "(longitude, latitude): the blocks they lie in")
      .field("outline", &ExcludedGround::outline, "(longitude, latitude): the blocks within");
  ValueClass<ZoningRules>(module, "ZoningRules", "How blocks are cut into zones.")
      .field("preset", &ZoningRules::preset, "fast, default or best")
      .field("road_class_costs", &ZoningRules::road_class_costs, "of the classes that do not cost 1")
      .field("workloads", &ZoningRules::workloads, "further ones")
      .field("must_link", &ZoningRules::must_link, "what stays in one zone")
      .field("excluded", &ZoningRules::excluded, "what is in no zone")
      .field("locked", &ZoningRules::locked, "codes of published zones that stay as they are")
      .field("within_districts", &ZoningRules::within_districts, "no zone crosses the border of a district");
  ValueClass<HotspotRules>(module, "HotspotRules", "Raster and limits of the hotspots.")
      .field("cell_m", &HotspotRules::cell, "side of a cell")
      .field("least_reports", &HotspotRules::least_reports, "categories with fewer reports are not listed")
      .field("q_level", &HotspotRules::q_level, "significant if q <= this");
  ValueClass<ReboundRules>(module, "ReboundRules", "What counts as a rebound (反弹).")
      .field("radius_m", &ReboundRules::radius, "how near")
      .field("window_s", &ReboundRules::window, "how soon after closing, in seconds")
      .field("worst_places", &ReboundRules::worst_places, "how many places are ranked")
      .field("engineering_fixes", &ReboundRules::engineering_fixes, "resolutions or categories that compete");
  ValueClass<DefaultCoordinateRules>(module, "DefaultCoordinateRules",
                                     "When one coordinate counts as the geocoder's default.")
      .field("least_share", &DefaultCoordinateRules::least_share, "of all reports, on one written coordinate")
      .field("least_streets", &DefaultCoordinateRules::least_streets, "distinct street names there")
      .field("least_wards", &DefaultCoordinateRules::least_wards, "distinct wards there")
      .field("least_without_location", &DefaultCoordinateRules::least_without_location,
             "rows there with neither street nor ward");
  ValueClass<ReportColumns>(module, "ReportColumns", "Which column of a report table is what.")
      .field("id", &ReportColumns::id, "")
      .field("opened", &ReportColumns::opened, "")
      .field("closed", &ReportColumns::closed, "")
      .field("category", &ReportColumns::category, "")
      .field("street", &ReportColumns::street, "")
      .field("ward", &ReportColumns::ward, "")
      .field("lon", &ReportColumns::lon, "")
      .field("lat", &ReportColumns::lat, "")
      .field("accuracy", &ReportColumns::accuracy, "metres that the place may be wrong by; empty: there is none")
      .field("source", &ReportColumns::source, "who saw it; a table need not have it")
      .field("returned", &ReportColumns::returned, "how often verification sent it back; empty: there is none")
      .field("resolution", &ReportColumns::resolution, "how the case was settled; empty: there is none");
  ValueClass<ReportSource>(module, "ReportSource", "How a report table is written; declared, never guessed.")
      .field("crs", &ReportSource::crs, "EPSG code, GCJ-02 or BD-09 of the places")
      .field("encoding", &ReportSource::encoding, "empty (UTF-8), utf-16 or gb18030")
      .field("time_zone", &ReportSource::time_zone, "of the city; empty: times with an offset are refused")
      .field("serial_dates", &ReportSource::serial_dates, "refused, 1900 or 1904")
      .field("layer", &ReportSource::layer, "of a GeoPackage; empty: named like the file");
}

void bind_city_itself(py::module_& module) {
  ValueClass<Sector>(module, "Sector", "条线: 城管, 环卫, 园林, 市政 ...")
      .field("code", &Sector::code, "")
      .field("name_zh", &Sector::name_zh, "")
      .field("name_en", &Sector::name_en, "");
  ValueClass<Level>(module, "Level", "层级: 1 = upper ... n = lowest zone level.")
      .field("number", &Level::number, "1 is the top")
      .field("zones_per_parent", &Level::zones_per_parent,
             "zones into which one zone of the level above is cut; 0: as many as least allows")
      .field("band", &Level::band, "workload of a zone stays within mean x (1 +- band)")
      .field("name_zh", &Level::name_zh, "of one zone, {} is its number")
      .field("name_en", &Level::name_en, "of one zone, {} is its number")
      .field("least", &Level::least, "every zone holds so much of least_of; 0: no bound")
      .field("least_of", &Level::least_of, "a column of the blocks; empty: their workload")
      .field("fixed_count", &Level::fixed_count, "plans with other numbers of zones are refused");
  ValueClass<PostTitle>(module, "PostTitle", "Title of the posts (岗位) of one level; level 0 is the head of the city.")
      .field("level", &PostTitle::level, "")
      .field("title_zh", &PostTitle::title_zh, "")
      .field("title_en", &PostTitle::title_en, "");
  bind_rules(module);
  ValueClass<City>(module, "City", "What differs from city to city, as read from the city file.")
      .field("code", &City::code, "prefix of zone codes")
      .field("name_zh", &City::name_zh, "")
      .field("name_en", &City::name_en, "")
      .field("epsg", &City::frame, "plane frame of all lengths and areas")
      .field("sectors", &City::sectors, "")
      .field("levels", &City::levels, "from the top")
      .field("posts", &City::posts, "")
      .field("street_share", &City::street_share, "workload = share x streets + (1 - share) x reports")
      .field("seed", &City::seed, "of the partition")
      .field("blocks", &City::blocks, "")
      .field("zoning", &City::zoning, "")
      .field("barriers", &City::barriers, "")
      .field("hotspots", &City::hotspots, "")
      .field("rebound", &City::rebound, "")
      .field("default_coordinate", &City::default_coordinate, "")
      .field("report_columns", &City::report_columns, "")
      .field("report_source", &City::report_source, "")
      .field("road_kinds", &City::road_kinds, "empty: the classes of OpenStreetMap")
      .field("back_lanes", &City::back_lanes, "")
      .field("attribution", &City::attribution, "licence line of the data; it travels with every map")
      .field("synthetic", &City::synthetic, "invented data: every layer, picture and page made of it says so");
}

}  // namespace

void bind_city(py::module_& module) {
  bind_city_itself(module);
  ValueClass<PlanVersion>(module, "PlanVersion", "A published plan (网格方案): its number, its dates, its digest.")
      .field("plan_id", &PlanVersion::id, "")
      .field("version", &PlanVersion::version, "1, 2, ...")
      .field("state", &PlanVersion::state, "")
      .field("valid_from", &PlanVersion::valid_from, "local time")
      .field("valid_to", &PlanVersion::valid_to, "None: in force")
      .field("sha256", &PlanVersion::sha256, "over the zones and the zone of every block");
  ValueClass<workflow::Figure>(module, "Figure", "A number that a step reports, with the query that finds it again.")
      .field("name", &workflow::Figure::name, "")
      .field("value", &workflow::Figure::value, "")
      .field("file", &workflow::Figure::file, "output file, or input file, it comes from")
      .field("expression", &workflow::Figure::expression, "SQL on that file; empty if there is none")
      .field("label_en", &workflow::Figure::label_en, "")
      .field("label_zh", &workflow::Figure::label_zh, "")
      .field("unit", &workflow::Figure::unit, "");
  ValueClass<workflow::StepSummary>(module, "StepSummary", "What a step reports when it is done.")
      .field("step", &workflow::StepSummary::step, "")
      .field("seconds", &workflow::StepSummary::seconds, "")
      .field("figures", &workflow::StepSummary::figures, "")
      .field("findings", &workflow::StepSummary::findings, "sentences about the data, English | Chinese");
}

}  // namespace libgrid::bindings
