#include <libgrid/places/detail/beside.hpp>

#include <libgrid/places/detail/meeting.hpp>
#include <libgrid/places/detail/street_path.hpp>

namespace libgrid::places::detail {
namespace {

constexpr double kFits = 0.7;   ///< cosine of 45 degrees, about
constexpr double kOnIt = 60.0;  ///< metres from the street at which the place still lies on it

}  // namespace

Xy step_of(Compass towards, Metres metres) {
  const double m = metres.value;
  switch (towards) {
    case Compass::north:
      return {0.0, m};
    case Compass::south:
      return {0.0, -m};
    case Compass::east:
      return {m, 0.0};
    case Compass::west:
      return {-m, 0.0};
    default:
      return {0.0, 0.0};
  }
}

void shift(std::vector<Xy>& points, Xy by) {
  for (Xy& p : points) p = {p.x + by.x, p.y + by.y};
}

std::optional<Xy> along_towards(std::span<const NamedStreet* const> streets, Xy from, Compass towards, Metres metres,
                                Metres jump) {
  const Xy unit = step_of(towards, Metres{1.0});
  std::optional<Xy> best;
  double best_fit = kFits;
  for (const NamedStreet* street : streets) {
    if (nearest_on(street->ways, from).distance.value > kOnIt) continue;
    const double far = 2.0 * metres.value;
    const Xy aim = nearest_on(street->ways, {from.x + unit.x * far, from.y + unit.y * far}).at;
    const LineString path = street_path(street->ways, from, aim, jump);
    if (path.size() < 2 || length(path) < metres) continue;
    const Xy at = point_at(path, metres);
    const double fit = ((at.x - path.front().x) * unit.x + (at.y - path.front().y) * unit.y) / metres.value;
    if (fit > best_fit) best = at, best_fit = fit;
  }
  return best;
}

}  // namespace libgrid::places::detail
