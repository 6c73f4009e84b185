#include <algorithm>
#include <cmath>
#include <utility>

#include <libgrid/base/error.hpp>
#include <libgrid/hotspot/detail/point_buckets.hpp>
#include <libgrid/hotspot/weights.hpp>

namespace libgrid {
namespace hotspot {
namespace {

/// A vertex or an edge of a shape, and whose it is.
struct ShapePart {
  Xy low, high;
  std::uint32_t shape = 0;
  friend auto operator<=>(const ShapePart&, const ShapePart&) = default;
};

void add_ring_parts(const Ring& ring, std::uint32_t shape, Contiguity contiguity, std::vector<ShapePart>& parts) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (contiguity == Contiguity::queen)
      parts.push_back({ring[i], ring[i], shape});
    else
      parts.push_back({std::min(ring[i - 1], ring[i]), std::max(ring[i - 1], ring[i]), shape});
  }
}

/// Every two shapes in a run of equal parts are neighbours.
void link_run(std::span<const ShapePart> run, std::vector<WeightedLink>& links) {
  for (std::size_t a = 0; a < run.size(); ++a)
    for (std::size_t b = 0; b < run.size(); ++b)
      if (run[a].shape != run[b].shape) links.push_back({run[a].shape, run[b].shape, 1.0});
}

double sum_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

double sum_of_squares(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value * value;
  return sum;
}

/// What row i is divided by, and the total the codings C, U and S scale to.
double row_divisor(const Weights& weights, std::size_t i, Coding coding) {
  if (coding == Coding::row_standardised) return sum_of(weights.weights(i));
  if (coding == Coding::variance_stabilising) return std::sqrt(sum_of_squares(weights.weights(i)));
  return 1.0;
}

}  // namespace

Weights weights_from_links(std::size_t places, std::vector<WeightedLink> links) {
  std::sort(links.begin(), links.end());
  const auto same = [](const WeightedLink& a, const WeightedLink& b) { return a.from == b.from && a.to == b.to; };
  links.erase(std::unique(links.begin(), links.end(), same), links.end());
  Weights weights;
  weights.first.assign(places + 1, 0);
  weights.of.reserve(links.size());
  weights.weight.reserve(links.size());
  for (const WeightedLink& link : links) {
    GRID_ASSERT(link.from < places && link.to < places);
    ++weights.first[link.from + 1];
    weights.of.push_back(link.to);
    weights.weight.push_back(link.weight);
  }
  for (std::size_t i = 0; i < places; ++i) weights.first[i + 1] += weights.first[i];
  return weights;
}

Weights border_weights(std::size_t places, std::span<const BorderPair> borders) {
  std::vector<WeightedLink> links;
  links.reserve(2 * borders.size());
  for (const BorderPair& border : borders) {
    if (border.a == border.b) continue;
    links.push_back({border.a, border.b, 1.0});
    links.push_back({border.b, border.a, 1.0});
  }
  return weights_from_links(places, std::move(links));
}

Weights contiguity_weights(std::span<const MultiPolygon> shapes, Contiguity contiguity) {
  std::vector<ShapePart> parts;
  for (std::size_t i = 0; i < shapes.size(); ++i)
    for (const Polygon& polygon : shapes[i]) {
      add_ring_parts(polygon.outer, static_cast<std::uint32_t>(i), contiguity, parts);
      for (const Ring& hole : polygon.holes) add_ring_parts(hole, static_cast<std::uint32_t>(i), contiguity, parts);
    }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::vector<WeightedLink> links;
  for (std::size_t begin = 0, end = 0; begin < parts.size(); begin = end) {
    while (end < parts.size() && parts[end].low == parts[begin].low && parts[end].high == parts[begin].high) ++end;
    link_run(std::span(parts).subspan(begin, end - begin), links);
  }
  return weights_from_links(shapes.size(), std::move(links));
}

