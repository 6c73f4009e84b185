#pragma once
/// How long work tells where it is, and how it is asked to stop. Algorithms never print.
///
///   Progress progress{[](std::string_view step, double share) { bar(step, share); }};
///   CancelToken cancel;
///   auto blocks = build_blocks(land, streets, options, progress, cancel);
///
/// A cancelled call returns Error{cancelled} and has no effect.

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>

namespace libgrid {
inline namespace base {

class Progress {
 public:
  using Sink = std::function<void(std::string_view step, double share)>;

  Progress() = default;  ///< silent
  explicit Progress(Sink sink) : sink_(std::move(sink)) {}

  /// share in [0, 1]; called from one thread at a time.
  void report(std::string_view step, double share) const {
    if (sink_) sink_(step, share);
  }

 private:
  Sink sink_;
};

/// A copyable flag; all copies are the same flag. Async-signal-safe to set.
class CancelToken {
 public:
  void cancel() noexcept { flag_->store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool cancelled() const noexcept { return flag_->load(std::memory_order_relaxed); }

 private:
  // Shared because the signal handler and the worker must see one flag and neither outlives the other by contract.
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace base
}  // namespace libgrid
