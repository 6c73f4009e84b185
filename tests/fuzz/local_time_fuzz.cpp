/// Any bytes as a local time. Promise: what is accepted is written back as it was, but for the T.

#include <cstdint>
#include <string>
#include <string_view>

#include <libgrid/base/time.hpp>

#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace libgrid;
  std::string text(reinterpret_cast<const char*>(bytes), size);
  const auto time = parse_local_time(text);
  if (!time) return 0;
  text[10] = 'T';
  FUZZ_CHECK(to_text(*time) == text);
  return 0;
}
