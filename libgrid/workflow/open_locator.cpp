#include <libgrid/workflow/open_locator.hpp>

#include <libgrid/io/mapped_file.hpp>

namespace libgrid::workflow {

Expected<index::LayerLocator> open_locator(const std::filesystem::path& path) {
  GRID_TRY(file, io::MappedFile::open(path));
  return index::LayerLocator::from_bytes(file.bytes(), file.owner());
}

}  // namespace libgrid::workflow
