#pragma once
/// A zone as a file from elsewhere draws it: not checked, not on the lattice, perhaps not even a polygon that is valid.
///
///   ImportedZone zone{.number = 1, .code = "110101001001001", .parent = "110101001001", .shape = {square}};
///
/// coverage::validate says what is wrong with a set of them, coverage::repair_zones mends what is unambiguous.

#include <cstdint>
#include <string>

#include <libgrid/geom/shapes.hpp>

namespace libgrid {
inline namespace model {

struct ImportedZone {
  std::int64_t number = 0;  ///< place in the file, from 1
  std::string code;         ///< as written; may be empty or repeated
  std::string parent;       ///< code of the parent as written; may be empty
  MultiPolygon shape;       ///< plane metres, rings closed, otherwise as written
  friend bool operator==(const ImportedZone&, const ImportedZone&) = default;
};

}  // namespace model
}  // namespace libgrid
