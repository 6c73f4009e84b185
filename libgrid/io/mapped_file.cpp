#include <libgrid/io/mapped_file.hpp>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace libgrid::io {
namespace {

tl::unexpected<Error> unreadable(const std::filesystem::path& path, std::string_view doing, int reason) {
  return fail(
      make_error(ErrorCode::file_unreadable, std::string(doing) + ": " + std::generic_category().message(reason))
          .in_file(path.filename().string()));
}

struct Descriptor {
  int number;
  explicit Descriptor(int opened) : number(opened) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

}  // namespace

Expected<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0 && errno == ENOENT)
    return fail(make_error(ErrorCode::file_not_found).in_file(path.filename().string()));
  if (file.number < 0) return unreadable(path, "open", errno);
  struct stat facts{};
  if (::fstat(file.number, &facts) != 0) return unreadable(path, "look at", errno);
  if (!S_ISREG(facts.st_mode)) return unreadable(path, "map", S_ISDIR(facts.st_mode) ? EISDIR : ENODEV);
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size == 0) return MappedFile(nullptr, 0);
  void* const map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (map == MAP_FAILED) return unreadable(path, "map", errno);
  return MappedFile(std::shared_ptr<const void>(map, [map, size](const void*) { ::munmap(map, size); }), size);
}

}  // namespace libgrid::io
