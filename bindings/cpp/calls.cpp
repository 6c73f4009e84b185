#include "calls.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace libgrid::bindings {
namespace py = pybind11;
namespace {

struct News {
  std::string step;
  double share = 0.0;
};

/// What the working thread has to say to the waiting one.
class Mailbox {
 public:
  void put(News news) {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(news));
    changed_.notify_one();
  }
  void end(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    failure_ = std::move(failure);
    changed_.notify_one();
  }

  /// Waits for news, the end, or the time; false: this was the last.
  bool take(std::vector<News>& news, std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, at_most, [&] { return ended_ || !news_.empty(); });
    news = std::exchange(news_, {});
    return !ended_;
  }
  [[nodiscard]] std::exception_ptr failure() const { return failure_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<News> news_;
  bool ended_ = false;
  std::exception_ptr failure_;
};

void hand_over(const py::object& progress, const std::vector<News>& news) {
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
  if (progress.is_none()) return;
  for (const News& item : news) progress(item.step, item.share);
}

}  // namespace

void call_and_listen(const py::object& progress, const Work& work) {
  Mailbox mailbox;
  CancelToken cancel;
  const Progress report{[&](std::string_view step, double share) { mailbox.put({std::string(step), share}); }};
  std::thread worker([&] {
    std::exception_ptr failure;
    try {
      work(report, cancel);
    } catch (...) {
      failure = std::current_exception();
    }
    mailbox.end(failure);
  });

  std::exception_ptr interruption;
  for (bool running = true; running;) {
    std::vector<News> news;
    running = without_gil([&] { return mailbox.take(news, std::chrono::milliseconds(50)); });
    try {
      if (!interruption) hand_over(progress, news);
    } catch (...) {
      interruption = std::current_exception();
      cancel.cancel();
    }
  }
  worker.join();
  if (interruption) std::rethrow_exception(interruption);
  if (mailbox.failure()) std::rethrow_exception(mailbox.failure());
}

}  // namespace libgrid::bindings
