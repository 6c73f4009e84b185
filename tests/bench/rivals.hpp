#pragma once
/// The exact rivals of point location: GEOS prepared polygons behind an STR-tree, Boost.Geometry behind an R-tree.

#include <vector>

#include <geos_c.h>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <libgrid/geom/wkb.hpp>

namespace libgrid::bench {

/// Candidates from the tree, then prepared covers; the lowest index wins.
class GeosRival {
 public:
  explicit GeosRival(const std::vector<MultiPolygon>& shapes)
      : handle_(GEOS_init_r()), tree_(GEOSSTRtree_create_r(handle_, 10)) {
    for (const MultiPolygon& shape : shapes) {
      const Bytes bytes = shape.size() == 1 ? to_wkb(shape.front()) : to_wkb(shape);
      geometries_.push_back(
          GEOSGeomFromWKB_buf_r(handle_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
      prepared_.push_back(GEOSPrepare_r(handle_, geometries_.back()));
      ids_.push_back(ids_.size());
    }
    for (std::size_t i = 0; i < shapes.size(); ++i) GEOSSTRtree_insert_r(handle_, tree_, geometries_[i], &ids_[i]);
  }
  ~GeosRival() {
    GEOSSTRtree_destroy_r(handle_, tree_);
    for (const GEOSPreparedGeometry* p : prepared_) GEOSPreparedGeom_destroy_r(handle_, p);
    for (GEOSGeometry* g : geometries_) GEOSGeom_destroy_r(handle_, g);
    GEOS_finish_r(handle_);
  }
  GeosRival(const GeosRival&) = delete;
  GeosRival& operator=(const GeosRival&) = delete;

  [[nodiscard]] std::int32_t locate(Xy p) {
    GEOSGeometry* point = GEOSGeom_createPointFromXY_r(handle_, p.x, p.y);
    Query query{this, point, -1};
    GEOSSTRtree_query_r(handle_, tree_, point, visit, &query);
    GEOSGeom_destroy_r(handle_, point);
    return query.found;
  }

 private:
  struct Query {
    GeosRival* self;
    GEOSGeometry* point;
    std::int32_t found;
  };
  static void visit(void* item, void* data) {
    auto* query = static_cast<Query*>(data);
    const auto i = *static_cast<std::size_t*>(item);
    if (query->found >= 0 && query->found < static_cast<std::int32_t>(i)) return;
    if (GEOSPreparedCovers_r(query->self->handle_, query->self->prepared_[i], query->point) == 1)
      query->found = static_cast<std::int32_t>(i);
  }

  GEOSContextHandle_t handle_;
  GEOSSTRtree* tree_;
  std::vector<GEOSGeometry*> geometries_;
  std::vector<const GEOSPreparedGeometry*> prepared_;
  std::vector<std::size_t> ids_;
};

class BoostRival {
 public:
  explicit BoostRival(const std::vector<MultiPolygon>& shapes) {
    std::vector<Entry> entries;
    for (const MultiPolygon& shape : shapes) {
      Area& area = areas_.emplace_back();
      for (const Xy p : shape.front().outer) area.outer().emplace_back(p.x, p.y);
      const Box box = bounds(shape);
      entries.emplace_back(Frame({box.min.x, box.min.y}, {box.max.x, box.max.y}),
                           static_cast<std::int32_t>(areas_.size()) - 1);
    }
    tree_ = Tree(entries);
  }
  [[nodiscard]] std::int32_t locate(Xy p) const {
    const Point point(p.x, p.y);
    std::int32_t found = -1;
    for (auto at = tree_.qbegin(boost::geometry::index::intersects(point)); at != tree_.qend(); ++at)
      if ((found < 0 || at->second < found) &&
          boost::geometry::covered_by(point, areas_[static_cast<std::size_t>(at->second)]))
        found = at->second;
    return found;
  }

 private:
  using Point = boost::geometry::model::d2::point_xy<double>;
  using Area = boost::geometry::model::polygon<Point, false>;
  using Frame = boost::geometry::model::box<Point>;
  using Entry = std::pair<Frame, std::int32_t>;
  using Tree = boost::geometry::index::rtree<Entry, boost::geometry::index::rstar<16>>;
  std::vector<Area> areas_;
  Tree tree_;
};

}  // namespace libgrid::bench
