#include <libgrid/io/osm_barriers.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <gdal.h>
#include <ogr_api.h>
#include <ogrsf_frmts.h>

#include <libgrid/geom/predicates.hpp>
#include <libgrid/io/detail/file_bytes.hpp>
#include <libgrid/io/detail/gdal_session.hpp>
#include <libgrid/io/detail/geopackage_layer.hpp>
#include <libgrid/io/detail/road_tags.hpp>

namespace libgrid::io {
namespace {

using detail::Dataset;
using detail::OgrFeature;

/// Tags of an object: some are columns, the others stand in one text.
class OsmTags {
 public:
  explicit OsmTags(OGRFeatureH feature) : feature_(feature), others_(detail::tags_of(column("other_tags"))) {}

  [[nodiscard]] std::string operator[](const std::string& key) const {
    if (const auto found = others_.find(key); found != others_.end()) return found->second;
    return column(key.c_str());
  }
  [[nodiscard]] std::string column(const char* name) const {
    const int at = OGR_F_GetFieldIndex(feature_, name);
    if (at < 0 || OGR_F_IsFieldSetAndNotNull(feature_, at) == 0) return {};
    std::string text = OGR_F_GetFieldAsString(feature_, at);
    detail::mend_utf8(text);
    return text;
  }
  [[nodiscard]] bool on_ground() const {
    const OsmTags& tags = *this;
    return !detail::yes_of(tags["bridge"]) && !detail::yes_of(tags["tunnel"]) && tags["location"] != "underground";
  }

 private:
  OGRFeatureH feature_;
  std::map<std::string, std::string, std::less<>> others_;
};

class OsmReader {
 public:
  OsmReader(const BarrierRules& rules, const crs::Projector& projector, std::string file)
      : rules_(rules), projector_(projector), file_(std::move(file)) {}

  OsmBarriers read(GDALDatasetH dataset) {
    std::int64_t number = 0;
    OGRLayerH layer = nullptr;
    // One pass over all layers: reading one alone makes the driver hold back what belongs to the others.
    while (OgrFeature feature{GDALDatasetGetNextFeature(dataset, &layer, nullptr, nullptr, nullptr)}) {
      ++number;
      const std::string_view name = OGR_L_GetName(layer);
      if (name != "lines" && name != "multipolygons") continue;
      auto added = add(feature.get(), name == "multipolygons");
      if (!added) out_.rejected.push_back({std::move(added.error()).in_file(file_).at_row(number)});
    }
    return finish();
  }

 private:
  Expected<void> add(OGRFeatureH feature, bool area) {
    const OsmTags tags(feature);
    const auto row = std::ranges::find_if(rules_.osm, [&](const OsmBarrier& r) { return tags[r.key] == r.value; });
    if (row == rules_.osm.end()) return {};
    const auto known = std::ranges::find(rules_.classes, row->barrier_class, &BarrierClass::value);
    if (known == rules_.classes.end()) return ++out_.other_classes, Expected<void>{};
    if (!tags.on_ground()) return ++out_.above_or_below, Expected<void>{};
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    if (geometry == nullptr || OGR_G_IsEmpty(geometry) != 0)
      return fail(make_error(ErrorCode::geometry_empty).at_field("geometry"));
    const auto barrier_class = static_cast<std::size_t>(known - rules_.classes.begin());
    std::string id = tags.column("osm_way_id");
    if (id.empty()) id = (area ? "r" : "") + tags.column("osm_id");
    if (area) return add_area(geometry, barrier_class, id);
    GRID_TRY(line, plane_line(geometry));
    if (length(line) > Metres{0.0}) ways_.push_back({barrier_class, std::move(line), std::move(id)});
    return {};
  }

  Expected<void> add_area(OGRGeometryH geometry, std::size_t barrier_class, const std::string& id) {
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
      OGRGeometryH part = OGR_G_GetGeometryRef(geometry, i);
      Polygon polygon;
      for (int k = 0; k < OGR_G_GetGeometryCount(part); ++k) {
        GRID_TRY(ring, plane_line(OGR_G_GetGeometryRef(part, k)));
        if (k == 0)
          polygon.outer = std::move(ring);
        else
          polygon.holes.push_back(std::move(ring));
      }
      if (polygon.outer.size() < 4) continue;
      const bool water = rules_.classes[barrier_class].kind == BarrierKind::river;
      if (water && area(polygon) < rules_.osm_least_water) {
        ++out_.small_waters;
        continue;
      }
      areas_.push_back({barrier_class, polygon.outer, id});
      for (const Ring& hole : polygon.holes) areas_.push_back({barrier_class, hole, id});
      if (water) waters_.push_back(std::move(polygon));
    }
    return {};
  }

  Expected<LineString> plane_line(OGRGeometryH line) const {
    LineString plane;
    for (int i = 0; i < OGR_G_GetPointCount(line); ++i) {
      auto at = projector_.to_plane(LonLat{OGR_G_GetX(line, i), OGR_G_GetY(line, i)});
      if (!at) return fail(std::move(at.error()).at_field("geometry"));
      plane.push_back(*at);
    }
    return plane;
  }

  [[nodiscard]] bool inside_water(const LineString& line) const {
    return std::ranges::any_of(waters_, [&](const Polygon& water) {
      const Box box = bounds(water);
      const auto inside = [&](Xy p) { return box.contains(p) && locate(water, p) != Location::outside; };
      return std::ranges::all_of(line, inside);
    });
  }

  OsmBarriers finish() {
    for (OsmBarrierLine& way : ways_) {
      if (rules_.classes[way.barrier_class].kind == BarrierKind::river && inside_water(way.line))
        ++out_.inside_water;
      else
        out_.lines.push_back(std::move(way));
    }
    for (OsmBarrierLine& ring : areas_) out_.lines.push_back(std::move(ring));
    return std::move(out_);
  }

  const BarrierRules& rules_;
  const crs::Projector& projector_;
  std::string file_;
  std::vector<OsmBarrierLine> ways_;
  std::vector<OsmBarrierLine> areas_;
  std::vector<Polygon> waters_;
  OsmBarriers out_;
};

}  // namespace

bool is_osm_file(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension == ".pbf" || extension == ".osm";
}

Expected<OsmBarriers> read_osm_barriers(const std::filesystem::path& path, const BarrierRules& rules,
                                        const crs::Projector& projector) {
  const std::string file = path.filename().string();
  auto regular = detail::check_regular_file(path);
  if (!regular) return fail(std::move(regular.error()).in_file(file));
  if (!is_osm_file(path)) return fail(make_error(ErrorCode::format_unknown, path.extension().string()).in_file(file));
  const detail::GdalSession gdal;
  RegisterOGROSM();
  const char* const drivers[] = {"OSM", nullptr};
  const Dataset dataset{GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr)};
  if (!dataset) return fail(make_error(ErrorCode::file_unreadable, gdal.heard().message).in_file(file));
  return OsmReader(rules, projector, file).read(dataset.get());
}

}  // namespace libgrid::io
