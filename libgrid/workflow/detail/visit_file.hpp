#pragma once
/// Visits (到网格) from a table: who came how often to which zone on which day.
///
///   GRID_TRY(file, read_visits("visits.csv"));          // columns zone, level, day, visits; hours if there are any
///   // the bulletin's month of the Xuchang sample: 204, 773 and 2,776 visits of levels 1, 2, 3
///
/// day is YYYY-MM-DD; visits a whole number of 0 or more; hours of 0 or more. A row that is none of this is listed in
/// `refused` and the others go on. Rows of the same zone and day add up.
/// @errors those of io::read_csv, column_missing

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/time.hpp>
#include <libgrid/model/report.hpp>

namespace libgrid::workflow::detail {

struct VisitRow {
  std::string zone;
  int level = 1;
  LocalTime day;  ///< its midnight
  std::int64_t visits = 0;
  double hours = 0.0;
};

struct VisitFile {
  std::vector<VisitRow> rows;
  std::vector<RejectedRow> refused;
  bool has_hours = false;
  LocalTime from, until;  ///< from the first day's midnight to that after the last day
};

[[nodiscard]] Expected<VisitFile> read_visits(const std::filesystem::path& path);

}  // namespace libgrid::workflow::detail
