#include <service/http/handler.hpp>

#include <nlohmann/json.hpp>

namespace libgrid::service {

std::string_view value_of(const Fields& fields, std::string_view name) {
  const auto at = fields.find(name);
  return at == fields.end() ? std::string_view{} : std::string_view(at->second);
}

Response error_response(const Error& error) {
  const ErrorInfo& row = info(error.code);
  const nlohmann::ordered_json document = {
      {"code", row.name},
      {"status", row.http_status},
      {"message_zh", message_zh(error)},
      {"message_en", message_en(error)},
      {"cure_zh", row.cure_zh},
      {"cure_en", row.cure_en},
      {"detail", error.detail},
      {"field", error.field},
  };
  // A detail may quote bytes of the request that are not UTF-8.
  Response response{.status = row.http_status,
                    .body = document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                    .headers = {}};
  if (error.code == ErrorCode::method_not_allowed) response.headers["allow"] = "GET, HEAD";
  return response;
}

}  // namespace libgrid::service
