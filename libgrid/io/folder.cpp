#include <system_error>

#include <libgrid/io/folder.hpp>

namespace libgrid::io {

Expected<void> make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return fail(make_error(ErrorCode::file_unwritable, failed.message()).in_file(folder.string()));
  return {};
}

}  // namespace libgrid::io
