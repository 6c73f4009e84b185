#pragma once
/// Why no partition can exist, in a form that anyone can check.
///
///   if (auto reason = infeasibility(graph, options)) {
///     assert(proves(graph, options, *reason));            // from the definition, without the search that found it
///     for (BlockId id : reason->blocks) highlight(id);
///   }
///
/// heavy_block  one block carries more than the maximum
/// linked_set   blocks that must stay together carry more than the maximum
/// cut_off_set  without the block `centre` every other block of the set lies in a piece that is lighter than the
///              minimum and wholly in the set: no such piece can hold a zone, so the set is in one zone; it carries
///              more than the maximum
/// component    a connected component (of one parent) whose workload no whole number of zones fits
/// zone_count   every zone holds a block of the set: without one of them, the piece of any other block is lighter than
///              the minimum. A component holds at most as many zones as it has (linked) blocks of the set and as its
///              workload fills, and at least as many as its workload needs; over all components that is less, or more,
///              than the zones that are asked
/// searched     all divisions of a component (or of all blocks) into connected zones within the limits were tried, and
///              none reaches the end; small or long-stretched grounds only
/// Where all workloads are multiples of one unit, so are the limits: 2,257 blocks that count alike have no 45 zones
/// within 1 %, as every zone would have to be of 50.
/// A partition may be impossible for other reasons; then there is no certificate.
/// @cost O(blocks) per level; the search is bounded by work, 0.1 s where it finds nothing

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning {

enum class CertificateKind : unsigned char { heavy_block, linked_set, cut_off_set, component, zone_count, searched };

/// As it is written in files: "heavy_block" ...
[[nodiscard]] std::string_view name_of(CertificateKind kind);

struct Certificate {
  CertificateKind kind = CertificateKind::heavy_block;
  int level = 0;                ///< index in the options' levels
  std::size_t workload = 0;     ///< 0: the blocks' own
  BlockId centre;               ///< of a cut_off_set; the lowest block of the others
  std::vector<BlockId> blocks;  ///< the set, ascending
  friend bool operator==(const Certificate&, const Certificate&) = default;
};

/// The first certificate from the lowest level up, if there is one.
/// @errors as partition(), for options that make no sense
[[nodiscard]] Expected<std::optional<Certificate>> infeasibility(const BlockGraph& graph,
                                                                 const PartitionOptions& options);

/// A component whose workload no whole number of zones fits.
struct UnfitComponent {
  Certificate certificate;
  double zones = 0.0;  ///< mean zones that it carries
};

/// All of them, on the highest level that has any; empty: none. What a message needs that names every place to mend.
/// @errors as infeasibility
[[nodiscard]] Expected<std::vector<UnfitComponent>> unfit_components(const BlockGraph& graph,
                                                                     const PartitionOptions& options);

/// The certificate is true. Knows only its definition.
[[nodiscard]] bool proves(const BlockGraph& graph, const PartitionOptions& options, const Certificate& certificate);

/// As partition() reports it.
[[nodiscard]] Error error_of(const BlockGraph& graph, const PartitionOptions& options, const Certificate& certificate);

}  // namespace libgrid::zoning
