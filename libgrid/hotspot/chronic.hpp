#pragma once
/// 长期遗留: places whose cases stay open for long, or come back again and again.
///
///   std::vector<ChronicSite> sites = chronic_sites(cases, forest, {.until = today});
///
/// A site is a group of cases of one category whose diameter is at most 2 r: complete linkage, so a row of cases along
/// a street does not chain into one site. Pairs of groups are joined by ascending diameter of what they would become,
/// ties by the smaller, then the larger of the groups' smallest ids, as long as it is at most 2 r. A site is chronic if
/// one of its cases is still open at `until` after more than `overdue`, or if three of its cases are rebounds
/// (forest.hpp) that were opened within some 180 days.
/// @pre       cases with a place; forest.links.size() == cases.size()
/// @guarantee independent of the order of cases (distinct ids)
/// @cost      O(p log p), p pairs of distinct places within 2 r

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/hotspot/forest.hpp>

namespace libgrid {
namespace hotspot {

struct ChronicRules {
  LocalTime until;             ///< what is open then is still open
  Metres radius{50.0};         ///< r: half the largest diameter
  Seconds overdue = days(90);  ///< three times the time limit, where the caller knows one (hotspot.md 4.1)
  Seconds span = days(180);
  std::int64_t least_rebounds = 3;
};

struct ChronicSite {
  std::size_t category = 0;
  Xy centre{};                     ///< mean of its cases
  std::vector<std::size_t> cases;  ///< ascending by id
  std::int64_t rebounds = 0;       ///< all of the site
  bool comes_back = false;
  bool stays_open = false;
};

/// The site of every case: the position of the case of the site with the smallest id; a case without a place is alone.
[[nodiscard]] std::vector<std::size_t> site_of(std::span<const ForestCase> cases, Metres radius);

/// Chronic ones only, ascending by the smallest id.
[[nodiscard]] std::vector<ChronicSite> chronic_sites(std::span<const ForestCase> cases, const Forest& forest,
                                                     const ChronicRules& rules);

}  // namespace hotspot
}  // namespace libgrid
