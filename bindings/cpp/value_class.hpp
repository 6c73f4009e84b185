#pragma once
/// A plain struct as an immutable Python value: read-only attributes, ==, hash and repr, all from one list of fields.
///
///   ValueClass<Level>(module, "Level", "层级: 1 = upper ... n = lowest.")
///       .field("number", &Level::number, "1 is the top")
///       .field("band", &Level::band, "workload stays within mean x (1 +- band)");
///
/// @pre T has ==; every field's type has to_python, nested structs are bound first

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/operators.h>
#include <pybind11/pybind11.h>

#include "to_python.hpp"

namespace libgrid::bindings {

template <class T>
class ValueClass {
 public:
  ValueClass(pybind11::module_& module, const char* name, const char* doc)
      : class_(module, name, doc, pybind11::is_final()) {
    class_.def(pybind11::self == pybind11::self);
    class_.def("__hash__", [fields = fields_](const T& value) { return pybind11::hash(content(*fields, value)); });
    class_.def("__repr__", [fields = fields_, title = std::string(name)](const T& value) {
      std::string text;
      for (const auto& [field, get] : *fields)
        text += (text.empty() ? "" : ", ") + field + "=" + pybind11::repr(get(value)).template cast<std::string>();
      return title + "(" + text + ")";
    });
  }

  template <class Member>
  ValueClass& field(const char* name, Member T::* member, const char* doc) {
    const auto get = [member](const T& value) { return to_python(value.*member); };
    fields_->emplace_back(name, get);
    class_.def_property_readonly(name, get, doc);
    return *this;
  }

 private:
  using Field = std::pair<std::string, std::function<pybind11::object(const T&)>>;

  static pybind11::tuple content(const std::vector<Field>& fields, const T& value) {
    pybind11::tuple out(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) out[i] = fields[i].second(value);
    return out;
  }

  pybind11::class_<T> class_;
  // Shared with the methods of the class, which see the fields that are added after them.
  std::shared_ptr<std::vector<Field>> fields_ = std::make_shared<std::vector<Field>>();
};

}  // namespace libgrid::bindings
