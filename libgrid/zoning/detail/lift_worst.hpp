#pragma once
/// The least compact zone of a finished zoning is made rounder, as far as the ground allows.
///
/// Mean compactness is part of the price of a cut, so one zone may be drawn out for the sake of many. Here the zones
/// around the worst one are annealed once more, their shapes priced by outline^2 / area (one over Polsby-Popper, which
/// counts most where a zone is worst); what comes of it is kept if the least compact of them is rounder than before and
/// nothing has left the limits.

#include <libgrid/zoning/detail/polish.hpp>

namespace libgrid::zoning::detail {

/// Until the worst zone cannot be lifted, or is half as compact as the mean zone: then it is no exception.
/// @pre every zone is connected and within the limits
/// @guarantee so it is afterwards; the least Polsby-Popper of all zones is no lower
void lift_worst(ZoningCut& cut, const Price& price, std::span<const Limits> limits, Draw& draw,
                const CancelToken& cancel);

/// 4 pi area / outline^2.
[[nodiscard]] double roundness(const CutFigures& zone);

}  // namespace libgrid::zoning::detail
