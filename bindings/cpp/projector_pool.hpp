#pragma once
/// Projectors of one frame for any number of threads: a Projector is used by one at a time and costs milliseconds to
/// make.
///
///   ProjectorPool pool(unwrap(crs::Projector::make(Frame{26986})));    // an unknown frame fails here
///   parallel_for(n, {.grain = kProjectingGrain}, [&](std::size_t begin, std::size_t end) {
///     const ProjectorPool::Lease projector = pool.lease();
///     ... (*projector).to_plane(p) ...
///   });

#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include <libgrid/crs/projector.hpp>

namespace libgrid::bindings {

/// Rows per thread that are worth a Projector.
inline constexpr std::size_t kProjectingGrain = 65'536;

class ProjectorPool {
 public:
  class Lease {
   public:
    Lease(ProjectorPool& pool, crs::Projector projector) : pool_(pool), projector_(std::move(projector)) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_.give_back(std::move(projector_)); }
    const crs::Projector& operator*() const { return projector_; }

   private:
    ProjectorPool& pool_;
    crs::Projector projector_;
  };

  explicit ProjectorPool(crs::Projector first) : frame_(first.frame()) { idle_.push_back(std::move(first)); }

  [[nodiscard]] Lease lease() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        crs::Projector projector = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(projector)};
      }
    }
    return {*this, *crs::Projector::make(frame_)};  // made once before, so it can be made again
  }

 private:
  void give_back(crs::Projector projector) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(projector));
  }

  Frame frame_;
  std::mutex mutex_;
  std::vector<crs::Projector> idle_;
};

}  // namespace libgrid::bindings
