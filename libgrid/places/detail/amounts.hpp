#pragma once
/// Numbers in a Chinese place text: house numbers (120号) and distances with or without a direction (东侧约50米).

#include <string>

#include <libgrid/base/units.hpp>
#include <libgrid/places/location_text.hpp>

namespace libgrid::places::detail {

struct OffsetText {
  Compass compass = Compass::none;  ///< none: a distance without a direction
  Metres metres;                    ///< 0: no distance at the beginning of the text
  std::string rest;                 ///< what follows it
};

/// [向|往|以][东西南北][侧面边方]?[约|大约]?NUMBER(米|m|公里|千米) at the beginning of the text; the direction may be
/// absent. Numbers in digits (full-width too) or as 五十, 一百二十.
[[nodiscard]] OffsetText offset_of(const std::string& text);

/// NUMBER[-NUMBER]号 at the beginning of the text, which is then cut off; 0: there is none.
[[nodiscard]] int take_house_number(std::string& text);

}  // namespace libgrid::places::detail
