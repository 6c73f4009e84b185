#pragma once
/// Points in, one answer per layer out: exact point location over several layers at once, at memory speed.
///
///   std::vector<LayerShapes> layers{{.shapes = management}, {.shapes = sanitation, .ranks = ranks}};
///   LayerLocator locator = LayerLocator::build(layers);
///   std::vector<std::int32_t> answers(2 * points.size());             // a column per layer, -1: in no shape
///   std::vector<std::uint8_t> touch(points.size());                   // bit l: on a border of layer l
///   locator.locate_all(points, answers, {.touch = touch});
///   Bytes file = locator.to_bytes();                                  // flat, checksummed: write, map, share
///   Expected<LayerLocator> mapped = LayerLocator::from_bytes(file);
///
/// The idea: a grid whose crowded cells are cut 4 x 4, again and again; a cell without edges knows its answer; a leaf
/// keeps for each of its few edges 16 bytes of small integers and a set of the shapes that the edge bounds. Walking
/// from the leaf's corner to the point, every edge that is crossed flips its shapes: one walk answers all layers. The
/// small integers answer only where a derived bound (detail/flat_band.hpp) says that they are right; elsewhere the sign
/// of the exact predicate on the given coordinates decides.
///
/// Layers may have shared borders, overlaps, gaps, holes, parts. A shape is the closed set of its rings by even-odd
/// parity: an invalid ring has a defined answer; edges that a shape uses twice are counted in findings().
///
/// Ties (a point in or on several shapes of one layer), TieRule:
///   lowest      the lowest rank answers, equal ranks by position (positions in the order of the codes: the lower code)
///   south_east  half-open: the point counts as a hair to the south and then to the east of where it is (the street's
///               south and east kerb); so every point of a coverage lies in exactly one shape. Among overlapping shapes
///               the lowest rank answers. Where the moved point lies in no shape (outside of an outer rim, in a hole,
///               in a gap) the shapes that the point touches answer as by `lowest`: on a border nobody gets -1
///   all         covering() lists every shape that contains the point
///
/// Units: those of the shapes (plane metres). Straight lines are straight in the given coordinates.
/// @pre       rings closed, coordinates finite, magnitudes zero or between 2^-140 and 2^140; fewer than 2^30 shapes and
///            2^32 edges; at most 8 layers
/// @guarantee the answers of exact arithmetic on the given doubles; independent of LayerOptions, of the order of points
///            and rings, of threads and of optimisation. A point that is not finite is in no shape
/// @errors    from_bytes: file_unreadable (no index at all), index_version, index_damaged (what is wrong is in the
///            detail); otherwise none
/// @cost      docs/benchmarks.md (tests/bench/locator_bench.cpp): random order about 4 ns per point among hundreds of
///            shapes, 8 ns among 10^4, 19 ns among 10^6

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/parallel.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/geom/wkb.hpp>

namespace libgrid::index {

namespace detail {
struct FlatLocator;
}

/// One layer (a sector, a level): its shapes and, if given, their ranks (lower answers first; empty: all equal).
struct LayerShapes {
  std::span<const MultiPolygon> shapes;
  std::span<const std::int32_t> ranks = {};
};

enum class TieRule : unsigned char { lowest, south_east };

/// Speed and memory only; no option changes an answer.
struct LayerOptions {
  double cells_per_edge = 0.0;       ///< of the top grid, before crowded cells are cut; 0: about what max_bytes allows
  std::uint32_t edges_per_leaf = 8;  ///< cells with more edges are cut
  std::size_t max_bytes = 0;         ///< cutting stops about there; 0: 96 bytes per unique edge, cutting to 64 MB
  Parallel parallel = {};            ///< of building
};

struct LocateOptions {
  std::span<std::uint8_t> touch = {};  ///< as long as the points, or empty
  TieRule rule = TieRule::lowest;
  Parallel parallel = {.threads = 1, .grain = 65'536};
};

/// A shape by its layer and its position in it.
struct LayerShape {
  std::uint32_t layer = 0;
  std::uint32_t shape = 0;
  friend auto operator<=>(const LayerShape&, const LayerShape&) = default;
};

struct LayerFindings {
  std::uint64_t unique_edges = 0;    ///< shared borders count once
  std::uint64_t repeated_edges = 0;  ///< used twice or more by one shape: an invalid ring, read by even-odd parity
  std::size_t bytes = 0;             ///< of the index
};

class LayerLocator {
 public:
  [[nodiscard]] static LayerLocator build(std::span<const LayerShapes> layers, const LayerOptions& options = {});

  /// The same layers with some shapes drawn anew: only bands of the grid that the old or the new shapes meet are built.
  /// @pre as many layers and shapes as before, with the same ranks; shapes that are not listed did not change; the new
  ///      shapes lie in extent() (else everything is built)
  [[nodiscard]] LayerLocator rebuilt(std::span<const LayerShapes> layers, std::span<const LayerShape> changed) const;

  /// Checks everything before it answers anything: checksum, sizes, every entry. The bytes must stay until the locator
  /// and its copies are gone: `owner` keeps them (a mapped file). Bytes that are not 16-byte aligned are copied.
  [[nodiscard]] static Expected<LayerLocator> from_bytes(std::span<const std::byte> bytes,
                                                         std::shared_ptr<const void> owner = nullptr);
  [[nodiscard]] Bytes to_bytes() const;
  /// The same locator with bytes of the caller's (names, codes, a frame), which its file and copies carry along.
  /// @pre fewer than 2^32 bytes
  [[nodiscard]] LayerLocator with_note(std::span<const std::byte> note) const;
  [[nodiscard]] std::span<const std::byte> note() const;  ///< empty without one
  /// Of a file's bytes from the 17th on; stands in bytes 9 to 16. Tells damage from a whole file, nothing about intent.
  [[nodiscard]] static std::uint64_t checksum(std::span<const std::byte> bytes);

  /// answers[l] = position in layer l, or -1; the result's bit l: on a border of layer l.
  /// @pre answers.size() == layers()
  std::uint8_t locate(Xy p, std::span<std::int32_t> answers, TieRule rule = TieRule::lowest) const;

  /// answers[l * points.size() + i] for point i in layer l. @pre answers.size() == layers() * points.size()
  void locate_all(std::span<const Xy> points, std::span<std::int32_t> answers, const LocateOptions& how = {}) const;
  /// The same from two columns. @pre x.size() == y.size()
  void locate_all(std::span<const double> x, std::span<const double> y, std::span<std::int32_t> answers,
                  const LocateOptions& how = {}) const;

  /// Every shape whose closed set contains p, by layer and position.
  [[nodiscard]] std::vector<LayerShape> covering(Xy p) const;

  [[nodiscard]] std::size_t layers() const;
  [[nodiscard]] std::size_t size(std::size_t layer) const;  ///< shapes of a layer
  [[nodiscard]] Box extent() const;                         ///< of the grid, a little larger than the shapes
  [[nodiscard]] Box bounds() const;                         ///< of all shapes
  [[nodiscard]] LayerFindings findings() const;

  /// For the other queries of this room (line_overlay.hpp).
  [[nodiscard]] const detail::FlatLocator& flat() const { return *flat_; }

 private:
  explicit LayerLocator(std::shared_ptr<const detail::FlatLocator> flat) : flat_(std::move(flat)) {}
  // Shared because it is immutable: a service swaps in a new plan while requests still read the old one.
  std::shared_ptr<const detail::FlatLocator> flat_;
};

}  // namespace libgrid::index
