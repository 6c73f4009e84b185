#include <libgrid/zoning/plan_rules.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <utility>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/split_stretches.hpp>

namespace libgrid::zoning {
namespace {

constexpr double kRounding = 1e-9;  ///< of sums in another order

/// Measures of the parts by which a workload is shared; they need not add up to anything.
std::vector<double> part_measures(const LimitedWorkload& workload, const RuleSplit& split) {
  std::vector<double> measures(split.parts.size(), 0.0);
  if (workload.share == ShareBy::places) {
    for (const CountedPlace& place : workload.places) {
      const auto part = std::ranges::find_if(
          split.parts, [&](const Block& here) { return locate(here.shape, place.at) != Location::outside; });
      if (part != split.parts.end()) measures[static_cast<std::size_t>(part - split.parts.begin())] += place.amount;
    }
    return measures;
  }
  std::vector<StreetStretch> counted;
  if (workload.share == ShareBy::streets && !workload.streets.empty())
    std::ranges::copy_if(split.stretches, std::back_inserter(counted), [&](const StreetStretch& stretch) {
      return std::ranges::binary_search(workload.streets, stretch.street);
    });
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Block& part = split.parts[i];
    switch (workload.share) {
      case ShareBy::reports:
        measures[i] = static_cast<double>(part.reports);
        break;
      case ShareBy::streets:
        measures[i] = workload.streets.empty() ? part.street_length.value : street_length_of(counted, part.id).value;
        break;
      default:
        measures[i] = part.area.value;
    }
  }
  return measures;
}

void share_among_parts(LimitedWorkload& workload, const RuleSplit& split) {
  const auto at = workload.of_block.begin() + static_cast<std::ptrdiff_t>(split.index);
  const double whole = *at;
  workload.of_block.erase(at);
  std::vector<double> measures = part_measures(workload, split);
  double sum = std::accumulate(measures.begin(), measures.end(), 0.0);
  if (!(sum > 0.0)) {
    std::ranges::transform(split.parts, measures.begin(), [](const Block& part) { return part.area.value; });
    sum = std::accumulate(measures.begin(), measures.end(), 0.0);
  }
  double given = 0.0;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const bool last = i + 1 == measures.size();
    workload.of_block.push_back(last ? std::max(0.0, whole - given) : whole * (measures[i] / sum));
    given += workload.of_block.back();
  }
}

void hand_over(MustLink& link, const RuleSplit& split) {
  if (std::erase(link.blocks, split.before.id) == 0) return;
  for (const Block& part : split.parts) {
    const auto holds = [&](Xy place) { return locate(part.shape, place) != Location::outside; };
    if (link.places.empty() || std::ranges::any_of(link.places, holds)) link.blocks.push_back(part.id);
  }
}

}  // namespace

double LimitedWorkload::total() const { return std::accumulate(of_block.begin(), of_block.end(), 0.0); }

bool LimitedWorkload::allows(double load) const {
  return load >= least - kRounding && (most <= 0.0 || load <= most + kRounding);
}

bool PlanRules::is_excluded(BlockId block) const { return std::ranges::binary_search(excluded, block); }

PlanRules rules_after(PlanRules rules, const RuleSplit& split) {
  for (MustLink& link : rules.must_link) hand_over(link, split);
  for (LimitedWorkload& workload : rules.workloads) share_among_parts(workload, split);
  for (LockedZone& lock : rules.locked) {
    if (std::erase(lock.blocks, split.before.id) == 0) continue;
    for (const Block& part : split.parts) lock.blocks.push_back(part.id);
  }
  if (!rules.parents.empty()) {
    const auto at = rules.parents.begin() + static_cast<std::ptrdiff_t>(split.index);
    const std::int64_t parent = *at;
    rules.parents.erase(at);
    rules.parents.insert(rules.parents.end(), split.parts.size(), parent);
  }
  return rules;
}

std::optional<Error> parted_finding(const MustLink& link, const std::function<std::string(BlockId)>& zone_of) {
  std::vector<std::pair<BlockId, std::string>> where;
  for (const BlockId block : link.blocks) where.emplace_back(block, zone_of(block));
  const auto apart = [&](const auto& here) { return here.second != where.front().second; };
  if (std::ranges::none_of(where, apart)) return std::nullopt;
  std::string text;
  for (const auto& [block, zone] : where)
    text += (text.empty() ? "block " : ", block ") + std::to_string(block.value) + " in " + zone;
  return make_error(ErrorCode::must_link_broken, std::move(text)).about("must-link " + link.name);
}

std::optional<Error> lock_finding(const LockedZone& lock, std::span<const BlockId> members) {
  if (std::ranges::equal(lock.blocks, members)) return std::nullopt;
  const auto first_of = [](std::span<const BlockId> these, std::span<const BlockId> those, const char* what) {
    std::vector<BlockId> rest;
    std::ranges::set_difference(these, those, std::back_inserter(rest));
    return rest.empty() ? std::string() : "block " + std::to_string(rest.front().value) + what;
  };
  const std::string left = first_of(lock.blocks, members, " left it"),
                    came = first_of(members, lock.blocks, " joined it");
  return make_error(ErrorCode::lock_broken, left + (left.empty() || came.empty() ? "" : ", ") + came)
      .about("locked zone " + lock.code);
}

Error parent_finding(const std::string& zone, BlockId a, BlockId b) {
  const auto [low, high] = std::minmax(a, b);
  return make_error(ErrorCode::zone_across_district, "of different districts")
      .about(zone + ", blocks " + std::to_string(low.value) + " and " + std::to_string(high.value));
}

std::optional<Error> limit_finding(const std::string& zone, const LimitedWorkload& workload, double load) {
  if (workload.allows(load)) return std::nullopt;
  std::string limits = "at least " + detail::shortest(workload.least);
  if (workload.most > 0.0) limits = detail::shortest(workload.least) + " to " + detail::shortest(workload.most);
  return make_error(ErrorCode::workload_out_of_limits, detail::fixed(load, 4) + " of the mean, limits " + limits)
      .about(zone + ", " + workload.name);
}

std::optional<Error> count_finding(const City& city, const std::string& parent, int level, int count) {
  const auto spec = std::ranges::find(city.levels, level, &Level::number);
  if (spec == city.levels.end()) return std::nullopt;
  const bool free = spec->zones_per_parent == 0;
  if (count == spec->zones_per_parent || (free && count > 0)) return std::nullopt;
  return make_error(ErrorCode::zone_count_differs,
                    std::to_string(count) + " zones of level " + std::to_string(level) +
                        (free ? "" : ", the city file asks for " + std::to_string(spec->zones_per_parent)))
      .about(parent)
      .at_field("level " + std::to_string(level));
}

bool refuses(const City& city, const Error& finding) {
  if (finding.code != ErrorCode::zone_count_differs) return true;
  if (finding.detail.starts_with("0 ")) return true;
  return std::ranges::any_of(city.levels, [&](const Level& level) {
    return level.fixed_count && finding.field == "level " + std::to_string(level.number);
  });
}

Error wall_finding(const std::string& zone, BlockId a, BlockId b) {
  const auto [low, high] = std::minmax(a, b);
  return make_error(ErrorCode::zone_across_wall, "these blocks meet only at a wall")
      .about(zone + ", blocks " + std::to_string(low.value) + " and " + std::to_string(high.value));
}

}  // namespace libgrid::zoning
