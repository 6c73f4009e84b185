#pragma once
/// Cuts the blocks of a city into zones, level by level from the top.
///
///   PartitionOptions options = partition_options(city);              // levels, bands and seed as data
///   options.preset = Preset::best;
///   Expected<Partition> plan = partition(graph, options);
///   int zone_of_block_7 = plan->levels.back().part[7];
///
/// Every zone is connected over shared borders or declared links (never through a wall), its workload is within mean x
/// (1 +- band), further workloads are within their own limits, and its blocks lie in one zone of the level above. The
/// mean of a level is that of the city: all workload / all its zones. Within these rules borders are kept cheap (metres
/// x factor of the border) and shapes compact.
///
/// Where a level has kFreeCount, its zones are as many as are found under the bound `least` and the band: at most all
/// workload / least, fewer where none so many are found; the result says how many (LevelParts::spec). Levels above have
/// the numbers they were given, and each of their zones as many free ones: with 10 zones above the count is a multiple
/// of 10.
///
/// How: pieces that cannot be separated are merged; the rest is coarsened by heavy-edge matching, cut by METIS k-way,
/// and uncoarsened with annealed moves of border blocks (with what hangs on them) under the exact test of contiguity;
/// zones still outside the band exchange blocks with their neighbours and are cut anew along spanning trees; what fails
/// is tried again with other random numbers. `best` crosses several cuts, over 12,000 blocks it goes on in one. In a
/// plan of one level a zone less than half as compact as the mean is then made rounder, with the zones around it.
/// @pre       workloads are finite and not negative, their sum is positive
/// @guarantee same graph and options give the same partition, on any number of threads; work, not time, is bounded
/// @errors    parameter_invalid (levels, bands, options that name no block); cancelled;
///            zone_infeasible with the certificate (certificate.hpp): a block over the maximum, a set that one block
///            cuts off, a component that no number of zones fits, fewer blocks than zones; or the best workloads
///            reached
/// @cost      O(sweeps x blocks) time per level, O(n) memory; default: 10,000 blocks 0.25 s, 100,000 blocks 3.5 s
/// @source    Karypis & Kumar 1998, doi:10.1006/jpdc.1997.1404 (METIS); Kirkpatrick et al. 1983,
///            doi:10.1126/science.220.4598.671; DeFord et al. 2021, doi:10.1162/99608f92.eb30390f (spanning trees)

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/model/city.hpp>
#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning {

constexpr int kFreeCount = 0;

struct LevelSpec {
  int level = 1;
  int zones_per_parent = 1;  ///< kFreeCount: as many as `least` allows; of one level at most
  double band = 0.05;        ///< in (0, 1)
  double least = 0.0;        ///< every zone holds so much of a workload, in its own unit; 0: no bound
  std::size_t least_of = 0;  ///< 0: the blocks' own workload, i: workloads[i - 1]
};

/// How much work is done: fast about as much as METIS, default five times, best 100 to 300 times as much.
enum class Preset : unsigned char { fast, standard, best };  // standard is named "default", a word of the language

/// The name in files and on the command line, and back.
[[nodiscard]] std::string_view name_of(Preset preset);
[[nodiscard]] Expected<Preset> preset_named(std::string_view name);

/// A workload besides the blocks' own, with limits as shares of the mean zone, the same on every level.
struct Workload {
  std::vector<double> of_block;  ///< by index in the graph; any unit
  double least = 0.0;
  double most = 2.0;
};

/// What a metre of the border between two blocks costs: a river much below 1, inside a compound above 1.
struct BorderFactor {
  BlockId a;
  BlockId b;
  double factor = 1.0;  ///< in [0, 1000], or kWall: no zone is connected through it
};
constexpr double kWall = std::numeric_limits<double>::infinity();

/// What errors call things by, where their numbers here are not what the user knows them by. Each may be empty.
struct NamesInErrors {
  std::vector<std::string> blocks{};              ///< by index in the graph: "zone TIN-01-02"; else "block 17"
  std::vector<std::string> locked{};              ///< codes of the locked zones, in their order; else 0, 1, ...
  std::map<std::int64_t, std::string> parents{};  ///< districts: where a component lies is told by them
};

struct PartitionOptions {
  std::vector<LevelSpec> levels;  ///< from the top; level numbers 1, 2, ...
  std::uint64_t seed = 1;
  Preset preset = Preset::standard;
  double shape_weight = 0.25;  ///< weight of compactness (mean Polsby-Popper) against border cost
  int attempts = 8;            ///< made at most where a cut misses the band; 1: what it misses is not repaired either
  int restarts = 4;            ///< other upper zones after a lower level failed; below 2: no dear search either
  int threads = 0;             ///< for the zones of one level; 0: as many as the machine has
  std::vector<Workload> workloads{};
  std::vector<BorderFactor> border_factors{};            ///< of some borders; 1 for the others
  std::vector<std::pair<BlockId, BlockId>> must_link{};  ///< in one zone of every level; connected sets
  std::vector<std::vector<BlockId>> locked{};            ///< zones of the lowest level as they are
  std::vector<BlockId> excluded{};                       ///< in no zone: part kNoPart, no workload
  std::vector<std::int64_t> parents{};                   ///< of blocks by index (districts): no zone crosses; or empty
  NamesInErrors names{};
};

constexpr int kNoPart = -1;

[[nodiscard]] PartitionOptions partition_options(const City& city);

/// The zones of one level.
struct LevelParts {
  LevelSpec spec;
  int count = 0;          ///< zones of this level
  std::vector<int> part;  ///< of every block of the graph by index, 0 .. count - 1; kNoPart if it is excluded
};

struct Partition {
  std::vector<BlockId> blocks;     ///< ids in the order of the graph
  std::vector<LevelParts> levels;  ///< part p of a level lies in part p / zones_per_parent of the level above
  std::uint64_t seed = 0;
};

[[nodiscard]] Expected<Partition> partition(const BlockGraph& graph, const PartitionOptions& options,
                                            const Progress& progress = {}, const CancelToken& cancel = {});

/// Length of all borders between different parts.
[[nodiscard]] Metres cut_length(const BlockGraph& graph, const LevelParts& parts);

/// Workload of every part over the mean of the level.
[[nodiscard]] std::vector<double> relative_loads(const BlockGraph& graph, const LevelParts& parts);

}  // namespace libgrid::zoning
