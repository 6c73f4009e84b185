#pragma once
/// What a request must fulfil before a handler sees it; plain text in, Error out, so it is tested without sockets.
///
///   Expected<void> fine = check_headers({{"Host", "127.0.0.1:8080"}, {"Accept", "*/*"}});
///
/// @errors parameter_invalid (field names the header), format_unknown for Content-Encoding (415)

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <libgrid/base/error.hpp>
#include <service/http/handler.hpp>

namespace libgrid::service {

using HeaderLine = std::pair<std::string, std::string>;  ///< name as written, value

[[nodiscard]] Expected<void> check_headers(std::span<const HeaderLine> lines);

/// Lower-case names; equal names joined by ", ".
[[nodiscard]] Fields to_fields(std::span<const HeaderLine> lines);

/// "127.0.0.1", "localhost" or "[::1]", with or without a port.
[[nodiscard]] bool is_loopback_host(std::string_view host);

}  // namespace libgrid::service
