#pragma once
/// Pixels to a PNG that any browser shows.
///
///   std::string bytes = io::png_of({.width = 256, .height = 256, .rgba = pixels});   // 4 bytes a pixel, from the top
///
/// Eight bits a channel with alpha (colour type 6), no filter, deflated; no text, no time: equal pixels give equal
/// bytes with the same zlib.
/// @pre    width, height >= 1; rgba.size() == 4 * width * height
/// @source ISO/IEC 15948:2004 (PNG)

#include <cstdint>
#include <span>
#include <string>

namespace libgrid::io {

struct Pixels {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::span<const std::uint8_t> rgba;
};

[[nodiscard]] std::string png_of(const Pixels& pixels);

}  // namespace libgrid::io
