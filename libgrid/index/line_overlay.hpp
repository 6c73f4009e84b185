#pragma once
/// Lines cut by the shapes of a LayerLocator: how many metres of each line lie in each shape.
///
///   std::vector<LinePiece> pieces = overlay_lines(locator, lines, {.border = BorderRun::half});
///   std::vector<double> metres = metres_per_shape(locator, 0, pieces);        // of layer 0, by position
///
/// The idea: a line that is moved a hair to the south and, after that, to the east (detail/moved_side.hpp) meets no
/// vertex and runs along no edge. So its start lies in known shapes, and every edge that it crosses flips the edge's
/// shapes; the cells of the index name the few edges to ask. Which edges are crossed is decided exactly on the given
/// coordinates; places along the line are quotients of determinants in twice the precision of doubles.
///
/// A stretch that lies exactly on an edge is a border run; its owner is chosen, BorderRun:
///   south_east  the shape to the south of the line (of an upright one: to the east): each metre of a coverage counts
///               once
///   half        the shapes on both sides count half; at the outer rim one half belongs to nobody
///   both        each shape whose border it is counts the whole run, as the intersection of closed sets does
/// Shapes of a layer that overlap count each for itself.
///
/// Exactly means exactly: a street that runs half a millimetre beside a border (blocks are drawn from streets that were
/// snapped to 2^-10 m) is no border run and is cut wherever it crosses. Who answers for such a street is a question of
/// road duty, roads/duties.hpp, which has a tolerance.
///
/// Units: plane metres. A line with a coordinate that is not finite has no pieces.
/// @guarantee metres of a shape: relative error below 1e-12 (tested against rational arithmetic); independent of
///            LayerOptions and of threads
/// @errors    none
/// @cost      docs/benchmarks.md (tests/bench/overlay_bench.cpp)
/// @source    Edelsbrunner & Muecke 1990 (the moved line); Knuth, two-sum (the determinants)

#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/parallel.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/index/layer_locator.hpp>

namespace libgrid::index {

enum class BorderRun : unsigned char { south_east, half, both };

struct OverlayOptions {
  BorderRun border = BorderRun::half;
  Parallel parallel = {.threads = 1, .grain = 1024};
};

struct LinePiece {
  std::uint32_t line = 0;
  LayerShape shape;
  double metres = 0.0;  ///< of the line in the shape, all its stretches together
  friend bool operator==(const LinePiece&, const LinePiece&) = default;
};

struct LineSegment {
  Xy a;
  Xy b;
};

/// Ascending by line, then by layer and shape; no piece without length.
[[nodiscard]] std::vector<LinePiece> overlay_lines(const LayerLocator& locator, std::span<const LineString> lines,
                                                   const OverlayOptions& options = {});
[[nodiscard]] std::vector<LinePiece> overlay_segments(const LayerLocator& locator, std::span<const LineSegment> lines,
                                                      const OverlayOptions& options = {});

/// A part of a segment between places where it enters, leaves or begins to run along a shape of the first layer.
struct SegmentStretch {
  std::uint32_t segment = 0;
  double from = 0.0;  ///< share of the segment
  double to = 0.0;
  std::int32_t left = -1;   ///< the lowest position of the shapes on this side; -1: none
  std::int32_t right = -1;  ///< another than left only where the segment runs exactly along an edge
  friend bool operator==(const SegmentStretch&, const SegmentStretch&) = default;
};

/// Ascending by segment, then along it: from 0 to 1 without gaps, every stretch of positive length. A segment without
/// length or with a coordinate that is not finite has none.
[[nodiscard]] std::vector<SegmentStretch> cut_segments(const LayerLocator& locator, std::span<const LineSegment> lines,
                                                       const Parallel& parallel = {.threads = 1, .grain = 1024});

/// Compensated sums in the order of the pieces: the same to the last bit whatever the threads.
[[nodiscard]] std::vector<double> metres_per_shape(const LayerLocator& locator, std::size_t layer,
                                                   std::span<const LinePiece> pieces);

}  // namespace libgrid::index
