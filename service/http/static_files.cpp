#include <service/http/static_files.hpp>

#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>

#include <service/http/router.hpp>

namespace libgrid::service {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxBytes = 64U << 20U;

// Everything from this server only; MapLibre sets element styles and draws images it made itself from blobs.
constexpr const char* kPolicy =
    "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

using Files = std::map<std::string, Response, std::less<>>;

Expected<Response> read_file(const fs::path& path, std::string_view name) {
  std::ifstream in(path, std::ios::binary);
  Response file{.body = {std::istreambuf_iterator<char>(in), {}},
                .content_type = std::string(content_type_of(name)),
                .headers = {}};
  if (!in.is_open() || in.bad()) return fail(make_error(ErrorCode::file_unreadable).in_file(path.string()));
  file.headers["etag"] = etag_of(file.body);
  const bool hashed = name.starts_with("/assets/");
  file.headers["cache-control"] = hashed ? "public, max-age=31536000, immutable" : "no-cache";
  if (name.ends_with(".html")) file.headers["content-security-policy"] = kPolicy;
  return file;
}

Expected<Files> read_folder(const fs::path& folder) {
  Files files;
  std::uintmax_t bytes = 0;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    if (!at->is_regular_file(problem) || at->is_symlink(problem)) continue;
    const std::string name = "/" + at->path().lexically_relative(folder).generic_string();
    bytes += at->file_size(problem);
    if (bytes > kMaxBytes) return fail(make_error(ErrorCode::body_too_large).in_file(folder.string()));
    GRID_TRY(file, read_file(at->path(), name));
    files[name] = std::move(file);
  }
  if (!files.contains("/index.html"))
    return fail(make_error(ErrorCode::file_not_found, "build the page first: npm run build")
                    .in_file((folder / "index.html").string()));
  return files;
}

}  // namespace

std::string_view content_type_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::string_view extension = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"html", "text/html; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"mjs", "text/javascript; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"json", "application/json; charset=utf-8"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"ico", "image/x-icon"},
      {"txt", "text/plain; charset=utf-8"},
      {"woff2", "font/woff2"},
  };
  for (const auto& [known, type] : kTypes)
    if (extension == known) return type;
  return "application/octet-stream";
}

Expected<Handler> static_files(const fs::path& folder) {
  GRID_TRY(read, read_folder(folder));
  // Shared by the copies of one std::function; never written again.
  const auto files = std::make_shared<const Files>(std::move(read));
  return Handler([files](const Request& request) {
    const auto file = files->find(request.path == "/" ? std::string("/index.html") : request.path);
    return file == files->end() ? error_response(make_error(ErrorCode::not_found, request.path)) : file->second;
  });
}

}  // namespace libgrid::service
