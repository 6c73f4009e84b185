#include <libgrid/io/detail/byte_source.hpp>

#include <string>

#include <gtest/gtest.h>

#include "gzip.hpp"
#include "temporary_folder.hpp"

namespace libgrid::io::detail {
namespace {

constexpr UnzipLimits kLimits{.bytes = 1'000'000, .ratio = 200.0};

/// All bytes, taken `piece` at a time; or the error's name.
std::string all(ByteSource& source, std::size_t piece) {
  std::string text, buffer(piece, '\0');
  while (true) {
    const auto count = source.read(buffer);
    if (!count) return std::string(info(count.error().code).name);
    if (*count == 0) return text;
    text.append(buffer, 0, *count);
  }
}

std::string unzipped_text(std::string_view bytes, std::size_t piece) {
  auto source = unzipped(from_memory(bytes), kLimits).value();
  return all(*source, piece);
}

TEST(ByteSource, PiecesOfAnySizeGiveTheSameBytes) {
  std::string text;
  for (int i = 0; i < 3'000; ++i) text += std::to_string(i * i) + "\n";
  const TemporaryFolder folder;
  const auto path = folder.write("f", text);
  for (const std::size_t piece : {1U, 2U, 7U, 4096U, 100'000U}) {
    EXPECT_EQ(unzipped_text(text, piece), text) << piece;
    EXPECT_EQ(unzipped_text(gzip(text), piece), text) << piece;
    auto file = open_file(path).value();
    EXPECT_EQ(all(*file, piece), text) << piece;
    EXPECT_EQ(file->share(), 1.0);
  }
}

TEST(ByteSource, OnlyTheFirstTwoBytesMakeGzip) {
  EXPECT_EQ(unzipped_text("", 9), "");
  EXPECT_EQ(unzipped_text("\x1F", 9), "\x1F");
  EXPECT_EQ(unzipped_text("\x1Fx", 9), "\x1Fx");
  EXPECT_EQ(unzipped_text("\x1F\x8B", 9), "E_FILE_TRUNCATED");
  EXPECT_EQ(unzipped_text("\x1F\x8B\x08 nonsense that is no gzip", 9), "E_FILE_UNREADABLE");
  EXPECT_EQ(unzipped_text(gzip(""), 9), "");
}

TEST(ByteSource, MembersFollowEachOther) {
  EXPECT_EQ(unzipped_text(gzip("ab") + gzip("") + gzip("cd"), 3), "abcd");
  EXPECT_EQ(unzipped_text(gzip("ab") + std::string(8, '\0'), 3), "E_FILE_UNREADABLE");
  EXPECT_EQ(unzipped_text(gzip("ab") + "\x1F", 3), "E_FILE_TRUNCATED");
}

TEST(ByteSource, TheLimitOfBytesIsExact) {
  const auto with_limit = [](std::uint64_t bytes) {
    const std::string zipped = gzip("0123456789");
    auto source = unzipped(from_memory(zipped), {.bytes = bytes, .ratio = 200.0}).value();
    return all(*source, 4);
  };
  EXPECT_EQ(with_limit(10), "0123456789");
  EXPECT_EQ(with_limit(9), "E_BODY_TOO_LARGE");
}

}  // namespace
}  // namespace libgrid::io::detail
