#pragma once
/// What bounds blocks besides streets, and which borders a merge should keep.
///
///   BlockInput input{.districts = districts, .streets = streets};
///   input.barriers = std::vector{Barrier{BarrierKind::river, bank}};          // noded with the streets
///   input.ranks.of_class = {{"motorway", 5}, {"primary", 4}};                 // from a table of the city
///
/// Ranks are data: a border of rank above `keep_above` is one that people see as a border, and a small or thin face is
/// merged over the neighbour with the longest border of lower rank. Without ranks and barriers all borders are alike.

#include <map>
#include <span>
#include <string>

#include <libgrid/geom/shapes.hpp>
#include <libgrid/model/barrier.hpp>
#include <libgrid/model/ground.hpp>

namespace libgrid::coverage {

using libgrid::BarrierKind;

struct Barrier {
  BarrierKind kind = BarrierKind::river;
  LineString line;
  int group = 0;  ///< the caller's mark, handed back in BarrierBorder
};

/// How many metres of the border between two blocks run along barriers of one group (a < b).
struct BarrierBorder {
  BlockId a;
  BlockId b;
  int group = 0;
  Metres length;
  friend bool operator==(const BarrierBorder&, const BarrierBorder&) = default;
};

struct BorderRanks {
  std::map<std::string, int> of_class;  ///< road class as written -> rank; a class that is not listed has rank 0
  int barrier = 9;                      ///< of rivers, railways and walls
  int keep_above = 2;

  [[nodiscard]] bool keeps(const Street& street) const {
    const auto it = of_class.find(street.road_class);
    return it != of_class.end() && it->second > keep_above;
  }
  [[nodiscard]] bool keeps_barriers() const { return barrier > keep_above; }
};

struct BlockInput {
  std::span<const District> districts;
  std::span<const Street> streets;
  std::span<const Barrier> barriers = {};
  BorderRanks ranks = {};
};

}  // namespace libgrid::coverage
