#include <algorithm>

#include <libgrid/hotspot/detail/forest_cells.hpp>
#include <libgrid/hotspot/detail/nearby_openings.hpp>
#include <libgrid/hotspot/detail/spells.hpp>

namespace libgrid {
namespace hotspot {
namespace detail {

NearCases::NearCases(std::span<const ForestCase> cases, Metres radius) {
  const ForestCells cells = forest_cells(cases, radius);
  std::vector<std::uint32_t> order(cells.start.empty() ? 0 : cells.start.back()), next = cells.start;
  for (std::uint32_t i = 0; i < cases.size(); ++i)
    if (cases[i].has_place) order[next[cells.of[i]]++] = i;
  first_.push_back(0);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].has_place) {
      const ForestCells::Rows& rows = cells.rows[cells.of[i]];
      for (std::size_t row = 0; row < 3; ++row)
        for (std::uint32_t k = cells.start[rows.begin[row]]; k < cells.start[rows.end[row]]; ++k)
          if (order[k] != i && near(cases[order[k]].at, cases[i].at, radius)) near_.push_back(order[k]);
      std::sort(near_.begin() + static_cast<std::ptrdiff_t>(first_.back()), near_.end(),
                [&](std::uint32_t a, std::uint32_t b) {
                  return cases[a].opened != cases[b].opened ? cases[a].opened < cases[b].opened
                                                            : cases[a].id < cases[b].id;
                });
    }
    first_.push_back(near_.size());
  }
}

bool settled_before(const ForestCase& c, LocalTime day) {
  return c.has_place && c.closed && *c.closed >= c.opened && *c.closed < day;
}

std::optional<LocalTime> next_report(std::span<const ForestCase> cases, const NearCases& near, std::size_t i) {
  const auto others = near.of(i);
  const auto at = std::partition_point(others.begin(), others.end(),
                                       [&](std::uint32_t j) { return cases[j].opened <= *cases[i].closed; });
  return at == others.end() ? std::nullopt : std::optional(cases[*at].opened);
}

std::vector<PlaceSpell> spells_until(std::span<const ForestCase> cases, const NearCases& near, LocalTime day) {
  std::vector<PlaceSpell> spells;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!settled_before(cases[i], day)) continue;
    const std::optional<LocalTime> next = next_report(cases, near, i);
    const bool event = next && *next < day;
    const Seconds length = (event ? *next : day) - *cases[i].closed;
    spells.push_back({i, static_cast<double>(length.value) / 86'400.0, event});
  }
  return spells;
}

}  // namespace detail
}  // namespace hotspot
}  // namespace libgrid
