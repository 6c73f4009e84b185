#pragma once
/// What a LayerLocator holds: the frame, the shapes' order and the bands; and the queries on them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/index/detail/band_builder.hpp>
#include <libgrid/index/layer_locator.hpp>

namespace libgrid::index::detail {

struct Band {
  BandView view;
  BandCounts counts;
  BandFindings findings;
  std::span<const std::byte> bytes;
  std::shared_ptr<const void> owner;  ///< of the bytes: a vector of its own, or the file that all bands lie in
};

/// Bytes of the caller's that a file carries along.
struct Note {
  std::span<const std::byte> bytes;
  std::shared_ptr<const void> owner;
};

struct FlatLocator {
  FlatFrame frame;
  ShapeOrder order;
  std::vector<Box> boxes;  ///< per shape, empty for one without rings
  std::vector<Band> bands;
  LayerOptions options;
  Note note;
  struct Row {
    const std::uint32_t* top;  ///< where the grid row begins
    const Unit* units;         ///< of its band, and the next two
    const std::int32_t* combos;
    const std::uint32_t* subs;
  };
  std::vector<Row> rows;  ///< of the grid; then one whose first entry stands for all outside
  AnswerDigits digits;

  /// What queries read first, from the frame, the order and the bands; called once they are there.
  void finish();
  [[nodiscard]] std::size_t layers() const { return order.layer_start.size() - 1; }
  [[nodiscard]] std::uint32_t shapes() const { return order.layer_start.back(); }
  /// The place of a top cell's entry. @pre inside the grid
  [[nodiscard]] const std::uint32_t* top_entry(std::int64_t x, std::int64_t y) const {
    return rows[static_cast<std::size_t>(y >> frame.shift())].top + (x >> frame.shift());
  }
  [[nodiscard]] const BandView& band_of_row(std::int64_t row) const {
    return bands[static_cast<std::size_t>(row / frame.band_rows)].view;
  }
};

/// Where p lies in the top grid; false beside the grid or for a p that is not finite.
[[nodiscard]] inline bool place_in(const FlatLocator& flat, Xy p, Place& place) {
  const FlatFrame& frame = flat.frame;
  const double dx = p.x - frame.x0, dy = p.y - frame.y0;
  if (flat.bands.empty() || !(dx >= 0.0 && dy >= 0.0 && dx < frame.width && dy < frame.height)) return false;
  place = {static_cast<std::int64_t>(dx * frame.scale), static_cast<std::int64_t>(dy * frame.scale), frame.bits};
  return true;
}

/// Points as two columns of doubles, `step` doubles apart.
struct PointColumns {
  const double* x;
  const double* y;
  std::size_t step;
  std::size_t count;
};

struct AnswerColumns {
  std::int32_t* answers;  ///< of layer l for point i at answers[l * stride + i]
  std::size_t stride;
  std::uint8_t* touch;  ///< one byte per point (bit l: on a border in layer l), or null
};

void locate_columns(const FlatLocator& flat, const PointColumns& points, const AnswerColumns& out, TieRule rule);

/// All shapes (numbers over all layers) whose closed set contains p, in order of priority within the leaf.
[[nodiscard]] std::vector<std::uint32_t> covering_shapes(const FlatLocator& flat, Xy p);

/// Adds the shapes that hold p moved a hair to the south-east; none for a p outside the grid or not finite.
void inside_shapes(const FlatLocator& flat, Xy p, std::vector<std::uint32_t>& out);

/// A number over all layers as layer and position.
[[nodiscard]] inline LayerShape shape_of(const FlatLocator& flat, std::uint32_t number) {
  const auto& starts = flat.order.layer_start;
  std::uint32_t layer = 0;
  while (number >= starts[layer + 1]) ++layer;
  return {layer, number - starts[layer]};
}

[[nodiscard]] FlatLocator build_flat(std::span<const LayerShapes> layers, const LayerOptions& options);
/// Bands that `boxes` do not meet are shared with the old locator.
[[nodiscard]] FlatLocator rebuild_flat(const FlatLocator& old, std::span<const LayerShapes> layers,
                                       std::span<const std::uint32_t> changed);

[[nodiscard]] std::uint64_t checksum_of(std::span<const std::byte> bytes);
[[nodiscard]] Bytes flat_bytes(const FlatLocator& flat);
[[nodiscard]] Expected<FlatLocator> flat_from_bytes(std::span<const std::byte> bytes,
                                                    std::shared_ptr<const void> owner);

}  // namespace libgrid::index::detail
