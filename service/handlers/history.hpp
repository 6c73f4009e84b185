#pragma once
/// The resources that know the versions before: `/v1/locate?...&as_of=DATE` and `/v1/zones?as_of=DATE`.
///
///   Expected<PlanArchive> archive = PlanArchive::load("out/boston/workspace", city);
///   Router router = make_router(std::make_shared<const PlanArchive>(std::move(*archive)));
///   router(Request{.path = "/v1/zones", .query = {{"as_of", "2015-03-01"}}});     // the plan in force then
///
/// Without it the newest version answers.
/// @errors parameter_invalid (400): no moment; plan_missing (404): before the first plan, the answer says from when

#include <memory>
#include <string>

#include <libgrid/workflow/plan_archive.hpp>
#include <service/handlers/decisions.hpp>
#include <service/handlers/handlers.hpp>
#include <service/handlers/responsible_desk.hpp>

namespace libgrid::service {

/// Shared by the handlers of one router, which keep it alive.
using SharedArchive = std::shared_ptr<const workflow::PlanArchive>;

[[nodiscard]] Router make_router(const SharedArchive& archive, std::string bias = {},
                                 const DecisionRoom& decisions = {}, const SharedDesk& desk = {});

/// @param desk null: who answers by all rules is not known, `responsible` of the answer is null
void add_locate(Router& router, const SharedArchive& archive, const SharedDesk& desk = {});
void add_zones(Router& router, const SharedArchive& archive);

/// The version that the query asks for.
[[nodiscard]] Expected<const workflow::CityView*> city_then(const workflow::PlanArchive& archive, const Fields& query);

}  // namespace libgrid::service
