#include <libgrid/roads/zone_cut.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <libgrid/roads/detail/crossing.hpp>
#include <libgrid/roads/detail/edge_grid.hpp>

namespace libgrid::roads {
namespace {

constexpr double kProbe = 0.001;  // metres: how far to a side one looks on an exact border
constexpr double kEdgeSlack = 1e-12;

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
  return {index::Locator::build(zones), std::make_shared<const detail::EdgeGrid>(detail::EdgeGrid::over(rings)),
          std::move(owner)};
}

std::optional<BlockId> ZoneCutter::zone_at(Xy p) const {
  const index::Hit hit = locator_.locate(p);
  return hit.shape < 0 ? std::nullopt : std::optional(BlockId{hit.shape + 1});
}

ZoneCutter::Sides ZoneCutter::sides_at(Xy p, Xy normal, Metres tolerance) const {
  double reach = tolerance.value;
  if (reach <= 0.0) {
    const index::Hit hit = locator_.locate(p);
    if (hit.where != Location::border) return {zone_at(p), zone_at(p)};
    reach = kProbe;
  }
  return {zone_at({p.x + normal.x * reach, p.y + normal.y * reach}),
          zone_at({p.x - normal.x * reach, p.y - normal.y * reach})};
}

void ZoneCutter::add_crossings(Xy a, Xy b, std::vector<double>& shares) const {
  rings_->each_cell_of(a, b, [&](int column, int row) {
    for (const auto& edge : rings_->cell(column, row)) {
      const detail::CrossingShares crossing = detail::crossing_shares(a, b, edge.a, edge.b);
      if (crossing.parallel) continue;  // a parallel edge begins and ends where its neighbours are met
      const bool on_edge = crossing.on_cd >= -kEdgeSlack && crossing.on_cd <= 1.0 + kEdgeSlack;
      if (on_edge && crossing.on_ab > 0.0 && crossing.on_ab < 1.0) shares.push_back(crossing.on_ab);
    }
  });
}

void ZoneCutter::cut_street(const Street& street, const ZoneCutOptions& options,
                            std::vector<StreetStretch>& out) const {
  const std::size_t first = out.size();
  const auto add = [&](Metres from, Metres to, const Sides& sides) {
    if (!(from < to)) return;
    const bool goes_on = out.size() > first && Sides{out.back().left, out.back().right} == sides;
    if (goes_on) return void(out.back().to = to);
    out.push_back({street.id, from, to, sides.left, sides.right});
  };
  Metres before;
  std::vector<double> shares;
  for (std::size_t i = 1; i < street.line.size(); ++i) {
    const Xy a = street.line[i - 1], b = street.line[i];
    const Metres whole = distance(a, b);
    if (whole <= Metres{0.0}) continue;
    const Xy normal{(a.y - b.y) / whole.value, (b.x - a.x) / whole.value};
    shares = {0.0, 1.0};
    for (const double side :
         options.tolerance > Metres{0.0} ? std::vector<double>{1.0, -1.0} : std::vector<double>{0.0}) {
      const double dx = side * normal.x * options.tolerance.value, dy = side * normal.y * options.tolerance.value;
      add_crossings({a.x + dx, a.y + dy}, {b.x + dx, b.y + dy}, shares);
    }
    std::ranges::sort(shares);
    for (std::size_t k = 1; k < shares.size(); ++k) {
      if (shares[k] == shares[k - 1]) continue;
      const double middle = (shares[k - 1] + shares[k]) / 2.0;
      const Xy at{a.x + middle * (b.x - a.x), a.y + middle * (b.y - a.y)};
      const Sides sides = sides_at(at, normal, options.tolerance);
      const Metres to = before + whole * shares[k];
      add(out.size() > first ? out.back().to : Metres{0.0}, to, sides);
    }
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
  for (const Street& street : streets) cut_street(street, options, out);
  return out;
}

std::vector<std::int32_t> ZoneCutter::touched(std::span<const Xy> line) const {
  std::vector<std::int32_t> found;
  for (const Xy p : line) {
    const auto here = locator_.covering(p);
    found.insert(found.end(), here.begin(), here.end());
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
