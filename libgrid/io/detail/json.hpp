#pragma once
/// A strict JSON document as plain values: no repeated keys, no NaN, bounded depth, well-formed UTF-8.
///
///   GRID_TRY(document, parse_json(text));
///   if (const Json* name = document.find("name")) use(name->text());
///
/// @errors encoding_not_utf8, json_malformed (with the byte's place), json_too_deep, number_not_finite (1e999)
/// @source RFC 8259, RFC 7493 (I-JSON) section 2.3; read by nlohmann::json's SAX interface, which does not recurse

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <libgrid/base/error.hpp>

namespace libgrid::io::detail {

inline constexpr std::size_t kDeepestJson = 64;

struct JsonMember;

struct Json {
  using Items = std::vector<Json>;
  using Members = std::vector<JsonMember>;  ///< in the order of the text
  /// Integers that fit are int64; those above are uint64; with point, exponent or beyond: double.
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Items, Members> value;

  [[nodiscard]] const Json* find(std::string_view key) const;  ///< nullptr: no such member, or no object
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }
  [[nodiscard]] const Items* items() const { return std::get_if<Items>(&value); }
  [[nodiscard]] const Members* members() const { return std::get_if<Members>(&value); }
  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value); }
  [[nodiscard]] bool is_number() const { return value.index() >= 2 && value.index() <= 4; }
  [[nodiscard]] double number() const;  ///< @pre is_number()
};

struct JsonMember {
  std::string key;
  Json value;
};

[[nodiscard]] Expected<Json> parse_json(std::string_view text, std::size_t deepest = kDeepestJson);

}  // namespace libgrid::io::detail
