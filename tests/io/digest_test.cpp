#include <libgrid/io/digest.hpp>

#include <string>

#include <gtest/gtest.h>

#include "temporary_folder.hpp"

namespace libgrid::io {
namespace {

/// FIPS 180-4 examples, and the million letters a of the same document.
TEST(Digest, VectorsOfTheStandard) {
  EXPECT_EQ(sha256_hex(std::string_view("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(io::sha256_hex(std::string_view("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(std::string_view("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, OfAFileIsThatOfItsBytes) {
  const TemporaryFolder folder;
  for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 200'000U}) {
    const std::string bytes(size, 'x');
    EXPECT_EQ(sha256_of_file(folder.write("f", bytes)).value(), sha256_hex(bytes)) << size;
  }
}

TEST(Digest, BytesAndTextAgree) {
  const std::string text = "人民路";
  EXPECT_EQ(sha256_hex(std::as_bytes(std::span(text))), sha256_hex(text));
}

TEST(Digest, NamesAMissingFile) {
  const TemporaryFolder folder;
  const auto digest = sha256_of_file(folder.at("none"));
  ASSERT_FALSE(digest.has_value());
  EXPECT_EQ(digest.error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace libgrid::io
