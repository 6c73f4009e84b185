#pragma once
/// The tables of store.sqlite and the marks that make a file one of ours.
///
/// Numbers that are doubles have the type ANY: REAL columns would store -0.0 as 0 and cannot hold NaN (row.hpp).
/// A row's place in its vector is its primary key: the order is kept, and appending is the fastest way in.

#include <cstdint>
#include <string_view>

namespace libgrid::store::detail {

inline constexpr std::int64_t kApplicationId = 0x67726964;  ///< "grid"
inline constexpr std::int64_t kSchemaVersion = 5;
inline constexpr std::int64_t kDraftVersion = 0;  ///< of the zone map that is not published

/// All CREATE statements of the schema version.
[[nodiscard]] std::string_view schema_sql();

}  // namespace libgrid::store::detail
