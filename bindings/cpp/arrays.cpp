#include "arrays.hpp"

#include "arrow.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
namespace {

py::array any_array(py::handle object, const std::string& argument) {
  const py::module_ numpy = py::module_::import("numpy");
  if (py::isinstance(object, numpy.attr("ma").attr("MaskedArray")))
    throw_error(bad_argument(argument, "a masked array; fill or leave out what is masked"));
  if (!py::hasattr(object, "__array__")) {  // NumPy's own way first: pyarrow, pandas and Polars have it
    if (std::optional<py::array> column = arrow_numbers(object, argument)) return *std::move(column);
  }
  try {
    return numpy.attr("asarray")(object);
  } catch (py::error_already_set& error) {
    if (!error.matches(PyExc_ValueError) && !error.matches(PyExc_TypeError)) throw;
  }
  throw_error(bad_argument(argument, "not an array"));
}

std::string text(py::handle object) { return py::str(object).cast<std::string>(); }

/// `kinds` as in numpy.dtype.kind: i and u whole numbers, f floating point.
void require_kind(const py::array& array, const std::string& kinds, const std::string& argument) {
  const bool wide = array.itemsize() > 8;
  // An empty list has no numbers that could be of the wrong type.
  if (array.size() == 0 && array.dtype().kind() == 'f') return;
  if (kinds.find(array.dtype().kind()) != std::string::npos && !wide) return;
  const std::string wanted = kinds == "iu" ? "whole numbers" : "numbers";
  throw_error(bad_argument(argument, wanted + " are needed, not " + text(array.dtype())));
}

template <class T>
Column<T> contiguous(const py::array& array) {
  return Column<T>(typename Column<T>::Array(array));
}

template <class T>
Column<T> column(py::handle object, const std::string& kinds, const std::string& argument) {
  const py::array array = any_array(object, argument);
  if (array.ndim() > 1)
    throw_error(bad_argument(argument, "one dimension is needed, not " + std::to_string(array.ndim())));
  require_kind(array, kinds, argument);
  return contiguous<T>(array);
}

template <class T>
Column<T> pairs(py::handle object, const std::string& kinds, const std::string& argument) {
  const py::array array = any_array(object, argument);
  const bool empty = array.ndim() == 1 && array.size() == 0;
  if (!empty && (array.ndim() != 2 || array.shape(1) != 2))
    throw_error(bad_argument(argument, "the shape (n, 2) is needed, not " + text(array.attr("shape"))));
  require_kind(array, kinds, argument);
  return contiguous<T>(array);
}

}  // namespace

Doubles doubles(py::handle object, const std::string& argument) { return column<double>(object, "iuf", argument); }
Integers integers(py::handle object, const std::string& argument) {
  return column<std::int64_t>(object, "iu", argument);
}
Doubles double_pairs(py::handle object, const std::string& argument) { return pairs<double>(object, "iuf", argument); }
Integers integer_pairs(py::handle object, const std::string& argument) {
  return pairs<std::int64_t>(object, "iu", argument);
}

void require_length(std::size_t length, std::size_t wanted, const std::string& argument, const std::string& other) {
  if (length == wanted) return;
  throw_error(
      bad_argument(argument, std::to_string(length) + " rows, but " + other + " has " + std::to_string(wanted)));
}

}  // namespace libgrid::bindings
