#pragma once
/// The built map page: the files of one folder, and nothing outside it.
///
///   Expected<Handler> page = static_files("service/web/dist");
///   Response index = (*page)(Request{.path = "/"});              // index.html
///
/// All files are read once, at start: a request only looks a name up, so no path can leave the folder and no file can
/// change under a running service. Files in assets/ carry a hash in their name and may be cached for a year.
/// @errors file_not_found: no index.html in the folder; file_unreadable; body_too_large: over 64 MiB in all

#include <filesystem>

#include <libgrid/base/error.hpp>
#include <service/http/handler.hpp>

namespace libgrid::service {

[[nodiscard]] Expected<Handler> static_files(const std::filesystem::path& folder);

/// By the file name's extension; "application/octet-stream" if it is not known.
[[nodiscard]] std::string_view content_type_of(std::string_view name);

}  // namespace libgrid::service
