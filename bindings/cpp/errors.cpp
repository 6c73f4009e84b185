#include "errors.hpp"

#include <pybind11/pybind11.h>

namespace libgrid::bindings {
namespace py = pybind11;
namespace {

/// Which of the exception classes of libgrid/errors.py.
const char* class_of(ErrorCode code) {
  using enum ErrorCode;
  switch (code) {
    case file_not_found:
    case file_unreadable:
    case file_unwritable:
    case file_truncated:
    case index_damaged:
    case index_version:
    case store_failed:
    case workspace_missing:
      return "GridFileError";
    case plan_missing:
    case step_missing:
    case not_found:
      return "GridKeyError";
    default:
      return "GridError";
  }
}

}  // namespace

void throw_error(const Error& error) {
  const ErrorInfo& row = info(error.code);
  const py::object type = py::module_::import("libgrid.errors").attr(class_of(error.code));
  py::dict fields;
  fields["code"] = row.name;
  fields["message_en"] = message_en(error);
  fields["message_zh"] = message_zh(error);
  fields["cure_en"] = row.cure_en;
  fields["cure_zh"] = row.cure_zh;
  fields["detail"] = error.detail;
  fields["file"] = error.file;
  fields["row"] = error.row ? py::object(py::int_(*error.row)) : py::object(py::none());
  fields["field"] = error.field;
  fields["id"] = error.id;
  const py::object exception = type(**fields);
  PyErr_SetObject(type.ptr(), exception.ptr());
  throw py::error_already_set();
}

Error bad_argument(const std::string& argument, std::string detail) {
  return make_error(ErrorCode::parameter_invalid, std::move(detail)).at_field(argument);
}

}  // namespace libgrid::bindings
