#pragma once
/// Who answers on either side of one stretch before the register is asked.

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <libgrid/index/locator.hpp>
#include <libgrid/roads/duties.hpp>

namespace libgrid::roads::detail {

/// Zone, rule and unit of one side of a stretch.
struct DutyAnswer {
  std::optional<ZoneId> zone = {};
  DutyRule rule = DutyRule::inside;
  std::string unit = {};
  friend bool operator==(const DutyAnswer&, const DutyAnswer&) = default;
};

struct BothSides {
  DutyAnswer left;
  DutyAnswer right;
  friend bool operator==(const BothSides&, const BothSides&) = default;
};

/// What the judge knows of the street whose stretches it is asked about.
struct StreetView {
  const Street* street = nullptr;  ///< nullptr: no line was handed in
  RoadKind kind = RoadKind::main_road;
  std::span<const StreetStretch> stretches;  ///< all of this street
};

class BorderJudge {
 public:
  BorderJudge(const ZoneMap& map, const DutyPolicy& policy);

  /// The two sides of a stretch inside or along zones. @pre left or right is there
  [[nodiscard]] BothSides judge(const StreetStretch& stretch, const StreetView& view) const;
  /// Outside all zones, at one place of the street.
  [[nodiscard]] DutyAnswer judge_outside(Xy at) const;

 private:
  [[nodiscard]] std::optional<ZoneId> zone(std::optional<BlockId> block) const;
  [[nodiscard]] BothSides border(ZoneId left, ZoneId right, const StreetStretch& stretch, const StreetView& view) const;
  [[nodiscard]] ZoneId lower(ZoneId a, ZoneId b) const;
  [[nodiscard]] ZoneId longer(ZoneId a, ZoneId b, const StreetView& view) const;
  [[nodiscard]] std::string authority(ZoneId a, ZoneId b) const;

  const DutyPolicy& policy_;
  std::unordered_map<ZoneId, const Zone*> zone_of_id_;
  std::unordered_map<BlockId, ZoneId> zone_of_block_;
  std::vector<ZoneId> nearest_ids_;
  std::optional<index::Locator> locator_;  // of the zones of the lowest level, by code
};

}  // namespace libgrid::roads::detail
