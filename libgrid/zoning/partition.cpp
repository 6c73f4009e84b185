#include <libgrid/zoning/partition.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include <libgrid/base/parallel.hpp>
#include <libgrid/zoning/detail/carried_locks.hpp>
#include <libgrid/zoning/detail/first_certificate.hpp>
#include <libgrid/zoning/detail/grouped_zones.hpp>
#include <libgrid/zoning/detail/level_limits.hpp>
#include <libgrid/zoning/detail/most_zones.hpp>
#include <libgrid/zoning/detail/number_text.hpp>
#include <libgrid/zoning/detail/price.hpp>
#include <libgrid/zoning/detail/region_cut.hpp>

namespace libgrid::zoning {
namespace {

using detail::Load;
using detail::Problem;
using BlockList = std::vector<std::uint32_t>;

/// One run of partition(): the problem, and the parts as far as they are cut.
class Cutter {
 public:
  Cutter(const Problem& problem, const PartitionOptions& options, const Progress& progress, const CancelToken& cancel)
      : problem_(problem), options_(options), progress_(progress), cancel_(cancel) {
    if (options.levels.size() > 1 && !options.locked.empty()) carried_ = detail::carried_locks(problem);
  }

  Expected<Partition> run() {
    if (const auto reason = detail::first_certificate(problem_))
      return fail(detail::error_of_certificate(problem_, options_.levels, *reason));
    Error last = make_error(ErrorCode::zone_infeasible);
    for (int restart = 0; restart <= options_.restarts; ++restart) {
      last_ = options_.levels.size() == 1 || restart == options_.restarts;
      if (last_ && restart > 0 && !options_.locked.empty() && options_.levels.size() > 1) {
        for (std::uint64_t attempt = 0; attempt < kGroupings; ++attempt) {
          Expected<Partition> plan = group_all_levels(attempt);
          if (plan || plan.error().code == ErrorCode::cancelled) return plan;
        }
      }
      Expected<Partition> plan = cut_all_levels(static_cast<std::uint64_t>(restart));
      if (plan || plan.error().code == ErrorCode::cancelled) return plan;
      last = std::move(plan.error());
      if (options_.levels.size() == 1) break;  // its own attempts have failed already
    }
    if (const auto reason = detail::searched_certificate(problem_))
      return fail(detail::error_of_certificate(problem_, options_.levels, *reason));
    return fail(std::move(last));
  }

 private:
  /// The zones that a parent gets.
  struct Numbers {
    int first = 0;
    int zones = 1;
    std::uint64_t stream = 0;  ///< of random numbers
  };

  Expected<Partition> cut_all_levels(std::uint64_t restart) {
    Partition plan = empty_plan();
    std::vector<BlockList> parents{problem_.active_blocks()};
    for (std::size_t level = 0; level < options_.levels.size(); ++level) {
      const int zones = options_.levels[level].zones_per_parent;
      LevelParts parts{options_.levels[level], static_cast<int>(parents.size()) * zones, {}};
      carrying_ = carried_ && !lowest(level) && restart % 2 == 0 && !(last_ && restart > 0);
      if (carrying_)
        for (BlockList& blocks : parents)
          std::erase_if(blocks, [&](std::uint32_t block) { return problem_.lock[block] != detail::kUnlocked; });
      auto cut = cut_level(parents, level, restart);
      if (!cut && carrying_ && level == 0) carried_.reset();  // a locked zone is the only way to some ground
      if (!cut) return fail(std::move(cut.error()));
      std::vector<int> part = std::move(*cut);
      for (std::size_t block = 0; carrying_ && block < part.size(); ++block)
        if (const int lock = problem_.lock[block]; lock != detail::kUnlocked)
          part[block] = part[carried_->carrier[static_cast<std::size_t>(lock)]];
      parts.part = std::move(part);
      parents = members(parts.part, parts.count);
      plan.levels.push_back(std::move(parts));
      progress_.report("partition", static_cast<double>(level + 1) / static_cast<double>(options_.levels.size()));
    }
    return plan;
  }

  [[nodiscard]] Partition empty_plan() const {
    Partition plan{.blocks = {}, .levels = {}, .seed = options_.seed};
    for (const BlockNode& node : problem_.graph->nodes()) plan.blocks.push_back(node.id);
    return plan;
  }

