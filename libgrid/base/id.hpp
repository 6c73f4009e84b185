#pragma once
/// Strong ids: a ZoneId and a BlockId are both numbers, and never meet by accident.
///
///   struct ZoneTag {};
///   using ZoneId = Id<ZoneTag>;
///   ZoneId zone{17};                    // explicit; zone.value == 17
///   // BlockId block = zone;            // does not compile (tests/compile_fail/ids_do_not_mix.cpp)
///
/// An id is a number that a file, a person and another program see: it is part of the output contract
/// (docs/outputs.md), not an index into a vector.

#include <compare>
#include <cstdint>
#include <functional>

namespace libgrid {
inline namespace base {

template <class Tag>
struct Id {
  std::int64_t value = 0;

  constexpr Id() = default;
  constexpr explicit Id(std::int64_t number) : value(number) {}
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace base
}  // namespace libgrid

template <class Tag>
struct std::hash<libgrid::Id<Tag>> {
  std::size_t operator()(libgrid::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
