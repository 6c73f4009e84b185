#include <libgrid/base/parallel.hpp>

#include <algorithm>

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace libgrid {
inline namespace base {

void parallel_for(std::size_t count, const Parallel& how, const std::function<void(std::size_t, std::size_t)>& body) {
  const std::size_t grain = std::max<std::size_t>(how.grain, 1);
  const std::size_t ranges = (count + grain - 1) / grain;
  const auto run = [&](std::size_t range) { body(range * grain, std::min(count, (range + 1) * grain)); };
  if (how.threads == 1 || ranges <= 1) {
    for (std::size_t range = 0; range < ranges; ++range) run(range);
    return;
  }
  tbb::task_arena arena(how.threads > 0 ? how.threads : tbb::task_arena::automatic);
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, ranges, run); });
}

}  // namespace base
}  // namespace libgrid
