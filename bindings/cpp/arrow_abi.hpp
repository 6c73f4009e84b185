#pragma once
/// The structures of the Arrow C data and stream interfaces: their layout is fixed by Arrow's specification.
///
///   Owned<ArrowArray> array(*from);   // moved out of `from`; released with the Owned

#include <cstdint>
#include <utility>

namespace libgrid::bindings {

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;  ///< -1: not counted
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};

/// One of the three, released at the end.
template <class T>
struct Owned {
  Owned() = default;
  explicit Owned(T& from) : value(from) { from.release = nullptr; }
  Owned(Owned&& other) noexcept : value(other.value) { other.value.release = nullptr; }
  Owned& operator=(Owned&& other) noexcept {
    std::swap(value, other.value);
    return *this;
  }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (value.release != nullptr) value.release(&value);
  }
  T value{};
};

}  // namespace libgrid::bindings
