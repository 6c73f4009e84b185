#pragma once
/// Does the walk from a reference point to p cross an edge, and does p lie on the edge: the only decisions of the
/// index.

#include <libgrid/geom/predicates.hpp>

namespace libgrid::index::detail {

enum class Meeting : unsigned char { none, crosses, touches };

/// touches: `to` lies on the closed edge ab. crosses: the walk from -> to goes through ab, where a vertex that lies on
/// the line of the walk counts as lying to its right (the walk shifted to its left by nothing). Over all edges of
/// closed rings the parity of `crosses` is the exact change of inside and outside.
/// @pre `from` lies on no edge that is asked; the parity means nothing once an edge touches
///
/// Why that is exact: `from` and `to` lie on no edge, so the infinitely small shift changes the side of neither; after
/// it no vertex is on the walk, so the walk meets the ring in proper crossings only. If a and b are on different sides
/// of the shifted walk, neither `from` nor `to` is on the line ab: it would be on the segment ab itself.
[[nodiscard]] Meeting meeting(Xy from, Xy to, Xy a, Xy b);

}  // namespace libgrid::index::detail
