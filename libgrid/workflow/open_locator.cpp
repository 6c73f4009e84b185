#include <libgrid/workflow/open_locator.hpp>

#include <utility>

#include <libgrid/io/mapped_file.hpp>

namespace libgrid::workflow {

Expected<index::LayerLocator> open_locator(const std::filesystem::path& path) {
  GRID_TRY(file, io::MappedFile::open(path));
  auto locator = index::LayerLocator::from_bytes(file.bytes(), file.owner());
  if (!locator) return fail(std::move(locator.error()).in_file(path.filename().string()));
  return locator;
}

}  // namespace libgrid::workflow
