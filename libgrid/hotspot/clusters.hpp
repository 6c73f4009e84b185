#pragma once
/// DBSCAN and ST-DBSCAN whose answer does not depend on the order of the points.
///
///   std::vector<std::int64_t> cluster = dbscan(points, {.reach = 50_m, .least = 10});       // -1: noise
///   std::vector<std::int64_t> both = dbscan(points, times, {.reach = 50_m, .least = 10}, days(3));
///
/// A core point has at least `least` points within the reach, itself included (dx*dx + dy*dy <= reach*reach), and for
/// ST-DBSCAN no farther in time than the span. Core points that are within reach of each other are of one cluster. A
/// border point belongs to the cluster of its nearest core point, ties to the smaller coordinates of that core (x, then
/// y, then time, then index): most implementations give it to whichever cluster came first. Clusters are numbered from
/// 0 by their smallest core point in the same order.
/// @guarantee independent of the order of points (points that are equal in place and time are alike)
/// @cost      1 M points, 50 m, 10: see tests/bench/hotspot_bench.cpp
/// @source    Ester et al. 1996; Birant & Kut 2007; cells of reach / sqrt 2 after Gunawan 2013

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/time.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

struct ClusterRules {
  Metres reach{50.0};
  std::size_t least = 10;
};

[[nodiscard]] std::vector<std::int64_t> dbscan(std::span<const Xy> points, const ClusterRules& rules);

/// @pre times.size() == points.size(), span >= 0
[[nodiscard]] std::vector<std::int64_t> dbscan(std::span<const Xy> points, std::span<const LocalTime> times,
                                               const ClusterRules& rules, Seconds span);

}  // namespace hotspot
}  // namespace libgrid
