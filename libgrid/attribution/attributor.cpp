#include <libgrid/attribution/attributor.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace libgrid::attribution {
namespace {

using ByCode = std::vector<const Zone*>;

ByCode by_code(const ZoneMap& map, int level) {
  ByCode zones;
  for (const Zone& zone : map.zones)
    if (zone.level == level) zones.push_back(&zone);
  std::ranges::sort(zones,
                    [](const Zone* a, const Zone* b) { return std::tie(a->code, a->id) < std::tie(b->code, b->id); });
  return zones;
}

index::Locator locator_of(const ByCode& zones, const index::LocatorOptions& options) {
  std::vector<MultiPolygon> shapes;
  shapes.reserve(zones.size());
  for (const Zone* zone : zones) shapes.push_back(zone->shape);
  return index::Locator::build(shapes, options);
}

std::vector<ZoneId> ids_of(const ByCode& zones) {
  std::vector<ZoneId> ids;
  for (const Zone* zone : zones) ids.push_back(zone->id);
  return ids;
}

Attribution unassigned(UnassignedReason reason) {
  Attribution none;
  none.reason = reason;
  return none;
}

}  // namespace

Attributor::Attributor(const ZoneMap& map, int level, const index::LocatorOptions& options)
    : zones_(ids_of(by_code(map, level))), locator_(locator_of(by_code(map, level), options)) {}

Attribution Attributor::attribute(Xy p) const {
  const index::Hit hit = locator_.locate(p);
  if (hit.shape < 0) return outside(p);
  Attribution found;
  found.zone = zones_[static_cast<std::size_t>(hit.shape)];
  found.method = hit.where == Location::border ? AttributionMethod::border : AttributionMethod::inside;
  return found;
}

Attribution Attributor::outside(Xy p) const {
  Attribution none = unassigned(UnassignedReason::outside);
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return none;
  const index::Nearest nearest = locator_.nearest(p);
  if (nearest.shape >= 0) none.distance = nearest.distance;
  return none;
}

Expected<std::vector<Attribution>> Attributor::attribute_all(std::span<const Xy> points,
                                                             std::span<const char> at_default, const Parallel& how,
                                                             const Progress& progress,
                                                             const CancelToken& cancel) const {
  GRID_ASSERT(at_default.empty() || at_default.size() == points.size());
  constexpr std::size_t kChunk = 65'536;  // between two looks at the cancel token: a few ms
  std::vector<Attribution> result(points.size());
  for (std::size_t start = 0; start < points.size(); start += kChunk) {
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    parallel_for(std::min(kChunk, points.size() - start), how, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = start + begin; i < start + end; ++i)
        result[i] = !at_default.empty() && at_default[i] != 0 ? unassigned(UnassignedReason::default_coordinate)
                                                              : attribute(points[i]);
    });
    progress.report("assign",
                    static_cast<double>(std::min(start + kChunk, points.size())) / static_cast<double>(points.size()));
  }
  return result;
}

}  // namespace libgrid::attribution
