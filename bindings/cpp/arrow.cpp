#include "arrow.hpp"

#include <array>
#include <cstring>
#include <limits>
#include <memory>

#include "arrays.hpp"
#include "arrow_abi.hpp"
#include "errors.hpp"

namespace libgrid::bindings {
namespace py = pybind11;
namespace {

template <class T>
T& inside(py::handle capsule, const char* name) {
  void* pointer = PyCapsule_GetPointer(capsule.ptr(), name);
  if (pointer == nullptr) throw py::error_already_set();
  return *static_cast<T*>(pointer);
}

struct Chunks {
  std::string format;
  std::vector<Owned<ArrowArray>> arrays;
};

Chunks of_array(py::handle object) {
  const py::tuple pair = object.attr("__arrow_c_array__")();
  Chunks chunks{inside<ArrowSchema>(pair[0], "arrow_schema").format, {}};
  chunks.arrays.emplace_back(inside<ArrowArray>(pair[1], "arrow_array"));
  return chunks;
}

Chunks of_stream(py::handle object, const std::string& argument) {
  const py::object capsule = object.attr("__arrow_c_stream__")();
  Owned<ArrowArrayStream> stream(inside<ArrowArrayStream>(capsule, "arrow_array_stream"));
  const auto check = [&](int status) {
    if (status == 0) return;
    const char* why = stream.value.get_last_error(&stream.value);
    throw_error(bad_argument(argument, std::string("Arrow stream: ") + (why != nullptr ? why : std::strerror(status))));
  };
  Owned<ArrowSchema> schema;
  check(stream.value.get_schema(&stream.value, &schema.value));
  Chunks chunks{schema.value.format, {}};
  while (true) {
    Owned<ArrowArray> next;
    check(stream.value.get_next(&stream.value, &next.value));
    if (next.value.release == nullptr) return chunks;
    chunks.arrays.push_back(std::move(next));
  }
}

bool has_nulls(const ArrowArray& array) { return array.null_count != 0 && array.buffers[0] != nullptr; }

template <class T>
void append(const ArrowArray& array, std::vector<double>& out) {
  const auto* values = static_cast<const T*>(array.buffers[1]);
  const auto* valid = has_nulls(array) ? static_cast<const std::uint8_t*>(array.buffers[0]) : nullptr;
  for (std::int64_t i = array.offset; i < array.offset + array.length; ++i) {
    const bool null = valid != nullptr && (valid[i / 8] >> (i % 8) & 1) == 0;
    out.push_back(null ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(values[i]));
  }
}

using Append = void (*)(const ArrowArray&, std::vector<double>&);

Append append_of(const std::string& format) {
  if (format.size() != 1) return nullptr;
  switch (format[0]) {
    case 'g':
      return &append<double>;
    case 'f':
      return &append<float>;
    case 'c':
      return &append<std::int8_t>;
    case 'C':
      return &append<std::uint8_t>;
    case 's':
      return &append<std::int16_t>;
    case 'S':
      return &append<std::uint16_t>;
    case 'i':
      return &append<std::int32_t>;
    case 'I':
      return &append<std::uint32_t>;
    case 'l':
      return &append<std::int64_t>;
    case 'L':
      return &append<std::uint64_t>;
    default:
      return nullptr;
  }
}

py::array where_it_lies(Owned<ArrowArray> array) {
  auto owner = std::make_unique<Owned<ArrowArray>>(std::move(array));
  const ArrowArray& held = owner->value;
  const double* values = static_cast<const double*>(held.buffers[1]) + held.offset;
  const auto length = static_cast<py::ssize_t>(held.length);
  const py::capsule keeper(owner.release(),
                           [](void* p) { std::unique_ptr<Owned<ArrowArray>>(static_cast<Owned<ArrowArray>*>(p)); });
  return py::array_t<double>(length, values, keeper);
}

// Out. Children may be moved away one by one, so each owns what it shows.

struct SchemaParts {
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};
struct ArrayParts {
  py::object keep;
  std::array<const void*, 2> buffers{};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;