  /// From the lowest level upwards (grouped_zones.hpp).
  Expected<Partition> group_all_levels(std::uint64_t attempt) {
    carrying_ = false;
    const std::size_t levels = options_.levels.size();
    const std::uint64_t stream_of_groups = (kGroups << 52U) + (attempt << 40U);
    std::vector<std::vector<int>> parts(levels), groups(levels);
    GRID_TRY(lowest_parts, cut_lowest(stream_of_groups));
    parts.back() = std::move(lowest_parts);
    for (std::size_t level = levels; --level > 0;) {
      const detail::Grouping grouping{level - 1, options_.levels[level].zones_per_parent, problem_.counts[level]};
      GRID_TRY(group, detail::grouped_zones(problem_, parts[level], grouping,
                                            cut_options(level - 1, stream_of_groups + (level << 48U)), cancel_));
      parts[level - 1] = detail::composed(parts[level], group);
      groups[level] = std::move(group);
    }
    Partition plan = empty_plan();
    std::vector<int> number(static_cast<std::size_t>(problem_.counts[0]));
    std::iota(number.begin(), number.end(), 0);
    for (std::size_t level = 0; level < levels; ++level) {
      if (level > 0) number = detail::nested_numbers(groups[level], number, options_.levels[level].zones_per_parent);
      plan.levels.push_back({options_.levels[level], problem_.counts[level], detail::composed(parts[level], number)});
    }
    return plan;
  }

  /// The lowest level at once: every component gets the lower zones of its share of the top ones.
  Expected<std::vector<int>> cut_lowest(std::uint64_t stream) {
    const std::vector<BlockList> pieces = problem_.pieces(problem_.active_blocks());
    GRID_TRY(shares, share_among(pieces, problem_.counts.front(), 0, std::vector<std::vector<int>>(pieces.size())));
    std::vector<int> part(problem_.graph->size(), kNoPart);
    Numbers numbers{.first = 0, .zones = 0, .stream = stream};
    for (std::size_t i = 0; i < pieces.size(); ++i, numbers.stream += 1ULL << 32U) {
      numbers.zones = shares[i] * (problem_.counts.back() / problem_.counts.front());
      GRID_CHECK(cut_parent(pieces[i], options_.levels.size() - 1, numbers, part));
      numbers.first += numbers.zones;
    }
    return part;
  }

  Expected<std::vector<int>> cut_level(const std::vector<BlockList>& parents, std::size_t level,
                                       std::uint64_t restart) {
    const int zones = options_.levels[level].zones_per_parent;
    std::vector<int> part(problem_.graph->size(), kNoPart);
    std::vector<Expected<void>> results(parents.size());
    std::atomic<std::size_t> failed = parents.size();  // parents after one that fails need not be cut
    parallel_for(parents.size(), {.threads = options_.threads, .grain = 1}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t parent = begin; parent < end && parent < failed.load(); ++parent) {
        const int first = static_cast<int>(parent) * zones;
        results[parent] = cut_parent(parents[parent], level, {first, zones, stream(restart, level, parent)}, part);
        for (std::size_t low = failed;
             !results[parent] && parent < low && !failed.compare_exchange_weak(low, parent);) {
        }
      }
    });
    for (Expected<void>& result : results) GRID_CHECK(std::move(result));
    return part;
  }

  /// Locked zones are set aside on the lowest level; pieces without a connection between them are cut on their own.
  Expected<void> cut_parent(const BlockList& blocks, std::size_t level, Numbers numbers, std::vector<int>& part) {
    BlockList free = blocks;
    if (lowest(level) && !options_.locked.empty()) {
      GRID_TRY(locked, set_locked_aside(free, level, numbers, part));
      numbers.first += locked;
      numbers.zones -= locked;
    }
    if (free.empty() && numbers.zones == 0) return {};
    std::vector<BlockList> pieces{free};
    if (level == 0 || carrying_ || free.size() < blocks.size()) pieces = ground().pieces(free);
    return cut_pieces(pieces, level, numbers, part);
  }

