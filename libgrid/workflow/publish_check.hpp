#pragma once
/// Would publishing the draft change anything?
///
///   GRID_TRY(same, same_as_newest(workspace));       // the newest version, if the draft with its edits is just that
///   if (same) GRID_CHECK(refuse_unchanged(*same));   // for people; a program may publish the same content again
///
/// Content is what the digest of a plan is over (publication.hpp): zones, names, posts and the zone of every block.
/// @errors step_missing (partition), those of the store

#include <cstdint>
#include <optional>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<std::optional<std::int64_t>> same_as_newest(Workspace& workspace);

/// parameter_invalid about the draft: nothing changed since that version.
[[nodiscard]] Expected<void> refuse_unchanged(std::int64_t version);

}  // namespace libgrid::workflow
