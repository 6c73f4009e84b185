#include <service/handlers/heat.hpp>

#include <cmath>
#include <cstdint>

namespace libgrid::service {

std::vector<tile::Feature> heat_of(std::span<const tile::WorldXy> places, tile::TileId tile) {
  const double side = std::ldexp(static_cast<double>(kBins), tile.z);  // squares across the world
  const double west = static_cast<double>(tile.x) * kBins;
  const double north = static_cast<double>(tile.y) * kBins;
  std::vector<std::int64_t> counts(static_cast<std::size_t>(kBins) * kBins, 0);
  for (const tile::WorldXy& p : places) {
    const double x = std::floor(p.x * side - west);
    const double y = std::floor(p.y * side - north);
    if (x >= 0 && x < kBins && y >= 0 && y < kBins)
      ++counts[static_cast<std::size_t>(y) * kBins + static_cast<std::size_t>(x)];
  }
  std::vector<tile::Feature> features;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const std::size_t row = i / kBins;
    const double x = west + static_cast<double>(i % kBins) + 0.5;
    const double y = north + static_cast<double>(row) + 0.5;
    features.push_back(tile::point_feature(0, tile::WorldXy{x / side, y / side}, {{"n", counts[i]}}));
  }
  return features;
}

}  // namespace libgrid::service
