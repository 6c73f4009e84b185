/// Any bytes as a locator file, under a checksum that fits. Promise: what is read answers every question without
/// reading beside its tables, and is written as it was read.

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include <libgrid/index/layer_locator.hpp>

#include "check.hpp"

namespace {

/// The file's own checksum (index/detail/flat_file.cpp), so that the fuzzer gets past it.
void mend(std::vector<std::byte>& bytes) {
  if (bytes.size() < 24) return;
  const std::uint64_t size = bytes.size();
  std::memcpy(bytes.data() + 16, &size, 8);
  const std::uint64_t sum = libgrid::index::LayerLocator::checksum(std::span<const std::byte>(bytes).subspan(16));
  std::memcpy(bytes.data() + 8, &sum, 8);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace libgrid;
  std::vector<std::byte> bytes(size);
  if (size != 0) std::memcpy(bytes.data(), data, size);
  mend(bytes);
  const auto locator = index::LayerLocator::from_bytes(bytes);
  if (!locator) return 0;
  const Box box = locator->extent();
  std::array<std::int32_t, 8> answers{};
  for (int i = 0; i <= 16; ++i) {
    for (int j = 0; j <= 16; ++j) {
      const Xy p{box.min.x + (box.max.x - box.min.x) * i / 16.0, box.min.y + (box.max.y - box.min.y) * j / 16.0};
      (void)locator->locate(p, std::span(answers).first(locator->layers()));
      for (const index::LayerShape shape : locator->covering(p)) FUZZ_CHECK(shape.layer < locator->layers());
    }
  }
  return 0;
}
