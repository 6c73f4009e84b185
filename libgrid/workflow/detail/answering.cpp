#include <libgrid/workflow/detail/answering.hpp>

#include <algorithm>
#include <utility>

#include <libgrid/attribution/as_of.hpp>
#include <libgrid/workflow/publication.hpp>

namespace libgrid::workflow::detail {
namespace {

std::vector<RowCandidate> candidates_of(const Answering& version, const attribution::Responsibility& one) {
  std::vector<RowCandidate> all;
  for (const attribution::Candidate& candidate : one.candidates)
    all.push_back({version.code(candidate.zone), candidate.distance});
  return all;
}

std::string district_name(const RuleSources& sources, const attribution::Responsibility& one) {
  if (!one.district) return {};
  const auto found = std::ranges::find(sources.districts, *one.district, &District::id);
  return found == sources.districts.end() ? std::string() : found->name;
}

}  // namespace

std::string Answering::code(const std::optional<ZoneId>& zone) const {
  const auto found = zone ? codes.find(*zone) : codes.end();
  return found == codes.end() ? std::string() : found->second;
}

std::int64_t AnsweringRules::version_at(LocalTime moment) const {
  return attribution::answering_version(versions, moment).version;
}

Expected<const Answering*> AnsweringRules::under(const Workspace& workspace, std::int64_t version) {
  if (const auto found = by_version.find(version); found != by_version.end()) return &found->second;
  GRID_TRY(stored, workspace.store().plan(version));
  const PublishedPlan plan = PlanPublication::restore(std::move(stored)).value();
  Answering made{
      attribution::Responsible(rules_for(sources, plan.map(), city.levels.back().number, city.responsible, version)),
      {}};
  for (const Zone& zone : plan.map().zones) made.codes[zone.id] = zone.code;
  return &by_version.emplace(version, std::move(made)).first->second;
}

std::optional<attribution::StreetPlace> AnsweringRules::street_place(const places::StreetChoice& choice) const {
  const Street* street = streets.street(choice);
  if (street == nullptr) return std::nullopt;
  return attribution::StreetPlace{street->id, choice.snap.measure, choice.snap.side, choice.snap.distance};
}

ResponsibleRow AnsweringRules::row_of(const Answering& version, const attribution::Responsibility& one,
                                      const Asked& asked) const {
  const Street* street = streets.street(asked.street);
  return {.plan_version = one.plan_version,
          .sector = sector_of(city.responsible, asked.category),
          .zone = version.code(one.primary),
          .method = one.method,
          .rule = one.rule,
          .distance = one.distance,
          .district = district_name(sources, one),
          .to_verify = one.to_verify,
          .candidates = candidates_of(version, one),
          .street_id = street == nullptr ? std::nullopt : std::optional(street->id),
          .street = street == nullptr ? std::string() : street->name,
          .ask_street = asked.street.ask};
}

ResponsibleRow AnsweringRules::row_at(const Answering& version, const AskedPlace& place, Xy at) const {
  const places::StreetChoice street = streets.named(at, place.street);
  return row_of(version,
                version.who.answer({.at = at,
                                    .sector = sector_of(city.responsible, place.category),
                                    .street = street_place(street),
                                    .category = place.category,
                                    .accuracy = place.accuracy}),
                {place.category, street});
}

Expected<AnsweringRules> answering_rules(const Workspace& workspace) {
  GRID_TRY(versions, plan_versions(workspace));
  GRID_TRY(sources, rule_sources(workspace));
  GRID_TRY(streets, NamedStreets::of(workspace));
  return AnsweringRules{workspace.city(), std::move(versions), std::move(sources), std::move(streets), {}};
}

}  // namespace libgrid::workflow::detail