  /// Each piece gets as many zones as it carries; a number that a piece could not be cut into is not given again.
  Expected<void> cut_pieces(const std::vector<BlockList>& pieces, std::size_t level, Numbers numbers,
                            std::vector<int>& part) {
    std::vector<std::vector<int>> refused(pieces.size());
    std::vector<std::vector<int>> cuts(pieces.size());
    std::vector<int> cut_into(pieces.size(), 0);
    std::optional<Error> last;
    for (int retry = 0; retry <= kShares; ++retry) {
      const auto shares = share_among(pieces, numbers.zones, level, refused);
      if (!shares) return fail(last ? *last : shares.error());
      std::size_t done = 0;
      for (; done < pieces.size(); ++done) {
        if (cut_into[done] == (*shares)[done]) continue;
        auto cut =
            cut_piece(pieces[done], level, (*shares)[done], numbers.stream + (static_cast<std::uint64_t>(done) << 24U));
        if (!cut && cut.error().code == ErrorCode::cancelled) return fail(std::move(cut.error()));
        if (!cut) {
          last = std::move(cut.error());
          refused[done].push_back((*shares)[done]);
          break;
        }
        cuts[done] = std::move(*cut);
        cut_into[done] = (*shares)[done];
      }
      if (done < pieces.size()) continue;
      for (std::size_t i = 0; i < pieces.size(); numbers.first += (*shares)[i++]) {
        for (std::size_t b = 0; b < pieces[i].size(); ++b) part[pieces[i][b]] = numbers.first + cuts[i][b];
      }
      return {};
    }
    return fail(*last);
  }

  Expected<std::vector<int>> cut_piece(const BlockList& blocks, std::size_t level, int zones, std::uint64_t stream) {
    auto cut = detail::region_cut(ground().mesh_of(blocks), linked_nodes(blocks), zones, problem_.limits[level],
                                  cut_options(level, stream), cancel_);
    if (!cut) return fail(Error(cut.error()).about("level " + std::to_string(options_.levels[level].level)));
    return cut;
  }

  [[nodiscard]] detail::RegionCutOptions cut_options(std::size_t level, std::uint64_t stream) const {
    return {.seed = options_.seed,
            .stream = stream,
            .preset = options_.preset,
            .attempts = options_.attempts,
            .shape_weight = options_.shape_weight,
            // Upper zones near the mean leave the lower ones their whole band.
            .aim = lowest(level) ? 0.9 : 0.3,
            // Inside an upper zone the outline is given.
            .lift = options_.levels.size() == 1,
            // Other upper zones are cheaper to try.
            .mend = last_ && options_.attempts > 1,
            .other_starts = options_.restarts > 1};
  }

  /// Gives the locked zones their numbers and takes their blocks out of the list.
  Expected<int> set_locked_aside(BlockList& free, std::size_t level, const Numbers& numbers,
                                 std::vector<int>& part) const {
    std::map<int, int> number_of;
    for (const std::uint32_t block : free) {
      const int lock = problem_.lock[block];
      if (lock == detail::kUnlocked) continue;
      part[block] = number_of.emplace(lock, numbers.first + static_cast<int>(number_of.size())).first->second;
    }
    for (const auto& [lock, number] : number_of) {
      std::vector<Load> loads(problem_.workloads, 0);
      for (const std::uint32_t block : free) {
        for (std::size_t w = 0; w < loads.size() && problem_.lock[block] == lock; ++w)
          loads[w] += problem_.load(block)[w];
      }
      const std::string name = problem_.lock_name(lock);
      if (static_cast<int>(number_of.size()) > numbers.zones)
        return fail(make_error(ErrorCode::zone_infeasible, std::to_string(number_of.size()) + " locked zones where " +
                                                               std::to_string(numbers.zones) + " are asked for")
                        .about(name));
      if (detail::overload_of(loads, problem_.limits[level]) == 0.0) continue;
      const detail::Limits& limits = problem_.limits[level][0];
      return fail(make_error(ErrorCode::zone_infeasible,
                             "it carries " + detail::fixed(static_cast<double>(loads[0]) / limits.mean, 4) +
                                 " of the mean zone, outside the band +-" + detail::shortest(limits.band) +
                                 " or the limits of a further workload")
                      .about(name));
    }
    std::erase_if(free, [&](std::uint32_t block) { return problem_.lock[block] != detail::kUnlocked; });
    return static_cast<int>(number_of.size());
  }

  Expected<std::vector<int>> share_among(const std::vector<BlockList>& pieces, int zones, std::size_t level,
                                         const std::vector<std::vector<int>>& refused) const {
    if (pieces.size() == 1 && refused[0].empty()) return std::vector<int>{zones};
    if (pieces.size() == 1) return fail(ErrorCode::zone_infeasible);
    std::vector<Load> loads;
    std::vector<detail::ComponentName> names;
    for (const BlockList& blocks : pieces) {
      Load sum = 0;
      for (const std::uint32_t block : blocks) sum += ground().load(block)[0];
      loads.push_back(sum);
      names.push_back({problem_.block_name(blocks.front()), problem_.where(blocks.front())});
    }
    return detail::zones_per_component(loads, names, zones, problem_.limits[level][0], refused);
  }

