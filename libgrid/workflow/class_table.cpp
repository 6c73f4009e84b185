#include <libgrid/workflow/class_table.hpp>

#include <utility>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/city_file.hpp>
#include <libgrid/io/road_class_table.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

Expected<void> use_class_table(const std::filesystem::path& workspace_folder,
                               const std::filesystem::path& class_table) {
  GRID_TRY(workspace, Workspace::open(workspace_folder));
  GRID_TRY(rows, io::read_road_class_table(class_table));
  City city = workspace.city();
  city.road_kinds = std::move(rows);
  return io::write_file_atomically(workspace_folder / "workspace.json", io::to_json(city));
}

}  // namespace libgrid::workflow
