#pragma once
/// 再平衡: the published zones under new workloads, brought back into the band with as little change as possible.
///
///   Expected<Rebalance> again = rebalance(graph, old_part, zones, {.band = 0.05});
///   again->moved_share / again->bound_share;      // 1.2: a fifth more load moved than any plan of these zones must
///   for (const MovedBlock& m : again->moved) tell(m.block, m.from, m.to, m.why);
///
/// A zone inside the band is left alone unless load must flow through it. The least flow between neighbouring zones
/// that brings every load into the band (a linear program on the zone graph, solved exactly) says what must go where;
/// border blocks are moved along it, with what hangs on them, cheapest border first; what is still outside is solved
/// again. Then the zones that gave or took are annealed at a price for every block away from home (inside their upper
/// zones and parents, not into locked zones), in three tries with different prices, and up to three more with dearer
/// ones while every try so far has failed or moved more load than `change` allows. Blocks that may go home without
/// leaving the band do if that shortens the border, and else until no more load is away than `change` allows: what is
/// allowed beyond the bound is spent on short borders. The try that goes least beyond what is allowed is the result, of
/// several the one with the shortest borders.
///
/// Zones of the levels above keep their bands too: they are part of the linear program, and a block leaves its upper
/// zone only along a flow that must, and only if what it leaves stays connected.
///
/// Loads as in the graph, shares of their sum; metres. Zones are 0 .. zones - 1.
/// @pre       every zone, and every upper zone, is connected in `part` over borders or links
/// @guarantee every zone and every upper zone stays connected and within its band, zones keep blocks; same input, same
///            bytes
/// @errors    parameter_invalid (part, zones, band, change, upper); zone_infeasible: the five zones farthest outside,
///            with load and band ("TIN-01-02: 1.1 (+-0.05)" by their names, else "zone 7: ...", "zone 2 of 1 above:
///            ..."), and how many more; it begins with
///            "impossible" where the linear program proves it, else with "no plan was found within the work limit"
/// @cost      O(moved blocks x blocks of a zone); 10,000 blocks 0.4 s
/// @source    Office for National Statistics 2011, maintenance of output areas (unchanged where still in the band)

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/progress.hpp>
#include <libgrid/zoning/block_graph.hpp>

namespace libgrid::zoning {

/// The zones of a level above: the one that every zone lies in, 0, 1, ..., and the band of their loads around their
/// mean.
struct UpperZones {
  std::vector<int> of_zone;
  double band = 0.05;                ///< in (0, 1)
  std::vector<std::string> names{};  ///< codes by the numbers in `of_zone`, for errors; empty: "zone 2 of 1 above"
};

struct RebalanceOptions {
  double band = 0.05;                   ///< of the mean load, in (0, 1)
  double change = 1.48;                 ///< load that may move for the sake of short borders, over the bound; >= 1
  std::uint64_t seed = 1;               ///< of the last resort, annealing near zones that stay outside
  std::vector<int> locked{};            ///< zones that neither give nor take
  std::vector<std::int64_t> parents{};  ///< of zones: load goes only between zones of one parent; empty: all of one
  std::vector<UpperZones> upper{};      ///< levels above, the lowest first, each nested in the next
  std::vector<std::string> names{};     ///< codes of the zones, for errors; empty: "zone 7"
};

/// Why a block moved: its zone was too heavy, its new zone too light, load had to pass through both, or it makes the
/// borders of the zones that had to change shorter.
enum class MoveReason : unsigned char { relieves, fills, passes_on, shortens_border };

struct MovedBlock {
  BlockId block;
  int from = 0;
  int to = 0;
  double share = 0.0;  ///< of all load
  MoveReason why = MoveReason::passes_on;
  friend bool operator==(const MovedBlock&, const MovedBlock&) = default;
};

/// What must flow at least from one zone to its neighbour.
struct ZoneTransfer {
  int from = 0;
  int to = 0;
  double share = 0.0;
  friend bool operator==(const ZoneTransfer&, const ZoneTransfer&) = default;
};

struct Rebalance {
  std::vector<int> part;                ///< of every block of the graph by index
  std::vector<MovedBlock> moved;        ///< ascending by block
  std::vector<ZoneTransfer> transfers;  ///< of the bound
  double moved_share = 0.0;
  double bound_share = 0.0;  ///< no plan of these zones moves less
  Metres border_before;
  Metres border_after;
};

[[nodiscard]] Expected<Rebalance> rebalance(const BlockGraph& graph, std::span<const int> part, int zones,
                                            const RebalanceOptions& options, const CancelToken& cancel = {});

}  // namespace libgrid::zoning
