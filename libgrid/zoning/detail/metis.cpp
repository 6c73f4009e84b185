#include <libgrid/zoning/detail/metis.hpp>

#include <metis.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <utility>

namespace libgrid::zoning::detail {
namespace {

/// METIS counts in 32 bits: all weights together stay below 2^30.
constexpr double kWeightSum = 0x1.0p30;

std::vector<idx_t> node_weights(const Region& region) {
  const double scale = (kWeightSum - static_cast<double>(region.size())) / static_cast<double>(region.total());
  std::vector<idx_t> weights;
  for (std::size_t i = 0; i < region.size(); ++i) {
    weights.push_back(static_cast<idx_t>(std::floor(static_cast<double>(region.load(i)) * scale)));
  }
  return weights;
}

/// Borders in decimetres, 1 at least; a link costs as little as can be written.
idx_t edge_weight(double border) { return static_cast<idx_t>(std::clamp(std::round(border * 10.0), 1.0, 1e6)); }

struct Rows {
  std::vector<idx_t> first{0};
  std::vector<idx_t> to;
  std::vector<idx_t> weight;
};

Rows rows_of(const Region& region) {
  Rows rows;
  for (std::size_t i = 0; i < region.size(); ++i) {
    for (const RegionEdge& edge : region.edges(i)) {
      rows.to.push_back(static_cast<idx_t>(edge.to));
      rows.weight.push_back(edge_weight(edge.border));
    }
    rows.first.push_back(static_cast<idx_t>(rows.to.size()));
  }
  return rows;
}

std::array<idx_t, METIS_NOPTIONS> options_for(double band, std::uint32_t seed) {
  std::array<idx_t, METIS_NOPTIONS> options{};
  METIS_SetDefaultOptions(options.data());
  options[METIS_OPTION_CONTIG] = 1;
  options[METIS_OPTION_SEED] = static_cast<idx_t>(seed & 0x7FFFFFFFU);
  options[METIS_OPTION_UFACTOR] = static_cast<idx_t>(std::max(1.0, band * 1000.0));
  options[METIS_OPTION_NUMBERING] = 0;
  return options;
}

/// METIS draws from the C library's rand() after srand(seed): two calls at once would disturb each other.
std::mutex& metis_turn() {
  static std::mutex turn;
  return turn;
}

std::vector<int> cut_rows(Rows& rows, std::vector<idx_t> weights, int parts,
                          std::array<idx_t, METIS_NOPTIONS> options) {
  idx_t nodes = static_cast<idx_t>(weights.size());
  idx_t constraints = 1;
  idx_t wanted = parts;
  idx_t cut = 0;
  std::vector<idx_t> part(weights.size(), 0);
  {
    const std::lock_guard turn(metis_turn());
    METIS_PartGraphKway(&nodes, &constraints, rows.first.data(), rows.to.data(), weights.data(), nullptr,
                        rows.weight.data(), &wanted, nullptr, nullptr, options.data(), &cut, part.data());
  }
  std::vector<int> result;
  result.reserve(part.size());
  for (const idx_t number : part) result.push_back(std::clamp(static_cast<int>(number), 0, parts - 1));
  return result;  // whatever METIS thought of it: repair and annealing start from any numbers
}

constexpr std::size_t kBlocksPerPart = 10;

}  // namespace

bool metis_can_cut(const Region& region, int parts) {
  return region.total() > 0 && region.size() >= kBlocksPerPart * static_cast<std::size_t>(parts);
}

std::vector<int> metis_parts(const Region& region, int parts, double band, std::uint32_t seed) {
  Rows rows = rows_of(region);
  return cut_rows(rows, node_weights(region), parts, options_for(band, seed));
}

std::vector<int> metis_parts(const Mesh& mesh, std::span<const double> loads, int parts, double band,
                             std::uint32_t seed) {
  Rows rows;
  rows.to.reserve(mesh.edges.size());
  rows.weight.reserve(mesh.edges.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < mesh.size(); ++i) {
    sum += loads[i];
    for (const MeshEdge& edge : mesh.row(i)) {
      rows.to.push_back(static_cast<idx_t>(edge.to));
      rows.weight.push_back(edge_weight(static_cast<double>(edge.cost)));
    }
    rows.first.push_back(static_cast<idx_t>(rows.to.size()));
  }
  const double scale = (kWeightSum - static_cast<double>(mesh.size())) / sum;
  std::vector<idx_t> weights;
  for (const double load : loads) weights.push_back(static_cast<idx_t>(std::floor(load * scale)));
  return cut_rows(rows, std::move(weights), parts, options_for(band, seed));
}

}  // namespace libgrid::zoning::detail
