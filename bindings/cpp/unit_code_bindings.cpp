/// UnitCodeRegister: which codes of unit grids were given, and which are void and why.
#include <string>
#include <tuple>
#include <vector>

#include <pybind11/stl.h>

#include <libgrid/base/time.hpp>
#include <libgrid/coverage/unit_codes.hpp>
#include <libgrid/workflow/plan_archive.hpp>

#include "bindings.hpp"
#include "code_profile.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
using coverage::UnitCodeRegister;

namespace {

LocalTime moment(const std::string& text) {
  const Expected<LocalTime> time = workflow::parse_date_or_time(text);
  if (!time) throw_error(Error(time.error()).at_field("when"));
  return *time;
}

void give(UnitCodeRegister& book, const std::string& code, const CodeDigits& digits, const std::string& when) {
  unwrap(book.give(code, code_profile(digits, 1), moment(when)));
}

void make_void(UnitCodeRegister& book, const std::string& code, const std::string& reason, const std::string& when) {
  unwrap(book.make_void(code, reason, moment(when)));
}

using Row = std::tuple<std::string, bool, std::string, std::string>;

/// (code, is it void, since when it is what it is, why it is void)
std::vector<Row> rows(const UnitCodeRegister& book) {
  std::vector<Row> out;
  for (const UnitCode& row : book.rows())
    out.emplace_back(row.code, row.state == CodeState::voided, to_text(row.since), row.reason);
  return out;
}

}  // namespace

void bind_unit_codes(py::module_& module) {
  py::class_<UnitCodeRegister>(module, "UnitCodeRegister", "Codes that were given and those that are void.")
      .def(py::init<>())
      .def("give", &give, py::arg("code"), py::arg("digits"), py::arg("when"))
      .def("make_void", &make_void, py::arg("code"), py::arg("reason"), py::arg("when"))
      .def("rows", &rows);
}

}  // namespace libgrid::bindings
