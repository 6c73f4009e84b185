#pragma once
/// The last step: zones that are still outside the band, and those around them, exchange blocks until they are inside.

#include <libgrid/zoning/detail/polish.hpp>

namespace libgrid::zoning::detail {

/// Rounds of annealing under growing pressure near the zones outside, then pairs of zones cut anew along spanning
/// trees. The overload never grows. @pre every zone is connected @guarantee so it is afterwards
/// Of `ties` the home, the price of leaving it and the groups count. With a home zones are cut anew only where
/// annealing has failed for some rounds.
void even_out(ZoningCut& cut, const Price& price, std::span<const Limits> limits, Draw& draw, const CancelToken& cancel,
              const Polish& ties = {});

}  // namespace libgrid::zoning::detail
