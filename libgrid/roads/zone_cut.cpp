#include <libgrid/roads/zone_cut.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/index/line_overlay.hpp>
#include <libgrid/roads/detail/edge_grid.hpp>

namespace libgrid::roads {
namespace {

std::optional<BlockId> zone_of(std::int32_t shape) {
  return shape < 0 ? std::nullopt : std::optional(BlockId{shape + 1});
}

/// Exact: do the closed segments ab and cd meet?
bool segments_meet(Xy a, Xy b, Xy c, Xy d) {
  const Side c_side = orientation(a, b, c), d_side = orientation(a, b, d);
  const Side a_side = orientation(c, d, a), b_side = orientation(c, d, b);
  if (c_side != d_side && a_side != b_side) return true;
  return on_segment(a, b, c) || on_segment(a, b, d) || on_segment(c, d, a) || on_segment(c, d, b);
}

}  // namespace

ZoneCutter ZoneCutter::build(std::span<const MultiPolygon> zones) {
  std::vector<LineString> rings;
  std::vector<std::int32_t> owner;
  for (std::size_t z = 0; z < zones.size(); ++z)
    for (const Polygon& polygon : zones[z]) {
      rings.push_back(polygon.outer);
      rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
      owner.resize(rings.size(), static_cast<std::int32_t>(z));
    }
  const index::LayerShapes layer{.shapes = zones};
  return {index::LayerLocator::build(std::span(&layer, 1)),
          std::make_shared<const detail::EdgeGrid>(detail::EdgeGrid::over(rings)), std::move(owner)};
}

std::optional<BlockId> ZoneCutter::zone_at(Xy p) const {
  std::array<std::int32_t, 1> shape{-1};
  locator_.locate(p, shape);
  return zone_of(shape[0]);
}

/// The stretches of the probes of all edges, handed out edge by edge in the order in which they were asked.
class ZoneCutter::Probes {
 public:
  /// visit(share, share, sides) from 0 to 1 along the next edge of positive length.
  template <class Visit>
  void next(bool two, const Visit& visit) {
    const auto left = take(), right = two ? take() : left;
    double from = 0.0;
    for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
      const double to = std::min(left[i].to, right[j].to);
      if (to > from)
        visit(
            from, to,
            two ? Sides{of_probe(left[i]), of_probe(right[j])} : Sides{zone_of(left[i].left), zone_of(left[i].right)});
      from = std::max(from, to);
      const bool left_ends = left[i].to <= to, right_ends = right[j].to <= to;
      i += left_ends ? 1 : 0, j += right_ends ? 1 : 0;
    }
  }

  Probes(const index::LayerLocator& locator, std::span<const Street> streets, Metres tolerance) {
    std::vector<index::LineSegment> segments;
    for (const Street& street : streets)
      for (std::size_t i = 1; i < street.line.size(); ++i) {
        const Xy a = street.line[i - 1], b = street.line[i];
        const Metres whole = distance(a, b);
        if (whole <= Metres{0.0}) continue;
        const Xy aside{(a.y - b.y) / whole.value * tolerance.value, (b.x - a.x) / whole.value * tolerance.value};
        segments.push_back({{a.x + aside.x, a.y + aside.y}, {b.x + aside.x, b.y + aside.y}});
        if (tolerance > Metres{0.0})
          segments.push_back({{a.x - aside.x, a.y - aside.y}, {b.x - aside.x, b.y - aside.y}});
      }
    stretches_ = index::cut_segments(locator, segments);
  }

 private:
  std::span<const index::SegmentStretch> take() {
    const std::size_t first = at_;
    while (at_ < stretches_.size() && stretches_[at_].segment == probe_) ++at_;
    ++probe_;
    return std::span(stretches_).subspan(first, at_ - first);
  }

  /// A probe that runs on a border is in the zone of the lower position.
  static std::optional<BlockId> of_probe(const index::SegmentStretch& stretch) {
    const auto [low, high] = std::minmax(stretch.left, stretch.right);
    return zone_of(low < 0 ? high : low);
  }

  std::vector<index::SegmentStretch> stretches_;
  std::size_t at_ = 0;
  std::uint32_t probe_ = 0;
};

void ZoneCutter::cut_street(const Street& street, const ZoneCutOptions& options, Probes& probes,
                            std::vector<StreetStretch>& out) const {
  const std::size_t first = out.size();
  const auto add = [&](Metres from, Metres to, const Sides& sides) {
    if (!(from < to)) return;
    const bool goes_on = out.size() > first && Sides{out.back().left, out.back().right} == sides;
    if (goes_on) return void(out.back().to = to);
    out.push_back({street.id, from, to, sides.left, sides.right});
  };
  Metres before;
  for (std::size_t i = 1; i < street.line.size(); ++i) {
    const Metres whole = distance(street.line[i - 1], street.line[i]);
    if (whole <= Metres{0.0}) continue;
    probes.next(options.tolerance > Metres{0.0}, [&](double, double to, const Sides& sides) {
      add(out.size() > first ? out.back().to : Metres{0.0}, before + whole * to, sides);
    });
    before += whole;
  }
  if (options.shortest <= Metres{0.0}) return;
  // Border crumbs go to the zone of their middle; then neighbours of one kind are joined again.
  std::vector<StreetStretch> crumbs(out.begin() + static_cast<std::ptrdiff_t>(first), out.end());
  out.resize(first);
  for (const StreetStretch& stretch : crumbs) {
    Sides sides{stretch.left, stretch.right};
    if (sides.left != sides.right && stretch.to - stretch.from < options.shortest)
      sides.left = sides.right = zone_at(point_at(street.line, (stretch.from + stretch.to) / 2.0));
    add(stretch.from, stretch.to, sides);
  }
}

std::vector<StreetStretch> ZoneCutter::cut(std::span<const Street> streets, const ZoneCutOptions& options) const {
  std::vector<StreetStretch> out;
  Probes probes(locator_, streets, options.tolerance);
  for (const Street& street : streets) cut_street(street, options, probes, out);
  return out;
}

std::vector<std::int32_t> ZoneCutter::touched(std::span<const Xy> line) const {
  std::vector<std::int32_t> found;
  for (const Xy p : line) {
    for (const index::LayerShape& here : locator_.covering(p)) found.push_back(static_cast<std::int32_t>(here.shape));
  }
  for (std::size_t i = 1; i < line.size(); ++i)
    rings_->each_cell_of(line[i - 1], line[i], [&](int column, int row) {
      for (const auto& edge : rings_->cell(column, row))
        if (segments_meet(line[i - 1], line[i], edge.a, edge.b))
          found.push_back(
              zone_of_ring_[static_cast<std::size_t>(rings_->edges[static_cast<std::size_t>(edge.edge)].line)]);
    });
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

ZoneMap plain_zone_map(std::span<const MultiPolygon> shapes, std::span<const std::string> codes) {
  ZoneMap map;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const auto number = static_cast<std::int64_t>(i) + 1;
    Zone zone;
    zone.id = ZoneId{number};
    zone.code = codes[i];
    zone.blocks = 1;
    zone.shape = shapes[i];
    map.zones.push_back(std::move(zone));
    map.blocks.push_back({BlockId{number}, ZoneId{number}});
  }
  return map;
}

}  // namespace libgrid::roads
