#include <libgrid/workflow/duty_sheets.hpp>

#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/workflow/detail/sheet_page.hpp>

namespace libgrid::workflow {

Expected<DutySheets> write_duty_sheets(const Workspace& workspace, const std::filesystem::path& folder,
                                       const DutySheetOptions& options) {
  GRID_TRY(data, detail::read_sheet_data(workspace, options.pois));
  GRID_CHECK(io::make_folder(folder));
  std::vector<std::filesystem::path> files{folder / "index.html"};
  GRID_CHECK(io::write_file_atomically(files.front(), detail::sheet_index(data)));
  for (const detail::Sheet& sheet : data.sheets()) {
    files.push_back(folder / sheet.file);
    GRID_CHECK(io::write_file_atomically(files.back(), detail::sheet_page(data, sheet, options)));
  }
  return DutySheets{std::move(files), std::move(data.refused), std::move(data.outside)};
}

}  // namespace libgrid::workflow
