/// Any bytes as a city file. Promise: what was read is written and read back the same, and its text is canonical.

#include <cstdint>
#include <string_view>

#include <libgrid/io/city_file.hpp>

#include "check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace libgrid;
  const auto city = io::city_from_json(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!city) return 0;
  const std::string text = io::to_json(*city);
  const auto again = io::city_from_json(text);
  FUZZ_CHECK(again.has_value());
  FUZZ_CHECK(*again == *city);
  FUZZ_CHECK(io::to_json(*again) == text);
  return 0;
}
