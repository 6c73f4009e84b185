#pragma once
/// 门前三包: how wide a street of each kind is taken to be, and where its building lines come from. roads/frontage.hpp
/// says how a strip is drawn.

#include <array>
#include <string>

#include <libgrid/base/units.hpp>

namespace libgrid {
inline namespace model {

/// Cross-section of one kind of road, from the centre line outwards.
struct RoadSection {
  Metres kerb{4.0};
  Metres setback{9.0};   ///< building line where there are no footprints
  bool pavement = true;  ///< false: the strip goes to the centre line
  friend bool operator==(const RoadSection&, const RoadSection&) = default;
};

struct FrontagePolicy {
  /// By RoadKind: main road, secondary, branch, back lane. Our defaults, without a source.
  std::array<RoadSection, 4> sections{RoadSection{.kerb = Metres{12.0}, .setback = Metres{20.0}},
                                      RoadSection{.kerb = Metres{8.0}, .setback = Metres{14.0}},
                                      RoadSection{.kerb = Metres{5.0}, .setback = Metres{9.0}},
                                      RoadSection{.kerb = Metres{2.5}, .setback = Metres{3.5}, .pavement = false}};
  Metres reach{40.0};       ///< a building farther from the centre line has no front here
  Metres gap{20.0};         ///< gaps of at most this are split between the neighbours
  Metres step{2.0};         ///< along the street
  std::string buildings{};  ///< file of footprints, beside the city file; empty: the setbacks
  friend bool operator==(const FrontagePolicy&, const FrontagePolicy&) = default;
};

}  // namespace model
}  // namespace libgrid
