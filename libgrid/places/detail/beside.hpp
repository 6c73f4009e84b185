#pragma once
/// A step by compass from a place: along a street that leads that way, or straight.

#include <optional>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/places/gazetteer.hpp>
#include <libgrid/places/location_text.hpp>

namespace libgrid::places::detail {

/// The vector of a step; nothing for `none` and `middle`.
[[nodiscard]] Xy step_of(Compass towards, Metres metres);

void shift(std::vector<Xy>& points, Xy by);

/// `metres` along the one of these streets that leads most in that direction (at least 45 degrees fit it); nothing
/// where none does, or none goes on that far.
[[nodiscard]] std::optional<Xy> along_towards(std::span<const NamedStreet* const> streets, Xy from, Compass towards,
                                              Metres metres, Metres jump);

}  // namespace libgrid::places::detail
