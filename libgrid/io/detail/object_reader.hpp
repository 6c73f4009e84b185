#pragma once
/// Reads the members of one JSON object into fields, each with its type and range, and refuses what is left over.
///
///   ObjectReader object(json, "hotspots");
///   object.optional("cell_m", rules.cell, kPositive);
///   object.required("least_reports", rules.least_reports, kCount);
///   GRID_CHECK(object.finish());          // the first thing that was wrong: "hotspots.cell_m", "negative" ...
///
/// After an error the reader does nothing more, so that the calls need no checks in between. A key that nobody asked
/// for is refused with the nearest of those that were, and all of them.
/// @errors parameter_invalid with the path in `field`

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <libgrid/base/error.hpp>
#include <libgrid/base/units.hpp>
#include <libgrid/io/detail/json.hpp>

namespace libgrid::io::detail {

/// A closed range of numbers, with the words for it.
struct Range {
  double min;
  double max;
  std::string_view words;
  bool open_min = false;  ///< min itself is outside
};

class ObjectReader {
 public:
  ObjectReader(const Json& json, std::string path);

  template <class T, class... Rule>
  void required(std::string_view key, T& field, const Rule&... rule) {
    if (const Json* member = take(key, true)) read(key, *member, field, rule...);
  }
  template <class T, class... Rule>
  void optional(std::string_view key, T& field, const Rule&... rule) {
    if (const Json* member = take(key, false)) read(key, *member, field, rule...);
  }

  /// A nested object, read by `body(ObjectReader&)`. Absent: nothing happens.
  template <class Body>
  void object(std::string_view key, Body body) {
    const Json* member = take(key, false);
    if (member == nullptr) return;
    ObjectReader nested(*member, path_of(key));
    body(nested);
    adopt(nested.finish());
  }

  /// A required list of objects; `body(ObjectReader&, T&)` reads each.
  template <class T, class Body>
  void list(std::string_view key, std::vector<T>& all, Body body) {
    read_list(key, take(key, true), all, body);
  }
  /// The same for a list that may be absent: `all` stays as it is.
  template <class T, class Body>
  void optional_list(std::string_view key, std::vector<T>& all, Body body) {
    read_list(key, take(key, false), all, body);
  }

  void refuse(std::string_view key, std::string detail);
  [[nodiscard]] Expected<void> finish();

 private:
  template <class T, class Body>
  void read_list(std::string_view key, const Json* member, std::vector<T>& all, Body body) {
    if (member == nullptr) return;
    if (member->items() == nullptr) return refuse(key, "not a list");
    for (std::size_t i = 0; i < member->items()->size(); ++i) {
      ObjectReader nested((*member->items())[i], path_of(key) + "[" + std::to_string(i) + "]");
      T item;
      body(nested, item);
      adopt(nested.finish());
      all.push_back(std::move(item));
    }
  }
  [[nodiscard]] const Json* take(std::string_view key, bool needed);
  void read(std::string_view key, const Json& member, std::string& field);
  void read(std::string_view key, const Json& member, std::vector<std::string>& field);  ///< a list of texts
  void read(std::string_view key, const Json& member, bool& field);
  void read(std::string_view key, const Json& member, double& field, const Range& range);
  void read(std::string_view key, const Json& member, std::int64_t& field, const Range& range);
  void read(std::string_view key, const Json& member, std::uint64_t& field);
  void read(std::string_view key, const Json& member, int& field, const Range& range);
  template <class Unit>
  void read(std::string_view key, const Json& member, Quantity<Unit>& field, const Range& range) {
    read(key, member, field.value, range);
  }
  void adopt(Expected<void> nested);
  [[nodiscard]] std::string path_of(std::string_view key) const;

  const Json::Members* members_;
  std::string path_;
  std::vector<std::string_view> known_;
  std::optional<Error> error_;
};

}  // namespace libgrid::io::detail
