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
/// minimum
///              and wholly in the set: no such piece can hold a zone, so the set is in one zone; it carries more than
///              the maximum
/// component    a connected component (of one parent) whose workload no whole number of zones fits
/// A partition may be impossible for other reasons; then there is no certificate.
/// @cost O(blocks) per level

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <libgrid/zoning/block_graph.hpp>
#include <libgrid/zoning/partition.hpp>

namespace libgrid::zoning {

enum class CertificateKind : unsigned char { heavy_block, linked_set, cut_off_set, component };

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

/// The certificate is true. Knows only its definition.
[[nodiscard]] bool proves(const BlockGraph& graph, const PartitionOptions& options, const Certificate& certificate);

/// As partition() reports it.
[[nodiscard]] Error error_of(const BlockGraph& graph, const PartitionOptions& options, const Certificate& certificate);

}  // namespace libgrid::zoning
