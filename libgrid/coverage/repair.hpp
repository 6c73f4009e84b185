#pragma once
/// Mends what is unambiguous in a set of zones, lists every change, and proves the result.
///
///   ZoneRepair repair = repair_zones(zones, {.gap_width = 1_m}).value();
///   repair.zones;                                  // as many as before, same codes, on the 2^-10 m lattice
///   repair.actions;                                // what was done where; and what was left to a person
///   repair.before.overlap, repair.after.overlap;   // the proof: both are measured by validate()
///
/// All borders are noded together on the plan lattice: so vertices that are nearly the same become one, and a vertex of
/// one zone on the border of another enters both (T-junction). A narrow gap goes to the neighbour with the longest
/// border along it (ties: lower code, then place), and so does a narrow slit open to the outside, closed by a straight
/// line across its mouth; a narrow overlap to the zone with the lower code. Wide gaps, wide slits, wide overlaps,
/// holes, codes and parents are left alone. A ring that crosses itself becomes the valid shape of the same points by
/// even-odd parity.
/// @pre       as validate()
/// @guarantee no zone vanishes: an overlap that is all a zone has is left alone; ground of one zone stays with it but
///            for the snap (at most perimeter x 1 mm); after.findings has no sliver, unmatched border,
///            self-intersection, gap, slit or overlap that is not listed as left alone
/// @errors    geometry_empty, internal
/// @cost      about three times validate(); twice more for every round of slits

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/coverage/validate.hpp>
#include <libgrid/model/imported_zone.hpp>

namespace libgrid::coverage {

enum class RepairKind : unsigned char {
  gap_filled,
  overlap_given,
  border_matched,
  ring_untangled,
  left_alone,
};
inline constexpr std::size_t kRepairKinds = 5;
[[nodiscard]] std::string_view name_of(RepairKind kind);
[[nodiscard]] std::string_view name_zh(RepairKind kind);

struct RepairAction {
  RepairKind kind = RepairKind::left_alone;
  std::vector<std::size_t> zones;  ///< gap, overlap: the one that has it now comes first; else ascending
  SquareMetres area;
  Metres length;
  std::vector<LineString> lines;
  friend bool operator==(const RepairAction&, const RepairAction&) = default;
};

struct RepairOptions {
  Metres gap_width{1.0};          ///< gaps of a smaller mean width (2 area / length) are filled
  Metres overlap_width{1.0};      ///< overlaps of a smaller mean width are given to one zone
  ValidateOptions validate = {};  ///< for the proof
};

struct ZoneRepair {
  std::vector<ImportedZone> zones;
  std::vector<RepairAction> actions;
  std::vector<std::size_t> changed;  ///< zones of a new shape, ascending: those with a part in an action
  std::vector<std::size_t> snapped;  ///< zones that moved onto the lattice and nothing else (at most 1 mm), ascending
  ZoneCheck before;
  ZoneCheck after;

  [[nodiscard]] std::size_t count(RepairKind kind) const;
};

[[nodiscard]] Expected<ZoneRepair> repair_zones(std::span<const ImportedZone> zones, const RepairOptions& options = {});

}  // namespace libgrid::coverage
