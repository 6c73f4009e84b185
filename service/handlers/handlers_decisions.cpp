#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <libgrid/workflow/decide.hpp>
#include <service/handlers/decisions.hpp>
#include <service/handlers/handlers.hpp>

namespace libgrid::service {
namespace {

using workflow::Decision;
using workflow::Workspace;

Json decision_json(const Decision& d) {
  return {{"id", d.id},      {"category", d.category}, {"sector", d.sector},
          {"lon", d.at.lon}, {"lat", d.at.lat},        {"zone", d.zone}};
}

Json findings_json(const workflow::StepSummary& summary) {
  constexpr std::string_view kBetween = " | ";
  Json findings = Json::array();
  for (const std::string& text : summary.findings) {
    const std::size_t at = text.find(kBetween);
    findings.push_back({{"en", text.substr(0, at)}, {"zh", text.substr(std::min(text.size(), at + kBetween.size()))}});
  }
  return findings;
}

Error wrong(const std::string& field, std::string detail = {}) {
  return make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(field);
}

Expected<double> number_in(const Json& body, const std::string& name) {
  const auto found = body.find(name);
  if (found == body.end() || !found->is_number())
    return fail(wrong(name, found == body.end() ? "missing" : "no number"));
  return found->get<double>();
}

Expected<std::string> text_in(const Json& body, const std::string& name, bool needed) {
  const auto found = body.find(name);
  if (found == body.end() && !needed) return std::string();
  if (found == body.end() || !found->is_string()) return fail(wrong(name, found == body.end() ? "missing" : "no text"));
  return found->get<std::string>();
}

/// "application/json", with or without a charset.
bool says_json(const Request& request) {
  std::string type(value_of(request.headers, "content-type"));
  type = type.substr(0, type.find_first_of("; "));
  return std::ranges::equal(type, std::string_view("application/json"), [](char given, char word) {
    return (given >= 'A' && given <= 'Z' ? given + 32 : given) == word;
  });
}

Expected<Decision> decision_in(const Request& request) {
  if (!says_json(request))
    return fail(make_error(ErrorCode::format_unknown, "JSON is needed").at_field("Content-Type"));
  const Json body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return fail(ErrorCode::json_malformed, "an object is needed");
  constexpr std::array<std::string_view, 5> kNames{"lon", "lat", "category", "zone", "id"};
  for (const auto& [name, value] : body.items())
    if (std::ranges::find(kNames, name) == kNames.end()) return fail(wrong(name, "not known"));
  Decision decision;
  GRID_TRY(lon, number_in(body, "lon"));
  GRID_TRY(lat, number_in(body, "lat"));
  GRID_TRY(category, text_in(body, "category", true));
  GRID_TRY(zone, text_in(body, "zone", true));
  GRID_TRY(id, text_in(body, "id", false));
  return Decision{.at = {lon, lat}, .category = std::move(category), .zone = std::move(zone), .id = std::move(id)};
}

Expected<std::vector<Decision>> recorded(const DecisionRoom& room) {
  if (room.workspace.empty()) return std::vector<Decision>();
  GRID_TRY(workspace, Workspace::open(room.workspace));
  return workflow::decisions_of(workspace);
}

Expected<Json> all_of(const DecisionRoom& room) {
  GRID_TRY(decisions, recorded(room));
  Json all = Json::array();
  for (const Decision& d : decisions) all.push_back(decision_json(d));
  return Json{{"decisions", std::move(all)}};
}

Expected<Json> one_of(const DecisionRoom& room, const std::string& id) {
  GRID_TRY(decisions, recorded(room));
  const auto found = std::ranges::find(decisions, id, &Decision::id);
  if (found == decisions.end()) return fail(make_error(ErrorCode::not_found, "decision " + id).at_field("id"));
  return decision_json(*found);
}

Expected<Json> record(const DecisionRoom& room, const Request& request) {
  GRID_TRY(decision, decision_in(request));
  GRID_TRY(workspace, Workspace::open(room.workspace));
  GRID_TRY(summary, workflow::record_decision(workspace, std::move(decision)));
  GRID_TRY(decisions, workflow::decisions_of(workspace));
  return Json{{"decision", decision_json(decisions.back())}, {"findings", findings_json(summary)}};
}

Expected<Json> withdraw(const DecisionRoom& room, const std::string& id) {
  GRID_TRY(workspace, Workspace::open(room.workspace));
  GRID_CHECK(workflow::withdraw_decision(workspace, id));
  return Json{{"withdrawn", id}};
}

Response answer(const Expected<Json>& document, int status = 200) {
  if (!document) return error_response(document.error());
  Response response = json_response(*document);
  response.status = status;
  return response;
}

}  // namespace

void add_decisions(Router& router, const DecisionRoom& room) {
  const auto one_at_a_time = std::make_shared<std::mutex>();  // shared by the three handlers, which a router may copy
  const auto locked = [one_at_a_time](const auto& work) {
    const std::scoped_lock lock(*one_at_a_time);
    return work();
  };
  router.get("/v1/decisions", [room, locked](const Request&) { return answer(locked([&] { return all_of(room); })); });
  router.get("/v1/decisions/{id}", [room, locked](const Request& request) {
    return answer(locked([&] { return one_of(room, request.parameters.at("id")); }));
  });
  if (!room.writable || room.workspace.empty()) return;
  router.on("POST", "/v1/decisions", [room, locked](const Request& request) {
    return answer(locked([&] { return record(room, request); }), 201);
  });
  router.on("DELETE", "/v1/decisions/{id}", [room, locked](const Request& request) {
    return answer(locked([&] { return withdraw(room, request.parameters.at("id")); }));
  });
}

}  // namespace libgrid::service
