#include <libgrid/workflow/open_locator.hpp>

#include <string>
#include <utility>

#include <libgrid/io/mapped_file.hpp>

namespace libgrid::workflow {

namespace {

/// Of a file that is no index at all: what it should be, and what makes one.
Error said_what_is_expected(Error error) {
  if (error.code == ErrorCode::file_unreadable || error.code == ErrorCode::file_not_found)
    error.detail +=
        (error.detail.empty() ? "" : "; ") + std::string("an index is expected, as libgrid index build writes it");
  return error;
}

}  // namespace

Expected<index::LayerLocator> open_locator(const std::filesystem::path& path) {
  auto mapped = io::MappedFile::open(path);
  if (!mapped) return fail(said_what_is_expected(std::move(mapped.error())));
  const io::MappedFile& file = *mapped;
  auto locator = index::LayerLocator::from_bytes(file.bytes(), file.owner());
  if (!locator) return fail(said_what_is_expected(std::move(locator.error())).in_file(path.filename().string()));
  return locator;
}

}  // namespace libgrid::workflow
