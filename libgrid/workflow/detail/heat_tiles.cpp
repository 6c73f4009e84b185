#include <algorithm>
#include <cmath>
#include <string>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/tile/mvt.hpp>
#include <libgrid/workflow/detail/heat_tiles.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr int kMostZoom = 16;
constexpr double kMostTiles = 1e5;
constexpr double kTileUnits = 4096.0;

using Features = std::vector<tile::Feature>;

tile::LonLatPolygon degrees_of(const Polygon& shape, const crs::Projector& projector) {
  tile::LonLatPolygon polygon;
  for (const Xy p : shape.outer) polygon.outer.push_back(projector.to_lonlat(p));
  return polygon;
}

Polygon cell_at(const hotspot::DensityRaster& raster, std::size_t column, std::size_t row) {
  const auto corner = [&](std::size_t dx, std::size_t dy) {
    return Xy{raster.origin.x + static_cast<double>(column + dx) * raster.cell.value,
              raster.origin.y + static_cast<double>(row + dy) * raster.cell.value};
  };
  return {.outer = {corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)}, .holes = {}};
}

Features density_features(const CoarseHeat& coarse, const crs::Projector& projector) {
  Features features;
  for (std::size_t row = 0; row < coarse.raster.rows; ++row)
    for (std::size_t column = 0; column < coarse.raster.columns; ++column) {
      const double value = coarse.heat[row * coarse.raster.columns + column];
      if (value > 0.0)
        features.push_back(tile::polygon_feature(
            features.size() + 1, {degrees_of(cell_at(coarse.raster, column, row), projector)}, {{"per_km2", value}}));
    }
  return features;
}

Features bin_features(const HeatBins& bins, const crs::Projector& projector) {
  Features features;
  for (const HeatBin& bin : bins.bins)
    features.push_back(
        tile::polygon_feature(features.size() + 1, {degrees_of(bin.shape, projector)},
                              {{"reports", bin.reports}, {"per_km2", static_cast<double>(bin.reports) / bins.km2}}));
  return features;
}

/// How often cells must be doubled to be at least kLeastUnits wide in a tile of the zoom.
int halvings_at(const hotspot::DensityRaster& raster, int zoom, const crs::Projector& projector) {
  const tile::WorldXy west = tile::to_world(projector.to_lonlat(raster.origin));
  const tile::WorldXy east =
      tile::to_world(projector.to_lonlat({raster.origin.x + raster.cell.value, raster.origin.y}));
  double units = std::hypot(east.x - west.x, east.y - west.y) * std::exp2(zoom) * kTileUnits;
  int halvings = 0;
  for (; units < kLeastUnits; units *= 2.0) ++halvings;
  return halvings;
}

/// The world box of everything that is drawn.
tile::WorldBox box_of(const std::vector<Features>& layers) {
  tile::WorldBox box;
  for (const Features& features : layers)
    for (const tile::Feature& feature : features) box.extend(feature.box.min), box.extend(feature.box.max);
  return box;
}

struct TileSpan {
  tile::TileId first, last;
  [[nodiscard]] double count() const {
    return static_cast<double>(last.x - first.x + 1) * static_cast<double>(last.y - first.y + 1);
  }
};

TileSpan span_of(const tile::WorldBox& box, int zoom) {
  const auto inside = [](tile::WorldXy p) {
    return tile::WorldXy{std::clamp(p.x, 0.0, std::nextafter(1.0, 0.0)),
                         std::clamp(p.y, 0.0, std::nextafter(1.0, 0.0))};
  };
  return {tile::tile_of(inside(box.min), zoom), tile::tile_of(inside(box.max), zoom)};
}

Expected<std::int64_t> write_zoom(const std::filesystem::path& folder, const std::vector<tile::LayerView>& views,
                                  const TileSpan& span, const StepContext& context) {
  std::int64_t count = 0;
  for (std::int64_t x = span.first.x; x <= span.last.x; ++x) {
    if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
    const std::filesystem::path column = folder / std::to_string(span.first.z) / std::to_string(x);
    for (std::int64_t y = span.first.y; y <= span.last.y; ++y) {
      const std::string bytes = tile::encode_tile({span.first.z, x, y}, views);
      if (bytes.empty()) continue;
      GRID_CHECK(io::make_folder(column));
      GRID_CHECK(io::write_file_atomically(column / (std::to_string(y) + ".mvt"), bytes));
      ++count;
    }
  }
  return count;
}