  /// Nodes of the mesh that stay together, by their lowest; empty: none do.
  [[nodiscard]] std::vector<std::uint32_t> linked_nodes(const BlockList& blocks) const {
    if (options_.must_link.empty() && options_.locked.empty()) return {};
    std::vector<std::uint32_t> linked;
    for (const std::uint32_t block : blocks) {
      const auto at = std::ranges::lower_bound(blocks, problem_.linked[block]);
      linked.push_back(static_cast<std::uint32_t>(at - blocks.begin()));
    }
    return linked;
  }

  /// What is being cut: all blocks, or those that locked zones ride on.
  [[nodiscard]] const Problem& ground() const { return carrying_ ? carried_->problem : problem_; }

  [[nodiscard]] bool lowest(std::size_t level) const { return level + 1 == options_.levels.size(); }

  static std::vector<BlockList> members(const std::vector<int>& part, int count) {
    std::vector<BlockList> lists(static_cast<std::size_t>(count));
    for (std::uint32_t i = 0; i < part.size(); ++i) {
      if (part[i] != kNoPart) lists[static_cast<std::size_t>(part[i])].push_back(i);
    }
    return lists;
  }

  /// Every cut of a plan draws from random numbers of its own.
  static std::uint64_t stream(std::uint64_t restart, std::size_t level, std::size_t parent) {
    return (restart << 52U) + (static_cast<std::uint64_t>(level) << 48U) + parent;
  }

  bool last_ = true;                              ///< restart
  static constexpr int kShares = 6;               ///< other numbers of zones for the pieces are tried
  static constexpr std::uint64_t kGroupings = 3;  ///< other lower zones after those could not be grouped
  static constexpr std::uint64_t kGroups = 15;    ///< beyond the streams of restarts

  std::optional<detail::CarriedLocks> carried_;
  bool carrying_ = false;

  const Problem& problem_;
  const PartitionOptions& options_;
  const Progress& progress_;
  const CancelToken& cancel_;
};

constexpr std::array<std::pair<Preset, std::string_view>, 3> kPresets{
    {{Preset::fast, "fast"}, {Preset::standard, "default"}, {Preset::best, "best"}}};

}  // namespace

PartitionOptions partition_options(const City& city) {
  PartitionOptions options;
  for (const Level& level : city.levels)
    options.levels.push_back({level.number, level.zones_per_parent, level.band,
                              level.least_of.empty() || level.least_of == "workload" ? level.least : 0.0});
  options.seed = city.seed;
  options.preset = preset_named(city.zoning.preset).value_or(Preset::standard);
  return options;
}

Expected<Partition> partition(const BlockGraph& graph, const PartitionOptions& options, const Progress& progress,
                              const CancelToken& cancel) {
  if (detail::has_free_count(options)) return detail::most_zones(graph, options, progress, cancel);
  GRID_TRY(problem, detail::make_problem(graph, options));
  return Cutter(problem, options, progress, cancel).run();
}

std::string_view name_of(Preset preset) {
  return std::ranges::find(kPresets, preset, &std::pair<Preset, std::string_view>::first)->second;
}

Expected<Preset> preset_named(std::string_view name) {
  const auto found = std::ranges::find(kPresets, name, &std::pair<Preset, std::string_view>::second);
  if (found == kPresets.end())
    return fail(make_error(ErrorCode::parameter_invalid, std::string(name) + " is not fast, default or best")
                    .at_field("preset"));
  return found->first;
}

Metres cut_length(const BlockGraph& graph, const LevelParts& parts) {
  Metres sum;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    for (const BlockNeighbour& neighbour : graph.neighbours(i)) {
      if (neighbour.block > i && parts.part[neighbour.block] != parts.part[i]) sum += neighbour.border;
    }
  }
  return sum;
}

std::vector<double> relative_loads(const BlockGraph& graph, const LevelParts& parts) {
  std::vector<double> loads(static_cast<std::size_t>(parts.count), 0.0);
  double total = 0.0;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (parts.part[i] == kNoPart) continue;
    loads[static_cast<std::size_t>(parts.part[i])] += graph.node(i).workload;
    total += graph.node(i).workload;
  }
  const double mean = total / parts.count;
  for (double& load : loads) load /= mean;
  return loads;
}

}  // namespace libgrid::zoning
