#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <libgrid/index/detail/flat_locator.hpp>
#include <libgrid/index/detail/wide_memory.hpp>

namespace libgrid::index::detail {
namespace {

constexpr double kMostTopCells = 32.0e6;
constexpr double kBytesPerEdge = 96.0;  ///< unless a budget is given
constexpr double kMostPerEdge = 100.0;  ///< a grid that took more is made again, coarser
constexpr int kMostAttempts = 4;
constexpr double kBytesUncut = 38.0;
constexpr std::size_t kLeastGathered = std::size_t{1} << 23U;

template <class Visit>
void for_each_edge(const MultiPolygon& shape, Visit visit) {
  const auto ring = [&](const Ring& points) {
    for (std::size_t i = 1; i < points.size(); ++i) visit(points[i - 1], points[i]);
  };
  for (const Polygon& polygon : shape) {
    ring(polygon.outer);
    for (const Ring& hole : polygon.holes) ring(hole);
  }
}

ShapeOrder order_of(std::span<const LayerShapes> layers) {
  ShapeOrder order;
  order.layer_start.push_back(0);
  for (const LayerShapes& layer : layers) {
    GRID_ASSERT(layer.ranks.empty() || layer.ranks.size() == layer.shapes.size());
    for (std::size_t s = 0; s < layer.shapes.size(); ++s) {
      const std::int64_t rank = layer.ranks.empty() ? 0 : layer.ranks[s];
      order.priority.push_back(static_cast<std::uint32_t>(rank - std::numeric_limits<std::int32_t>::min()));
    }
    order.layer_start.push_back(static_cast<std::uint32_t>(order.priority.size()));
  }
  return order;
}

std::vector<const MultiPolygon*> shapes_of(std::span<const LayerShapes> layers) {
  std::vector<const MultiPolygon*> shapes;
  for (const LayerShapes& layer : layers)
    for (const MultiPolygon& shape : layer.shapes) shapes.push_back(&shape);
  return shapes;
}

Box box_of(const MultiPolygon& shape) {
  Box box;
  for_each_edge(shape, [&](Xy a, Xy b) { box.extend(a), box.extend(b); });
  return box;
}

/// What a grid is made for.
struct Outline {
  double aim = kBytesPerEdge;  ///< bytes per unique edge, unless a budget is given
  std::size_t edges = 0;       ///< of all rings
  double unique = 0.0;         ///< about as many when shared borders count once
  double reach = 0.0;          ///< widths and heights of the edges, together
};

/// A hash of the edge, the same in both directions.
std::uint64_t hash_of(Xy a, Xy b) {
  const auto mix = [](Xy p) {
    std::uint64_t h = std::bit_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15ULL;
    h = (h ^ h >> 32U ^ std::bit_cast<std::uint64_t>(p.y)) * 0xff51afd7ed558ccdULL;
    return h ^ h >> 33U;
  };
  return (mix(a) + mix(b)) * 0xc4ceb9fe1a85ec53ULL;
}

/// Unique edges are counted among those whose hash is one of 64.
Outline outline_of(std::span<const MultiPolygon* const> shapes) {
  Outline outline;
  std::vector<std::uint64_t> sample;
  for (const MultiPolygon* shape : shapes)
    for_each_edge(*shape, [&](Xy a, Xy b) {
      ++outline.edges;
      outline.reach += std::abs(b.x - a.x) + std::abs(b.y - a.y);
      if (const std::uint64_t hash = hash_of(a, b); hash >> 58U == 0) sample.push_back(hash);
    });
  std::ranges::sort(sample);
  const auto repeats = std::ranges::unique(sample);
  const double share =
      sample.size() < 256 ? 1.0 : 1.0 - static_cast<double>(repeats.size()) / static_cast<double>(sample.size());
  outline.unique = share * static_cast<double>(outline.edges);
  return outline;
}

/// Cells of the top grid. An edge takes 16 bytes for its point and 20 for each cell that it lies in, one and another
/// for each cell line that it crosses; a border takes as many heads of leaves, 20 bytes, as it crosses lines; a cell 4.
double cells_for(const Outline& outline, double width, double height, const LayerOptions& options) {
  const double edges = static_cast<double>(outline.edges);
  if (options.cells_per_edge > 0.0) return options.cells_per_edge * edges;
  const double budget = options.max_bytes > 0 ? static_cast<double>(options.max_bytes) : outline.aim * outline.unique;
  const double spare = std::max(0.0, budget - kBytesUncut * outline.unique);
  const double per_line = 40.0 * (outline.reach * outline.unique / edges) / std::sqrt(width * height);
  const double lines = (std::sqrt(per_line * per_line + 16.0 * spare) - per_line) / 8.0;  // 4 n^2 + per_line n = spare
  return lines * lines;
}

/// A grid a little larger than the box, so that no edge reaches its rim; at least 2^20 doubles across, so that the
/// bounds of flat_band.hpp hold.
FlatFrame frame_over(const Box& box, const Outline& outline, const LayerOptions& options) {
  const double magnitude =
      std::max({std::abs(box.min.x), std::abs(box.min.y), std::abs(box.max.x), std::abs(box.max.y)});
  const double ulp = std::max(magnitude * 0x1.0p-52, 0x1.0p-120);
  double width = box.max.x - box.min.x, height = box.max.y - box.min.y;
  const double margin = std::max(std::max(width, height) * 0x1.0p-10, ulp * 0x1.0p20);
  width += 2.0 * margin;
  height += 2.0 * margin;
  const double wanted = std::clamp(cells_for(outline, width, height, options), 1.0, kMostTopCells);
  const double extent = std::max(width, height);
  const int precise = static_cast<int>(std::floor(std::log2(extent / ulp))) - 18;
  FlatFrame frame;
  frame.deepest = std::clamp(precise, 0, kDeepest);
  const double lines = std::max(1.0, std::sqrt(wanted * (extent / width) * (extent / height)));
  frame.bits = std::clamp(static_cast<int>(std::ceil(std::log2(lines))), 0, std::min(kMostTopBits, frame.deepest));
  const double cells = static_cast<double>(1 << frame.bits);
  frame.x0 = box.min.x - margin;
  frame.y0 = box.min.y - margin;
  const double cell = std::max(extent / std::min(lines, cells), extent / cells);  // as large as the wanted number asks
  frame.columns = std::clamp(static_cast<int>(std::ceil(width / cell)), 1, 1 << frame.bits);
  frame.rows = std::clamp(static_cast<int>(std::ceil(height / cell)), 1, 1 << frame.bits);
  frame.scale = static_cast<double>(std::int64_t{1} << frame.shift()) / cell;
  frame.width = cell * frame.columns * (1.0 - 0x1.0p-40);  // X of a point inside stays in the last column
  frame.height = cell * frame.rows * (1.0 - 0x1.0p-40);
  frame.band_rows = std::max(16, (frame.rows + 63) / 64);
  return frame;
}

/// The shapes whose boxes meet each band, and with them the bands' edges.
class BandMaker {
 public:
  BandMaker(const FlatLocator& flat, std::span<const MultiPolygon* const> shapes, const Outline& outline)
      : flat_(flat), shapes_(shapes), bytes_per_edge_(budget(outline)) {}

  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>((flat_.frame.rows + flat_.frame.band_rows - 1) / flat_.frame.band_rows);
  }

