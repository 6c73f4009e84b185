#pragma once
/// What is wrong with a set of zones that should cover the ground without gap and overlap.
///
///   ZoneCheck check = validate(zones, {.sliver_width = 1_m}).value();
///   for (const ZoneFinding& f : check.findings) draw(f.lines);       // and f.kind, f.zones, f.area or f.length
///   bool good = check.findings.empty();
///
/// ```
/// kind               what it means                                                            measured in
/// overlap            ground of two or more zones                                              m2
/// gap                ground of none between two or more zones, or a slit open to the outside  m2
/// sliver             an overlap or a gap of mean width (2 area / length) under sliver_width   m2
/// unmatched_border   a border whose two zones do not draw the same vertices (T-junction)      m
/// self_intersection  a ring that crosses or touches itself, or lies on the wrong side         - (points)
/// multipart          a zone of several parts                                                  m2 (but the largest)
/// hole               ground of none inside one zone                                           m2
/// duplicate_code     a code that several zones have                                           -
/// missing_parent     no parent, or one that is not known                                      -
/// ```
/// Lines are closed rings for areas, pieces of border for unmatched borders, the outline for the last two.
/// What is closer than `reach` counts as one place: no finding. A zone that is not valid counts by even-odd parity.
/// @pre       rings are closed; finite coordinates
/// @guarantee crossing, touching and nesting are decided exactly; the same findings whatever the order of vertices
///            in a ring; sorted by kind, then zones
/// @errors    geometry_empty (a zone without shape, id = its place from 1), internal
/// @cost      O((n + k) log n), n edges, k contacts; tests/bench/coverage_bench

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/imported_zone.hpp>

namespace libgrid::coverage {

enum class FindingKind : unsigned char {
  overlap,
  gap,
  sliver,
  unmatched_border,
  self_intersection,
  multipart,
  hole,
  duplicate_code,
  missing_parent,
};
inline constexpr std::size_t kFindingKinds = 9;

/// "overlap", "unmatched_border" ...: the word of files and of Python; and for people.
[[nodiscard]] std::string_view name_of(FindingKind kind);
[[nodiscard]] std::string_view name_zh(FindingKind kind);

struct ZoneFinding {
  FindingKind kind = FindingKind::overlap;
  std::vector<std::size_t> zones;  ///< positions in the input, ascending
  SquareMetres area;
  Metres length;  ///< of `lines`
  std::vector<LineString> lines;
  friend bool operator==(const ZoneFinding&, const ZoneFinding&) = default;
};

struct ValidateOptions {
  Metres reach{0.0005};                                               ///< closer points are the same point
  Metres sliver_width{1.0};                                           ///< narrower gaps and overlaps are slivers
  double slit_degrees = 1.0;                                          ///< a sharper outer corner between zones is a gap
  SquareMetres largest_gap{std::numeric_limits<double>::infinity()};  ///< larger ground of none is meant to be so
  std::vector<std::string> parents = {};                              ///< known parents; empty: any parent will do
  bool needs_parent = false;                                          ///< a zone without parent is a finding
};

struct ZoneCheck {
  std::vector<ZoneFinding> findings;
  SquareMetres area;     ///< of all zones, each by itself (even-odd)
  SquareMetres covered;  ///< of their union
  SquareMetres overlap;  ///< ground times (zones there - 1): area = covered + overlap
  SquareMetres gap;      ///< of the findings gap, hole and of slivers of no zone

  [[nodiscard]] std::size_t count(FindingKind kind) const;
};

[[nodiscard]] Expected<ZoneCheck> validate(std::span<const ImportedZone> zones, const ValidateOptions& options = {});

}  // namespace libgrid::coverage
