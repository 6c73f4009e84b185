#pragma once
/// NumPy arrays in and out.
///
///   const Doubles x = doubles(x_argument, "x");          // any one-dimensional numbers; refuses text, objects, masks
///   const std::span<const double> values = x.values();   // contiguous, alive as long as `x`
///   return array_of(std::move(result));                  // the vector's memory becomes the array's, nothing is copied
///
/// Input that is not one block of the wanted type (a column of a table, float32, whole numbers) is copied; read-only
/// input is fine, nothing writes to it. A single number counts as one row. What is no array of NumPy's but speaks Arrow
/// is read as arrow.hpp says.
/// @errors parameter_invalid at the field named like the argument: wrong type, wrong number of dimensions
/// @pre the GIL is held, except in values()

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

namespace libgrid::bindings {

template <class T>
class Column {
 public:
  using Array = pybind11::array_t<T, pybind11::array::c_style | pybind11::array::forcecast>;

  explicit Column(Array array)
      : array_(std::move(array)), values_(array_.data(), static_cast<std::size_t>(array_.size())) {}

  [[nodiscard]] std::span<const T> values() const { return values_; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] T operator[](std::size_t i) const { return values_[i]; }

 private:
  Array array_;  // keeps the values alive
  std::span<const T> values_;
};
using Doubles = Column<double>;
using Integers = Column<std::int64_t>;

[[nodiscard]] Doubles doubles(pybind11::handle object, const std::string& argument);
[[nodiscard]] Integers integers(pybind11::handle object, const std::string& argument);

/// A table of pairs, row after row: coordinates, ends of edges.
[[nodiscard]] Doubles double_pairs(pybind11::handle object, const std::string& argument);
[[nodiscard]] Integers integer_pairs(pybind11::handle object, const std::string& argument);

/// Two arguments that must be of one length. @errors parameter_invalid at `argument`
void require_length(std::size_t length, std::size_t wanted, const std::string& argument, const std::string& other);

template <class T>
[[nodiscard]] pybind11::array_t<T> array_of(std::vector<T> values) {
  auto owner = std::make_unique<std::vector<T>>(std::move(values));
  T* data = owner->data();
  const auto size = static_cast<pybind11::ssize_t>(owner->size());
  const pybind11::capsule keeper(owner.release(),
                                 [](void* p) { std::unique_ptr<std::vector<T>>(static_cast<std::vector<T>*>(p)); });
  return pybind11::array_t<T>(size, data, keeper);
}

/// An array to be filled without the GIL; `data` is writable and as long as asked for.
template <class T>
struct NewArray {
  explicit NewArray(std::size_t size) : array(static_cast<pybind11::ssize_t>(size)), data(array.mutable_data(), size) {}
  pybind11::array_t<T> array;
  std::span<T> data;
};

}  // namespace libgrid::bindings
