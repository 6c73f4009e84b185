#pragma once
/// Codes of unit grids: how a code is made up is data (data/tables/unit_code_profiles.csv), not code.
///
///   CodeProfile beijing{.name = "15", .object = 0, .county = 6, .street = 3, .community = 3, .sequence = 3};
///   // 110101 001 002 017: county, street, community, number inside the community

#include <cstdint>
#include <string>

#include <libgrid/base/time.hpp>

namespace libgrid {
inline namespace model {

/// Digits of every part, in this order.
struct CodeProfile {
  std::string name;
  int object = 0;  ///< digits of an object code in front (CJ/T 349); 0: none
  int county = 6;
  int street = 3;
  int community = 3;
  int sequence = 3;
  int first = 1;       ///< lowest number: 0 where it means "not split"
  std::string source;  ///< the standard
  [[nodiscard]] int digits() const { return object + county + street + community + sequence; }
  friend bool operator==(const CodeProfile&, const CodeProfile&) = default;
};

enum class CodeState : unsigned char { valid, voided };

/// A code that was given out; a void one keeps its place for ever.
struct UnitCode {
  std::string code;
  CodeState state = CodeState::valid;
  std::string reason;  ///< why it is void
  LocalTime since;     ///< when it became what it is
  friend bool operator==(const UnitCode&, const UnitCode&) = default;
};

}  // namespace model
}  // namespace libgrid