/// Every feature says that its city is invented.
void mark_synthetic(Features& features) {
  for (tile::Feature& feature : features) feature.tags.push_back({"synthetic", true});
}

std::string tile_json(const tile::WorldBox& box, ZoomRange zooms, const HeatTiles& heat) {
  const LonLat low = tile::to_lonlat({box.min.x, box.max.y}), high = tile::to_lonlat({box.max.x, box.min.y});
  const std::string mark = heat.synthetic ? ",\"synthetic\":\"Boolean\"" : "";
  std::string text =
      "{\"tilejson\":\"3.0.0\",\"tiles\":[\"{z}/{x}/{y}.mvt\"],\"minzoom\":" + std::to_string(zooms.least) +
      ",\"maxzoom\":" + std::to_string(zooms.most) + ",\"bounds\":[";
  text += io::shortest_text(low.lon) + "," + io::shortest_text(low.lat) + "," + io::shortest_text(high.lon) + "," +
          io::shortest_text(high.lat) + "],\"vector_layers\":[{\"id\":\"density\",\"fields\":{\"per_km2\":\"Number\"" +
          mark + "}}";
  for (const HeatBins& layer : heat.bins)
    text += ",{\"id\":\"" + layer.name + "\",\"fields\":{\"reports\":\"Number\",\"per_km2\":\"Number\"" + mark + "}}";
  return text + "]" + std::string(heat.notes) + "}\n";
}

}  // namespace

CoarseHeat coarse_heat(const hotspot::DensityRaster& raster, std::span<const double> heat, int halvings) {
  const std::size_t side = std::size_t{1} << static_cast<unsigned>(halvings);
  CoarseHeat coarse{raster, {}};
  coarse.raster.cell = Metres{raster.cell.value * static_cast<double>(side)};
  coarse.raster.columns = (raster.columns + side - 1) / side, coarse.raster.rows = (raster.rows + side - 1) / side;
  coarse.heat.assign(coarse.raster.columns * coarse.raster.rows, 0.0);
  for (std::size_t row = 0; row < raster.rows; ++row)
    for (std::size_t column = 0; column < raster.columns; ++column)
      coarse.heat[row / side * coarse.raster.columns + column / side] += heat[row * raster.columns + column];
  for (double& value : coarse.heat) value /= static_cast<double>(side * side);
  return coarse;
}

Expected<std::int64_t> write_heat_tiles(const std::filesystem::path& folder, const HeatTiles& heat, ZoomRange zooms,
                                        const crs::Projector& projector, const StepContext& context) {
  if (zooms.least < 0 || zooms.least > zooms.most || zooms.most > kMostZoom)
    return fail(ErrorCode::parameter_invalid, "tiles: 0 <= least zoom <= most zoom <= 16");
  std::vector<Features> layers(1);
  for (const HeatBins& bins : heat.bins) layers.push_back(bin_features(bins, projector));
  if (heat.synthetic) std::ranges::for_each(layers, mark_synthetic);
  std::int64_t count = 0;
  tile::WorldBox all;
  int halved = -1;
  for (int zoom = zooms.least; zoom <= zooms.most; ++zoom) {
    const int halvings = halvings_at(heat.raster, zoom, projector);
    if (halvings != halved) {
      layers[0] = density_features(coarse_heat(heat.raster, heat.heat, halvings), projector);
      if (heat.synthetic) mark_synthetic(layers[0]);
    }
    halved = halvings;
    std::vector<tile::LayerView> views{{"density", layers[0]}};
    for (std::size_t k = 0; k < heat.bins.size(); ++k) views.push_back({heat.bins[k].name, layers[k + 1]});
    const tile::WorldBox box = box_of(layers);
    if (box.min.x > box.max.x) continue;  // nothing at all
    all.extend(box.min), all.extend(box.max);
    const TileSpan span = span_of(box, zoom);
    if (static_cast<double>(count) + span.count() > kMostTiles)
      return fail(ErrorCode::parameter_invalid, "tiles: more than 100,000, choose a lower zoom");
    GRID_TRY(written, write_zoom(folder, views, span, context));
    count += written;
  }
  GRID_CHECK(io::make_folder(folder));
  GRID_CHECK(io::write_file_atomically(folder / "tiles.json", tile_json(all, zooms, heat)));
  return count;
}

}  // namespace libgrid::workflow::detail
