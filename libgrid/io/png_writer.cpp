#include <zlib.h>

#include <cstddef>
#include <string_view>

#include <libgrid/base/error.hpp>
#include <libgrid/io/png_writer.hpp>

namespace libgrid::io {
namespace {

void add_number(std::string& bytes, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>((number >> shift) & 0xFFU);
}

void add_chunk(std::string& bytes, std::string_view kind, std::string_view data) {
  add_number(bytes, static_cast<std::uint32_t>(data.size()));
  const std::size_t from = bytes.size();
  bytes.append(kind).append(data);
  const auto* start = reinterpret_cast<const Bytef*>(bytes.data() + from);
  add_number(bytes, static_cast<std::uint32_t>(crc32(0, start, static_cast<uInt>(kind.size() + data.size()))));
}

std::string deflated(const std::string& plain) {
  uLongf size = compressBound(static_cast<uLong>(plain.size()));
  std::string packed(size, '\0');
  [[maybe_unused]] const int told =
      compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
                static_cast<uLong>(plain.size()), 6);
  GRID_ASSERT(told == Z_OK);
  packed.resize(size);
  return packed;
}

}  // namespace

std::string png_of(const Pixels& pixels) {
  const std::size_t row = std::size_t{4} * pixels.width;
  GRID_ASSERT(row > 0 && pixels.height > 0 && pixels.rgba.size() == row * pixels.height);
  std::string header, lines;
  add_number(header, pixels.width), add_number(header, pixels.height);
  header.append("\x08\x06\x00\x00\x00", 5);  // eight bits, RGBA, deflate, adaptive filters, not interlaced
  for (std::size_t y = 0; y < pixels.height; ++y) {
    lines += '\0';  // filter: none
    for (const std::uint8_t value : pixels.rgba.subspan(y * row, row)) lines += static_cast<char>(value);
  }
  std::string bytes("\x89PNG\r\n\x1A\n", 8);
  add_chunk(bytes, "IHDR", header), add_chunk(bytes, "IDAT", deflated(lines)), add_chunk(bytes, "IEND", {});
  return bytes;
}

}  // namespace libgrid::io
