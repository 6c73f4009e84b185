#include <libgrid/zoning/detail/region_cut.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/zoning/detail/frontier_cover.hpp>
#include <libgrid/zoning/detail/mend_zones.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/price.hpp>
#include <libgrid/zoning/detail/reduction.hpp>
#include <libgrid/zoning/detail/zone_cover.hpp>

namespace libgrid::zoning::detail {
namespace {

/// How much a preset does. Small meshes are cheap: they get several starts.
struct Effort {
  int sweeps;
  double hot;
  int cycles;
  int straightening;
  int starts;
  int pool = 1;  ///< of each start: cuts that are crossed
  int crossings = 0;
};

/// Where blocks are few there is time for many cuts, and two good ones crossed make a better one (wuhan_s: 0.4 to 0.9 %
/// shorter than as many rounds inside one cut). As many rounds as take 10,000 blocks 7 seconds.
Effort best_effort(std::size_t nodes) {
  constexpr std::size_t kMost = 12'000;
  constexpr std::size_t kWork = 100'000;
  Effort effort{.sweeps = 1000, .hot = 0.8, .cycles = 5, .straightening = 0, .starts = 1};
  if (nodes > kMost) return effort;
  const auto rounds = static_cast<int>(std::clamp<std::size_t>(kWork / std::max<std::size_t>(nodes, 1), 9, 48));
  effort.cycles = 0;
  effort.pool = std::max(3, rounds / 4);
  effort.crossings = rounds - effort.pool;
  return effort;
}

Effort effort_of(Preset preset, std::size_t nodes) {
  constexpr std::size_t kTiny = 200;
  constexpr std::size_t kSmall = 3000;
  const bool small = nodes < kSmall;
  switch (preset) {
    case Preset::fast:
      return {.sweeps = 60, .hot = 0.5, .cycles = 0, .straightening = 0, .starts = 1};
    case Preset::standard:
      return {.sweeps = small ? 500 : 300,
              .hot = 0.8,
              .cycles = 0,
              .straightening = 2,
              .starts = nodes < kTiny ? 16
                        : small       ? 5
                                      : 1};
    case Preset::best:
      break;
  }
  return best_effort(nodes);
}

/// Linked nodes as clusters, then what cannot be separated.
std::vector<std::uint32_t> clusters_of(const Mesh& mesh, std::span<const std::uint32_t> linked,
                                       std::span<const Limits> limits, std::size_t& count) {
  std::vector<std::uint32_t> cluster(mesh.size());
  constexpr auto kNone = static_cast<std::uint32_t>(-1);
  std::vector<std::uint32_t> number(mesh.size(), kNone);
  std::uint32_t sets = 0;
  for (std::size_t node = 0; node < mesh.size(); ++node) {
    std::uint32_t& own = number[linked.empty() ? node : linked[node]];
    if (own == kNone) own = sets++;
    cluster[node] = own;
  }
  std::vector<Load> least;
  for (const Limits& limit : limits) least.push_back(limit.least);
  const bool together = sets < mesh.size();
  const Reduction merged = merged_pieces(together ? contracted(mesh, cluster, sets) : mesh, least);
  for (std::uint32_t& own : cluster) own = merged.cluster[own];
  count = merged.count;
  return cluster;
}

/// How near the best attempt came, as shares of the mean of the first workload that is outside.
std::string best_figures(const Mesh& mesh, const CutResult& cut, int zones, std::span<const Limits> limits) {
  const ZoningCut state(mesh, cut.part, zones);
  for (std::size_t w = 0; w < limits.size(); ++w) {
    Load least = state.loads(0)[w];
    Load most = least;
    for (int zone = 1; zone < zones; ++zone) {
      least = std::min(least, state.loads(zone)[w]);
      most = std::max(most, state.loads(zone)[w]);
    }
    if (least >= limits[w].least && most <= limits[w].most) continue;
    const auto share = [&](Load load) { return fixed(static_cast<double>(load) / limits[w].mean, 4); };
    return "best found: lightest zone " + share(least) + ", heaviest " + share(most) + " of the mean, band +-" +
           shortest(limits[w].band);
  }
  return "no zoning";
}

constexpr std::size_t kSmall = 1000;

double overload_of(const ZoningCut& cut, std::span<const Limits> limits) {
  double sum = 0.0;
  for (int zone = 0; zone < cut.zones(); ++zone) sum += overload_of(cut.loads(zone), limits);
  return sum;
}

/// What the attempts left outside the limits: near the zones outside first, then all of it where that is little enough.
/// False: that was all that can be done; there is an answer, or none at all, or the ground is large.
bool repair(const Mesh& mesh, CutResult& best, int zones, std::span<const Limits> limits, Draw& draw,
            const CancelToken& cancel) {
  ZoningCut cut(mesh, best.part, zones);
  mend_zones(cut, limits, {}, draw, cancel);
  best.part = cut.parts();
  best.overload = overload_of(cut, limits);
  if (best.overload == 0.0 || mesh.size() > kSmall) return false;
  Cover cover = frontier_cover(mesh, zones, limits, {}, draw);
  if (cover.end == CoverEnd::unknown)
    cover = zone_cover(mesh, zones, limits, {.listing = 40'000'000, .zones = 150'000, .search = 3'000'000, .runs = 16},
                       draw);
  if (cover.end != CoverEnd::found) return cover.end == CoverEnd::unknown;
  best.part = std::move(cover.part);
  best.overload = 0.0;
  return false;
}

/// A small ground with a solution can be hard to get at from one start: the same again from others of little work.
void repair_others(const Mesh& mesh, CutResult& best, int zones, std::span<const Limits> limits, CutOptions how,
                   Draw& draw, const CancelToken& cancel) {
  how.crossings = 0;
  constexpr int kStarts = 16;
  for (int start = 0; start < kStarts && best.overload > 0.0 && !cancel.cancelled(); ++start, ++how.stream) {
    how.sweeps = 60;
    CutResult other = multilevel_cut(mesh, zones, limits, how, cancel);
    ZoningCut cut(mesh, std::move(other.part), zones);
    mend_zones(cut, limits, {}, draw, cancel);
    const double overload = overload_of(cut, limits);
    if (overload < best.overload) best.part = cut.parts(), best.overload = overload;
  }
}

}  // namespace

Expected<std::vector<int>> region_cut(const Mesh& mesh, std::span<const std::uint32_t> linked, int zones,
                                      std::span<const Limits> limits, const RegionCutOptions& options,
                                      const CancelToken& cancel) {
  if (mesh.size() < static_cast<std::size_t>(zones)) {
    return fail(ErrorCode::zone_infeasible,
                std::to_string(mesh.size()) + " blocks for " + std::to_string(zones) + " zones");
  }
  if (zones == 1 && overload_of(total_loads(mesh), limits) == 0.0) return std::vector<int>(mesh.size(), 0);
  std::size_t count = 0;
  const std::vector<std::uint32_t> cluster = clusters_of(mesh, linked, limits, count);
  if (count < static_cast<std::size_t>(zones)) {
    return fail(ErrorCode::zone_infeasible, std::to_string(count) + " sets of blocks that cannot be separated for " +
                                                std::to_string(zones) + " zones");
  }
  std::optional<Mesh> smaller;
  if (count < mesh.size()) smaller = contracted(mesh, cluster, count);
  const Mesh& ground = smaller ? *smaller : mesh;
  const Effort effort = effort_of(options.preset, mesh.size());
  const auto cut_options = [&](int attempt) {
    return CutOptions{.seed = options.seed,
                      .stream = (options.stream << 8U) + static_cast<std::uint64_t>(attempt) + 1,
                      .sweeps = effort.sweeps,
                      .pool = effort.pool,
                      .crossings = effort.crossings,
                      .cycles = effort.cycles,
                      .straightening = options.lift ? effort.straightening : 0,
                      .shape_weight = options.shape_weight,
                      .aim = options.aim,
                      .hot = effort.hot,
                      .lift = options.lift};
  };
  std::optional<CutResult> best;
  int found = 0;
  for (int attempt = 0; attempt < std::max(options.attempts, effort.starts) && found < effort.starts; ++attempt) {
    CutResult cut = multilevel_cut(ground, zones, limits, cut_options(attempt), cancel);
    if (cancel.cancelled()) return fail(ErrorCode::cancelled);
    found += cut.overload == 0.0 ? 1 : 0;
    if (!best || std::pair{cut.overload, cut.price} < std::pair{best->overload, best->price}) best = std::move(cut);
  }
  if (best->overload > 0.0 && options.mend) {
    Draw draw(options.seed, options.stream << 8U);
    if (repair(ground, *best, zones, limits, draw, cancel) && options.other_starts && options.preset != Preset::fast)
      repair_others(ground, *best, zones, limits, cut_options(128), draw, cancel);
  }
  if (best->overload > 0.0) return fail(ErrorCode::zone_infeasible, best_figures(ground, *best, zones, limits));
  std::vector<int> part(mesh.size());
  for (std::size_t node = 0; node < part.size(); ++node) part[node] = best->part[cluster[node]];
  return part;
}

}  // namespace libgrid::zoning::detail
