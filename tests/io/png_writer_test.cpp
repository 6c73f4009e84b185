#include <libgrid/io/png_writer.hpp>

#include <vector>

#include <gtest/gtest.h>

#include "tests/support/png_decoder.hpp"

namespace libgrid::io {
namespace {

TEST(PngWriter, DecodedPixelsAreTheSame) {
  std::vector<std::uint8_t> rgba;
  for (unsigned i = 0; i < 7 * 5 * 4; ++i) rgba.push_back(static_cast<std::uint8_t>(i * 37 % 256));
  const test::Png png = test::decode_png(png_of({.width = 7, .height = 5, .rgba = rgba}));
  EXPECT_EQ(png.problem, "");
  EXPECT_EQ(png.width, 7U);
  EXPECT_EQ(png.height, 5U);
  EXPECT_EQ(png.rgba, rgba);
}

// The whole file of one red pixel, written down by hand: signature, IHDR with its published CRC, IEND.
TEST(PngWriter, SignatureAndChunks) {
  const std::vector<std::uint8_t> red{255, 0, 0, 255};
  const std::string bytes = png_of({.width = 1, .height = 1, .rgba = red});
  EXPECT_EQ(bytes.substr(0, 33),
            std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1F\x15\xC4\x89", 33));
  EXPECT_EQ(bytes.substr(bytes.size() - 12), std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12));
}

}  // namespace
}  // namespace libgrid::io
