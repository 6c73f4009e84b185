#include <libgrid/places/detail/precedents.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <libgrid/geom/shapes.hpp>

namespace libgrid::places::detail {
namespace {

constexpr double kCell = 60.0;
constexpr double kFarthest = 6.0;  // times `fades`: e^-6 is 0.002 of a report

std::int64_t slot(double position) { return static_cast<std::int64_t>(std::floor(position / kCell)); }

}  // namespace

Precedents Precedents::build(std::vector<PrecedentAt> reports) {
  Precedents built;
  std::ranges::sort(reports);
  for (std::size_t i = 0, j = 0; i < reports.size(); i = j) {
    while (j < reports.size() && reports[j] == reports[i]) ++j;
    built.counted_.push_back(
        {slot(reports[i].at.x), slot(reports[i].at.y), reports[i], static_cast<std::int64_t>(j - i)});
  }
  std::ranges::stable_sort(built.counted_, {}, [](const Counted& c) { return std::tuple(c.column, c.row); });
  return built;
}

std::vector<std::pair<std::int32_t, double>> Precedents::around(Xy p, const PrecedentScale& scale) const {
  const double reach = kFarthest * scale.fades.value;
  std::map<std::int32_t, double> evidence;
  for (std::int64_t column = slot(p.x - reach); column <= slot(p.x + reach); ++column) {
    const auto key = [](const Counted& c) { return std::pair(c.column, c.row); };
    auto at = std::ranges::lower_bound(counted_, std::pair(column, slot(p.y - reach)), {}, key);
    for (; at != counted_.end() && at->column == column && at->row <= slot(p.y + reach); ++at) {
      const double away = distance(p, at->precedent.at).value;
      if (away > reach) continue;
      const double each =
          std::exp(-away / scale.fades.value) + (away <= scale.same_place.value ? scale.same_bonus : 0.0);
      evidence[at->precedent.name] += each * static_cast<double>(at->count);
    }
  }
  return {evidence.begin(), evidence.end()};
}

}  // namespace libgrid::places::detail
