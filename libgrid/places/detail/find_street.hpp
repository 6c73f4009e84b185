#pragma once
/// The street that a name means: as written, by an alias, as a part of a street by compass, or with one letter wrong.

#include <string_view>

#include <libgrid/places/gazetteer.hpp>

namespace libgrid::places::detail {

constexpr double kAsWritten = 1.0;
constexpr double kOverGap = 0.9;  ///< over an alias or a gap
constexpr double kCorrected = 0.8;

struct FoundStreet {
  const NamedStreet* street = nullptr;
  double confidence = 0.0;
  Compass part = Compass::none;  ///< 劳动北路 read as the north of 劳动路
};

[[nodiscard]] FoundStreet find_street(std::string_view name, const Gazetteer& gazetteer);

}  // namespace libgrid::places::detail