Weights grid_weights(std::size_t columns, std::size_t rows, Contiguity contiguity) {
  Weights weights;
  weights.first.resize(columns * rows + 1);
  weights.of.resize(columns * rows * 8);
  std::uint32_t* next = weights.of.data();
  for (std::size_t y = 0; y < rows; ++y)
    for (std::size_t x = 0; x < columns; ++x) {
      const std::size_t low = x == 0 ? 0 : x - 1, high = std::min(x + 1, columns - 1);
      for (std::size_t v = (y == 0 ? 0 : y - 1); v <= std::min(y + 1, rows - 1); ++v)
        for (std::size_t u = low; u <= high; ++u)
          if ((u != x || v != y) && (contiguity == Contiguity::queen || u == x || v == y))
            *next++ = static_cast<std::uint32_t>(v * columns + u);
      weights.first[y * columns + x + 1] = static_cast<std::size_t>(next - weights.of.data());
    }
  weights.of.resize(weights.first.back());
  weights.weight.assign(weights.of.size(), 1.0);
  return weights;
}

Weights distance_band_weights(std::span<const Xy> places, Metres band) {
  GRID_ASSERT(band.value > 0.0);
  const detail::PointBuckets buckets(places, band);
  Weights weights;
  weights.first.reserve(places.size() + 1);
  for (std::size_t i = 0; i < places.size(); ++i) {
    buckets.visit_near(places[i], [&](std::uint32_t j) {
      if (j != i) weights.of.push_back(j);
    });
    std::sort(weights.of.begin() + static_cast<std::ptrdiff_t>(weights.first.back()), weights.of.end());
    weights.first.push_back(weights.of.size());
  }
  weights.weight.assign(weights.of.size(), 1.0);
  return weights;
}

Weights nearest_weights(std::span<const Xy> places, std::size_t k) {
  GRID_ASSERT(k < places.size());
  const detail::PointBuckets buckets(places, detail::typical_spacing(places, k));
  std::vector<WeightedLink> links;
  links.reserve(places.size() * k);
  std::vector<std::pair<double, std::uint32_t>> found;
  for (std::size_t i = 0; i < places.size(); ++i) {
    buckets.nearest(places[i], static_cast<std::uint32_t>(i), k, found);
    for (const auto& [distance, j] : found) links.push_back({static_cast<std::uint32_t>(i), j, 1.0});
  }
  return weights_from_links(places.size(), std::move(links));
}

Weights measured_band_weights(std::size_t places, std::span<const MeasuredPair> pairs, Metres band) {
  std::vector<BorderPair> within;
  for (const MeasuredPair& pair : pairs)
    if (pair.distance <= band) within.push_back({pair.a, pair.b});
  return border_weights(places, within);
}

Weights coded(const Weights& weights, Coding coding) {
  if (coding == Coding::binary) {
    Weights ones = weights;
    std::fill(ones.weight.begin(), ones.weight.end(), 1.0);
    return ones;
  }
  Weights result = weights;
  double total = 0.0;
  std::size_t connected = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights.degree(i) == 0) continue;
    ++connected;
    const double divisor = row_divisor(weights, i, coding);
    for (std::size_t k = weights.first[i]; k < weights.first[i + 1]; ++k) result.weight[k] /= divisor;
    total += sum_of(result.weights(i));
  }
  if (coding == Coding::row_standardised || total == 0.0) return result;
  const double scale = (coding == Coding::unity ? 1.0 : static_cast<double>(connected)) / total;
  for (double& value : result.weight) value *= scale;
  return result;
}

Weights with_self(const Weights& weights) {
  Weights result;
  result.first.reserve(weights.size() + 1);
  result.of.reserve(weights.of.size() + weights.size());
  result.weight.reserve(weights.of.size() + weights.size());
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    bool listed = false;  // i stands among its ascending neighbours
    for (std::size_t k = weights.first[i]; k <= weights.first[i + 1]; ++k) {
      const bool end = k == weights.first[i + 1];
      listed = listed || (!end && weights.of[k] == i);
      if (!listed && (end || weights.of[k] > i)) {
        result.of.push_back(i);
        result.weight.push_back(1.0);
        listed = true;
      }
      if (end) break;
      result.of.push_back(weights.of[k]);
      result.weight.push_back(weights.weight[k]);
    }
    result.first.push_back(result.of.size());
  }
  return result;
}

std::vector<std::size_t> islands(const Weights& weights) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto row = weights.neighbours(i);
    if (std::all_of(row.begin(), row.end(), [i](std::uint32_t j) { return j == i; })) found.push_back(i);
  }
  return found;
}

}  // namespace hotspot
}  // namespace libgrid
