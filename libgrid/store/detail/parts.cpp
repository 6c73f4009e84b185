#include <libgrid/store/detail/parts.hpp>

#include <string>

#include <libgrid/store/detail/row.hpp>

namespace libgrid::store::detail {
namespace {

constexpr std::array kOfDistricts{Part::ground};
constexpr std::array kOfStreets{Part::ground};
constexpr std::array kOfReports{Part::attributions, Part::hotspots, Part::rebounds, Part::worst_places};
constexpr std::array kOfGround{Part::draft, Part::road_pieces, Part::cells};
constexpr std::array kOfPlans{Part::road_pieces, Part::attributions};
constexpr std::array kOfCells{Part::hotspots, Part::worst_places};
constexpr std::span<const Part> kNone{};

constexpr std::array kParts{
    PartInfo{Part::districts, "districts", "import", "DELETE FROM districts", kOfDistricts},
    PartInfo{Part::streets, "streets", "import", "DELETE FROM streets", kOfStreets},
    PartInfo{Part::reports, "reports", "import", "DELETE FROM reports; DELETE FROM rejected", kOfReports},
    PartInfo{Part::ground, "ground", "blocks",
             "DELETE FROM faces; DELETE FROM blocks; DELETE FROM borders; DELETE FROM links; DELETE FROM stretches",
             kOfGround},
    PartInfo{Part::draft, "draft", "partition", "DELETE FROM zone_maps WHERE plan_version = 0", kNone},
    PartInfo{Part::plans, "plans", "publish", "", kOfPlans},
    PartInfo{Part::road_pieces, "road_pieces", "cut", "DELETE FROM road_pieces", kNone},
    PartInfo{Part::attributions, "attributions", "assign", "DELETE FROM attributions; DELETE FROM attributed_plan",
             kNone},
    PartInfo{Part::cells, "cells", "hotspots", "DELETE FROM cells", kOfCells},
    PartInfo{Part::hotspots, "hotspots", "hotspots", "DELETE FROM hotspots", kNone},
    PartInfo{Part::rebounds, "rebounds", "rebound", "DELETE FROM rebounds", kNone},
    PartInfo{Part::worst_places, "worst_places", "rebound", "DELETE FROM worst_places", kNone},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    if (static_cast<std::size_t>(kParts[i].part) != i) return false;
  }
  return true;
}
static_assert(in_order());

Expected<bool> written(Database& database, Part part) {
  GRID_TRY(select, database.prepare("SELECT 1 FROM parts WHERE part = ?"));
  RowWriter(select).text(info(part).name);
  return select.step();
}

Expected<void> run_with(Database& database, std::string_view sql, std::string_view text) {
  GRID_TRY(statement, database.prepare(sql));
  return RowWriter(statement).text(text).run();
}

Expected<void> forget(Database& database, Part part) {
  GRID_CHECK(database.execute(std::string(info(part).clear_sql)));
  GRID_CHECK(run_with(database, "DELETE FROM parts WHERE part = ?", info(part).name));
  return run_with(database, "DELETE FROM notes WHERE step = ?", info(part).step);
}

// Also below a part that is not there: cells fall with the streets whether or not the ground was kept in between.
Expected<void> clear_dependants(Database& database, Part part) {
  for (const Part dependant : info(part).dependants) {
    GRID_CHECK(clear_dependants(database, dependant));
    GRID_TRY(lost, written(database, dependant));
    if (lost) GRID_CHECK(forget(database, dependant));
  }
  return {};
}

}  // namespace

const PartInfo& info(Part part) { return kParts[static_cast<std::size_t>(part)]; }

Expected<void> clear(Database& database, Part part) {
  GRID_CHECK(clear_dependants(database, part));
  return forget(database, part);
}

Expected<void> mark_written(Database& database, Part part) {
  return run_with(database, "INSERT INTO parts(part) VALUES(?)", info(part).name);
}

Expected<void> require(Database& database, Part part) {
  GRID_TRY(there, written(database, part));
  if (there) return {};
  return fail(ErrorCode::step_missing, std::string(info(part).step));
}

}  // namespace libgrid::store::detail