  [[nodiscard]] Band make(std::size_t band, std::span<const std::uint32_t> shapes) const {
    const int first_row = static_cast<int>(band) * flat_.frame.band_rows;
    const double cell = static_cast<double>(std::int64_t{1} << flat_.frame.shift()) / flat_.frame.scale;
    const double low = flat_.frame.y0 + cell * (first_row - 0.01);
    const double high = flat_.frame.y0 + cell * (first_row + flat_.frame.band_rows + 0.01);
    std::vector<RingEdge> edges;
    for (const std::uint32_t s : shapes)
      for_each_edge(*shapes_[s], [&](Xy a, Xy b) {
        if (std::max(a.y, b.y) >= low && std::min(a.y, b.y) <= high) edges.push_back({a, b, s});
      });
    BandLimits limits;
    limits.edges_per_leaf = std::max(1U, flat_.options.edges_per_leaf);
    limits.most_bytes = static_cast<std::size_t>(bytes_per_edge_ * static_cast<double>(edges.size()));
    auto built = std::make_shared<BuiltBand>(build_band(flat_.frame, first_row, std::move(edges), flat_.order, limits));
    Band made;
    made.counts = built->counts;
    made.findings = built->findings;
    made.bytes = std::as_bytes(std::span(built->bytes));
    made.view = view_of(made.bytes, made.counts);
    made.owner = std::move(built);
    return made;
  }

  [[nodiscard]] std::vector<std::vector<std::uint32_t>> shapes_by_band() const {
    std::vector<std::vector<std::uint32_t>> lists(count());
    for (std::uint32_t s = 0; s < flat_.boxes.size(); ++s) {
      if (flat_.boxes[s].empty()) continue;
      const auto [first, last] = bands_of(flat_.boxes[s]);
      for (std::size_t b = first; b <= last; ++b) lists[b].push_back(s);
    }
    return lists;
  }

  struct BandRange {
    std::size_t first, last;
  };
  [[nodiscard]] BandRange bands_of(const Box& box) const {
    const FlatFrame& frame = flat_.frame;
    const double band = static_cast<double>(std::int64_t{1} << frame.shift()) / frame.scale * frame.band_rows;
    const double most = static_cast<double>(count() - 1);
    const auto slot = [&](double y, double pad) {
      return static_cast<std::size_t>(std::clamp(std::floor((y - frame.y0) / band + pad), 0.0, most));
    };
    return {slot(box.min.y, -0.01), slot(box.max.y, 0.01)};
  }

 private:
  /// Per ring edge.
  [[nodiscard]] double budget(const Outline& outline) const {
    const double given = static_cast<double>(flat_.options.max_bytes);
    const double count = static_cast<double>(std::max<std::size_t>(outline.edges, 1));
    return (given > 0.0 ? given : std::max(64e6, kBytesPerEdge * outline.unique)) / count;
  }

