#include <libgrid/base/parallel.hpp>

#include <algorithm>

#if defined(__SANITIZE_THREAD__)
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#else
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace libgrid {
inline namespace base {
namespace {

using RunRange = std::function<void(std::size_t)>;

#if defined(__SANITIZE_THREAD__)
// The thread sanitizer cannot see into Debian's oneTBB and takes its hand-overs for races. Under it the ranges run on
// plain threads, so that what it checks is our loop bodies.
void run_parallel(std::size_t ranges, int threads, const RunRange& run) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr thrown;
  std::mutex guard;
  const auto work = [&] {
    try {
      for (std::size_t range = next++; range < ranges; range = next++) run(range);
    } catch (...) {
      const std::lock_guard lock(guard);
      if (!thrown) thrown = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> team;
    for (int i = 0; i < (threads > 0 ? threads : 2); ++i) team.emplace_back(work);
  }
  if (thrown) std::rethrow_exception(thrown);
}
#else
void run_parallel(std::size_t ranges, int threads, const RunRange& run) {
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, ranges, run); });
}
#endif

}  // namespace

void parallel_for(std::size_t count, const Parallel& how, const std::function<void(std::size_t, std::size_t)>& body) {
  const std::size_t grain = std::max<std::size_t>(how.grain, 1);
  const std::size_t ranges = (count + grain - 1) / grain;
  const auto run = [&](std::size_t range) { body(range * grain, std::min(count, (range + 1) * grain)); };
  if (how.threads == 1 || ranges <= 1) {
    for (std::size_t range = 0; range < ranges; ++range) run(range);
    return;
  }
  run_parallel(ranges, how.threads, run);
}

}  // namespace base
}  // namespace libgrid
