#include <libgrid/index/layer_locator.hpp>

#include <algorithm>
#include <cstring>

#include <libgrid/index/detail/flat_locator.hpp>
#include <libgrid/index/detail/single_query.hpp>

namespace libgrid::index {
namespace {

std::uint32_t number_of(const detail::FlatLocator& flat, LayerShape shape) {
  return flat.order.layer_start[shape.layer] + shape.shape;
}

void run(const detail::FlatLocator& flat, const detail::PointColumns& points, std::span<std::int32_t> answers,
         const LocateOptions& how) {
  GRID_ASSERT(answers.size() == flat.layers() * points.count);
  GRID_ASSERT(how.touch.empty() || how.touch.size() == points.count);
  parallel_for(points.count, how.parallel, [&](std::size_t begin, std::size_t end) {
    const detail::PointColumns part{points.x + begin * points.step, points.y + begin * points.step, points.step,
                                    end - begin};
    const detail::AnswerColumns out{answers.data() + begin, points.count,
                                    how.touch.empty() ? nullptr : how.touch.data() + begin};
    detail::locate_columns(flat, part, out, how.rule);
  });
}

}  // namespace

LayerLocator LayerLocator::build(std::span<const LayerShapes> layers, const LayerOptions& options) {
  return LayerLocator(std::make_shared<const detail::FlatLocator>(detail::build_flat(layers, options)));
}

LayerLocator LayerLocator::rebuilt(std::span<const LayerShapes> layers, std::span<const LayerShape> changed) const {
  std::vector<std::uint32_t> numbers;
  for (const LayerShape shape : changed) numbers.push_back(number_of(*flat_, shape));
  return LayerLocator(std::make_shared<const detail::FlatLocator>(detail::rebuild_flat(*flat_, layers, numbers)));
}

Expected<LayerLocator> LayerLocator::from_bytes(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) {
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % 16 != 0) {
    const auto copy = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
    return from_bytes(*copy, copy);
  }
  GRID_TRY(flat, detail::flat_from_bytes(bytes, std::move(owner)));
  return LayerLocator(std::make_shared<const detail::FlatLocator>(std::move(flat)));
}

LayerLocator LayerLocator::with_note(std::span<const std::byte> note) const {
  const auto kept = std::make_shared<const std::vector<std::byte>>(note.begin(), note.end());
  detail::FlatLocator flat = *flat_;
  flat.note = {*kept, kept};
  return LayerLocator(std::make_shared<const detail::FlatLocator>(std::move(flat)));
}

std::span<const std::byte> LayerLocator::note() const { return flat_->note.bytes; }

std::uint64_t LayerLocator::checksum(std::span<const std::byte> bytes) { return detail::checksum_of(bytes); }

Bytes LayerLocator::to_bytes() const { return detail::flat_bytes(*flat_); }

std::uint8_t LayerLocator::locate(Xy p, std::span<std::int32_t> answers, TieRule rule) const {
  GRID_ASSERT(answers.size() == flat_->layers());
  if (detail::locate_surely(*flat_, p, answers)) return 0;
  std::uint8_t touch = 0;
  detail::locate_columns(*flat_, {&p.x, &p.y, 1, 1}, {answers.data(), 1, &touch}, rule);
  return touch;
}

void LayerLocator::locate_all(std::span<const Xy> points, std::span<std::int32_t> answers,
                              const LocateOptions& how) const {
  static_assert(sizeof(Xy) == 2 * sizeof(double));
  if (points.empty()) return;
  run(*flat_, {&points.front().x, &points.front().y, 2, points.size()}, answers, how);
}

void LayerLocator::locate_all(std::span<const double> x, std::span<const double> y, std::span<std::int32_t> answers,
                              const LocateOptions& how) const {
  GRID_ASSERT(x.size() == y.size());
  run(*flat_, {x.data(), y.data(), 1, x.size()}, answers, how);
}

std::vector<LayerShape> LayerLocator::covering(Xy p) const {
  std::vector<LayerShape> found;
  for (const std::uint32_t number : detail::covering_shapes(*flat_, p))
    found.push_back(detail::shape_of(*flat_, number));
  std::ranges::sort(found);
  return found;
}

std::size_t LayerLocator::layers() const { return flat_->layers(); }

std::size_t LayerLocator::size(std::size_t layer) const {
  return flat_->order.layer_start[layer + 1] - flat_->order.layer_start[layer];
}

Box LayerLocator::extent() const {
  const detail::FlatFrame& frame = flat_->frame;
  return {{frame.x0, frame.y0}, {frame.x0 + frame.width, frame.y0 + frame.height}};
}

Box LayerLocator::bounds() const {
  Box all;
  for (const Box& box : flat_->boxes)
    if (!box.empty()) all.extend(box);
  return all;
}

LayerFindings LayerLocator::findings() const {
  LayerFindings sum;
  for (const detail::Band& band : flat_->bands) {
    sum.unique_edges += band.findings.unique_edges;
    sum.repeated_edges += band.findings.repeated_edges;
    sum.bytes += band.bytes.size();
  }
  return sum;
}

}  // namespace libgrid::index
