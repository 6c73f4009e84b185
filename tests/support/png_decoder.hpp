#pragma once
/// The pixels of a PNG as io::png_of writes it (RGBA, filter none): a reader of its own, from the standard.

#include <zlib.h>

#include <cstdint>
#include <string>
#include <vector>

namespace libgrid::test {

struct Png {
  std::uint32_t width = 0, height = 0;
  std::vector<std::uint8_t> rgba;
  std::string problem;
};

inline std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t n = 0;
  for (std::size_t k = 0; k < 4; ++k) n = n << 8U | static_cast<unsigned char>(bytes[at + k]);
  return n;
}

inline Png decode_png(const std::string& bytes) {
  Png png;
  if (bytes.size() < 45 || bytes.substr(1, 3) != "PNG") return png.problem = "no PNG", png;
  std::string packed;
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::uint32_t size = big_endian(bytes, at);
    const std::string kind = bytes.substr(at + 4, 4), body = bytes.substr(at + 4, size + 4);
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    if (sum != big_endian(bytes, at + 8 + size)) png.problem = "checksum of " + kind;
    if (kind == "IHDR") png.width = big_endian(bytes, at + 8), png.height = big_endian(bytes, at + 12);
    if (kind == "IDAT") packed += bytes.substr(at + 8, size);
    at += 12 + size;
  }
  const std::size_t row = std::size_t{4} * png.width + 1;
  std::vector<std::uint8_t> lines(row * png.height);
  auto size = static_cast<uLongf>(lines.size());
  if (uncompress(lines.data(), &size, reinterpret_cast<const Bytef*>(packed.data()),
                 static_cast<uLong>(packed.size())) != Z_OK ||
      size != lines.size())
    return png.problem = "data", png;
  for (std::size_t y = 0; y < png.height; ++y) {
    if (lines[y * row] != 0) png.problem = "filter";
    const auto from = lines.begin() + static_cast<std::ptrdiff_t>(y * row + 1);
    png.rgba.insert(png.rgba.end(), from, from + static_cast<std::ptrdiff_t>(row - 1));
  }
  return png;
}

}  // namespace libgrid::test
