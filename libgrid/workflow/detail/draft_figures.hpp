#pragma once
/// What the summary of a new draft says: zones, loads and compactness per level, posts; what was locked and left out.
///
///   for (Figure& figure : draft_figures(map, city)) scope.add(std::move(figure));

#include <vector>

#include <libgrid/model/ground.hpp>
#include <libgrid/model/plan.hpp>
#include <libgrid/workflow/detail/plan_scope.hpp>
#include <libgrid/workflow/figures.hpp>

namespace libgrid::workflow::detail {

/// Count, lightest, heaviest and compactness of the zones of every level, then the posts.
[[nodiscard]] std::vector<Figure> draft_figures(const ZoneMap& map, const City& city);

/// What of the ground and of the newest plan was set aside; nothing where nothing was.
[[nodiscard]] std::vector<Figure> scope_figures(const PlanScope& plan, const Ground& ground, const City& city);

}  // namespace libgrid::workflow::detail
