#include <libgrid/io/detail/file_bytes.hpp>

#include <fstream>
#include <system_error>

namespace libgrid::io::detail {

Expected<void> check_regular_file(const std::filesystem::path& path) {
  std::error_code reason;
  const auto status = std::filesystem::status(path, reason);
  const std::string name = path.filename().string();
  if (!std::filesystem::exists(status)) return fail(make_error(ErrorCode::file_not_found, path.string()).in_file(name));
  if (!std::filesystem::is_regular_file(status)) {
    return fail(make_error(ErrorCode::file_unreadable, "not a regular file").in_file(name));
  }
  return {};
}

Expected<std::string> read_file(const std::filesystem::path& path, std::uint64_t at_most) {
  GRID_CHECK(check_regular_file(path));
  const std::string name = path.filename().string();
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(make_error(ErrorCode::file_unreadable, "cannot be opened").in_file(name));
  std::error_code reason;
  const std::uint64_t size = std::filesystem::file_size(path, reason);
  if (reason) return fail(make_error(ErrorCode::file_unreadable, reason.message()).in_file(name));
  if (size > at_most) {
    return fail(make_error(ErrorCode::body_too_large, std::to_string(size) + " bytes").in_file(name));
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (static_cast<std::uint64_t>(file.gcount()) != size) {
    return fail(make_error(ErrorCode::file_unreadable, "changed while it was read").in_file(name));
  }
  return bytes;
}

}  // namespace libgrid::io::detail
