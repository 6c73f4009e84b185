#include <libgrid/io/digest.hpp>

#include <array>
#include <fstream>
#include <memory>

#include <openssl/evp.h>

#include <libgrid/io/detail/file_bytes.hpp>

namespace libgrid::io {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }

  void add(const void* bytes, std::size_t count) { EVP_DigestUpdate(context_.get(), bytes, count); }

  [[nodiscard]] std::string finish() {
    std::array<unsigned char, 32> digest{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &length);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
      text += kDigits[byte >> 4];
      text += kDigits[byte & 15];
    }
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256_hex(std::span<const std::byte> bytes) {
  Sha256 digest;
  digest.add(bytes.data(), bytes.size());
  return digest.finish();
}

std::string sha256_hex(std::string_view bytes) { return sha256_hex(std::as_bytes(std::span(bytes))); }

Expected<std::string> sha256_of_file(const std::filesystem::path& path) {
  GRID_CHECK(detail::check_regular_file(path));
  std::ifstream file(path, std::ios::binary);
  Sha256 digest;
  std::array<char, 65'536> piece{};
  while (file.read(piece.data(), piece.size()), file.gcount() > 0) {
    digest.add(piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (!file.eof())
    return fail(make_error(ErrorCode::file_unreadable, "cannot be read").in_file(path.filename().string()));
  return digest.finish();
}

}  // namespace libgrid::io
