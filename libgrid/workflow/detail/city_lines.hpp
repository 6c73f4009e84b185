#pragma once
/// Barriers of a city as they were imported, and the borders between blocks that lie on them; notes of the store.
///
/// The note "barriers" holds the lines, "barrier_borders" what the step `blocks` found of them. A line is of the class
/// city.barriers.classes[group]; lines that are not on the ground bound nothing and are not kept.

#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/barriers.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>
#include <libgrid/store/store.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] Expected<std::vector<coverage::Barrier>> barriers(const store::Store& store);
[[nodiscard]] Expected<void> put_barriers(store::Store& store, const std::vector<coverage::Barrier>& lines);

[[nodiscard]] Expected<std::vector<coverage::BarrierBorder>> barrier_borders(const store::Store& store);
[[nodiscard]] Expected<void> put_barrier_borders(store::Store& store,
                                                 const std::vector<coverage::BarrierBorder>& borders);

/// What a metre of every border costs by the streets and barriers along it; borders that cost 1 are left out. An
/// impassable barrier that leaves less than the gate free makes it zoning::kWall.
[[nodiscard]] std::vector<zoning::BorderFactor> border_factors(const Ground& ground, const std::vector<Street>& streets,
                                                               const std::vector<coverage::BarrierBorder>& on_barriers,
                                                               const City& city);

}  // namespace libgrid::workflow::detail
