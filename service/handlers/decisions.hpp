#pragma once
/// Manual decisions (人工裁定) over HTTP: what libgrid/workflow/decide.hpp records, read, made and withdrawn.
///
///   add_decisions(router, {.workspace = "out/boston/workspace", .writable = true});
///   // POST /v1/decisions {"lon": -71.0648, "lat": 42.3574, "category": "Pothole", "zone": "BOS-03-07"}  -> 201
///   // GET /v1/decisions      DELETE /v1/decisions/decision-1
///
/// Without `writable` (libgrid-service without --decide) only GET is there. A POST has to say that it is JSON: a page
/// of another origin cannot send that to this machine without asking first (OPTIONS), which is refused. One change at a
/// time; the workspace is opened for each, so what the command line records is seen.
/// @errors 415 format_unknown (Content-Type), 400 json_malformed, parameter_invalid with the name in `field`; those of
///         workflow::record_decision and withdraw_decision

#include <filesystem>

#include <service/http/router.hpp>

namespace libgrid::service {

struct DecisionRoom {
  std::filesystem::path workspace = {};  ///< empty: there are none
  bool writable = false;
};

void add_decisions(Router& router, const DecisionRoom& room);

}  // namespace libgrid::service
