#include <libgrid/coverage/detail/box_tree.hpp>

#include <cmath>
#include <numeric>

namespace libgrid::coverage::detail {

BoxTree::BoxTree(std::span<const Box> boxes) : order_(boxes.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::vector<Xy> middle;  // twice the centre
  middle.reserve(boxes.size());
  for (const Box& box : boxes) middle.push_back({box.min.x + box.max.x, box.min.y + box.max.y});
  std::sort(order_.begin(), order_.end(),
            [&](std::size_t a, std::size_t b) { return std::pair(middle[a], a) < std::pair(middle[b], b); });
  const double nodes = std::ceil(static_cast<double>(boxes.size()) / static_cast<double>(kFanOut));
  const auto slice = static_cast<std::ptrdiff_t>(std::ceil(std::sqrt(nodes))) * static_cast<std::ptrdiff_t>(kFanOut);
  for (auto begin = order_.begin(); begin != order_.end();) {
    const auto end = begin + std::min(slice, order_.end() - begin);
    std::sort(begin, end,
              [&](std::size_t a, std::size_t b) { return std::pair(middle[a].y, a) < std::pair(middle[b].y, b); });
    begin = end;
  }
  leaves_.reserve(order_.size());
  for (const std::size_t i : order_) leaves_.push_back(boxes[i]);
  for (std::size_t size = leaves_.size(); levels_.empty() || size > 1;) {
    const std::vector<Box>& below = levels_.empty() ? leaves_ : levels_.back();
    std::vector<Box> level((below.size() + kFanOut - 1) / kFanOut);
    for (std::size_t i = 0; i < below.size(); ++i) level[i / kFanOut].extend(below[i]);
    size = level.size();
    levels_.push_back(std::move(level));
  }
}

Box segment_box(Xy a, Xy b) {
  return {{std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}};
}

}  // namespace libgrid::coverage::detail
