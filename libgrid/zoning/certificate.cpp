#include <libgrid/zoning/certificate.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <libgrid/zoning/detail/first_certificate.hpp>
#include <libgrid/zoning/detail/level_limits.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/problem.hpp>
#include <libgrid/zoning/detail/reduction.hpp>

namespace libgrid::zoning {
namespace {

using detail::Limits;
using detail::Load;
using detail::Problem;
using BlockSet = std::vector<std::uint32_t>;  // indices, ascending

Load load_of_set(const Problem& problem, const BlockSet& blocks, std::size_t workload) {
  Load sum = 0;
  for (const std::uint32_t block : blocks) sum += problem.load(block)[workload];
  return sum;
}

Certificate certificate_of(const Problem& problem, CertificateKind kind, std::size_t level, std::size_t workload,
                           std::uint32_t centre, const BlockSet& blocks) {
  Certificate made{kind, static_cast<int>(level), workload, problem.graph->node(centre).id, {}};
  for (const std::uint32_t block : blocks) made.blocks.push_back(problem.graph->node(block).id);
  return made;
}

std::vector<Load> least_of(const std::vector<Limits>& limits) {
  std::vector<Load> least;
  for (const Limits& limit : limits) least.push_back(limit.least);
  return least;
}

/// Blocks and linked sets that are over the maximum on their own.
std::optional<Certificate> heavy_set(const Problem& problem, std::size_t level) {
  std::vector<BlockSet> sets(problem.graph->size());
  for (const std::uint32_t block : problem.active_blocks()) sets[problem.linked[block]].push_back(block);
  for (std::size_t w = 0; w < problem.workloads; ++w) {
    Load heaviest = problem.limits[level][w].most;
    const BlockSet* worst = nullptr;
    for (const BlockSet& set : sets) {
      const Load load = load_of_set(problem, set, w);
      if (load > heaviest) heaviest = load, worst = &set;
    }
    if (worst == nullptr) continue;
    const auto kind = worst->size() == 1 ? CertificateKind::heavy_block : CertificateKind::linked_set;
    return certificate_of(problem, kind, level, w, worst->front(), *worst);
  }
  return std::nullopt;
}

/// Sets that one block holds together and that are over the maximum.
std::optional<Certificate> heavy_cut_off(const Problem& problem, std::size_t level, const BlockSet& piece) {
  const detail::Mesh mesh = problem.mesh_of(piece);
  const detail::Reduction merged = detail::merged_pieces(mesh, least_of(problem.limits[level]));
  std::vector<BlockSet> sets(merged.count);
  for (std::size_t i = 0; i < piece.size(); ++i) sets[merged.cluster[i]].push_back(piece[i]);
  for (std::size_t c = 0; c < merged.count; ++c) {
    for (std::size_t w = 0; w < problem.workloads; ++w) {
      if (sets[c].size() > 1 && load_of_set(problem, sets[c], w) > problem.limits[level][w].most)
        return certificate_of(problem, CertificateKind::cut_off_set, level, w, piece[merged.centre[c]], sets[c]);
    }
  }
  return std::nullopt;
}

/// No number of zones z has z x least <= load <= z x most.
bool fits_no_count(Load load, const Limits& limits) {
  if (limits.most <= 0) return load > 0;
  const Load fewest = std::max<Load>(1, (load + limits.most - 1) / limits.most);
  return fewest * limits.least > load;
}

std::optional<Certificate> unfit_component(const Problem& problem, std::size_t level, const BlockSet& piece) {
  for (std::size_t w = 0; w < problem.workloads; ++w) {
    if (fits_no_count(load_of_set(problem, piece, w), problem.limits[level][w]))
      return certificate_of(problem, CertificateKind::component, level, w, piece.front(), piece);
  }
  return std::nullopt;
}

/// How many zones a component can hold as far as one workload is asked.
struct Counts {
  Load fewest = 0;
  Load most = 0;
};

Counts counts_for(const Problem& problem, const BlockSet& piece, const BlockSet& heads, std::size_t workload,
                  const Limits& limits) {
  std::set<std::uint32_t> sets;
  for (const std::uint32_t block : piece) {
    if (std::ranges::binary_search(heads, block)) sets.insert(problem.linked[block]);
  }
  const Load load = load_of_set(problem, piece, workload);
  Counts counts{std::max<Load>(1, (load + limits.most - 1) / std::max<Load>(limits.most, 1)),
                static_cast<Load>(sets.size())};
  if (limits.least > 0) counts.most = std::min(counts.most, load / limits.least);
  return counts;
}

bool count_is_out_of_reach(const Problem& problem, std::size_t level, std::size_t workload, const BlockSet& heads) {
  Counts all;
  for (const BlockSet& piece : problem.pieces(problem.active_blocks())) {
    const Counts counts = counts_for(problem, piece, heads, workload, problem.limits[level][workload]);
    all.fewest += counts.fewest;
    all.most += counts.most;
  }
  return problem.counts[level] < all.fewest || problem.counts[level] > all.most;
}

/// Blocks that every zone has one of: the centres of what cannot be separated.
BlockSet heads_of(const Problem& problem, std::size_t level, const std::vector<BlockSet>& pieces) {
  BlockSet heads;
  for (const BlockSet& piece : pieces) {
    const detail::Reduction merged = detail::merged_pieces(problem.mesh_of(piece), least_of(problem.limits[level]));
    for (const std::uint32_t centre : merged.centre) heads.push_back(piece[centre]);
  }
  std::ranges::sort(heads);
  return heads;
}

std::optional<Certificate> unfit_count(const Problem& problem, std::size_t level, const std::vector<BlockSet>& pieces) {
  const BlockSet heads = heads_of(problem, level, pieces);
  for (std::size_t w = 0; w < problem.workloads; ++w) {
    if (count_is_out_of_reach(problem, level, w, heads))
      return certificate_of(problem, CertificateKind::zone_count, level, w, heads.front(), heads);
  }
  return std::nullopt;
}

/// Connected pieces of the active blocks without one of them.
std::vector<BlockSet> pieces_without(const Problem& problem, std::uint32_t centre) {
  BlockSet rest = problem.active_blocks();
  std::erase(rest, centre);
  return problem.pieces(rest);
}

bool proves_cut_off(const Problem& problem, std::size_t level, std::uint32_t centre, const BlockSet& set) {
  std::vector<char> inside(problem.graph->size(), 0);
  for (const std::uint32_t block : set) inside[block] = 1;
  for (const BlockSet& piece : pieces_without(problem, centre)) {
    const auto in_set = [&](std::uint32_t block) { return inside[block] != 0; };
    if (std::ranges::none_of(piece, in_set)) continue;
    if (!std::ranges::all_of(piece, in_set)) return false;
    bool light = false;
    for (std::size_t w = 0; w < problem.workloads; ++w)
      light = light || load_of_set(problem, piece, w) < problem.limits[level][w].least;
    // The piece must hang on the centre: a component of its own would be another matter.
    BlockSet with_centre = piece;
    with_centre.insert(std::ranges::lower_bound(with_centre, centre), centre);
    if (!light || problem.pieces(with_centre).size() != 1) return false;
  }
  return std::ranges::binary_search(set, centre);
}

/// Without one of the heads, the piece of any other block of its component is too light for a zone.
bool every_zone_has_one(const Problem& problem, std::size_t level, const BlockSet& heads) {
  std::vector<char> held(problem.graph->size(), 0);
  for (const std::uint32_t head : heads) {
    held[head] = 1;
    for (const BlockSet& piece : pieces_without(problem, head)) {
      bool light = false;
      for (std::size_t w = 0; w < problem.workloads; ++w)
        light = light || load_of_set(problem, piece, w) < problem.limits[level][w].least;
      for (const std::uint32_t block : piece) held[block] |= light ? 1 : 0;
    }
  }
  return std::ranges::all_of(problem.active_blocks(), [&](std::uint32_t block) { return held[block] != 0; });
}

constexpr std::array<std::pair<CertificateKind, std::string_view>, 6> kKinds{
    {{CertificateKind::heavy_block, "heavy_block"},
     {CertificateKind::linked_set, "linked_set"},
     {CertificateKind::cut_off_set, "cut_off_set"},
     {CertificateKind::component, "component"},
     {CertificateKind::zone_count, "zone_count"},
     {CertificateKind::searched, "searched"}}};

}  // namespace

std::string_view name_of(CertificateKind kind) {
  return std::ranges::find(kKinds, kind, &std::pair<CertificateKind, std::string_view>::first)->second;
}

Expected<std::optional<Certificate>> infeasibility(const BlockGraph& graph, const PartitionOptions& options) {
  GRID_TRY(problem, detail::make_problem(graph, options));
  if (auto counted = detail::first_certificate(problem)) return counted;
  return detail::searched_certificate(problem);
}

std::optional<Certificate> detail::first_certificate(const Problem& problem) {
  const std::vector<BlockSet> pieces = problem.pieces(problem.active_blocks());
  for (std::size_t level = problem.limits.size(); level-- > 0;) {
    if (auto found = heavy_set(problem, level)) return found;
    for (const BlockSet& piece : pieces) {
      if (auto found = unfit_component(problem, level, piece)) return found;
      if (auto found = heavy_cut_off(problem, level, piece)) return found;
    }
    if (auto found = unfit_count(problem, level, pieces)) return found;
  }
  return std::nullopt;
}

Expected<std::vector<UnfitComponent>> unfit_components(const BlockGraph& graph, const PartitionOptions& options) {
  const std::vector<int> counts = detail::zone_counts(options.levels);
  std::vector<UnfitComponent> found;
  for (std::size_t level = 0; level < options.levels.size() && found.empty(); ++level) {
    PartitionOptions alone = options;  // by its own band: a lower one narrows it
    alone.levels = {{options.levels[level].level, counts[level], options.levels[level].band}};
    GRID_TRY(problem, detail::make_problem(graph, alone));
    for (const BlockSet& piece : problem.pieces(problem.active_blocks())) {
      auto unfit = unfit_component(problem, 0, piece);
      if (!unfit) continue;
      const double load = static_cast<double>(load_of_set(problem, piece, unfit->workload));
      unfit->level = static_cast<int>(level);
      const double mean = problem.limits[0][unfit->workload].mean;
      found.push_back({std::move(*unfit), load / mean});
    }
  }
  return found;
}

bool proves(const BlockGraph& graph, const PartitionOptions& options, const Certificate& certificate) {
  const auto made = detail::make_problem(graph, options);
  if (!made || certificate.level < 0 || static_cast<std::size_t>(certificate.level) >= made->limits.size())
    return false;
  const Problem& problem = *made;
  const auto level = static_cast<std::size_t>(certificate.level);
  if (certificate.workload >= problem.workloads) return false;
  BlockSet set;
  for (const BlockId id : certificate.blocks) {
    const auto index = graph.index_of(id);
    if (!index || problem.active[*index] == 0) return false;
    set.push_back(static_cast<std::uint32_t>(*index));
  }
  if (set.empty() || std::ranges::adjacent_find(set, std::greater_equal<>{}) != set.end()) return false;
  const auto centre = graph.index_of(certificate.centre);
  const Limits& limits = problem.limits[level][certificate.workload];
  const Load load = load_of_set(problem, set, certificate.workload);
  const bool too_heavy = load > limits.most;
  switch (certificate.kind) {
    case CertificateKind::zone_count:
      return every_zone_has_one(problem, level, set) &&
             count_is_out_of_reach(problem, level, certificate.workload, set);
    case CertificateKind::searched:
      return detail::has_no_zoning(problem, level, set);
    case CertificateKind::heavy_block:
      return set.size() == 1 && too_heavy;
    case CertificateKind::linked_set:
      return too_heavy && std::ranges::all_of(set, [&](std::uint32_t block) {
               return problem.linked[block] == problem.linked[set.front()];
             });
    case CertificateKind::cut_off_set:
      return too_heavy && centre && proves_cut_off(problem, level, static_cast<std::uint32_t>(*centre), set);
    case CertificateKind::component:
      return std::ranges::count(problem.pieces(problem.active_blocks()), set) == 1 && fits_no_count(load, limits);
  }
  return false;
}

namespace {

/// Where workloads are multiples of a unit, and the limits with them.
std::string text_of_units(const Problem& problem, const Certificate& certificate) {
  const Load unit = problem.units[certificate.workload];
  const Limits& limits = problem.limits[static_cast<std::size_t>(certificate.level)][certificate.workload];
  if (unit == 1) return {};
  if (limits.least > limits.most) {
    return " (all workloads are multiples of " + detail::fixed(static_cast<double>(unit) / limits.mean, 4) +
           " of the mean, and no multiple is within the band)";
  }
  return " (all workloads are multiples of a unit, a zone carries " + std::to_string(limits.least / unit) + " to " +
         std::to_string(limits.most / unit) + " of them)";
}

Error error_of_count(const Problem& problem, const Certificate& certificate) {
  const std::string zones = std::to_string(problem.counts[static_cast<std::size_t>(certificate.level)]) + " zones";
  const std::string blocks = std::to_string(certificate.blocks.size());
  if (std::cmp_less(certificate.blocks.size(), problem.counts[static_cast<std::size_t>(certificate.level)]))
    return make_error(ErrorCode::zone_infeasible,
                      certificate.blocks.size() == problem.active_blocks().size()
                          ? blocks + " blocks for " + zones
                          : blocks + " sets of blocks that cannot be separated for " + zones);
  return make_error(ErrorCode::zone_infeasible, "the components cannot share " + zones + " within the band" +
                                                    text_of_units(problem, certificate) + "; declare links");
}

}  // namespace

Error detail::error_of_certificate(const Problem& problem, std::span<const LevelSpec> levels,
                                   const Certificate& certificate) {
  const Limits& limits = problem.limits[static_cast<std::size_t>(certificate.level)][certificate.workload];
  BlockSet set;
  for (const BlockId id : certificate.blocks) set.push_back(static_cast<std::uint32_t>(*problem.graph->index_of(id)));
  const auto share = [&](Load load) { return fixed(static_cast<double>(load) / limits.mean, 4); };
  const std::size_t centre = *problem.graph->index_of(certificate.centre);
  const std::string block = problem.block_name(centre);
  const std::string level_name = "level " + std::to_string(levels[static_cast<std::size_t>(certificate.level)].level);
  const Load load = load_of_set(problem, set, certificate.workload);
  const std::string carries = " carries " + share(load);
  // Where the band itself says enough, units and levels below need not be known.
  const auto band_end = static_cast<Load>(limits.mean * (1.0 + limits.band));
  const Load most = certificate.workload == 0 && load > band_end ? band_end : limits.most;
  const std::string of_level = " of the mean zone of " + level_name + ", the maximum is " + share(most);
  const std::string in_wholes = text_of_units(problem, certificate);
  const std::string many = std::to_string(set.size()) + " blocks";
  switch (certificate.kind) {
    case CertificateKind::heavy_block:
      return make_error(ErrorCode::zone_infeasible, "block" + carries + of_level).about(block);
    case CertificateKind::linked_set:
      return make_error(ErrorCode::zone_infeasible, "the set of " + many + " linked to it" + carries + of_level)
          .about(problem.lock[centre] == kUnlocked ? block : problem.lock_name(problem.lock[centre]));
    case CertificateKind::cut_off_set:
      return make_error(ErrorCode::zone_infeasible,
                        "with what only it connects to the rest, " + many + " together," + carries + of_level)
          .about(block);
    case CertificateKind::zone_count:
      return error_of_count(problem, certificate).about(level_name);
    case CertificateKind::searched:
      return make_error(ErrorCode::zone_infeasible,
                        "all divisions of its " + many +
                            " into connected zones within the band were tried, none is one" + problem.where(centre))
          .about("component of " + block);
    case CertificateKind::component:
      break;
  }
  return make_error(ErrorCode::zone_infeasible,
                    "component" + carries + " of the mean zone of " + level_name + ", band +-" + shortest(limits.band) +
                        ": no number of zones fits; declare a link" + in_wholes + problem.where(centre))
      .about("component of " + block);
}

Error error_of(const BlockGraph& graph, const PartitionOptions& options, const Certificate& certificate) {
  const auto problem = detail::make_problem(graph, options);
  if (!problem) return problem.error();
  return detail::error_of_certificate(*problem, options.levels, certificate);
}

}  // namespace libgrid::zoning
