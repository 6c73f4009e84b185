#pragma once
/// Words of the city file that are read and written in two places.

#include <array>
#include <string_view>

#include <libgrid/model/city.hpp>

namespace libgrid::io::detail {

inline constexpr std::array kRoadKinds{RoadKind::main_road, RoadKind::secondary, RoadKind::branch, RoadKind::back_lane};
inline constexpr std::array<std::string_view, 3> kSerialDates{"refused", "1900", "1904"};  ///< by SerialDates

}  // namespace libgrid::io::detail
