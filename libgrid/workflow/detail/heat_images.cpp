#include <algorithm>
#include <cmath>
#include <vector>

#include <libgrid/io/atomic_file.hpp>
#include <libgrid/io/csv_writer.hpp>
#include <libgrid/io/folder.hpp>
#include <libgrid/io/png_writer.hpp>
#include <libgrid/tile/feature.hpp>
#include <libgrid/tile/tile_id.hpp>
#include <libgrid/workflow/detail/heat_images.hpp>

namespace libgrid::workflow::detail {
namespace {

constexpr int kMostZoom = 16;
constexpr double kMostTiles = 2e4;
constexpr std::size_t kStep = 16;                        // pixels between two places where the plane is asked
constexpr std::size_t kNodes = kTilePixels / kStep + 1;  // of a row of such places

double value_at(const HeatImages& heat, Xy p) {
  const double column = std::floor((p.x - heat.raster.origin.x) / heat.raster.cell.value);
  const double row = std::floor((p.y - heat.raster.origin.y) / heat.raster.cell.value);
  if (!(column >= 0.0 && row >= 0.0 && column < static_cast<double>(heat.raster.columns) &&
        row < static_cast<double>(heat.raster.rows)))
    return 0.0;
  return heat.heat[static_cast<std::size_t>(row) * heat.raster.columns + static_cast<std::size_t>(column)];
}

/// The plane at a tile's lattice of places, kNodes x kNodes, from its north-west corner.
Expected<std::vector<Xy>> lattice_of(const tile::TileId& id, const crs::Projector& projector) {
  std::vector<LonLat> places;
  const double side = std::exp2(-id.z);
  for (std::size_t j = 0; j < kNodes; ++j)
    for (std::size_t i = 0; i < kNodes; ++i)
      places.push_back(tile::to_lonlat({(static_cast<double>(id.x) + static_cast<double>(i) / (kNodes - 1)) * side,
                                        (static_cast<double>(id.y) + static_cast<double>(j) / (kNodes - 1)) * side}));
  return projector.to_plane(places);
}

Xy between(const std::vector<Xy>& lattice, std::size_t column, std::size_t row) {
  const double u = (static_cast<double>(column % kStep) + 0.5) / kStep;
  const double v = (static_cast<double>(row % kStep) + 0.5) / kStep;
  const std::size_t at = row / kStep * kNodes + column / kStep;
  const auto mix = [&](double a, double b, double c, double d) {
    return (a * (1.0 - u) + b * u) * (1.0 - v) + (c * (1.0 - u) + d * u) * v;
  };
  const Xy &a = lattice[at], &b = lattice[at + 1], &c = lattice[at + kNodes], &d = lattice[at + kNodes + 1];
  return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
}

/// Empty: no heat in the tile.
Expected<std::string> image_of(const HeatImages& heat, double peak, const tile::TileId& id,
                               const crs::Projector& projector) {
  GRID_TRY(lattice, lattice_of(id, projector));
  std::vector<std::uint8_t> rgba;
  rgba.reserve(std::size_t{4} * kTilePixels * kTilePixels);
  bool some = false;
  for (std::size_t row = 0; row < kTilePixels; ++row)
    for (std::size_t column = 0; column < kTilePixels; ++column) {
      const Colour colour = heat_colour(value_at(heat, between(lattice, column, row)), peak);
      some = some || colour[3] != 0;
      rgba.insert(rgba.end(), colour.begin(), colour.end());
    }
  return some ? io::png_of({.width = kTilePixels, .height = kTilePixels, .rgba = rgba}) : std::string();
}

/// The world box of the cells with heat.
tile::WorldBox box_of(const HeatImages& heat, const crs::Projector& projector) {
  tile::WorldBox box;
  for (std::size_t row = 0; row < heat.raster.rows; ++row)
    for (std::size_t column = 0; column < heat.raster.columns; ++column) {
      if (!(heat.heat[row * heat.raster.columns + column] > 0.0)) continue;
      for (const std::size_t x : {column, column + 1})
        for (const std::size_t y : {row, row + 1})
          box.extend(tile::to_world(
              projector.to_lonlat({heat.raster.origin.x + static_cast<double>(x) * heat.raster.cell.value,
                                   heat.raster.origin.y + static_cast<double>(y) * heat.raster.cell.value})));
    }
  return box;
}

std::string tile_json(const tile::WorldBox& box, ZoomRange zooms, std::string_view notes) {
  const LonLat low = tile::to_lonlat({box.min.x, box.max.y}), high = tile::to_lonlat({box.max.x, box.min.y});
  return "{\"tilejson\":\"3.0.0\",\"scheme\":\"xyz\",\"tiles\":[\"{z}/{x}/{y}.png\"],\"minzoom\":" +
         std::to_string(zooms.least) + ",\"maxzoom\":" + std::to_string(zooms.most) + ",\"bounds\":[" +
         io::shortest_text(low.lon) + "," + io::shortest_text(low.lat) + "," + io::shortest_text(high.lon) + "," +
         io::shortest_text(high.lat) + "]" + std::string(notes) + "}\n";
}

double class_start(std::size_t k, double peak) {
  const double share = static_cast<double>(k) / static_cast<double>(kHeatColours.size());
  return peak * share * share;
}

std::string legend_json(double peak, std::string_view notes) {
  std::string text = "{\"unit\":\"reports per km2\",\"classes\":[";
  for (std::size_t k = 0; k < kHeatColours.size(); ++k) {
    text += (k == 0 ? "{\"above\":" : ",{\"from\":") + io::shortest_text(class_start(k, peak)) + ",\"rgba\":[";
    for (std::size_t c = 0; c < 4; ++c) text += (c == 0 ? "" : ",") + std::to_string(kHeatColours[k][c]);
    text += "]}";
  }
  return text + "]" + std::string(notes) + "}\n";
}

}  // namespace

Colour heat_colour(double value, double peak) {
  if (!(value > 0.0)) return {0, 0, 0, 0};
  std::size_t k = 0;
  while (k + 1 < kHeatColours.size() && value >= class_start(k + 1, peak)) ++k;
  return kHeatColours[k];
}

Expected<std::int64_t> write_heat_images(const std::filesystem::path& folder, const HeatImages& heat, ZoomRange zooms,
                                         const crs::Projector& projector, const StepContext& context) {
  if (zooms.least < 0 || zooms.least > zooms.most || zooms.most > kMostZoom)
    return fail(ErrorCode::parameter_invalid, "tiles: 0 <= least zoom <= most zoom <= 16");
  const double peak = heat.heat.empty() ? 0.0 : *std::ranges::max_element(heat.heat);
  if (!(peak > 0.0)) return 0;
  const tile::WorldBox box = box_of(heat, projector);
  std::int64_t count = 0, looked = 0;
  for (int zoom = zooms.least; zoom <= zooms.most; ++zoom) {
    const tile::TileId first = tile::tile_of(box.min, zoom), last = tile::tile_of(box.max, zoom);
    const auto tiles = static_cast<double>(last.x - first.x + 1) * static_cast<double>(last.y - first.y + 1);
    if (static_cast<double>(looked) + tiles > kMostTiles)
      return fail(ErrorCode::parameter_invalid, "tiles: more than 20,000 pictures, choose a lower zoom");
    looked += static_cast<std::int64_t>(tiles);
    for (std::int64_t x = first.x; x <= last.x; ++x) {
      if (context.cancel.cancelled()) return fail(ErrorCode::cancelled);
      const std::filesystem::path column = folder / std::to_string(zoom) / std::to_string(x);
      for (std::int64_t y = first.y; y <= last.y; ++y) {
        GRID_TRY(bytes, image_of(heat, peak, {zoom, x, y}, projector));
        if (bytes.empty()) continue;
        GRID_CHECK(io::make_folder(column));
        GRID_CHECK(io::write_file_atomically(column / (std::to_string(y) + ".png"), bytes));
        ++count;
      }
    }
  }
  GRID_CHECK(io::make_folder(folder));
  GRID_CHECK(io::write_file_atomically(folder / "tiles.json", tile_json(box, zooms, heat.notes)));
  GRID_CHECK(io::write_file_atomically(folder / "legend.json", legend_json(peak, heat.notes)));
  return count;
}

}  // namespace libgrid::workflow::detail
