#pragma once
/// One duty sheet, and the index of all, as HTML.

#include <string>

#include <libgrid/workflow/detail/sheet_data.hpp>
#include <libgrid/workflow/duty_sheets.hpp>

namespace libgrid::workflow::detail {

/// The zone (or all of the city) with the borders of the lowest zones, every street in view, the sheet's own streets by
/// kind, north and scale.
[[nodiscard]] std::string sheet_map(const SheetData& data, const Sheet& sheet);

[[nodiscard]] std::string sheet_page(const SheetData& data, const Sheet& sheet, const DutySheetOptions& options);
[[nodiscard]] std::string sheet_index(const SheetData& data);

}  // namespace libgrid::workflow::detail
