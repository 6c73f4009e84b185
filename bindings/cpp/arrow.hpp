#pragma once
/// Columns of other libraries through the Arrow PyCapsule interface, in and out, without pyarrow.
///
///   std::optional<py::array> numbers = arrow_numbers(object, "x");   // none: the object does not speak Arrow
///   py::tuple pair = arrow_batch({"ward", "touch"}, columns);        // (schema, array): a struct of the columns
///
/// In: `__arrow_c_array__`, or `__arrow_c_stream__` with its chunks one after the other. One chunk of float64 without
/// nulls is read where it lies and stays alive with the array; everything else becomes a new column of float64, in
/// which a null is NaN. Out: the arrays' own memory, alive until the consumer lets go.
/// @errors parameter_invalid at `argument`: a column that is not of numbers, a stream that fails; at `columns`: arrays
///         that are not int32 or uint8, not contiguous, or of two lengths
/// @pre    the GIL is held
/// @source The Arrow C data interface, C stream interface and PyCapsule interface

#include <optional>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

namespace libgrid::bindings {

[[nodiscard]] std::optional<pybind11::array> arrow_numbers(pybind11::handle object, const std::string& argument);

/// @pre names.size() == columns.size(), at least one
[[nodiscard]] pybind11::tuple arrow_batch(const std::vector<std::string>& names,
                                          const std::vector<pybind11::array>& columns);

}  // namespace libgrid::bindings
