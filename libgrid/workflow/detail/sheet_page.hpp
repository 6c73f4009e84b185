#pragma once
/// One duty sheet, and the index of all, as HTML.

#include <string>

#include <libgrid/workflow/detail/sheet_data.hpp>
#include <libgrid/workflow/duty_sheets.hpp>

namespace libgrid::workflow::detail {

/// The zone with its neighbours' borders, every street in view, its own streets by kind, north and scale.
[[nodiscard]] std::string sheet_map(const SheetData& data, const Zone& zone);

[[nodiscard]] std::string sheet_page(const SheetData& data, const Zone& zone, const DutySheetOptions& options);
[[nodiscard]] std::string sheet_index(const SheetData& data);

}  // namespace libgrid::workflow::detail
