// The locator against two oracles that share no code with it: rational arithmetic, and GEOS prepared `covers` with the
// tie rule.

#include <memory>
#include <string>

#include <geos_c.h>
#include <gtest/gtest.h>

#include <libgrid/geom/wkb.hpp>
#include <libgrid/index/locator.hpp>
#include <tests/index/random_shapes.hpp>
#include <tests/index/rational_oracle.hpp>

namespace libgrid::index {
namespace {

template <class LocateOne>
Hit lowest(std::size_t shapes, LocateOne where_in) {
  Hit hit;
  for (std::size_t s = 0; s < shapes; ++s) {
    const Location where = where_in(s);
    if (where == Location::outside) continue;
    if (hit.shape < 0) hit.shape = static_cast<std::int32_t>(s);
    if (hit.where != Location::border) hit.where = where;
  }
  return hit;
}

Hit hit_by_rationals(const std::vector<MultiPolygon>& shapes, Xy p) {
  return lowest(shapes.size(), [&](std::size_t s) {
    return bounds(shapes[s]).contains(p) ? locate_by_rationals(shapes[s], p) : Location::outside;
  });
}

TEST(LocatorOracle, RationalArithmeticOnCoverages) {
  for (std::uint64_t seed = 101; seed <= 104; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = jittered_coverage(4, 4, 2, seed);
    const Locator locator = Locator::build(shapes);
    for (const Xy p : hard_points(shapes, 60, seed)) ASSERT_EQ(locator.locate(p), hit_by_rationals(shapes, p));
  }
}

TEST(LocatorOracle, RationalArithmeticOnTangles) {
  for (std::uint64_t seed = 201; seed <= 212; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto shapes = lattice_tangle(seed);
    const Locator locator = Locator::build(shapes);
    const auto exact = [&](Xy p) {  // bounds() looks at outer rings only; a tangle's "holes" may lie outside
      return lowest(shapes.size(), [&](std::size_t s) { return locate_by_rationals(shapes[s], p); });
    };
    for (const Xy p : hard_points(shapes, 8, seed)) ASSERT_EQ(locator.locate(p), exact(p)) << p.x << ' ' << p.y;
  }
}

// Horizontal and vertical edges of one layer at the heights of another layer's vertices: where a prototype of ours
// failed.
TEST(LocatorOracle, RationalArithmeticOnTwoLayersLevelWithEachOther) {
  for (std::uint64_t seed = 301; seed <= 304; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto shapes = jittered_coverage(3, 3, 2, seed);
    Dice dice(seed, 7);
    const auto vertices = vertices_of(shapes);
    for (int k = 0; k < 12; ++k) {
      const Xy a = dice.of(vertices), b = dice.of(vertices);
      shapes.push_back({{.outer = {a, {b.x, a.y}, b, {a.x, b.y}, a}, .holes = {}}});
    }
    const Locator locator = Locator::build(shapes);
    for (const Xy p : hard_points(shapes, 40, seed)) ASSERT_EQ(locator.locate(p), hit_by_rationals(shapes, p));
  }
}

class Geos {
 public:
  Geos() : context_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  [[nodiscard]] GEOSContextHandle_t get() const { return context_; }

  using Geometry = std::shared_ptr<GEOSGeometry>;
  [[nodiscard]] Geometry own(GEOSGeometry* raw) const {
    return {raw, [context = context_](GEOSGeometry* g) { GEOSGeom_destroy_r(context, g); }};
  }
  [[nodiscard]] Geometry read(const Bytes& wkb) const {
    return own(GEOSGeomFromWKB_buf_r(context_, reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size()));
  }
  [[nodiscard]] MultiPolygon write(const Geometry& geometry) const {
    std::size_t size = 0;
    unsigned char* raw = GEOSGeomToWKB_buf_r(context_, geometry.get(), &size);
    const auto polygons = polygons_from_wkb(std::as_bytes(std::span(raw, size)));
    GEOSFree_r(context_, raw);
    return polygons.value();
  }

 private:
  GEOSContextHandle_t context_;
};

/// Zones of a coverage: its cells dealt out at random, united by GEOS without moving a coordinate. Zones have holes and
/// many parts.
std::vector<MultiPolygon> dealt_out(const Geos& geos, const std::vector<MultiPolygon>& cells, std::size_t zones,
                                    std::uint64_t seed) {
  Dice dice(seed, 8);
  std::vector<MultiPolygon> dealt(zones);
  for (const MultiPolygon& cell : cells) dealt[dice.below(zones)].push_back(cell.front());
  for (MultiPolygon& zone : dealt)
    if (!zone.empty()) zone = geos.write(geos.own(GEOSCoverageUnion_r(geos.get(), geos.read(to_wkb(zone)).get())));
  return dealt;
}

/// `covers` and `contains` of prepared geometries, lowest index first.
class GeosLocator {
 public:
  GeosLocator(const Geos& geos, const std::vector<MultiPolygon>& shapes) : geos_(geos) {
    for (const MultiPolygon& shape : shapes) {
      shapes_.push_back(geos.read(to_wkb(shape)));
      EXPECT_EQ(GEOSisValid_r(geos.get(), shapes_.back().get()), 1);
      prepared_.emplace_back(GEOSPrepare_r(geos.get(), shapes_.back().get()),
                             [&geos](const GEOSPreparedGeometry* g) { GEOSPreparedGeom_destroy_r(geos.get(), g); });
    }
  }

  [[nodiscard]] Hit locate(Xy p) const {
    const auto point = geos_.own(GEOSGeom_createPointFromXY_r(geos_.get(), p.x, p.y));
    return lowest(prepared_.size(), [&](std::size_t s) {
      if (GEOSPreparedCovers_r(geos_.get(), prepared_[s].get(), point.get()) != 1) return Location::outside;
      return GEOSPreparedContains_r(geos_.get(), prepared_[s].get(), point.get()) == 1 ? Location::inside
                                                                                       : Location::border;
    });
  }

 private:
  const Geos& geos_;
  std::vector<Geos::Geometry> shapes_;
  std::vector<std::shared_ptr<const GEOSPreparedGeometry>> prepared_;
};

TEST(LocatorOracle, GeosPreparedCoversOnZonesWithHolesAndParts) {
  const Geos geos;
  for (std::uint64_t seed = 401; seed <= 404; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto zones = dealt_out(geos, jittered_coverage(10, 10, 3, seed), 7, seed);
    const GeosLocator oracle(geos, zones);
    const Locator locator = Locator::build(zones);
    for (const Xy p : hard_points(zones, 500, seed))
      ASSERT_EQ(locator.locate(p), oracle.locate(p)) << p.x << ' ' << p.y;
  }
}

}  // namespace
}  // namespace libgrid::index