  const FlatLocator& flat_;
  std::span<const MultiPolygon* const> shapes_;
  double bytes_per_edge_;
};

}  // namespace

void FlatLocator::finish() {
  digits = answer_digits(order.layer_start);
  rows.clear();
  for (int row = 0; !bands.empty() && row < frame.rows; ++row) {
    const BandView& band = bands[static_cast<std::size_t>(row / frame.band_rows)].view;
    rows.push_back({band.top.data() + static_cast<std::ptrdiff_t>(row % frame.band_rows) * frame.columns,
                    band.units.data(), band.combos.data(), band.subs.data()});
  }
  static constexpr std::uint32_t kOutside = 0;
  rows.push_back({&kOutside, nullptr, nullptr, nullptr});
}

namespace {

std::vector<Band> made_bands(const FlatLocator& flat, std::span<const MultiPolygon* const> shapes,
                             const Outline& outline) {
  const BandMaker maker(flat, shapes, outline);
  const auto lists = maker.shapes_by_band();
  std::vector<Band> bands(maker.count());
  parallel_for(bands.size(), {.threads = flat.options.parallel.threads, .grain = 1},
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t b = begin; b < end; ++b) bands[b] = maker.make(b, lists[b]);
               });
  return bands;
}

/// Moves the bands of a large index into one block.
void gather(std::vector<Band>& bands) {
  std::size_t bytes = 0;
  for (const Band& band : bands) bytes += band.bytes.size();
  if (bytes < kLeastGathered) return;
  const auto memory = wide_memory(bytes);
  std::byte* place = memory.get();
  for (Band& band : bands) {
    std::ranges::copy(band.bytes, place);
    band.bytes = {place, band.bytes.size()};
    band.view = view_of(band.bytes, band.counts);
    place += band.bytes.size();
    band.owner = memory;  // its own memory goes, so that two copies of the whole are never there
  }
}

double bytes_per_edge(const FlatLocator& flat) {
  std::size_t bytes = 0;
  std::uint64_t edges = 0;
  for (const Band& band : flat.bands) bytes += band.bytes.size(), edges += band.findings.unique_edges;
  return static_cast<double>(bytes) / static_cast<double>(std::max<std::uint64_t>(edges, 1));
}

}  // namespace

FlatLocator build_flat(std::span<const LayerShapes> layers, const LayerOptions& options) {
  GRID_ASSERT(!layers.empty() && layers.size() <= 8);
  FlatLocator flat;
  flat.options = options;
  flat.order = order_of(layers);
  const auto shapes = shapes_of(layers);
  Box all;
  for (const MultiPolygon* shape : shapes) {
    flat.boxes.push_back(box_of(*shape));
    if (!flat.boxes.back().empty()) all.extend(flat.boxes.back());
  }
  flat.finish();
  if (all.empty()) return flat;
  Outline outline = outline_of(shapes);
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    flat.frame = frame_over(all, outline, options);
    flat.bands.clear();
    flat.bands = made_bands(flat, shapes, outline);
    const double taken = bytes_per_edge(flat);
    if (taken <= kMostPerEdge || options.max_bytes > 0 || options.cells_per_edge > 0.0) break;
    outline.aim *= kBytesPerEdge / taken;
  }
  gather(flat.bands);
  flat.finish();
  return flat;
}

FlatLocator rebuild_flat(const FlatLocator& old, std::span<const LayerShapes> layers,
                         std::span<const std::uint32_t> changed) {
  const auto shapes = shapes_of(layers);
  FlatLocator flat = old;
  const Box grid{{old.frame.x0, old.frame.y0}, {old.frame.x0 + old.frame.width, old.frame.y0 + old.frame.height}};
  const double rim = std::max(old.frame.width, old.frame.height) * 0x1.0p-12;
  bool fits = !old.bands.empty() && order_of(layers).layer_start == old.order.layer_start;
  for (const std::uint32_t s : changed) {
    if (!fits) break;
    flat.boxes[s] = box_of(*shapes[s]);
    fits = flat.boxes[s].empty() ||
           (grid.contains(flat.boxes[s].grown(Metres{rim}).min) && grid.contains(flat.boxes[s].grown(Metres{rim}).max));
  }
  if (!fits) {
    FlatLocator anew = build_flat(layers, old.options);
    anew.note = old.note;
    return anew;
  }
  const BandMaker maker(flat, shapes, outline_of(shapes));
  std::vector<char> stale(flat.bands.size(), 0);
  for (const std::uint32_t s : changed)
    for (const Box& box : {old.boxes[s], flat.boxes[s]}) {
      if (box.empty()) continue;
      const auto [first, last] = maker.bands_of(box);
      for (std::size_t b = first; b <= last; ++b) stale[b] = 1;
    }
  const auto lists = maker.shapes_by_band();
  for (std::size_t b = 0; b < stale.size(); ++b)
    if (stale[b] != 0) flat.bands[b] = maker.make(b, lists[b]);
  flat.finish();
  return flat;
}

}  // namespace libgrid::index::detail
