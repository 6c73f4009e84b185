#pragma once
/// What is wrong with a layer of polygons that is about to answer or to be cut, in words: ground that several polygons
/// claim, and rings that cross or touch themselves.
///
///   for (const FindingText& f : layer_findings("ward", zones)) ...
///   // "ward: 2 overlaps, 130.5 m2 (A, B: 120.0 m2; B, C: 10.5 m2)"
///   // "ward: 1 feature with an invalid ring, read by even-odd parity (feature 3, D)"
///
/// The ten largest overlaps and the first ten rings are named; `libgrid check-zones` lists all, for a map.
/// Overlaps down to a width of 0.5 mm (coverage/validate.hpp, ValidateOptions::reach).
/// @pre  zones in a plane of metres
/// @cost that of coverage::validate

#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/io/zone_layer.hpp>
#include <libgrid/workflow/detail/road_findings.hpp>

namespace libgrid::workflow::detail {

[[nodiscard]] std::vector<FindingText> layer_findings(const std::string& name, std::span<const ImportedZone> zones);

/// The same for a layer in degrees, in the UTM zone where it lies. Where it cannot be projected, that is the finding.
[[nodiscard]] std::vector<FindingText> layer_findings(const std::string& name, std::span<const io::LonLatZone> zones);

}  // namespace libgrid::workflow::detail
