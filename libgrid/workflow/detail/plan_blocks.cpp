#include <libgrid/workflow/detail/plan_blocks.hpp>

#include <string>

namespace libgrid::workflow::detail {

Expected<void> require_its_blocks(const store::Store& store, std::int64_t version) {
  GRID_TRY(present, store.made_on_present_ground(version));
  if (present) return {};
  GRID_CHECK(store.ground());  // step_missing: blocks
  return fail(make_error(ErrorCode::step_missing,
                         "partition and publish, for a plan on the blocks that are here: this version was made on "
                         "others; its zones still answer for its dates")
                  .about("plan version " + std::to_string(version)));
}

}  // namespace libgrid::workflow::detail
