#pragma once
/// Spatial weights: who is whose neighbour, and how much it counts.
///
///   Weights queen = contiguity_weights(shapes, Contiguity::queen);   // shapes of a coverage: shared borders
///   Weights rows = coded(queen, Coding::row_standardised);           // each row adds up to 1
///   Weights star = with_self(queen);                                 // for Gi*: the place itself counts too
///
/// Row i holds the neighbours of place i, ascending, each once: of[first[i]] ... of[first[i + 1] - 1], with weight[...]
/// beside. A row without neighbours is an island: nothing is made up for it, statistics there are NaN and flagged.
/// @guarantee builders do not depend on the order in which edges or pairs are given
/// @source Cliff & Ord 1981 (codings); Tiefelsdorf, Griffith & Boots 1999 (variance stabilising)

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <libgrid/base/units.hpp>
#include <libgrid/geom/shapes.hpp>
#include <libgrid/geom/xy.hpp>

namespace libgrid {
namespace hotspot {

struct Weights {
  std::vector<std::size_t> first{0};  ///< places + 1 entries
  std::vector<std::uint32_t> of;
  std::vector<double> weight;  ///< as long as `of`

  [[nodiscard]] std::size_t size() const { return first.size() - 1; }
  [[nodiscard]] std::size_t degree(std::size_t i) const { return first[i + 1] - first[i]; }
  [[nodiscard]] std::span<const std::uint32_t> neighbours(std::size_t i) const {
    return std::span(of).subspan(first[i], degree(i));
  }
  [[nodiscard]] std::span<const double> weights(std::size_t i) const {
    return std::span(weight).subspan(first[i], degree(i));
  }
  friend bool operator==(const Weights&, const Weights&) = default;
};

/// One link of a list: from row `from` to neighbour `to`.
struct WeightedLink {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 1.0;
  friend auto operator<=>(const WeightedLink&, const WeightedLink&) = default;
};

/// From any list, e.g. neighbours within a street distance. A link that is listed twice counts once.
/// @pre from, to < places; the same link never with two weights
[[nodiscard]] Weights weights_from_links(std::size_t places, std::vector<WeightedLink> links);

/// Two areas that share a border, as coverage::BorderLine knows it; made symmetric.
struct BorderPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};
[[nodiscard]] Weights border_weights(std::size_t places, std::span<const BorderPair> borders);

/// rook: a common edge; queen: a common vertex is enough.
enum class Contiguity : unsigned char { rook, queen };

/// Shapes of one coverage, whose shared borders have bit-equal vertices (that is what the room coverage promises).
/// @cost O(vertices log vertices)
[[nodiscard]] Weights contiguity_weights(std::span<const MultiPolygon> shapes, Contiguity contiguity);

/// A whole rectangle of columns x rows cells, place iy * columns + ix. @cost O(cells)
[[nodiscard]] Weights grid_weights(std::size_t columns, std::size_t rows, Contiguity contiguity);

/// Everybody within the distance (dx*dx + dy*dy <= band*band, the border included). @pre band > 0
/// @cost O(n log n + links)
[[nodiscard]] Weights distance_band_weights(std::span<const Xy> places, Metres band);

/// The k nearest others; equal distances by the smaller index. Not symmetric. @pre k < places
[[nodiscard]] Weights nearest_weights(std::span<const Xy> places, std::size_t k);

/// Pairs with a distance measured elsewhere (along streets): weight 1 within the band, made symmetric.
struct MeasuredPair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  Metres distance;
};
[[nodiscard]] Weights measured_band_weights(std::size_t places, std::span<const MeasuredPair> pairs, Metres band);

/// B: 1 each; W: rows add up to 1; C: all add up to n; U: all add up to 1; S: variance stabilising, adds up to n.
enum class Coding : unsigned char { binary, row_standardised, globally, unity, variance_stabilising };

/// The same links in another coding. C and S add up to the number of places that have neighbours, as in spdep.
[[nodiscard]] Weights coded(const Weights& weights, Coding coding);

/// Adds the place itself with weight 1 (before any coding).
[[nodiscard]] Weights with_self(const Weights& weights);

/// Places without a neighbour other than themselves.
[[nodiscard]] std::vector<std::size_t> islands(const Weights& weights);

}  // namespace hotspot
}  // namespace libgrid