  ArrayParts() = default;
  ArrayParts(const ArrayParts&) = delete;
  ArrayParts& operator=(const ArrayParts&) = delete;
  ~ArrayParts() {
    if (!keep) return;
    if (Py_IsInitialized() == 0) {
      keep.release();  // the interpreter has gone, and with it the array
      return;
    }
    const py::gil_scoped_acquire gil;  // consumers let go on any thread
    keep = py::object();
  }
};

template <class T, class Parts>
void release(T* value) {
  const std::unique_ptr<Parts> parts(static_cast<Parts*>(value->private_data));
  for (T* child : parts->pointers)
    if (child->release != nullptr) child->release(child);
  value->release = nullptr;
}

template <class T, class Parts>
void own(T& value, std::unique_ptr<Parts> parts) {
  for (T& child : parts->children) parts->pointers.push_back(&child);
  value.n_children = static_cast<std::int64_t>(parts->children.size());
  value.children = parts->pointers.data();
  value.release = &release<T, Parts>;
  value.private_data = parts.release();
}

ArrowSchema schema_of(const char* format, const std::string& name, std::vector<ArrowSchema> children = {}) {
  auto parts = std::make_unique<SchemaParts>();
  parts->name = name;
  parts->children = std::move(children);
  ArrowSchema schema{};
  schema.format = format;
  schema.name = parts->name.c_str();
  own(schema, std::move(parts));
  return schema;
}

ArrowArray array_of(py::ssize_t length, py::object keep, const void* values, std::vector<ArrowArray> children = {}) {
  auto parts = std::make_unique<ArrayParts>();
  parts->keep = std::move(keep);
  parts->buffers[1] = values;
  parts->children = std::move(children);
  ArrowArray array{};
  array.length = length;
  array.n_buffers = values != nullptr ? 2 : 1;
  array.buffers = parts->buffers.data();
  own(array, std::move(parts));
  return array;
}

template <class T>
py::capsule capsule_of(T value, const char* name) {
  auto owned = std::make_unique<Owned<T>>(value);
  return py::capsule(owned.release(), name, [](PyObject* object) {
    // What a consumer took has no release any more.
    std::unique_ptr<Owned<T>>(static_cast<Owned<T>*>(PyCapsule_GetPointer(object, PyCapsule_GetName(object))));
  });
}

const char* format_of(const py::array& column, py::ssize_t length) {
  const bool usable = column.ndim() == 1 && (column.flags() & py::array::c_style) != 0 && column.size() == length;
  if (usable && column.dtype().equal(py::dtype::of<std::int32_t>())) return "i";
  if (usable && column.dtype().equal(py::dtype::of<std::uint8_t>())) return "C";
  throw_error(bad_argument("columns", "columns of int32 or uint8, contiguous and of one length, are needed"));
}

}  // namespace

std::optional<py::array> arrow_numbers(py::handle object, const std::string& argument) {
  const bool array = py::hasattr(object, "__arrow_c_array__");
  if (!array && !py::hasattr(object, "__arrow_c_stream__")) return std::nullopt;
  Chunks chunks = array ? of_array(object) : of_stream(object, argument);
  const Append append = append_of(chunks.format);
  if (append == nullptr)
    throw_error(bad_argument(argument, "an Arrow column of numbers is needed, not one of format " + chunks.format));
  if (chunks.arrays.size() == 1 && chunks.format == "g") {
    const ArrowArray& only = chunks.arrays[0].value;
    if (only.length > 0 && !has_nulls(only)) return where_it_lies(std::move(chunks.arrays[0]));
  }
  std::vector<double> values;
  for (const auto& chunk : chunks.arrays) append(chunk.value, values);
  return array_of(std::move(values));
}

py::tuple arrow_batch(const std::vector<std::string>& names, const std::vector<py::array>& columns) {
  const py::ssize_t length = columns.at(0).size();
  std::vector<const char*> formats;
  for (const py::array& column : columns) formats.push_back(format_of(column, length));
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray> arrays;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    schemas.push_back(schema_of(formats[i], names[i]));
    arrays.push_back(array_of(length, columns[i], columns[i].data()));
  }
  return py::make_tuple(capsule_of(schema_of("+s", "", std::move(schemas)), "arrow_schema"),
                        capsule_of(array_of(length, py::object(), nullptr, std::move(arrays)), "arrow_array"));
}

}  // namespace libgrid::bindings
