#include <libgrid/index/detail/segment_meeting.hpp>

#include <algorithm>

namespace libgrid::index::detail {
namespace {

bool boxes_apart(Xy p, Xy q, Xy a, Xy b) {
  return std::max(p.x, q.x) < std::min(a.x, b.x) || std::max(a.x, b.x) < std::min(p.x, q.x) ||
         std::max(p.y, q.y) < std::min(a.y, b.y) || std::max(a.y, b.y) < std::min(p.y, q.y);
}

}  // namespace

Meeting meeting(Xy from, Xy to, Xy a, Xy b) {
  if (boxes_apart(from, to, a, b)) return Meeting::none;
  const Side side_to = orientation(a, b, to);
  if (side_to == Side::on) return on_segment(a, b, to) ? Meeting::touches : Meeting::none;
  if (orientation(a, b, from) == side_to) return Meeting::none;
  const bool a_left = orientation(from, to, a) == Side::left;
  const bool b_left = orientation(from, to, b) == Side::left;
  return a_left == b_left ? Meeting::none : Meeting::crosses;
}

}  // namespace libgrid::index::detail
