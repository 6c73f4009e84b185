#pragma once
/// Merges faces that are too small or too thin into a neighbour, smallest first.
///
///   MergeResult merged = merge_faces(faces, borders, rules);
///   merged.keeper[i];      // the face whose block face i belongs to; keeper[i] == i for those that stay
///
/// A group is merged while its area is under rules.merge_below (small), or its isoperimetric quotient is under
/// rules.thin_quotient and its area under rules.thin_below (thin). With MergeRule::artefacts and rules.artefact_below a
/// group of a lower face artefact index (face_artefacts.hpp) is merged in place of a thin one (artefact). The smallest
/// such group goes first (ties: lower face index) into the neighbour with the longest shared border of low class
/// (length - high; ties: the longest border, then the lower index) - inside its own district if it has a
/// neighbour there, else across. The group keeps the index of the neighbour; its district is the one with most of its
/// area, ties to the lower id. A group without any neighbour stays: it is a land component of its own.
/// @guarantee independent of the order of borders; total area and the union are unchanged
/// @cost O((n + m) log n)

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/xy.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::coverage {

struct FaceMeasure {
  SquareMetres area;
  Metres perimeter;
  DistrictId district;
  std::vector<Xy> hull = {};  ///< convex; needed for artefacts only
};

struct FaceBorder {
  std::size_t a = 0;
  std::size_t b = 0;
  Metres length;     ///< > 0
  Metres high = {};  ///< of these, along borders that should stay (barriers.hpp)
};

struct MergeResult {
  std::vector<std::size_t> keeper;
  std::vector<MergeReason> reason;  ///< why face i (as a group of its own) was merged away; none if it was not
};

[[nodiscard]] MergeResult merge_faces(std::span<const FaceMeasure> faces, std::span<const FaceBorder> borders,
                                      const BlockRules& rules);

/// Area by district.
using DistrictShares = std::map<DistrictId, SquareMetres>;

/// The district with most area, ties to the lower id. @pre not empty
[[nodiscard]] DistrictId main_district(const DistrictShares& shares);

[[nodiscard]] MergeReason why_merge(const FaceMeasure& face, const BlockRules& rules);
/// small, thin or none, as the thresholds define it.
[[nodiscard]] MergeReason why_merge(SquareMetres area, Metres perimeter, const BlockRules& rules);

}  // namespace libgrid::coverage
