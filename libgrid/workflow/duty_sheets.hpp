#pragma once
/// 责任清单: what one post answers for, as an A4 page that prints: map, streets by side, metres by kind, places, chain
/// of posts.
///
///   const DutySheets sheets = write_duty_sheets(workspace, "out/sheets", {.pois = "pois.csv"}).value();
///   // sheets.files: out/sheets/index.html, BOS.html, BOS-01.html, BOS-01-01.html, ...: one page per post
///   // sheets.refused: rows of pois.csv that are no place, each with its row and why; sheets.outside: in no zone
///
/// Every post of every level has a sheet, for every sector that was cut on its own (file names begin with the sector
/// then), and so has every unit that is no zone (of the register, the road authority); streets that nobody answers for
/// are on a sheet of their own (nobody.html). An upper post's sheet has the streets that it answers for itself (borders
/// of the higher authority) and the sums of the zones below.
/// A sheet is one self-contained HTML file: no script, no request. Streets are joined by name, side and kind; those
/// that do not fit on the page are counted in the last row with their metres, so that the table adds up to the zone's
/// duty. Places are rows of a CSV file with the columns name, class, lon, lat; they are listed by class, named while
/// they fit. Rows that are no place and places outside all zones are listed on the index. Titles of posts only, never
/// names of people.
/// @errors step_missing (publish, cut), file_unwritable, those of the CSV reader
/// @guarantee the metres of a sheet are those of `libgrid lengths`; the sheets of a sector add up to all streets; same
///            workspace, same bytes

#include <filesystem>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

struct DutySheetOptions {
  std::filesystem::path pois = {};  ///< empty: no places
  std::size_t street_rows = 44;     ///< rows of the street table on one page
  std::size_t place_names = 6;      ///< names per class of places
};

struct DutySheets {
  std::vector<std::filesystem::path> files;  ///< the index first, then one per sheet (SheetData::sheets)
  std::vector<RejectedRow> refused;          ///< of the places
  std::vector<std::string> outside;          ///< names of places in no zone
};

[[nodiscard]] Expected<DutySheets> write_duty_sheets(const Workspace& workspace, const std::filesystem::path& folder,
                                                     const DutySheetOptions& options = {});

}  // namespace libgrid::workflow
