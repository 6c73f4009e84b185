#pragma once
/// Which faces between streets are no blocks of their own and are merged into a neighbour.
///
///   city.blocks.merge_rule = MergeRule::artefacts;      // "artefacts" in a city file
///
/// thresholds: small faces, and thin ones by isoperimetric quotient and area (BlockRules). artefacts: small faces, and
/// those of a low face artefact index, which the city's own faces decide (coverage/face_artefacts.hpp).

namespace libgrid {
inline namespace model {

enum class MergeRule : unsigned char { thresholds, artefacts };

/// Why a face was merged into a block.
enum class MergeReason : unsigned char { none, small, thin, artefact };

}  // namespace model
}  // namespace libgrid
