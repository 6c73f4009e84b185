#pragma once
/// Would publishing the draft change anything?
///
///   GRID_TRY(same, same_as_newest(workspace));       // the newest version, if the draft with its edits is just that
///   if (same && !again) return fail(unchanged_error(*same));     // as publish_plan does
///
/// Content is what the digest of a plan is over (publication.hpp): zones, names, posts and the zone of every block.
/// @errors step_missing (partition), those of the store

#include <cstdint>
#include <optional>

#include <libgrid/base/error.hpp>
#include <libgrid/workflow/workspace.hpp>

namespace libgrid::workflow {

[[nodiscard]] Expected<std::optional<std::int64_t>> same_as_newest(Workspace& workspace);

/// draft_unchanged: nothing changed since that version.
[[nodiscard]] Error unchanged_error(std::int64_t version);

}  // namespace libgrid::workflow
